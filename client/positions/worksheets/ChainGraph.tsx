import type { Measure } from '#shared/positions'
import { useWords } from '../../platform/i18n/index.ts'
import { classes } from '../../ui/classes.ts'
import { linesOf } from '../../ui/picture.ts'
import { chainOf, nextPlace, type Place } from './chain.ts'
import styles from './measures.module.css'

const WIDTH = 196
const HEIGHT = 74
const ACROSS = 64
const DOWN = 22
const EDGE = 6

const nodeId = ({ measure }: Place) => `measure-${measure.id}`
const left = ({ column }: Place) => EDGE + column * (WIDTH + ACROSS)
const top = ({ row }: Place) => EDGE + row * (HEIGHT + DOWN)

/** Actions and responses as a graph; arrow keys lead along it, and the same is said in words below. */
export function ChainGraph(props: {
  readonly measures: readonly Measure[]
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}) {
  const { t } = useWords()
  const chain = chainOf(props.measures)
  const width = chain.columns * (WIDTH + ACROSS) - ACROSS + 2 * EDGE
  const height = chain.rows * (HEIGHT + DOWN) - DOWN + 2 * EDGE
  const entry = props.selected ?? chain.places[0]?.measure.id
  const go = (place: Place) => {
    props.onSelect(place.measure.id)
    document.getElementById(nodeId(place))?.focus()
  }
  return (
    <div className={styles['graph']}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="group"
        aria-label={t(($) => $.worksheets.graph)}
        aria-describedby="chain-in-words"
      >
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" className={styles['arrow'] ?? ''} />
          </marker>
        </defs>
        {chain.edges.map(({ from, to }) => (
          <path
            key={`${from.measure.id}/${to.measure.id}`}
            className={styles['edge']}
            d={curve(from, to)}
            markerEnd="url(#arrow)"
          />
        ))}
        {chain.places.map((place) => (
          <Node
            key={place.measure.id}
            place={place}
            isSelected={place.measure.id === props.selected}
            isEntry={place.measure.id === entry}
            onChoose={() => go(place)}
            onKey={(key) => {
              const next = nextPlace(chain, place, key)
              if (next === undefined) return false
              go(next)
              return true
            }}
          />
        ))}
      </svg>
    </div>
  )
}

function Node(props: {
  readonly place: Place
  readonly isSelected: boolean
  readonly isEntry: boolean
  readonly onChoose: () => void
  readonly onKey: (key: string) => boolean
}) {
  const { say, t } = useWords()
  const { place } = props
  const name = say(place.measure.name)
  const lines = linesOf(name, WIDTH - 24, 13).slice(0, 3)
  return (
    <g
      id={nodeId(place)}
      className={classes(styles['node'], props.isSelected && styles['selected'])}
      role="button"
      tabIndex={props.isEntry ? 0 : -1}
      aria-pressed={props.isSelected}
      aria-label={
        place.column === 0 ? name : t(($) => $.worksheets.answerNode, { name, deep: place.column })
      }
      onClick={props.onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') props.onChoose()
        else if (!props.onKey(event.key)) return
        event.preventDefault()
      }}
    >
      <rect x={left(place)} y={top(place)} width={WIDTH} height={HEIGHT} rx="7" />
      {lines.map((line, index) => (
        <text
          key={line}
          x={left(place) + 12}
          y={top(place) + HEIGHT / 2 + 5 + (index - (lines.length - 1) / 2) * 18}
        >
          {line}
        </text>
      ))}
    </g>
  )
}

function curve(from: Place, to: Place): string {
  const [x1, y1] = [left(from) + WIDTH, top(from) + HEIGHT / 2]
  const [x2, y2] = [left(to) - 2, top(to) + HEIGHT / 2]
  const bend = Math.max(24, (x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
