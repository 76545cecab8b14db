import type { Proposal } from '#shared/proposals'
import { useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import type { ClauseView } from '../../proposals/clause-view.ts'
import { ClauseAuthors } from '../../proposals/versions/ClauseAuthors.tsx'
import { ClauseStepper } from '../../proposals/versions/ClauseStepper.tsx'
import { Revisions } from '../../proposals/versions/Revisions.tsx'
import { Segmented } from '../../ui/fields.tsx'
import { RailHead } from '../../ui/rail.tsx'
import { ClauseHistory } from './ClauseHistory.tsx'
import styles from './Room.module.css'

type Part = 'text' | 'changes' | 'authors'

/** How a text and its chosen clause came about: revisions, changes, authors. */
export function History(props: {
  readonly proposal: Proposal
  readonly view: ClauseView | undefined
}) {
  const { t } = useWords()
  const [part, setPart] = useState<Part>('text')
  const { proposal, view } = props
  const clauseId = view?.clause.id
  // Read anew when the words on this page have moved on.
  const stamp = view?.words
  return (
    <>
      <div className={styles['scope']}>
        <Segmented
          label={t(($) => $.versions.scope)}
          value={part}
          onChange={setPart}
          choices={[
            { id: 'text', label: t(($) => $.versions.scopes.text) },
            { id: 'changes', label: t(($) => $.versions.clauseParts.changes) },
            { id: 'authors', label: t(($) => $.versions.clauseParts.authors) },
          ]}
        />
      </div>
      {part === 'text' && <Revisions proposal={proposal} clauseId={clauseId} />}
      {part !== 'text' && clauseId === undefined && (
        <p className="muted">{t(($) => $.room.clause.choose)}</p>
      )}
      {part === 'changes' && clauseId !== undefined && (
        <>
          <ClauseStepper
            key={clauseId}
            proposalId={proposal.id}
            clauseId={clauseId}
            stamp={stamp}
          />
          <RailHead title={t(($) => $.versions.clauseParts.events)} />
          <ClauseHistory clauseId={clauseId} />
        </>
      )}
      {part === 'authors' && clauseId !== undefined && (
        <ClauseAuthors proposalId={proposal.id} clauseId={clauseId} stamp={stamp} />
      )}
    </>
  )
}
