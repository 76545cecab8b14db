import { Lock } from 'lucide-react'
import { useState } from 'react'
import { ClauseBallots } from '../../agreement/ClauseBallots.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { CaucusPositions, ClausePositions } from '../../positions/ClausePositions.tsx'
import type { ClauseView } from '../../proposals/clause-view.ts'
import { ClauseChanges } from '../../proposals/instruments/ClauseChanges.tsx'
import { ClauseWordings } from '../../proposals/instruments/ClauseWordings.tsx'
import { EmptyState } from '../../ui/blocks.tsx'
import { Tabs, type TabSpec } from '../../ui/overlays.tsx'
import { ClauseHistory } from './ClauseHistory.tsx'
import styles from './Room.module.css'
import { useReadRuns } from './use-text-words.ts'

/** The right column: what concerns the chosen clause. */
export function ClausePanel(props: { readonly view: ClauseView | undefined }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const [chosen, setChosen] = useState<string>()
  const { view } = props
  if (view === undefined) return <EmptyState title={t(($) => $.room.clause.choose)} />
  const { clause } = view
  const hash = view.hash()
  const name =
    view.number === undefined
      ? t(($) => $.terms.clauseKind[clause.kind])
      : t(($) => $.room.clause.title, { number: view.number })
  const tabs: TabSpec[] = [
    {
      id: 'positions',
      label: t(($) => $.room.tabs.positions),
      content: <ClausePositions clauseId={clause.id} hash={hash} name={name} />,
    },
    {
      id: 'ballot',
      label: `${t(($) => $.room.tabs.ballot)}${view.openBallot === undefined ? '' : ' ▣'}`,
      content: <Ballots clauseId={clause.id} name={name} hash={hash} />,
    },
    {
      id: 'wordings',
      label: t(($) => $.room.tabs.wordings),
      content: <ClauseWordings clauseId={clause.id} />,
    },
    {
      id: 'history',
      label: t(($) => $.room.tabs.history),
      content: (
        <>
          <ClauseHistory clauseId={clause.id} />
          <ClauseChanges clauseId={clause.id} />
        </>
      ),
    },
  ]
  if (me.delegationId !== null) {
    tabs.push({
      id: 'caucus',
      label: (
        <>
          {t(($) => $.room.tabs.caucus)} <Lock size={12} aria-hidden="true" />
        </>
      ),
      content: <CaucusPositions clauseId={clause.id} />,
    })
  }
  const byDefault = view.openBallot === undefined ? 'positions' : 'ballot'
  return (
    <>
      <h2 className={styles['sideTitle']}>{name}</h2>
      <Tabs
        key={`${clause.id}/${byDefault}`}
        label={t(($) => $.room.tabs.label)}
        tabs={tabs}
        selected={chosen ?? byDefault}
        onSelect={setChosen}
      />
    </>
  )
}

function Ballots(props: {
  readonly clauseId: string
  readonly name: string
  readonly hash: string | undefined
}) {
  return <ClauseBallots {...props} runs={useReadRuns(props.clauseId)} />
}
