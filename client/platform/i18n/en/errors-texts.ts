/** Sentences for refusals of texts, proposals, outcomes and the connection; each says what to do. */
export const textErrors: Readonly<Record<string, string>> = {
  'agreement/already-marked': 'You have marked this straw poll already; a mark cannot be changed.',

  'command/id-reused': 'This was sent before with other contents. Load the page and try again.',
  'command/malformed':
    'Something in what you entered does not fit ({{where}}). Correct it and send it again.',
  'command/unknown': 'This page is older than the server. Load it again.',
  'socket/malformed': 'The message did not fit ({{where}}). Load the page again.',
  'socket/too-fast': 'That was too much at once. Wait a moment, then try again.',
  'socket/unknown-event': 'This page is older than the server. Load it again.',
  'server/failed': 'The server could not do it. Nothing was changed; try again.',

  'identity/not-allowed': 'Your role does not include this. Ask a moderator if it should.',
  'identity/too-many-connections':
    'You have too many windows open. Close one, then load this again.',
  'identity/wrong-origin':
    'This was sent from another address. Open Parley’s own page and try again.',
  'dialogues/unknown': 'There is no such dialogue, or you are not part of it.',

  'comments/not-yours': 'Only who wrote a comment may do this. Answer it instead.',
  'comments/unknown': 'This comment is not there any more. Load the page again.',
  'comments/unknown-text': 'The text of this comment is not there any more. Load the page again.',
  'glossary/definition-changed':
    'The definition was changed meanwhile. Read it again before you confirm it.',
  'glossary/known-term': 'The glossary has this term already. Open it and add your definition.',
  'glossary/unknown-term': 'This term is not in the glossary any more. Load the page again.',

  'outcomes/already-approved':
    'You have approved this already. The other co-chair’s key is needed.',
  'outcomes/cannot-supersede':
    'The outcome to be superseded was not found, or is superseded already. Check its reference.',
  'outcomes/cannot-withdraw': 'This outcome was withdrawn already, or is not published.',
  'outcomes/not-pending': 'This outcome is not waiting for approval any more.',
  'outcomes/not-publishable':
    'The words hold a character that cannot be published. Reopen the clause and remove it.',
  'outcomes/nothing-agreed': 'No clause of this text is agreed yet. Put clauses to a ballot first.',
  'outcomes/reference-taken': 'This reference is in use. Choose another one.',
  'outcomes/unknown-outcome': 'This outcome is not there any more. Load the page again.',
  'outcomes/words-changed':
    'The text has changed since it was assembled. Discard this outcome and assemble it again.',

  'proposals/clause-withdrawn': 'This clause is withdrawn. Restore it first.',
  'proposals/file-too-large': 'The file is too large. Divide it, then import the parts.',
  'proposals/no-side': 'Only a member of a delegation can do this.',
  'proposals/not-a-docx':
    'This is not a Word file that can be read. Save it as .docx and try again.',
  'proposals/not-your-amendment': 'This amendment is another delegation’s.',
  'proposals/not-your-voice': 'Only who speaks for this text can do this.',
  'proposals/nothing-amended': 'The wording is the clause’s own. Change it before you table it.',
  'proposals/nothing-to-import': 'The file holds no clause. Choose another one.',
  'proposals/title-missing': 'The text has no title. Enter one, then import it.',
  'proposals/too-many-drafts': 'There are too many drafts of this kind. Withdraw one first.',
  'proposals/unbalanced-brackets':
    'A bracket opens or closes without its counterpart. Mend it, then try again.',
  'proposals/unknown-amendment': 'This amendment is not there any more. Load the page again.',

  'text/characters': 'The words hold a character that texts do not admit. Remove it and type on.',
  'text/content-kind': 'Only text can be put into a clause. Paste it without formatting.',
  'text/delete-unknown': 'Your copy of the text was not the server’s. It was loaded again.',
  'text/foreign-client': 'Your copy of the text was not the server’s. It was loaded again.',
  'text/full': 'This text has reached its greatest length. Continue in another clause.',
  'text/gap': 'Your copy of the text was not the server’s. It was loaded again.',
  'text/not-a-drafter': 'Your role reads this text and does not write it.',
  'text/not-stored': 'The words could not be saved. They are kept here; it is tried again.',
  'text/paused': 'Too many of your edits were refused. Wait a minute, then load the page again.',
  'text/phase-read-only': 'In this phase the common texts are read only.',
  'text/phase-review': 'In review, words and brackets may only be struck.',
  'text/read-only': 'This text is read only for you at the moment.',
  'text/root': 'This language is not one of the text’s.',
  'text/tabled': 'What is tabled cannot be changed. Draft a new amendment.',
  'text/unknown': 'There is no such text, or it is not yours to read.',
  'text/unknown-origin': 'Your copy of the text was not the server’s. It was loaded again.',
  'text/withdrawn': 'This clause is withdrawn. Restore it to write in it.',
}
