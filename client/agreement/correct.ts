import type { Run } from '#shared/proposals'

interface MarkedRun {
  readonly text: string
  readonly em?: true
  readonly strong?: true
}

/**
 * Runs for a corrected text: what stands before and after the place where the texts differ keeps its marks;
 * what is new takes those of the words it stands in for, or of the letter before it.
 */
export function correctRuns(runs: readonly Run[], corrected: string): MarkedRun[] {
  const old = runs.map(({ text }) => text).join('')
  const most = Math.min(old.length, corrected.length)
  let before = 0
  while (before < most && old[before] === corrected[before]) before += 1
  let after = 0
  while (after < most - before && old.at(-1 - after) === corrected.at(-1 - after)) after += 1
  const middle = corrected.slice(before, corrected.length - after)
  const place = old.length - after > before ? before : Math.max(0, before - 1)
  const marks = cut(runs, place, place + 1)[0] ?? runs.at(-1) ?? { text: '' }
  const made = [
    ...cut(runs, 0, before),
    ...(middle === '' ? [] : [{ ...marks, text: middle }]),
    ...cut(runs, old.length - after, old.length),
  ]
  return made.map(({ text, em, strong }) => ({
    text,
    ...(em === true ? { em } : {}),
    ...(strong === true ? { strong } : {}),
  }))
}

function cut(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0
  return runs.flatMap((run) => {
    const start = at
    at += run.text.length
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    return text === '' ? [] : [{ ...run, text }]
  })
}
