import { applyEdits, type TextEdit } from './brackets-edit.ts'
import { parseBrackets, type Bracket, type DelegationLabels } from './brackets.ts'

/**
 * The text as one delegation would have it: its own brackets taken, those held only by others dropped,
 * and what nobody signed left in brackets (BR21).
 */
export function readingOf(text: string, holder: string, labels: DelegationLabels): string {
  const { spans, groups } = parseBrackets(text, labels)
  const edits: TextEdit[] = []
  let settledTo = -1
  const drop = (from: number, to: number) => {
    edits.push({ from, to, insert: '' })
    settledTo = Math.max(settledTo, to)
  }
  for (const span of spans) {
    if (span.from < settledTo) continue
    const group = groups[span.group ?? -1]
    const members = group ? group.members.flatMap((id) => spans[id] ?? []) : [span]
    if (members.every((member) => member.holders.length === 0)) continue
    const taken = choice(members, holder)
    const whole = group ?? span
    if (!taken) drop(whole.from, whole.to)
    else if (span === members[0]) {
      drop(whole.from, taken.wordsFrom)
      edits.push({ from: taken.innerTo, to: whole.to, insert: '' })
    }
  }
  return applyEdits(text, withoutOverlap(edits))
}

function choice(members: readonly Bracket[], holder: string): Bracket | undefined {
  return (
    members.find((member) => member.holders.includes(holder)) ??
    members.find((member) => member.holders.length === 0)
  )
}

/** Later edits fall inside the taken words or after them; those in what is dropped are not needed. */
function withoutOverlap(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: TextEdit[] = []
  for (const edit of sorted) {
    const last = kept.at(-1)
    if (!last || edit.from >= last.to) kept.push(edit)
  }
  return kept
}
