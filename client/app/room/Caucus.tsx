import { Lock } from 'lucide-react'
import { openDrafts, type Proposal } from '#shared/proposals'
import type { ReactNode } from 'react'
import { CaucusPolls } from '../../agreement/StrawPolls.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import type { OwnSide } from '../../platform/record/side.ts'
import { CaucusPositions } from '../../positions/ClausePositions.tsx'
import { Thread } from '../../proposals/comments/Thread.tsx'
import threads from '../../proposals/comments/comments.module.css'
import { useComments } from '../../proposals/comments/use-comments.ts'
import { CaucusSession } from '../../sessions/CaucusSession.tsx'
import { Button } from '../../ui/Button.tsx'
import { RailHead } from '../../ui/rail.tsx'
import styles from './Caucus.module.css'
import { PrivateText } from './PrivateText.tsx'

interface Props {
  readonly side: OwnSide
  readonly proposal: Proposal
  readonly clauseId: string | undefined
  readonly nameOf: (clauseId: string) => string
  readonly onComments: () => void
}

/** What a side keeps for itself about a text: its notes, drafts, untabled positions and comments. */
export function Caucus(props: Props) {
  const { t } = useWords()
  const { side, clauseId } = props
  const label = side.party?.label
  return (
    <div className={styles['caucus']} data-tone={side.party?.tone} data-private>
      <p className={styles['mark']}>
        <Lock size={13} aria-hidden="true" />
        <span>
          <b>
            {label === undefined
              ? t(($) => $.side.privateToBureau)
              : t(($) => $.side.privateTo, { label })}
          </b>
          <br />
          <span className="small">
            {t(($) => (label === undefined ? $.side.privateNoteBureau : $.side.privateNote))}
          </span>
        </span>
      </p>
      {side.party !== undefined && <CaucusSession />}
      {side.party !== undefined && (
        <Part title={t(($) => $.sessions.caucus.poll)}>
          <CaucusPolls />
        </Part>
      )}
      {clauseId === undefined ? (
        <p className="small muted">{t(($) => $.side.chooseClause)}</p>
      ) : (
        <NoteOn {...props} on={clauseId} title={t(($) => $.side.noteOnClause)} />
      )}
      <NoteOn {...props} on={null} title={t(($) => $.side.noteOnText)} />
      <Drafts {...props} />
      {side.party !== undefined && clauseId !== undefined && (
        <Part title={t(($) => $.side.untabled)}>
          <CaucusPositions clauseId={clauseId} />
        </Part>
      )}
      <PrivateComments {...props} />
    </div>
  )
}

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <RailHead title={props.title} />
      {props.children}
    </section>
  )
}

function NoteOn(props: Props & { readonly on: string | null; readonly title: string }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const { side, proposal, on } = props
  const note = side.instruments.notes.find(
    ({ proposalId, clauseId }) => proposalId === proposal.id && clauseId === on,
  )
  const begin = () => void act('proposals/open-note', { proposalId: proposal.id, clauseId: on })
  return (
    <Part title={props.title}>
      {note === undefined ? (
        may('proposals/open-note') && (
          <Button size="small" onPress={begin}>
            {t(($) => $.side.noteBegin)}
          </Button>
        )
      ) : (
        <PrivateText
          key={note.id}
          textId={note.id}
          audience={side.audience}
          name={props.title}
          languages="own"
        />
      )}
    </Part>
  )
}

function Drafts(props: Props) {
  const { t } = useWords()
  const { room } = useDialogue()
  const { side, proposal, clauseId } = props
  const drafts = openDrafts(side.instruments, room.instruments).filter(
    (draft) =>
      draft.proposalId === proposal.id && (clauseId === undefined || draft.clauseId === clauseId),
  )
  return (
    <Part title={t(($) => $.side.drafts)}>
      {drafts.length === 0 && <p className="small muted">{t(($) => $.side.draftsNone)}</p>}
      {drafts.map((draft) => {
        const name = t(($) => $.side.draftFor, { clause: props.nameOf(draft.clauseId) })
        return (
          <div key={draft.id} className={styles['draft']}>
            <p className="small muted">{name}</p>
            <PrivateText textId={draft.id} audience={side.audience} name={name} languages="both" />
          </div>
        )
      })}
    </Part>
  )
}

function PrivateComments(props: Props) {
  const { t } = useWords()
  const all = useComments(props.proposal.id).filter(
    ({ comment, isPrivate, clauseId }) =>
      isPrivate &&
      comment.resolved === null &&
      (props.clauseId === undefined || clauseId === props.clauseId),
  )
  return (
    <Part title={t(($) => $.side.privateComments)}>
      {all.length === 0 && <p className="small muted">{t(($) => $.side.privateCommentsNone)}</p>}
      <ul className={threads['list']}>
        {all.map((view) => (
          <Thread
            key={view.comment.id}
            view={view}
            place={<span className={threads['quote']}>{view.comment.passage.quote}</span>}
          />
        ))}
      </ul>
      <Button size="small" kind="quiet" onPress={props.onComments}>
        {t(($) => $.side.toComments)}
      </Button>
    </Part>
  )
}
