import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Names one unit of content: the Yjs client that wrote it and its place in what that client wrote. */
export interface UnitId {
  readonly client: number
  readonly clock: number
}

interface Placed {
  readonly length: number
  readonly origin: UnitId | null
  readonly rightOrigin: UnitId | null
  /** The root's name, when there is no neighbour to take it from. */
  readonly root: string | null
}

/** One struct of an update, of the three kinds that a text may hold. */
export type Piece =
  | (Placed & { readonly kind: 'string'; readonly text: string })
  | (Placed & { readonly kind: 'format'; readonly mark: string; readonly value: string })
  | (Placed & { readonly kind: 'deleted' })

/** What one client wrote, without gaps from a first clock on. */
export interface Section {
  readonly client: number
  readonly clock: number
  readonly pieces: readonly Piece[]
}

/** A range of units that an update deletes. */
export interface DeleteRange extends UnitId {
  readonly length: number
}

/** An update, read. */
export interface Wire {
  readonly sections: readonly Section[]
  readonly deletes: readonly DeleteRange[]
}

/** Most structs, and most delete ranges, of one update (T2). */
const MOST_STRUCTS = 5000
/** Longest struct, in units (T2). */
const LONGEST_STRUCT = 32_768
/** No clock reaches beyond this (T2). */
const LAST_CLOCK = 2 ** 31

interface Limits {
  readonly structs: number
  readonly longest: number
}

const CLIENT_LIMITS: Limits = { structs: MOST_STRUCTS, longest: LONGEST_STRUCT }

/** For what our own log holds: bounded by what was written, not by what a client may send. */
export const LOG_LIMITS: Limits = { structs: Infinity, longest: LAST_CLOCK }

/** Carries a refusal's code out of the reader; caught by the gate and by nothing else. */
export class WireError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/**
 * Reads an update in Yjs' V1 encoding without building a document: nothing is allocated for what the
 * bytes only claim, and a kind of content that a text may not hold stops the reading where it stands.
 * @throws WireError with the code of a refusal.
 */
export function readWire(bytes: Uint8Array, limits: Limits = CLIENT_LIMITS): Wire {
  try {
    const decoder = decoding.createDecoder(bytes)
    const budget = { structs: limits.structs, ranges: limits.structs, longest: limits.longest }
    const sections = readSections(decoder, budget)
    const deletes = readDeletes(decoder, budget)
    if (decoding.hasContent(decoder)) throw new WireError('text/malformed')
    return { sections, deletes }
  } catch (error) {
    if (error instanceof WireError) throw error
    throw new WireError('text/malformed')
  }
}

interface Budget {
  structs: number
  ranges: number
  readonly longest: number
}

function readSections(decoder: decoding.Decoder, budget: Budget): Section[] {
  const count = decoding.readVarUint(decoder)
  if (count > budget.structs) throw new WireError('text/too-large')
  const sections: Section[] = []
  for (let index = 0; index < count; index++) {
    const structs = decoding.readVarUint(decoder)
    budget.structs -= structs
    if (budget.structs < 0) throw new WireError('text/too-large')
    const client = decoding.readVarUint(decoder)
    if (sections.some((section) => section.client === client)) {
      throw new WireError('text/duplicate-section')
    }
    const clock = decoding.readVarUint(decoder)
    const pieces: Piece[] = []
    let next = clock
    for (let at = 0; at < structs; at++) {
      const piece = readPiece(decoder)
      checkRange(next, piece.length, budget.longest)
      next += piece.length
      pieces.push(piece)
    }
    sections.push({ client, clock, pieces })
  }
  return sections
}

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_KEY = 0x20
const KIND = 0x1f
const GC = 0
const DELETED = 1
const STRING = 4
const FORMAT = 6
const SKIP = 10

function readPiece(decoder: decoding.Decoder): Piece {
  const info = decoding.readUint8(decoder)
  const kind = info & KIND
  if (kind === SKIP) throw new WireError('text/gap')
  if ((info & HAS_KEY) !== 0) throw new WireError('text/hidden-key')
  if (kind === GC) {
    checkRange(0, decoding.readVarUint(decoder), LONGEST_STRUCT)
    throw new WireError('text/content-kind')
  }
  if (kind !== DELETED && kind !== STRING && kind !== FORMAT) {
    throw new WireError('text/content-kind')
  }
  const origin = (info & HAS_ORIGIN) !== 0 ? readId(decoder) : null
  const rightOrigin = (info & HAS_RIGHT_ORIGIN) !== 0 ? readId(decoder) : null
  const root = origin === null && rightOrigin === null ? readRoot(decoder) : null
  const placed = { origin, rightOrigin, root }
  if (kind === DELETED) return { kind: 'deleted', length: decoding.readVarUint(decoder), ...placed }
  if (kind === FORMAT) {
    const mark = decoding.readVarString(decoder)
    return { kind: 'format', length: 1, mark, value: decoding.readVarString(decoder), ...placed }
  }
  const text = decoding.readVarString(decoder)
  return { kind: 'string', length: text.length, text, ...placed }
}

function readId(decoder: decoding.Decoder): UnitId {
  const client = decoding.readVarUint(decoder)
  return { client, clock: decoding.readVarUint(decoder) }
}

function readRoot(decoder: decoding.Decoder): string {
  if (decoding.readVarUint(decoder) !== 1) throw new WireError('text/root')
  return decoding.readVarString(decoder)
}

function readDeletes(decoder: decoding.Decoder, budget: Budget): DeleteRange[] {
  const ranges: DeleteRange[] = []
  const clients = decoding.readVarUint(decoder)
  if (clients > budget.ranges) throw new WireError('text/too-large')
  for (let at = 0; at < clients; at++) {
    const client = decoding.readVarUint(decoder)
    const count = decoding.readVarUint(decoder)
    budget.ranges -= count
    if (budget.ranges < 0) throw new WireError('text/too-large')
    for (let index = 0; index < count; index++) {
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      if (length < 1 || clock + length > LAST_CLOCK) throw new WireError('text/delete-unknown')
      ranges.push({ client, clock, length })
    }
  }
  return ranges
}

function checkRange(clock: number, length: number, longest: number): void {
  if (length < 1 || length > longest || clock + length > LAST_CLOCK) {
    throw new WireError('text/clock-range')
  }
}

/**
 * Writes an update in Yjs' V1 encoding, always the same bytes for the same content: one section a
 * client, highest client first, neighbouring pieces joined, delete ranges sorted and joined.
 * Several sections of one client follow each other without a gap.
 */
export function writeWire(wire: Wire): Uint8Array {
  const encoder = encoding.createEncoder()
  const sections = joinSections(wire.sections)
  encoding.writeVarUint(encoder, sections.length)
  for (const { client, clock, pieces } of sections) {
    encoding.writeVarUint(encoder, pieces.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const piece of pieces) writePiece(encoder, piece)
  }
  writeDeletes(encoder, joinDeletes(wire.deletes))
  return encoding.toUint8Array(encoder)
}

function joinSections(sections: readonly Section[]): Section[] {
  const byClient = new Map<number, { clock: number; next: number; pieces: Piece[] }>()
  for (const { client, clock, pieces } of sections) {
    if (pieces.length === 0) continue
    let joined = byClient.get(client)
    if (joined === undefined) byClient.set(client, (joined = { clock, next: clock, pieces: [] }))
    if (clock !== joined.next) throw new RangeError('sections of one client leave a gap')
    for (const piece of pieces) {
      const last = joined.pieces.at(-1)
      const whole = last && joinPieces(last, piece, client, joined.next)
      if (whole) joined.pieces[joined.pieces.length - 1] = whole
      else joined.pieces.push(piece)
      joined.next += piece.length
    }
  }
  return [...byClient]
    .map(([client, { clock, pieces }]) => ({ client, clock, pieces }))
    .sort((a, b) => b.client - a.client)
}

/** What Yjs itself would make of two pieces typed one after the other. */
function joinPieces(left: Piece, right: Piece, client: number, clock: number): Piece | undefined {
  const follows =
    right.origin?.client === client &&
    right.origin.clock === clock - 1 &&
    sameId(left.rightOrigin, right.rightOrigin) &&
    left.length + right.length <= LONGEST_STRUCT
  if (!follows) return undefined
  const length = left.length + right.length
  if (left.kind === 'string' && right.kind === 'string') {
    return { ...left, length, text: left.text + right.text }
  }
  return left.kind === 'deleted' && right.kind === 'deleted' ? { ...left, length } : undefined
}

function sameId(a: UnitId | null, b: UnitId | null): boolean {
  return a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock)
}

function writePiece(encoder: encoding.Encoder, piece: Piece): void {
  const { origin, rightOrigin } = piece
  const kind = piece.kind === 'string' ? STRING : piece.kind === 'format' ? FORMAT : DELETED
  const flags = (origin ? HAS_ORIGIN : 0) | (rightOrigin ? HAS_RIGHT_ORIGIN : 0)
  encoding.writeUint8(encoder, kind | flags)
  for (const id of [origin, rightOrigin]) {
    if (id === null) continue
    encoding.writeVarUint(encoder, id.client)
    encoding.writeVarUint(encoder, id.clock)
  }
  if (flags === 0) {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, piece.root ?? '')
  }
  if (piece.kind === 'deleted') encoding.writeVarUint(encoder, piece.length)
  else if (piece.kind === 'string') encoding.writeVarString(encoder, piece.text)
  else {
    encoding.writeVarString(encoder, piece.mark)
    encoding.writeVarString(encoder, piece.value)
  }
}

function joinDeletes(ranges: readonly DeleteRange[]): DeleteRange[] {
  const sorted = [...ranges].sort((a, b) => b.client - a.client || a.clock - b.clock)
  const joined: DeleteRange[] = []
  for (const range of sorted) {
    const last = joined.at(-1)
    if (last?.client === range.client && range.clock <= last.clock + last.length) {
      const end = Math.max(last.clock + last.length, range.clock + range.length)
      joined[joined.length - 1] = { ...last, length: end - last.clock }
    } else joined.push(range)
  }
  return joined
}

function writeDeletes(encoder: encoding.Encoder, ranges: readonly DeleteRange[]): void {
  const clients = new Map<number, DeleteRange[]>()
  for (const range of ranges) {
    const own = clients.get(range.client)
    if (own) own.push(range)
    else clients.set(range.client, [range])
  }
  encoding.writeVarUint(encoder, clients.size)
  for (const [client, own] of clients) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, own.length)
    for (const { clock, length } of own) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, length)
    }
  }
}
