import { accept, refuse, type Decision } from '#shared/kernel'
import {
  LOG_LIMITS,
  WireError,
  readWire,
  writeWire,
  type DeleteRange,
  type Piece,
  type Section,
  type UnitId,
} from './gate-wire.ts'
import { hasForbiddenCharacters } from './text-characters.ts'

/** Largest update, in bytes (T2). */
export const LARGEST_UPDATE = 65_536

/** How much of each client's writing is known: the next clock, 0 for a client that wrote nothing. */
export type Vector = Pick<ReadonlyMap<number, number>, 'get'>

/** What the gate holds an update against. */
export interface GateView {
  /** The text's roots: one for each language. */
  readonly roots: readonly string[]
  /** What the text holds so far. */
  readonly known: Vector
  /** Whether a Yjs client id was issued to this account for this text. */
  readonly isOwn: (client: number) => boolean
  /** Whether words may only be taken away. */
  readonly deletionsOnly: boolean
}

/** An update that passed: what is new in it, and nothing else. */
export interface Admitted {
  readonly section: Section | null
  readonly deletes: readonly DeleteRange[]
}

/** The marks a text may carry (T4). */
const TEXT_MARKS = ['em', 'strong'] as const

/**
 * The gate's pure stages (T1–T9): the bytes are read without building a document, the writer is held to
 * its own client ids, and everything referred to must be known. Structs that are known already are
 * dropped, so that using a clock twice changes nothing.
 */
export function admit(bytes: Uint8Array, view: GateView): Decision<Admitted> {
  if (bytes.length > LARGEST_UPDATE) return refuse('text/too-large')
  try {
    const { sections, deletes } = readWire(bytes)
    const [section] = sections
    if (section === undefined) return closed(null, deletes, view)
    if (sections.some(({ client }) => !view.isOwn(client)) || sections.length > 1) {
      return refuse('text/foreign-client')
    }
    const code = forbidden(section, view.roots)
    if (code !== undefined) return refuse(code)
    const known = view.known.get(section.client) ?? 0
    if (section.clock > known) return refuse('text/gap')
    return closed(unknownPart(section, known), deletes, view)
  } catch (error) {
    if (error instanceof WireError) return refuse(error.code)
    throw error
  }
}

/** The clock after the last unit of a section. */
export function endOf(section: Section): number {
  return section.pieces.reduce((clock, { length }) => clock + length, section.clock)
}

/** Writes admitted updates of one text as one update, in our own encoding (T9). */
export function writeAdmitted(admitted: readonly Admitted[]): Uint8Array {
  return writeWire({
    sections: admitted.flatMap(({ section }) => section ?? []),
    deletes: admitted.flatMap(({ deletes }) => deletes),
  })
}

/** Merges consecutive updates of one text's log into one, in time linear in their size. */
export function mergeLog(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates
  if (only !== undefined && updates.length === 1) return only
  const wires = updates.map((update) => readWire(update, LOG_LIMITS))
  return writeWire({
    sections: wires.flatMap(({ sections }) => sections),
    deletes: wires.flatMap(({ deletes }) => deletes),
  })
}

/** Raises what is known by what an update from our own log holds. */
export function raiseVector(vector: Map<number, number>, update: Uint8Array): void {
  for (const section of readWire(update, LOG_LIMITS).sections) {
    vector.set(section.client, Math.max(vector.get(section.client) ?? 0, endOf(section)))
  }
}

function forbidden(section: Section, roots: readonly string[]): string | undefined {
  for (const piece of section.pieces) {
    if (piece.root !== null && !roots.includes(piece.root)) return 'text/root'
    if (piece.kind === 'string' && hasForbiddenCharacters(piece.text)) return 'text/characters'
    if (piece.kind === 'format') {
      if (!TEXT_MARKS.some((mark) => mark === piece.mark)) return 'text/content-kind'
      if (piece.value !== 'true' && piece.value !== 'null') return 'text/content-kind'
    }
  }
  return undefined
}

/** What of a section lies at or after a clock; a piece that straddles it is cut as Yjs would cut it. */
function unknownPart(section: Section, known: number): Section | null {
  const pieces: Piece[] = []
  let clock = section.clock
  for (const piece of section.pieces) {
    const end = clock + piece.length
    if (clock >= known) pieces.push(piece)
    else if (end > known) pieces.push(cut(piece, known - clock, section.client, known - 1))
    clock = end
  }
  return pieces.length === 0
    ? null
    : { client: section.client, clock: Math.max(section.clock, known), pieces }
}

function cut(piece: Piece, offset: number, client: number, before: number): Piece {
  const place = { origin: { client, clock: before }, rightOrigin: piece.rightOrigin, root: null }
  const length = piece.length - offset
  if (piece.kind !== 'string') return { ...piece, ...place, length }
  const text = piece.text.slice(offset)
  if (hasForbiddenCharacters(text)) throw new WireError('text/malformed')
  return { ...piece, ...place, length, text }
}

function closed(
  section: Section | null,
  deletes: readonly DeleteRange[],
  view: GateView,
): Decision<Admitted> {
  if (section !== null) {
    if (view.deletionsOnly) return refuse('text/phase-review')
    let clock = section.clock
    const isKnown = (id: UnitId | null) =>
      id === null ||
      id.clock < (id.client === section.client ? clock : (view.known.get(id.client) ?? 0))
    for (const piece of section.pieces) {
      if (!isKnown(piece.origin) || !isKnown(piece.rightOrigin))
        return refuse('text/unknown-origin')
      clock += piece.length
    }
  }
  const end = section === null ? 0 : endOf(section)
  for (const range of deletes) {
    const own = section?.client === range.client ? end : 0
    if (range.clock + range.length > Math.max(own, view.known.get(range.client) ?? 0)) {
      return refuse('text/delete-unknown')
    }
  }
  return accept({ section, deletes })
}
