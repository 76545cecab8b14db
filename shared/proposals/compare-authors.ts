/** A stretch of a text with the account that wrote it and the instant it was written. */
export interface WrittenRun {
  readonly text: string
  readonly by: string
  readonly at: string
}

/** How much of a text one account wrote. */
export interface AuthorShare {
  readonly by: string
  readonly characters: number
  readonly share: number
  readonly last: string
}

/** Who wrote which words of a text. */
export interface Authors {
  /** The text in order, neighbours by the same hand joined; `at` is the latest of them. */
  readonly runs: readonly WrittenRun[]
  /** Most first. */
  readonly shares: readonly AuthorShare[]
}

/** Who wrote which words, for people inside the room only (CM5). */
export function whoWrote(written: readonly WrittenRun[]): Authors {
  const runs: WrittenRun[] = []
  const shares = new Map<string, { characters: number; last: string }>()
  let total = 0
  for (const run of written) {
    if (run.text === '') continue
    const last = runs.at(-1)
    if (last?.by === run.by) {
      runs[runs.length - 1] = { ...last, text: last.text + run.text, at: later(last.at, run.at) }
    } else runs.push(run)
    const share = shares.get(run.by) ?? { characters: 0, last: run.at }
    shares.set(run.by, {
      characters: share.characters + run.text.length,
      last: later(share.last, run.at),
    })
    total += run.text.length
  }
  const list = Array.from(shares, ([by, { characters, last }]) => ({
    by,
    characters,
    share: characters / total,
    last,
  }))
  list.sort((a, b) => b.characters - a.characters || (a.by < b.by ? -1 : 1))
  return { runs, shares: list }
}

function later(a: string, b: string): string {
  return a > b ? a : b
}
