import * as encoding from 'lib0/encoding'

/** Counts of latencies, a tenth of a millisecond each. */
class Latencies {
  readonly #counts = new Uint32Array(100_001)
  total = 0

  add(milliseconds: number): void {
    const slot = Math.min(100_000, Math.max(0, Math.round(milliseconds * 10)))
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1
    this.total += 1
  }

  /** The latency that a share of `expected` stayed within; what never arrived took for ever. */
  quantile(share: number, expected = this.total): number {
    const wanted = Math.ceil(expected * share)
    let sum = 0
    for (let slot = 0; slot < this.#counts.length; slot++) {
      sum += this.#counts[slot] ?? 0
      if (sum >= wanted) return slot / 10
    }
    return Infinity
  }
}

/** Somebody who types: every edit is one update that appends `<number>` to what they typed before. */
export class Typist {
  readonly #client: number
  #clock: number

  constructor(client: number, clock = 0) {
    this.#client = client
    this.#clock = clock
  }

  type(edit: number): Uint8Array {
    const encoder = encoding.createEncoder()
    const words = `<${edit}>`
    for (const number of [1, 1, this.#client, this.#clock]) encoding.writeVarUint(encoder, number)
    if (this.#clock === 0) {
      encoding.writeUint8(encoder, 4)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'en')
    } else {
      encoding.writeUint8(encoder, 0x84)
      encoding.writeVarUint(encoder, this.#client)
      encoding.writeVarUint(encoder, this.#clock - 1)
    }
    encoding.writeVarString(encoder, words)
    encoding.writeVarUint(encoder, 0)
    this.#clock += words.length
    return encoding.toUint8Array(encoder)
  }
}

const [OPEN, CLOSE, ZERO, NINE] = [0x3c, 0x3e, 0x30, 0x39]

/** The numbers of the edits whose words are in an update. */
export function editsIn(bytes: Uint8Array): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(OPEN); at >= 0; at = bytes.indexOf(OPEN, at + 1)) {
    let value = 0
    let next = at + 1
    for (let byte = bytes[next] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[++next] ?? 0) {
      value = value * 10 + byte - ZERO
    }
    if (next > at + 1 && bytes[next] === CLOSE) found.push(value)
  }
  return found
}

/** One connection of the load that has a text open. */
export interface Link {
  send(update: Uint8Array): void
  /** The Yjs client id to write under. */
  readonly client: number
  /** Told of every edit that arrives. */
  onEdit: (edit: number) => void
  close(): void
}

/** What a stretch of load came to. */
export interface Stretch {
  readonly sent: number
  readonly expected: number
  readonly latencies: Latencies
}

/** Everyone on one text. */
export interface Group {
  readonly writers: readonly { readonly link: Link; readonly typist: Typist }[]
  readonly everyone: readonly Link[]
}

const TICK = 4

/** Lets writers type at a rate altogether, and waits a little for what is on its way. */
export async function offer(
  groups: readonly Group[],
  { rate, seconds, grace }: { rate: number; seconds: number; grace: number },
): Promise<Stretch> {
  const first = nextEdit
  const latencies = new Latencies()
  const room = Math.ceil(rate * seconds) + 1
  const sentAt = new Float64Array(room)
  const authors: Link[] = []
  for (const { everyone } of groups) {
    for (const link of everyone) {
      link.onEdit = (edit) => {
        const at = sentAt[edit - first]
        if (at !== undefined && authors[edit - first] !== link)
          latencies.add(performance.now() - at)
      }
    }
  }
  const turns = turnsOf(groups)
  let expected = 0
  const begun = performance.now()
  for (let elapsed = 0; elapsed < seconds * 1000; elapsed = performance.now() - begun) {
    const due = Math.min(room - 1, Math.floor((elapsed / 1000) * rate))
    while (authors.length < due) {
      const turn = turns[authors.length % turns.length]
      if (turn === undefined) break
      const { writer, others } = turn
      sentAt[authors.length] = performance.now()
      authors.push(writer.link)
      writer.link.send(writer.typist.type(nextEdit++))
      expected += others
      // Arrivals are not kept waiting while a backlog of edits is sent.
      if (performance.now() - begun - elapsed > 2 * TICK) break
    }
    await new Promise((resolve) => setTimeout(resolve, TICK))
  }
  const until = performance.now() + grace
  while (latencies.total < expected && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, TICK))
  }
  return { sent: authors.length, expected, latencies }
}

let nextEdit = 0

/** Who types when: every group in turn, and in it every writer. */
function turnsOf(groups: readonly Group[]) {
  const longest = Math.max(...groups.map(({ writers }) => writers.length))
  return Array.from({ length: longest }, (_, place) =>
    groups.flatMap(({ writers, everyone }) => {
      const writer = writers[place]
      return writer === undefined ? [] : [{ writer, others: everyone.length - 1 }]
    }),
  ).flat()
}
