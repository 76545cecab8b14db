import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Language } from '#shared/kernel'
import type { Passage } from './instruments-model.ts'
import { plainRoot } from './text.ts'

/** The longest quote, and the characters kept from before and behind it, in UTF-16 units. */
const LONGEST_QUOTE = 2000
const CONTEXT = 40
/** A shorter quote, in UTF-16 units, could stand anywhere: it needs the words around it. */
const LONG_QUOTE = 12

/** A stretch of a text's plain words; `to` is exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Where a passage stands now. */
export type PassagePlace =
  | ({
      readonly is: 'standing'
      /** Whether its words are still those that were commented on. */
      readonly isAsQuoted: boolean
    } & Stretch)
  /** Its words are no longer there. */
  | { readonly is: 'detached' }

const DETACHED: PassagePlace = { is: 'detached' }

/** Fixes a stretch of a text to the characters in it (CT3); nothing for an empty stretch. */
export function passageOf(
  doc: Y.Doc,
  { textId, language }: { readonly textId: string; readonly language: Language },
  stretch: Stretch,
): Passage | undefined {
  const text = doc.getText(language)
  const words = plainRoot(doc, language)
  const from = Math.max(0, stretch.from)
  const to = Math.min(words.length, stretch.to, from + LONGEST_QUOTE)
  if (from >= to) return undefined
  const fix = (offset: number, side: 0 | -1) =>
    toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, offset, side)))
  return {
    textId,
    language,
    anchor: fix(from, 0),
    head: fix(to, -1),
    quote: words.slice(from, to),
    before: words.slice(Math.max(0, from - CONTEXT), from),
    after: words.slice(to, to + CONTEXT),
  }
}

/**
 * Finds a passage in a text as it stands: by its own characters (CT3), else by its quote (CT5).
 * Every copy of a text with the same words gives the same answer.
 */
export function placeOfPassage(doc: Y.Doc, passage: Passage): PassagePlace {
  const text = doc.getText(passage.language)
  const words = plainRoot(doc, passage.language)
  const ends = [offsetOf(text, passage.anchor), offsetOf(text, passage.head)]
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  const found = from < to ? { from, to } : byQuote(words, passage)
  if (found === undefined) return DETACHED
  const isAsQuoted = words.slice(found.from, found.to) === passage.quote
  return { is: 'standing', isAsQuoted, ...found }
}

/** The offset of a relative position; NaN for one that stands nowhere in this text. */
function offsetOf(text: Y.Text, place: string): number {
  if (text.doc === null) return NaN
  try {
    const relative = Y.decodeRelativePosition(fromBase64(place))
    // Undone deletions are known to the page that undid them alone: nobody may follow them.
    const absolute = Y.createAbsolutePositionFromRelativePosition(relative, text.doc, false)
    return absolute?.type === text ? absolute.index : NaN
  } catch {
    // Somebody else's bytes: what cannot be read stands nowhere.
    return NaN
  }
}

/** The one place of the quote, or that one of several which the words around it single out. */
function byQuote(words: string, { quote, before = '', after = '' }: Passage): Stretch | undefined {
  let best: Stretch | undefined
  let most = -1
  let isTied = false
  const enough = quote.length < LONG_QUOTE ? (before.length + after.length) / 2 : 0
  for (let from = words.indexOf(quote); from !== -1; from = words.indexOf(quote, from + 1)) {
    const to = from + quote.length
    const fit = commonTail(words.slice(0, from), before) + commonHead(words.slice(to), after)
    if (fit < enough || fit < most) continue
    isTied = fit === most
    most = fit
    best = { from, to }
  }
  return isTied ? undefined : best
}

function commonHead(a: string, b: string): number {
  let length = 0
  while (length < b.length && a[length] === b[length]) length++
  return length
}

function commonTail(a: string, b: string): number {
  let length = 0
  while (length < b.length && length < a.length && a.at(-1 - length) === b.at(-1 - length)) length++
  return length
}
