import { breadthOverTime } from '#shared/positions'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, type PartyView } from '../../platform/record/dialogue.tsx'
import { dateOnly } from '../../platform/time/index.ts'
import { Party } from '../../ui/marks.tsx'
import styles from './worksheets.module.css'

const WIDTH = 180
const HEIGHT = 44
const EDGE = 4

/** How many categories each delegation claims as sensitive, and how that number grew or shrank. */
export function Breadth() {
  const { parties } = useDialogue()
  return (
    <div className={styles['breadths']}>
      {parties.map((party) => (
        <BreadthOf key={party.id} party={party} />
      ))}
    </div>
  )
}

function BreadthOf({ party }: { readonly party: PartyView }) {
  const { t, language } = useWords()
  const { room } = useDialogue()
  const { categories } = room.worksheets
  const steps = breadthOverTime(categories, party.id)
  const now = steps.at(-1)?.breadth ?? 0
  const text = steps
    .map(({ at, breadth }) =>
      t(($) => $.worksheets.breadthStep, { when: dateOnly(at, language), number: breadth }),
    )
    .join(', ')
  return (
    <div className={styles['breadth']}>
      <p>
        <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>
      </p>
      <p>
        <b className={styles['figure']}>{now}</b>{' '}
        <span className="small muted">
          {t(($) => $.worksheets.breadth, { number: categories.length })}
        </span>
      </p>
      {steps.length > 1 && (
        <svg
          className={styles[`line-${party.tone}`]}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={text}
        >
          <polyline
            points={stairs(
              steps.map(({ breadth }) => breadth),
              categories.length,
            )}
          />
        </svg>
      )}
    </div>
  )
}

/** A line that keeps its height until the next step. */
function stairs(values: readonly number[], most: number): string {
  const x = (index: number) => EDGE + (index / values.length) * (WIDTH - 2 * EDGE)
  const y = (value: number) => HEIGHT - EDGE - (value / Math.max(1, most)) * (HEIGHT - 2 * EDGE)
  return values
    .flatMap((value, index) => [`${x(index)},${y(value)}`, `${x(index + 1)},${y(value)}`])
    .join(' ')
}
