import { useClauseName } from '../platform/record/clause-name.ts'
import { useWords } from '../platform/i18n/index.ts'
import { Menu } from '../ui/overlays.tsx'
import type { ClauseView } from './clause-view.ts'

/** The clauses of a text whose concordance has lapsed, as a way to each; nothing where none has. */
export function ConcordanceSummary(props: {
  readonly views: readonly ClauseView[]
  readonly onSelect: (clauseId: string) => void
}) {
  const { t } = useWords()
  const nameOf = useClauseName()
  const lapsed = props.views.filter(
    ({ clause, concordance }) => concordance.is === 'lapsed' && !clause.withdrawn,
  )
  if (lapsed.length === 0) return null
  const label = t(($) => $.concordance.lapsedList, { count: lapsed.length })
  return (
    <Menu
      label={label}
      trigger={<span className="small">⇄ {label}</span>}
      sections={[
        {
          id: 'lapsed',
          title: t(($) => $.concordance.summary),
          entries: lapsed.map(({ clause, place }) => ({
            id: clause.id,
            label: nameOf(place),
            onAction: () => props.onSelect(clause.id),
          })),
        },
      ]}
    />
  )
}
