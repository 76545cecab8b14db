import { isCorrected, type FollowUpNote, type Outcome, type ProposedNote } from '#shared/outcomes'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { dateOnly } from '../platform/time/index.ts'
import { Cluster } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, DateTime, type ChipTone } from '../ui/marks.tsx'
import { FollowUpDialog, ReferDialog } from './NoteDialogs.tsx'
import styles from './outcomes.module.css'

const TONES: Readonly<Record<FollowUpNote['status'], ChipTone>> = {
  referred: 'accent',
  received: 'open',
  'under-discussion': 'adref',
  'taken-up': 'agreed',
  'not-taken-up': 'reserved',
}

/** To which channels an outcome was referred, and what became of it and of each recommendation (OU27, OU28). */
export function FollowUps(props: { readonly outcome: Outcome }) {
  const { t, language } = useWords()
  const may = useMay()
  const [correcting, setCorrecting] = useState<number>()
  const { outcome } = props
  const { followUps, proposedNotes, withdrawal } = outcome
  const isOver = withdrawal?.isDone === true
  const wrong = correcting === undefined ? undefined : followUps[correcting - 1]
  const Correction = wrong?.kind === 'referral' ? ReferDialog : FollowUpDialog
  return (
    <section aria-label={t(($) => $.outcomes.log)} className={styles['log']}>
      <h3>{t(($) => $.outcomes.log)}</h3>
      {followUps.length + proposedNotes.length === 0 && (
        <p className="small muted">{t(($) => $.outcomes.logNone)}</p>
      )}
      <ol>
        {followUps.map((note, index) => (
          <li key={`${note.at} ${note.words.en}`}>
            <span>
              <span className="mono muted">{index + 1}</span>{' '}
              <DateTime instant={note.at} text={dateOnly(note.at, language)} />
            </span>
            <Chip tone={TONES[note.status]}>{t(($) => $.outcomes.fate[note.status])}</Chip>
            <span>
              <NoteWords note={note} isStruck={isCorrected(followUps, index + 1)} />
            </span>
            {may('outcomes/refer') && !isOver && !isCorrected(followUps, index + 1) && (
              <Button size="small" onPress={() => setCorrecting(index + 1)}>
                {t(($) => $.outcomes.correct)}
              </Button>
            )}
          </li>
        ))}
        {/* Nothing is noted of what was withdrawn (OU28), so a proposal has come to nothing with it. */}
        {!isOver &&
          proposedNotes.map((note) => (
            <Proposed key={note.id} outcomeId={outcome.id} note={note} />
          ))}
      </ol>
      {correcting !== undefined && wrong !== undefined && (
        <Correction
          outcome={outcome}
          corrects={{ place: correcting, note: wrong }}
          onClose={() => setCorrecting(undefined)}
        />
      )}
    </section>
  )
}

function NoteWords(props: {
  readonly note: Pick<FollowUpNote, 'recommendation' | 'words' | 'corrects'>
  readonly isStruck: boolean
}) {
  const { t, say } = useWords()
  const { recommendation, words, corrects } = props.note
  return (
    <>
      {recommendation !== null && (
        <b>{t(($) => $.outcomes.recommendation, { number: recommendation })}: </b>
      )}
      {props.isStruck ? <del>{say(words)}</del> : say(words)}
      {props.isStruck && <span className="small muted"> {t(($) => $.outcomes.corrected)}</span>}
      {corrects !== null && (
        <span className="small muted"> {t(($) => $.outcomes.corrects, { place: corrects })}</span>
      )}
    </>
  )
}

/** A note with one key, and what the holder of the second can do. */
function Proposed(props: { readonly outcomeId: string; readonly note: ProposedNote }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { outcomeId, note } = props
  const payload = { outcomeId, noteId: note.id }
  const isMine = note.by === me.accountId
  return (
    <li className={styles['proposed']}>
      <span className="small muted">{t(($) => $.outcomes.notePending)}</span>
      <Chip tone={TONES[note.status]}>{t(($) => $.outcomes.fate[note.status])}</Chip>
      <div>
        <NoteWords note={note} isStruck={false} />
        {isMine && <p className="small muted">{t(($) => $.outcomes.withdrawMine)}</p>}
        <Cluster>
          {!isMine && may('outcomes/second-note') && (
            <Button
              size="small"
              kind="primary"
              onPress={() => void act('outcomes/second-note', payload)}
            >
              {t(($) => $.outcomes.noteSecond)}
            </Button>
          )}
          {may('outcomes/drop-note') && (
            <Button size="small" onPress={() => void act('outcomes/drop-note', payload)}>
              {t(($) => $.outcomes.noteDrop)}
            </Button>
          )}
        </Cluster>
      </div>
    </li>
  )
}
