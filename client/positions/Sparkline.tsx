import type { Stance } from '#shared/positions'
import type { PartyTone } from '../ui/marks.tsx'
import styles from './positions.module.css'
import { step } from './stances.ts'

const WIDTH = 150
const HEIGHT = 40
const EDGE = 5

/** How stances moved from session to session, one line for each party; the text says the same in words. */
export function Sparkline(props: {
  readonly lines: readonly {
    readonly id: string
    readonly tone: PartyTone
    readonly stances: readonly (Stance | undefined)[]
  }[]
  readonly text: string
}) {
  return (
    <svg
      className={styles['sparkline']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={props.text}
    >
      {props.lines.map((line, order) => {
        const points = line.stances.flatMap((stance, index) => {
          const value = step(stance)
          if (value === undefined) return []
          const gaps = Math.max(1, line.stances.length - 1)
          const x = EDGE + (index / gaps) * (WIDTH - 2 * EDGE)
          // Lines that run over the same steps stand side by side.
          const y = HEIGHT - EDGE - ((value - 1) / 4) * (HEIGHT - 2 * EDGE) + (order - 0.5) * 2
          return [{ x, y }]
        })
        const last = points.at(-1)
        return (
          <g key={line.id} className={styles[`line-${line.tone}`]}>
            <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
            {last !== undefined &&
              (order % 2 === 0 ? (
                <circle cx={last.x} cy={last.y} r="3.2" />
              ) : (
                <rect x={last.x - 3} y={last.y - 3} width="6" height="6" />
              ))}
          </g>
        )
      })}
    </svg>
  )
}
