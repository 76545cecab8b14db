import { csvText } from '#shared/kernel'
import { bySession, type BracketPoint, type Proposal } from '#shared/proposals'
import { readSessionEvent } from '#shared/sessions'
import { Download, TrendingDown } from 'lucide-react'
import { useState } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { useDialogue } from '../../../platform/record/dialogue.tsx'
import { Button } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import { Dialog, Menu } from '../../../ui/overlays.tsx'
import { pngOf, svgOf } from '../../../ui/picture.ts'
import { burndownPicture, linesOfBurndown, plot, valueOf, type Plotted } from './burndown.ts'
import styles from './burndown.module.css'
import type { BracketHistory } from './use-bracket-history.ts'

/** How the brackets of a text became fewer, or more: small beside the list, whole in a dialog with its table. */
export function Burndown(props: { readonly proposal: Proposal; readonly history: BracketHistory }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { series } = props.history
  const { lines, starts, said } = useBurndown(series)
  if (series.length === 0) return null
  return (
    <section className={styles['small']} aria-label={t(($) => $.brackets.burndown.title)}>
      <Chart
        plotted={plot(series, lines, starts, { width: 316, height: 110 })}
        said={said}
        isSmall
      />
      <div className={styles['under']}>
        <Key lines={lines} last={series.at(-1)} />
        <Button size="small" kind="quiet" onPress={() => setOpen(true)}>
          <TrendingDown size={14} aria-hidden="true" /> {t(($) => $.brackets.burndown.open)}
        </Button>
      </div>
      {isOpen && (
        <Dialog
          title={t(($) => $.brackets.burndown.title)}
          closeLabel={t(($) => $.app.close)}
          isOpen
          wide
          onClose={() => setOpen(false)}
        >
          <Whole proposal={props.proposal} series={series} />
        </Dialog>
      )}
    </section>
  )
}

/** What the burn-down is drawn from, and the same in a sentence. */
function useBurndown(series: readonly BracketPoint[]) {
  const { t } = useWords()
  const { history, parties, room } = useDialogue()
  const begun = history.flatMap(({ audience, type, payload, at }) => {
    const event = audience === 'room' ? readSessionEvent(type, payload) : undefined
    if (event?.type !== 'SessionOpened') return []
    const session = room.sessions.list.find(({ id }) => id === event.payload.sessionId)
    return session === undefined ? [] : [{ session, at }]
  })
  const stretches = bySession(
    series,
    begun.map(({ at }) => at),
  )
  const starts = begun.map(({ session }, index) => {
    return { number: session.number, index: stretches[index + 1]?.from ?? 0 }
  })
  const lines = linesOfBurndown(
    t(($) => $.brackets.burndown.all),
    parties.map(({ label }) => ({ label, name: t(($) => $.terms.delegation, { label }) })),
  )
  const rows = stretches.map((stretch, index) => ({
    ...stretch,
    name:
      index === 0
        ? t(($) => $.brackets.burndown.before)
        : t(($) => $.room.session, { number: begun[index - 1]?.session.number ?? index }),
  }))
  const said = t(($) => $.brackets.burndown.said, {
    from: series[0]?.brackets ?? 0,
    most: Math.max(0, ...series.map(({ brackets }) => brackets)),
    now: series.at(-1)?.brackets ?? 0,
  })
  return { lines, starts, rows: rows.filter(({ from, to, start }) => to > from || start), said }
}

function Whole(props: { readonly proposal: Proposal; readonly series: readonly BracketPoint[] }) {
  const { t } = useWords()
  const { series } = props
  const { lines, starts, rows, said } = useBurndown(series)
  return (
    <>
      <p>{said}</p>
      <p className="small muted">{t(($) => $.brackets.burndown.how)}</p>
      <Chart plotted={plot(series, lines, starts, { width: 760, height: 260 })} said={said} />
      <Key lines={lines} last={series.at(-1)} />
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <caption className="visually-hidden">{t(($) => $.brackets.burndown.title)}</caption>
          <thead>
            <tr>
              <th scope="col">{t(($) => $.brackets.burndown.when)}</th>
              <th scope="col">{t(($) => $.brackets.burndown.found)}</th>
              <th scope="col">{t(($) => $.brackets.burndown.most)}</th>
              <th scope="col">{t(($) => $.brackets.burndown.left)}</th>
              {lines.slice(1).map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, start, most, end }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{start?.brackets ?? '–'}</td>
                <td>{most}</td>
                <td>{end?.brackets ?? '–'}</td>
                {lines.slice(1).map(({ key }) => (
                  <td key={key}>{end === undefined ? '–' : valueOf(end, key)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Export {...props} said={said} lines={lines} starts={starts} />
    </>
  )
}

function Export(props: {
  readonly proposal: Proposal
  readonly series: readonly BracketPoint[]
  readonly said: string
  readonly lines: ReturnType<typeof linesOfBurndown>
  readonly starts: readonly { readonly number: number; readonly index: number }[]
}) {
  const { t, say, language } = useWords()
  const { series, lines, starts, said } = props
  const csv = () => {
    const head = [t(($) => $.brackets.burndown.instant), ...lines.map(({ name }) => name)]
    const rows = series.map((point) => [
      point.at,
      ...lines.map(({ key }) => String(valueOf(point, key))),
    ])
    download('brackets.csv', new Blob([csvText([head, ...rows])], { type: 'text/csv' }))
  }
  const picture = () =>
    burndownPicture(plot(series, lines, starts, { width: 900, height: 380 }), {
      title: `${say(props.proposal.title)} · ${t(($) => $.brackets.burndown.title)}`,
      note: said,
      description: said,
      lang: LANGUAGE_TAGS[language],
      session: (number) => t(($) => $.room.session, { number }),
    })
  const svg = () =>
    download('brackets.svg', new Blob([svgOf(picture())], { type: 'image/svg+xml' }))
  const png = async () => {
    const file = await pngOf(picture())
    if (file !== null) download('brackets.png', file)
  }
  return (
    <p>
      <Menu
        label={t(($) => $.positions.export)}
        trigger={
          <>
            <Download size={15} aria-hidden="true" /> {t(($) => $.positions.export)}
          </>
        }
        sections={[
          {
            id: 'files',
            entries: [
              { id: 'csv', label: t(($) => $.positions.exportCsv), onAction: csv },
              { id: 'svg', label: t(($) => $.positions.exportSvg), onAction: svg },
              { id: 'png', label: t(($) => $.positions.exportPng), onAction: () => void png() },
            ],
          },
        ]}
      />
    </p>
  )
}

function Key(props: {
  readonly lines: ReturnType<typeof linesOfBurndown>
  readonly last: BracketPoint | undefined
}) {
  const { parties } = useDialogue()
  return (
    <p className={styles['key']}>
      {props.lines.map(({ key, name, dash }) => (
        <span key={key} data-tone={toneOf(parties, key)}>
          <svg width="24" height="8" aria-hidden="true">
            <line x1="0" y1="4" x2="24" y2="4" strokeDasharray={dash.join(' ')} />
          </svg>
          {name} <b className="mono">{props.last === undefined ? 0 : valueOf(props.last, key)}</b>
        </span>
      ))}
    </p>
  )
}

function toneOf(
  parties: readonly { readonly label: string; readonly tone: string }[],
  key: string,
): string {
  return parties.find(({ label }) => label === key)?.tone ?? 'all'
}

function Chart(props: {
  readonly plotted: Plotted
  readonly said: string
  readonly isSmall?: boolean
}) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { width, height, lines, sessions, marks } = props.plotted
  return (
    <svg
      className={styles['chart']}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={props.said}
    >
      {marks.map(({ value, y }) => (
        <g key={value}>
          <line className={styles['grid']} x1="34" x2={width - 14} y1={y} y2={y} />
          <text className={styles['label']} x="28" y={y + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {sessions.map(({ number, x }) => (
        <g key={number}>
          <line className={styles['session']} x1={x} x2={x} y1="8" y2={height - 22} />
          <text
            className={styles['label']}
            x={x > width - 80 ? x - 3 : x + 3}
            y={height - 6}
            textAnchor={x > width - 80 ? 'end' : 'start'}
          >
            {props.isSmall === true
              ? t(($) => $.brackets.burndown.short, { number })
              : t(($) => $.room.session, { number })}
          </text>
        </g>
      ))}
      {lines.map(({ line, points }) => (
        <polyline
          key={line.key}
          data-tone={toneOf(parties, line.key)}
          points={points.map((point) => point.join()).join(' ')}
          strokeDasharray={line.dash.join(' ')}
        />
      ))}
    </svg>
  )
}
