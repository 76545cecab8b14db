import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { ShownCaret } from './decorations.ts'

/** Somebody else's caret as it travels: relative positions as base64. */
export interface RemoteCaret {
  readonly key: string
  readonly name: string
  /** A CSS colour, usually a custom property: `var(--party-a)`. */
  readonly colour: string
  readonly anchor: string
  readonly head: string
}

/** A selection as it travels. */
export interface CaretPlace {
  readonly anchor: string
  readonly head: string
}

/** Fixes a flat selection to the words it stands in. */
export function placeOf(text: Y.Text, selection: { anchor: number; head: number }): CaretPlace {
  const fix = (offset: number) =>
    toBase64(
      Y.encodeRelativePosition(
        Y.createRelativePositionFromTypeIndex(text, Math.min(offset, text.length)),
      ),
    )
  return { anchor: fix(selection.anchor), head: fix(selection.head) }
}

/** Finds where carets stand now; one that stands nowhere in this text is left out. */
export function shownCarets(text: Y.Text, carets: readonly RemoteCaret[]): ShownCaret[] {
  return carets.flatMap((caret) => {
    const anchor = offsetOf(text, caret.anchor)
    const head = offsetOf(text, caret.head)
    return anchor === undefined || head === undefined ? [] : [{ ...caret, anchor, head }]
  })
}

function offsetOf(text: Y.Text, place: string): number | undefined {
  if (text.doc === null) return undefined
  try {
    const relative = Y.decodeRelativePosition(fromBase64(place))
    const absolute = Y.createAbsolutePositionFromRelativePosition(relative, text.doc)
    return absolute?.type === text ? absolute.index : undefined
  } catch {
    // Somebody else's word: what cannot be read is not shown.
    return undefined
  }
}
