import { plainRoot } from '#shared/proposals'
import * as Y from 'yjs'
import * as z from 'zod'

const passage = z.object({
  root: z.string(),
  /** The passage as the person had it. */
  mine: z.string(),
  /** The same passage as the server has it. */
  theirs: z.string(),
  /** Where it begins in the server's words, in UTF-16 units, and what stands before it there. */
  at: z.number(),
  before: z.string(),
})

/** A stretch of a text in which a person's words and the server's differ. */
export type Passage = z.infer<typeof passage>

/** The shape of words that the server did not take. */
export const unsentSchema = z.object({
  code: z.string(),
  words: z.array(passage),
  /** Whether the words can be put back in their place: they were written on the text as it is now. */
  fits: z.boolean(),
})

/** Words of the person that the server did not take: shown, to be copied or tried again. */
export type Unsent = z.infer<typeof unsentSchema>

/** How many characters before a passage must be the same for it to be found again. */
const CONTEXT = 24

/** A document that was given up, with the updates in it that the server does not have. */
export interface Lost {
  readonly doc: Y.Doc
  readonly updates: readonly Uint8Array[]
  readonly isSameEpoch: boolean
}

/** Compares a document that was given up with the server's: what of it the server does not have. */
export function unsentOf(
  code: string,
  lost: Lost,
  current: Y.Doc,
  roots: readonly string[],
): Unsent | undefined {
  const mine = new Y.Doc()
  // What others wrote meanwhile belongs to both sides of the comparison.
  if (lost.isSameEpoch) Y.applyUpdate(mine, Y.encodeStateAsUpdate(current))
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(lost.doc))
  const words = Object.fromEntries(roots.map((root) => [root, plainRoot(mine, root)]))
  mine.destroy()
  const fits = lost.isSameEpoch || isWrittenOn(lost, current, roots)
  return unsentWords(code, words, current, fits)
}

/** Whether the words of a document without its unsent updates are those that another begins with. */
function isWrittenOn({ doc, updates }: Lost, current: Y.Doc, roots: readonly string[]): boolean {
  const unsent = updates.map((update) => Y.decodeUpdate(update))
  const inserted = rangesOf(
    unsent.flatMap(({ structs }) =>
      structs.map(({ id, length }) => [id.client, { clock: id.clock, len: length }] as const),
    ),
  )
  const deleted = rangesOf(
    unsent.flatMap(({ ds }) =>
      [...ds.clients].flatMap(([client, ranges]) =>
        ranges.map((range) => [client, range] as const),
      ),
    ),
  )
  return roots.every((root) => {
    let words = ''
    for (let item = doc.getText(root)._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue
      for (let at = 0; at < item.length; at++) {
        const unit = { client: item.id.client, clock: item.id.clock + at }
        const stood = !item.deleted || isIn(deleted, unit)
        if (stood && !isIn(inserted, unit)) words += item.content.str.charAt(at)
      }
    }
    return words === plainRoot(current, root)
  })
}

interface Range {
  readonly clock: number
  readonly len: number
}

function rangesOf(all: readonly (readonly [number, Range])[]): ReadonlyMap<number, Range[]> {
  const found = new Map<number, Range[]>()
  for (const [client, range] of all) found.set(client, [...(found.get(client) ?? []), range])
  return found
}

function isIn(
  ranges: ReadonlyMap<number, Range[]>,
  unit: { readonly client: number; readonly clock: number },
): boolean {
  const own = ranges.get(unit.client) ?? []
  return own.some(({ clock, len }) => unit.clock >= clock && unit.clock < clock + len)
}

/** Compares words that were kept with the server's. */
export function unsentWords(
  code: string,
  mine: Readonly<Record<string, string>>,
  current: Y.Doc,
  fits: boolean,
): Unsent | undefined {
  const words = Object.entries(mine).flatMap(([root, kept]) => {
    const found = differing(kept, plainRoot(current, root))
    return found === undefined ? [] : [{ root, ...found }]
  })
  return words.length === 0 ? undefined : { code, words, fits }
}

/** The passage in which two versions of a text differ, by what they share at both ends. */
function differing(mine: string, theirs: string): Omit<Passage, 'root'> | undefined {
  if (mine === theirs) return undefined
  const shorter = Math.min(mine.length, theirs.length)
  let start = 0
  while (start < shorter && mine[start] === theirs[start]) start++
  if (isInsidePair(mine, start) || isInsidePair(theirs, start)) start--
  let end = 0
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end++
  if (isInsidePair(mine, mine.length - end) || isInsidePair(theirs, theirs.length - end)) end--
  return {
    mine: mine.slice(start, mine.length - end),
    theirs: theirs.slice(start, theirs.length - end),
    at: start,
    before: theirs.slice(Math.max(0, start - CONTEXT), start),
  }
}

function isInsidePair(text: string, offset: number): boolean {
  return (
    /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset))
  )
}

/** Where a passage stands in words that may have changed since; nothing when that cannot be told for sure. */
export function placeOfPassage(words: string, { at, before, theirs }: Passage): number | undefined {
  const context = before + theirs
  const first = words.startsWith(context, at - before.length) ? at - before.length : -1
  if (first >= 0) return first + before.length
  if (context === '') return words === '' ? 0 : undefined
  const only = words.indexOf(context)
  if (only === -1 || words.indexOf(context, only + 1) !== -1) return undefined
  return only + before.length
}
