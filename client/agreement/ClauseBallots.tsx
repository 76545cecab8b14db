import { openBallotOn } from '#shared/agreement'
import type { Runs } from '#shared/proposals'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { BallotCard } from './BallotCard.tsx'
import { ClauseActs } from './ClauseActs.tsx'

/** The ballots on a clause, the open one first, and what takes two keys on its agreed words. */
export function ClauseBallots(props: {
  readonly clauseId: string
  readonly name: string
  readonly hash: string | undefined
  /** The clause's present words with their marks, read when they are needed. */
  readonly runs: () => Runs | undefined
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const open = openBallotOn(room.agreement, props.clauseId)
  const closed = room.agreement.ballots
    .filter(
      ({ clauses, status }) =>
        status.state === 'closed' && clauses.some(({ clauseId }) => clauseId === props.clauseId),
    )
    .reverse()
  return (
    <>
      {open === undefined && closed.length === 0 && (
        <p className="muted">{t(($) => $.ballots.none)}</p>
      )}
      {open !== undefined && <BallotCard ballot={open} />}
      <ClauseActs clauseId={props.clauseId} name={props.name} hash={props.hash} runs={props.runs} />
      {closed.map((ballot) => (
        <BallotCard key={ballot.id} ballot={ballot} hash={props.hash} />
      ))}
    </>
  )
}
