import { textRuns, type Run } from '#shared/proposals'
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type * as Y from 'yjs'
import { flatPosition, isInsidePair, sliceOf, type FlatChange } from './flat.ts'
import { schema } from './schema.ts'

/** One step of what Yjs tells about a change of a text. */
export interface DeltaStep {
  readonly insert?: unknown
  readonly delete?: number | undefined
  readonly retain?: number | undefined
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
}

const MARKS = ['em', 'strong'] as const

/** Writes a change into a text, touching as little as it can: what stays is marked, not written again. */
export function applyToText(text: Y.Text, change: FlatChange): void {
  const before = plain(textRuns(text))
  const old = before.slice(change.from, change.to)
  const now = plain(change.runs)
  const { start, end } = commonEnds(old, now)
  const at = change.from + start
  if (old.length > start + end) text.delete(at, old.length - start - end)
  let offset = at
  for (const run of slicedRuns(change.runs, start, now.length - end)) {
    text.insert(offset, run.text, attributesOf(run))
    offset += run.text.length
  }
  if (start > 0 || end > 0) markAll(text, change)
}

/** Puts the marks of a change's runs on the words, where they are not there yet. */
function markAll(text: Y.Text, { from, runs }: FlatChange): void {
  let offset = from
  for (const run of runs) {
    const stop = offset + run.text.length
    let at = 0
    for (const present of textRuns(text)) {
      const [begin, finish] = [Math.max(at, offset), Math.min(at + present.text.length, stop)]
      at += present.text.length
      if (begin >= finish) continue
      const wrong = MARKS.filter((mark) => (present[mark] ?? false) !== (run[mark] ?? false))
      if (wrong.length === 0) continue
      const fix = Object.fromEntries(wrong.map((mark) => [mark, run[mark] ?? null]))
      text.format(begin, finish - begin, fix)
    }
    offset = stop
  }
}

/** Carries a change of the text over to the editor's document; the selection stays with its words. */
export function applyToEditor(tr: Transaction, delta: readonly DeltaStep[]): void {
  let offset = 0
  for (const step of delta) {
    if (step.retain !== undefined) {
      if (step.attributes !== undefined) mark(tr, offset, offset + step.retain, step.attributes)
      offset += step.retain
    } else if (step.delete !== undefined) {
      tr.delete(flatPosition(tr.doc, offset), flatPosition(tr.doc, offset + step.delete))
    } else if (typeof step.insert === 'string') {
      const position = flatPosition(tr.doc, offset)
      const { em, strong } = step.attributes ?? {}
      const run = {
        text: step.insert,
        ...(em === true && { em }),
        ...(strong === true && { strong }),
      }
      tr.replace(position, position, sliceOf([run]))
      offset += step.insert.length
    }
  }
}

function mark(
  tr: Transaction,
  from: number,
  to: number,
  attributes: Readonly<Record<string, unknown>>,
): void {
  const [start, end] = [flatPosition(tr.doc, from), flatPosition(tr.doc, to)]
  for (const name of MARKS) {
    if (!(name in attributes)) continue
    if (attributes[name] === true) tr.addMark(start, end, schema.mark(name))
    else tr.removeMark(start, end, schema.marks[name])
  }
}

/** Where an offset of before lies after changes; at a place of insertion it stays before what came in. */
export function mapOffset(offset: number, deltas: readonly (readonly DeltaStep[])[]): number {
  let mapped = offset
  for (const delta of deltas) {
    let at = 0
    for (const step of delta) {
      if (at > mapped || (at === mapped && step.delete === undefined)) break
      if (step.retain !== undefined) at += step.retain
      else if (step.delete !== undefined) mapped -= Math.min(step.delete, mapped - at)
      else if (typeof step.insert === 'string') {
        at += step.insert.length
        mapped += step.insert.length
      }
    }
  }
  return mapped
}

/** Puts a whole other document in place, as one change between the common ends. */
export function replaceWhole(tr: Transaction, target: Node): void {
  const start = tr.doc.content.findDiffStart(target.content)
  const end = tr.doc.content.findDiffEnd(target.content)
  if (start === null || end === null) return
  const overlap = start - Math.min(end.a, end.b)
  const over = Math.max(0, overlap)
  tr.replace(start, end.a + over, target.slice(start, end.b + over))
}

function attributesOf({ em, strong }: Run): Record<string, true> {
  return { ...(em && { em }), ...(strong && { strong }) }
}

function plain(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('')
}

function slicedRuns(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += run.text.length
    return text === '' ? [] : [{ ...run, text }]
  })
}

function commonEnds(a: string, b: string): { start: number; end: number } {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  if (isInsidePair(a, start) || isInsidePair(b, start)) start--
  let end = 0
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  if (isInsidePair(a, a.length - end) || isInsidePair(b, b.length - end)) end--
  return { start, end }
}
