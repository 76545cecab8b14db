import { Plus } from 'lucide-react'
import { rowStanding, type RowStanding } from '#shared/positions'
import { useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Cluster, EmptyState } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/fields.tsx'
import { Party } from '../../ui/marks.tsx'
import { AddCategory } from './CategoryDialogs.tsx'
import { CategoryRow } from './CategoryRow.tsx'
import { Breadth } from './Breadth.tsx'
import styles from './worksheets.module.css'

const STANDINGS: readonly RowStanding[] = [
  'common-core',
  'one-sided',
  'apart',
  'alike',
  'incomplete',
]

/** The crosswalk of data categories: what each law names, how each delegation classes it, what both hold in common. */
export function Crosswalk() {
  const { t } = useWords()
  const { room, parties } = useDialogue()
  const [shown, setShown] = useState<'all' | RowStanding>('all')
  const { categories } = room.worksheets
  const roll = parties.map(({ id }) => id)
  const rows = categories.map((category) => ({ category, standing: rowStanding(category, roll) }))
  const counts = STANDINGS.map((standing) => ({
    standing,
    number: rows.filter((row) => row.standing === standing).length,
  })).filter(({ number }) => number > 0)
  if (categories.length === 0) {
    return (
      <EmptyState title={t(($) => $.worksheets.noCategories)} action={<AddRows />}>
        {t(($) => $.worksheets.noCategoriesHint)}
      </EmptyState>
    )
  }
  return (
    <>
      <Breadth />
      <div className={styles['tools']}>
        <Segmented
          label={t(($) => $.worksheets.rowsShown)}
          value={shown}
          onChange={setShown}
          choices={[
            { id: 'all' as const, label: t(($) => $.worksheets.allRows, { number: rows.length }) },
            ...counts.map(({ standing, number }) => ({
              id: standing,
              label: t(($) => $.worksheets.counted, {
                what: t(($) => $.worksheets.standing[standing]),
                number,
              }),
            })),
          ]}
        />
        <AddRows />
      </div>
      <table className={styles['sheet']}>
        <thead>
          <tr>
            <th scope="col">{t(($) => $.worksheets.category)}</th>
            {parties.map((party) => (
              <th key={party.id} scope="col">
                <Party tone={party.tone}>
                  {t(($) => $.terms.delegation, { label: party.label })}
                </Party>
              </th>
            ))}
            <th scope="col">{t(($) => $.worksheets.definition)}</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ standing }) => shown === 'all' || standing === shown)
            .map(({ category, standing }) => (
              <CategoryRow key={category.id} category={category} standing={standing} />
            ))}
        </tbody>
      </table>
    </>
  )
}

function AddRows() {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const [adding, setAdding] = useState(false)
  return (
    <Cluster>
      {may('positions/seed-categories') && (
        <Button onPress={() => void act('positions/seed-categories', {})}>
          {t(($) => $.worksheets.seed)}
        </Button>
      )}
      {may('positions/add-category') && (
        <Button onPress={() => setAdding(true)}>
          <Plus size={15} aria-hidden="true" /> {t(($) => $.worksheets.addCategory)}
        </Button>
      )}
      {adding && <AddCategory onClose={() => setAdding(false)} />}
    </Cluster>
  )
}
