import { textRights } from '#shared/proposals'
import { ClauseBallots } from '../../agreement/ClauseBallots.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { ClausePositions } from '../../positions/ClausePositions.tsx'
import type { ClauseView } from '../../proposals/clause-view.ts'
import { RailHead } from '../../ui/rail.tsx'
import { useReadRuns } from './use-text-words.ts'
import { Wordings } from './wordings/Wordings.tsx'

/** What concerns the chosen clause: an open ballot first, then positions, wordings and closed ballots. */
export function ClausePanel(props: {
  readonly proposalId: string
  readonly view: ClauseView
  readonly name: string
}) {
  const { t } = useWords()
  const { room, me } = useDialogue()
  const { view, name } = props
  const clauseId = view.clause.id
  const hash = view.hash()
  const runs = useReadRuns(clauseId)
  const ballots = (
    <section>
      <RailHead title={t(($) => $.room.tabs.ballot)} />
      <ClauseBallots clauseId={clauseId} name={name} hash={hash} runs={runs} />
    </section>
  )
  const voting = view.openBallot !== undefined
  return (
    <>
      {voting && ballots}
      <section>
        <ClausePositions clauseId={clauseId} hash={hash} name={name} />
      </section>
      <section>
        <RailHead title={t(($) => $.room.tabs.wordings)} />
        <Wordings
          proposalId={props.proposalId}
          view={view}
          name={name}
          mayWrite={
            textRights(room, me.accountId, { id: clauseId, audience: 'room' }).write !== 'no'
          }
        />
      </section>
      {!voting && ballots}
    </>
  )
}
