/** A stretch of a line of Markdown: plain text, or a run of `*` or `_` that may be emphasis. */
export interface Piece {
  text: string
  delimiter?: Delimiter
}

interface Delimiter {
  mark: string
  left: number
  length: number
  opens: boolean
  closes: boolean
  previous: number
  next: number
}

/** How deep each piece stands in emphasis, after the marks that were used have been taken from the pieces. */
export interface Emphasis {
  readonly em: readonly boolean[]
  readonly strong: readonly boolean[]
}

const SPACE = /\s/u
const PUNCTUATION = /[\p{P}\p{S}]/u
const HAN = /\p{Script=Han}/u

/** Makes a piece of a run of marks; what stands beside it says whether it can open or close. */
export function delimiterPiece(marks: string, before: string, after: string): Piece {
  const spaceBefore = before === '' || SPACE.test(before)
  const spaceAfter = after === '' || SPACE.test(after)
  const softBefore = spaceBefore || PUNCTUATION.test(before) || HAN.test(before)
  const softAfter = spaceAfter || PUNCTUATION.test(after) || HAN.test(after)
  const leftFlanking = !spaceAfter && (!PUNCTUATION.test(after) || softBefore)
  const rightFlanking = !spaceBefore && (!PUNCTUATION.test(before) || softAfter)
  const mark = marks.charAt(0)
  const word = mark === '_'
  return {
    text: marks,
    delimiter: {
      mark,
      left: marks.length,
      length: marks.length,
      opens: leftFlanking && (!word || !rightFlanking || PUNCTUATION.test(before)),
      closes: rightFlanking && (!word || !leftFlanking || PUNCTUATION.test(after)),
      previous: -1,
      next: -1,
    },
  }
}

/** Pairs the marks as CommonMark does, in linear time; marks without a partner stay as text. */
export function pairEmphasis(pieces: Piece[]): Emphasis {
  const first = chain(pieces)
  const depth = { em: changes(pieces.length), strong: changes(pieces.length) }
  const bottoms = new Map<string, number>()
  for (let at = first; at >= 0;) {
    const closer = pieces[at]?.delimiter
    if (!closer) break
    if (!closer.closes) {
      at = closer.next
      continue
    }
    const key = `${closer.mark}${closer.opens}${closer.length % 3}`
    const opening = findOpener(pieces, closer, bottoms.get(key) ?? -1)
    const opener = pieces[opening]?.delimiter
    if (!opener) {
      bottoms.set(key, closer.previous)
      const next = closer.next
      if (!closer.opens) unlink(pieces, at)
      at = next
      continue
    }
    const used = opener.left > 1 && closer.left > 1 ? 2 : 1
    const change = used === 2 ? depth.strong : depth.em
    change[opening + 1] = (change[opening + 1] ?? 0) + 1
    change[at] = (change[at] ?? 0) - 1
    opener.next = at
    closer.previous = opening
    spend(pieces, opening, used)
    spend(pieces, at, used)
    if (opener.left === 0) unlink(pieces, opening)
    if (closer.left === 0) {
      const next = closer.next
      unlink(pieces, at)
      at = next
    }
  }
  return { em: depths(depth.em), strong: depths(depth.strong) }
}

function chain(pieces: readonly Piece[]): number {
  let first = -1
  let last = -1
  for (const [index, piece] of pieces.entries()) {
    if (!piece.delimiter) continue
    piece.delimiter.previous = last
    const before = pieces[last]?.delimiter
    if (before) before.next = index
    else first = index
    last = index
  }
  return first
}

function findOpener(pieces: readonly Piece[], closer: Delimiter, bottom: number): number {
  for (let at = closer.previous; at > bottom;) {
    const opener = pieces[at]?.delimiter
    if (!opener) return -1
    const odd =
      (opener.closes || closer.opens) &&
      closer.length % 3 !== 0 &&
      (opener.length + closer.length) % 3 === 0
    if (opener.mark === closer.mark && opener.opens && !odd) return at
    at = opener.previous
  }
  return -1
}

function spend(pieces: Piece[], at: number, used: number): void {
  const piece = pieces[at]
  if (!piece?.delimiter) return
  piece.delimiter.left -= used
  piece.text = piece.text.slice(used)
}

function unlink(pieces: readonly Piece[], at: number): void {
  const gone = pieces[at]?.delimiter
  if (!gone) return
  const before = pieces[gone.previous]?.delimiter
  const after = pieces[gone.next]?.delimiter
  if (before) before.next = gone.next
  if (after) after.previous = gone.previous
}

function changes(length: number): number[] {
  return Array.from({ length: length + 1 }, () => 0)
}

function depths(change: readonly number[]): boolean[] {
  let depth = 0
  return change.map((step) => (depth += step) > 0)
}
