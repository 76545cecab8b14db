import { rootRuns, type Run } from '#shared/proposals'
import { useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type * as Y from 'yjs'
import styles from './clause.module.css'
import type { Span } from './decorations.ts'

/** What the typeset text of one language of a clause is given. */
export interface ClauseTextProps {
  readonly doc: Y.Doc
  readonly language: string
  readonly decorate?: (text: string) => readonly Span[]
  readonly lang: string
}

/** One language of a clause, typeset as the editor would show it, without an editor. */
export function ClauseText({ doc, language, decorate, lang }: ClauseTextProps) {
  const runs = useRuns(doc, language)
  const paragraphs = useMemo(() => typeset(runs, decorate), [runs, decorate])
  return (
    <div className={styles.text} lang={lang}>
      {paragraphs}
    </div>
  )
}

/** The runs of a root, read again when its words change. */
function useRuns(doc: Y.Doc, root: string): readonly Run[] {
  const source = useMemo(() => runsSource(doc, root), [doc, root])
  return useSyncExternalStore(source.subscribe, source.read, source.read)
}

function runsSource(doc: Y.Doc, root: string) {
  let runs: readonly Run[] | undefined
  return {
    read: () => (runs ??= rootRuns(doc, root)),
    subscribe: (listener: () => void) => {
      const text = doc.getText(root)
      const changed = () => {
        runs = undefined
        listener()
      }
      text.observe(changed)
      return () => text.unobserve(changed)
    },
  }
}

function typeset(
  runs: readonly Run[],
  decorate: ((text: string) => readonly Span[]) | undefined,
): ReactNode[] {
  const words = runs.map(({ text }) => text).join('')
  const spans = decorate?.(words) ?? []
  const cuts = new Set([0, words.length, ...spans.flatMap(({ from, to }) => [from, to])])
  const paragraphs: ReactNode[][] = [[]]
  let at = 0
  for (const run of runs) {
    for (const [index, line] of run.text.split('\n').entries()) {
      if (index > 0) {
        paragraphs.push([])
        at += 1
      }
      for (const piece of pieces(line, at, cuts)) {
        paragraphs.at(-1)?.push(rendered(piece, run, spans))
      }
      at += line.length
    }
  }
  return paragraphs.map((content, index) => (
    <p key={index}>{content.length > 0 ? content : <br />}</p>
  ))
}

interface Piece {
  readonly text: string
  readonly from: number
}

function pieces(line: string, start: number, cuts: ReadonlySet<number>): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (let at = 1; at <= line.length; at++) {
    if (at < line.length && !cuts.has(start + at)) continue
    found.push({ text: line.slice(from, at), from: start + from })
    from = at
  }
  return found
}

function rendered({ text, from }: Piece, { em, strong }: Run, spans: readonly Span[]): ReactNode {
  const own = spans.filter((span) => span.from <= from && span.to >= from + text.length)
  const title = own.findLast((span) => span.title !== undefined)?.title
  let node: ReactNode = text
  if (strong) node = <strong>{node}</strong>
  if (em) node = <em>{node}</em>
  return (
    <span key={from} className={own.map(({ className }) => className).join(' ')} title={title}>
      {node}
    </span>
  )
}
