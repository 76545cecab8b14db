import { identityErrors } from './en-identity.ts'
import { sessionErrors } from './en-sessions.ts'

/** A sentence for every refusal, by its code; each says what to do. */
export const en: Readonly<Record<string, string>> = {
  ...sessionErrors,
  ...identityErrors,
  'client/offline': 'There is no connection at the moment. Wait until it is back, then try again.',
  'client/words-moved':
    'These words have just been changed by somebody else. Look again, then decide.',
  'client/not-ready': 'This text cannot be written just now. Wait a moment, then try again.',
  'client/timeout': 'No answer came in time. Check whether it has been done; if not, try again.',
  'client/unreachable': 'The server cannot be reached. Check your connection, then try again.',
  'client/unexpected-answer': 'The server’s answer could not be understood. Load the page again.',

  'identity/wrong-credentials':
    'The e-mail address and the password do not belong together. Check both.',
  'identity/not-signed-in': 'You are not signed in any more. Sign in again.',
  'identity/signed-out': 'You have signed out. Sign in again to go on.',
  'identity/revoked':
    'Your access has changed. Sign in again; ask the convener if it is not as you expect.',
  'identity/unknown-invitation':
    'This invitation has been used, has ended, or is not complete. Ask the convener for a fresh link.',
  'identity/too-many-attempts': 'Too many attempts. Wait a few minutes, then try again.',
  'identity/demo-off':
    'There is no demonstration here. Sign in with your e-mail address and password.',

  'http/not-found': 'There is nothing at this address. Go back to your dialogues.',
  'http/invalid-input': 'Something that was sent is not in the right form. Check what you entered.',
  'http/too-large': 'This is too large to be sent. Divide it and try again.',
  'http/too-many-readings':
    'Too much is asked for at once. Wait until what you asked for before is there, then try again.',
  'http/internal': 'The server failed. Try again; tell the secretariat if it happens again.',

  'dialogues/closed':
    'This dialogue is closed: nothing is written in it any more. Its record and what was published can still be read.',
  'dialogues/erase-date':
    'Private streams are kept for at least one day and at most five years. Choose a date in between.',
  'dialogues/still-due':
    'A ballot, an agreement ad referendum or a correction still waits for its end. Bring it to an end, then close the dialogue.',
  'dialogues/ground-rules-changed':
    'The ground rules have changed meanwhile. Read the new version, then accept it.',
  'dialogues/head-from-within':
    'People of this delegation have worked in it already, so its head comes from among its members. Hand the seat over to one of them, or restore one who was suspended.',
  'dialogues/own-delegation-only':
    'A head admits delegates and advisers of their own delegation only. Choose your own delegation.',
  'dialogues/unknown-request':
    'This request has been decided, taken back or made anew. Load the page again and read what is asked now.',
  'dialogues/head-seat-taken':
    'This delegation already has a head. Change that member’s role first.',
  'dialogues/member-known':
    'This person is already a member of the dialogue. Change their role in the list of people instead.',
  'dialogues/not-oneself': 'You cannot do this to yourself. Ask another convener.',
  'dialogues/role-and-delegation':
    'Heads, delegates and advisers need a delegation; the others have none.',
  'dialogues/too-many-delegations':
    'A dialogue takes at most 26 delegations. Admit these people to one that exists.',
  'dialogues/unknown-delegation':
    'This delegation is not part of the dialogue. Load the page again.',
  'dialogues/unknown-member':
    'This person is not a member of the dialogue. Load the page again; the convener can invite them.',
  'dialogues/unknown-time-zone':
    'This is not the name of a time zone. Choose one from the list, such as Asia/Shanghai.',
  'dialogues/unknown-topic': 'This topic is not part of the dialogue. Load the page again.',

  'sessions/already-waiting':
    'You are on the speakers’ list already. Wait until you are called, or withdraw your request.',
  'sessions/another-open': 'Another session is open. Close it first.',
  'sessions/ends-before-start': 'The session would end before it begins. Change one of the times.',
  'sessions/no-delegation':
    'This is for members of a delegation. Ask the convener if you should belong to one.',
  'sessions/not-open': 'No session is open. A moderator opens it.',
  'sessions/not-planned':
    'This session has been opened already. Plan a new one if another is needed.',
  'sessions/not-your-floor':
    'Somebody else has the floor. Ask for it, and wait until you are called.',
  'sessions/session-closed':
    'This session is closed and its agenda stays as it was. Plan a new session for what is left.',
  'sessions/unknown-item': 'This point is not on the agenda. Load the page again.',
  'sessions/unknown-request':
    'This request to speak has been withdrawn meanwhile. Call the next speaker on the list.',
  'sessions/unknown-session': 'This session is not part of the dialogue. Load the page again.',

  'proposals/minutes-there':
    'The minutes of this session are there already. Open them from the session and go on in them.',
  'proposals/clause-locked':
    'This clause is locked to the words that were put to a ballot or agreed. Wait until the ballot has ended; what is agreed is reopened by two co-chairs.',
  'proposals/language-missing':
    'The clause has no words in one of its languages. Write them first.',
  'proposals/nothing-to-issue':
    'This text has no clause that could be issued. Add one, or restore one that was withdrawn.',
  'proposals/too-many-clauses': 'A proposal cannot take more clauses. Begin another one.',
  'proposals/unknown-clause': 'This clause is not in the text any more. Load the page again.',
  'proposals/unknown-proposal':
    'This text is not part of the dialogue, or is not open to you. Choose one from the list of texts.',
  'proposals/unknown-version':
    'There is no such revision, or the text was not there at that instant. Choose another version.',
  'proposals/words-changed':
    'The words have changed meanwhile. Read them again, then repeat what you did.',

  'proposals/clause-moved-on':
    'The clause has changed again meanwhile. Read it and carry your draft over once more.',
  'proposals/unknown-base':
    'The words from which this was drafted cannot be shown any more. Compare it with the clause as it is.',
  'proposals/clause-withdrawn': 'This clause is withdrawn. Restore it first.',
  'proposals/no-side':
    'Only a delegation or the moderators can keep something for themselves. Write it for the whole room, or ask the convener which delegation you belong to.',
  'proposals/not-your-amendment':
    'This wording was tabled by somebody else. Table one of your own.',
  'proposals/not-your-voice':
    'Only the head speaks for the delegation. Ask your head to withdraw what was tabled.',
  'proposals/nothing-amended':
    'This wording says the same as the clause. Change it before you table it.',
  'proposals/too-many-drafts':
    'There are {{most}} drafts of this clause already. Discard one first.',
  'proposals/unknown-amendment':
    'This wording is not there any more, or is not open to you. Load the page again.',
  'comments/not-yours':
    'This comment is settled by who made it or by a moderator. Reply to it instead.',
  'comments/unknown':
    'This comment is not there any more, or is not open to you. Load the page again.',
  'comments/unknown-text':
    'Not everybody who would see the comment can read this text. Comment for your own side only.',
  'glossary/definition-changed': 'A newer joint definition has been proposed. Read it first.',
  'glossary/known-term': 'This term is in the glossary already. Define it there.',
  'glossary/unknown-term': 'This term is not in the glossary any more. Load the page again.',
  'text/tabled': 'A tabled wording no longer changes. Draft another one.',

  'positions/no-delegation':
    'Only a delegation takes positions. Ask the convener if you should belong to one.',
  'positions/reason-required': 'Opposing needs a reason. Write it, then try again.',
  'positions/superseded':
    'Your delegation has stated a newer position meanwhile. Look at it first.',
  'positions/unknown-position': 'This position is not there any more. Load the page again.',

  'dialogues/ground-rules-not-accepted':
    'Accept the ground rules first; you find them on the overview.',
  'positions/clause-made-already':
    'This row has become a clause already. Open the clause, or load the page again.',
  'positions/threshold-required': 'A conditional class needs its threshold. State it.',
  'positions/unknown-category': 'This category is not there any more. Load the page again.',
  'positions/unknown-measure': 'This measure is not there any more. Load the page again.',
  'agreement/act-settled': 'This has been decided or taken back meanwhile. Load the page again.',
  'agreement/brackets-left': 'There are brackets in these words. Resolve them first.',
  'agreement/clause-locked':
    'This clause is locked by a ballot or an agreement. Wait until the ballot has ended; what is agreed is reopened by two co-chairs.',
  'agreement/clause-withdrawn': 'This clause is withdrawn. Restore it first.',
  'agreement/concordance-lapsed':
    'The concordance of the languages has lapsed. Confirm it again, or say that the ballot opens all the same.',
  'agreement/deadline-missing':
    'This kind of ballot needs the instant at which it closes. State it.',
  'agreement/deadline-past': 'This instant is too early. Choose a later one.',
  'agreement/first-key-void': 'Who proposed this is no moderator any more. Propose it again.',
  'agreement/head-missing': 'A delegation has no head who could break silence. Name one first.',
  'agreement/no-words': 'The clause has no words yet. Write them first.',
  'agreement/not-agreed': 'These words are not agreed as you saw them. Load the page again.',
  'agreement/not-offered':
    'This kind of ballot does not offer that. Choose one of the answers that it shows.',
  'agreement/not-your-key':
    'Another moderator proposed this. Only they can take it back: ask them.',
  'agreement/nothing-corrected':
    'The words are the same as before. Change them, then propose the correction.',
  'agreement/phase-forbids': 'No ballot opens in this phase. Change the phase first.',
  'agreement/poll-closed': 'This straw poll is closed. Its totals are shown where it was.',
  'agreement/second-key-is-anothers': 'The second key is another moderator’s. Ask your co-chair.',
  'agreement/too-late': 'The stated instant has passed. Ask a moderator how to go on.',
  'agreement/unknown-act':
    'This proposal of a moderator is not there any more. Load the page again.',
  'agreement/unknown-option': 'The straw poll has no such option. Load the page again.',
  'agreement/unknown-poll': 'This straw poll is not there any more. Load the page again.',
  'agreement/already-answered':
    'Your delegation has answered this ballot already, and an answer is not changed. Ask a moderator if it was a mistake.',
  'agreement/ballot-closed':
    'This ballot is closed. Look at its result; a moderator can open a new one.',
  'agreement/not-on-roll':
    'Your delegation is not asked in this ballot. It is asked in those opened after it was admitted.',
  'agreement/nothing-to-confirm':
    'Your delegation has no ad referendum answer to confirm here. Load the page again.',
  'agreement/reason-required': 'This answer needs a reason. Write it, then try again.',
  'agreement/roll-too-short':
    'A ballot needs at least two delegations. The convener adds the other one first.',
  'agreement/text-changed':
    'The words have changed since you saw them. Read them again, then decide.',
  'agreement/unknown-ballot': 'This ballot is not there any more. Load the page again.',

  'text/locked':
    'This clause is locked; what you wrote last was not taken. A copy is offered to you.',
  'text/too-large': 'This passage is too long to be taken at once. Insert it in parts.',

  'command/id-reused': 'This was sent once already with other contents. Load the page again.',
  'command/malformed': 'Something that was sent is not in the right form. Check what you entered.',
  'command/unknown': 'The page is older than the server. Load the page again.',
  'dialogues/unknown':
    'This dialogue does not exist, or is not open to you. Ask its convener to invite you.',
  'identity/not-allowed':
    'Your role does not allow this. Ask the convener, who gives roles, if it should.',
  'identity/rights-changed':
    'Your rights have changed, and the connection begins anew. Ask the convener if they are not as you expect.',
  'identity/too-many-connections':
    'You have too many windows open. Close some, then load the page again.',
  'identity/wrong-origin':
    'This page was reached by an address the server does not know. Open it by its own address.',
  'outcomes/already-approved':
    'You have approved this already. The second key is another co-chair’s.',
  'outcomes/cannot-supersede':
    'Only a published outcome that stands can be superseded. Choose another one.',
  'outcomes/cannot-withdraw':
    'This outcome cannot be withdrawn any more. Load the page again; a later outcome can supersede it.',
  'outcomes/embargo-past': 'The embargo must end in the future. Choose a later instant, or none.',
  'outcomes/first-key-void':
    'Whoever turned the first key may not do so any more. Drop the proposal and make it again.',
  'outcomes/no-note': 'This note was published or dropped already. Load the page again.',
  'outcomes/no-withdrawal': 'No withdrawal is proposed. Load the page again.',
  'outcomes/not-published': 'This is done once the outcome is published. Wait for both keys.',
  'outcomes/not-as-agreed':
    'Clause {{clause}} does not read as it was agreed. Reopen it, and put its present words to a ballot.',
  'outcomes/one-language':
    'One language is missing ({{where}}). Write it in both languages, or in neither.',
  'outcomes/unknown-note':
    'The note to be corrected is not there, or was corrected before. Load the page again.',
  'outcomes/unknown-recommendation': 'This outcome has no such recommendation. Choose another one.',
  'outcomes/withdrawal-pending':
    'A withdrawal is proposed already. Turn the second key or drop it.',
  'outcomes/withdrawn':
    'This outcome was withdrawn; nothing can be added to it. Assemble a new one.',
  'outcomes/not-pending':
    'This outcome has been published or discarded already. Load the page again.',
  'outcomes/not-publishable':
    'There is a character that cannot be published ({{where}}). Type these words anew.',
  'outcomes/nothing-agreed':
    'No clause of this text is agreed yet. Choose another text or another kind.',
  'outcomes/reference-taken': 'This reference is in use. Choose another one.',
  'outcomes/unknown-outcome': 'This outcome is not there any more. Load the page again.',
  'outcomes/words-changed':
    'The clauses or the names have changed since the outcome was assembled. Discard it and assemble it again.',
  'positions/unknown-question': 'This question is not part of the dialogue. Load the page again.',
  'positions/words-changed':
    'The words have changed since you saw them. Read them again, then state the position.',
  'proposals/file-too-large': 'This file is too large. Divide it and import its parts.',
  'client/cancelled': 'You took this back; nothing was made. Begin again if you want it after all.',
  'proposals/not-a-text':
    'This file is neither plain text nor a Word document. Save it as .docx or .md and try again.',
  'proposals/import-too-long':
    'Reading this file took too long, and nothing was made. Save it anew as plain words, or in parts, and try again.',
  'proposals/import-left': 'The import was cancelled, and nothing was made. Begin it again.',
  'proposals/not-a-docx': 'This is not a Word document. Save it as .docx or .md and try again.',
  'proposals/nothing-to-import': 'No words were found in this file. Choose another one.',
  'proposals/phase-forbids':
    'The common text is not open for this in the present phase. A moderator can change the phase.',
  'proposals/title-missing': 'The text has no title. Write one in at least one language.',
  'proposals/unbalanced-brackets': 'A bracket is not closed. Close it first.',
  'server/database-away':
    'The server cannot reach its database at the moment. What you write is kept on this page and sent as soon as it is back.',
  'server/failed': 'The server failed. Try again; tell the secretariat if it happens again.',
  'server/storage-full':
    'The server’s storage is full, so nothing new can be stored: read on, and keep this page open. What you write is sent as soon as there is room.',
  'socket/malformed': 'Something that was sent is not in the right form. Load the page again.',
  'socket/too-fast': 'Too much at once. Wait a moment, then try again.',
  'socket/unknown-event': 'The page is older than the server. Load the page again.',
  'text/begun-afresh':
    'This clause was begun afresh after its agreement; what you wrote last was not taken.',
  'input/characters':
    'What was entered holds hidden or unreadable characters. Type the words anew, or paste them as plain text.',
  'text/characters': 'This passage has characters that are not taken. Type it anew.',
  'text/clock-range':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/copy-astray':
    'Your copy of this text differed from the server’s. It was read again; look whether the words are as you left them.',
  'text/content-kind':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/delete-unknown':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/duplicate-section':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/foreign-client':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/full': 'This clause is full. Continue in a new one.',
  'text/gap':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/hidden-key':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/malformed':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/not-a-drafter': 'You may read this text but not write it. Ask a delegate of yours.',
  'text/not-stored':
    'What you wrote last could not be stored yet. It is tried again by itself: keep the page open.',
  'text/paused':
    'Too much could not be taken, so writing rests for a moment. It goes on by itself within a minute.',
  'text/phase-read-only': 'The common text rests in this phase. A moderator can change the phase.',
  'text/phase-review':
    'In review, words and brackets can be struck but none added. A moderator can change the phase.',
  'text/read-only': 'You may read this text but not write it. Ask a moderator who drafts it.',
  'text/root':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/too-many-claims':
    'You have begun to write in this clause very often within an hour. It goes on by itself when some time has passed.',
  'text/unknown': 'This text does not exist, or is not open to you. Load the page again.',
  'text/unknown-origin':
    'What you wrote last could not be taken as it was sent. A copy is offered to you; the text is read again.',
  'text/withdrawn': 'This clause has been withdrawn. Restore it to go on writing.',
}
