import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** A seeded source of chance: integers below a bound. */
export type Random = (bound: number) => number

/** The generator `mulberry32`: the same numbers for the same seed, everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
}

const WORDS = ['shall', ' should', '[A: ', ']', '\n', '中文', '😀', ' and ', 'x']

/** Three honest writers who edit, mark and delete, each seeing the others now and then. */
export function honestSession(seed: number): {
  updates: { client: number; update: Uint8Array }[]
  doc: Y.Doc
} {
  const random = randomOf(seed)
  const doc = new Y.Doc()
  const updates: { client: number; update: Uint8Array }[] = []
  const peers = [1, 2, 300_000].map((client) => {
    const peer = new Y.Doc()
    peer.clientID = client
    peer.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'remote') return
      updates.push({ client, update })
      Y.applyUpdate(doc, update)
    })
    return peer
  })
  for (let step = 0; step < 60; step++) {
    const peer = peers[random(3)]
    if (peer === undefined) continue
    if (random(3) === 0) {
      Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(peer)), 'remote')
    }
    peer.transact(() => {
      for (let edits = random(3); edits >= 0; edits--) {
        editOnce(random, peer.getText(random(4) === 0 ? 'zh' : 'en'))
      }
    })
  }
  return { updates, doc }
}

function editOnce(random: Random, text: Y.Text): void {
  const at = random(text.length + 1)
  const length = Math.min(1 + random(6), text.length - at)
  if (random(4) === 0 && length > 0) text.delete(at, length)
  else if (random(5) === 0 && length > 0) {
    text.format(at, length, { [random(2) ? 'em' : 'strong']: random(3) ? true : null })
  } else text.insert(at, WORDS[random(WORDS.length)] ?? 'x')
}

/** A frame of a hostile client: a mutated real update, a structured forgery, or noise. */
export function forge(
  random: Random,
  real: readonly Uint8Array[],
  clients: readonly number[],
  own: number,
): Uint8Array {
  const kind = random(10)
  if (kind === 0) return Uint8Array.from({ length: random(60) }, () => random(256))
  if (kind < 4) return mutated(random, real[random(real.length)] ?? new Uint8Array())
  return structured(random, clients, own)
}

function mutated(random: Random, source: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(source)
  for (let changes = 1 + random(4); changes > 0; changes--) {
    if (bytes.length > 0) bytes[random(bytes.length)] = random(256)
  }
  return random(4) === 0 ? bytes.subarray(0, random(bytes.length + 1)) : bytes
}

function structured(random: Random, clients: readonly number[], own: number): Uint8Array {
  const encoder = encoding.createEncoder()
  const client = () => (random(2) ? own : (clients[random(clients.length)] ?? own))
  const clock = () => (random(6) ? random(80) : random(2) ? random(2 ** 31) : 2 ** 50)
  const number = (value: number) => encoding.writeVarUint(encoder, value)
  const sections = random(6) ? 1 : random(3)
  number(sections)
  for (let section = 0; section < sections; section++) {
    const structs = 1 + random(3)
    number(random(12) ? structs : random(2 ** 31))
    number(random(4) ? own : client())
    number(random(3) ? 0 : clock())
    for (let struct = 0; struct < structs; struct++) {
      const content = random(3) ? 4 : random(12)
      const flags = (random(3) ? 0x80 : 0) | (random(3) ? 0x40 : 0) | (random(20) ? 0 : 0x20)
      encoding.writeUint8(encoder, content | flags)
      for (const flag of [0x80, 0x40]) {
        if ((flags & flag) === 0) continue
        number(client())
        number(clock())
      }
      if ((flags & 0xc0) === 0) {
        number(random(8) ? 1 : 0)
        encoding.writeVarString(encoder, ['en', 'zh', 'other'][random(random(4) ? 2 : 3)] ?? 'en')
      }
      if (content === 4) encoding.writeVarString(encoder, WORDS[random(WORDS.length)] ?? '')
      else if (content === 6) {
        encoding.writeVarString(encoder, ['em', 'strong', 'link'][random(3)] ?? 'em')
        encoding.writeVarString(encoder, ['true', 'null', '{"a":1}'][random(3)] ?? 'true')
      } else number(random(4))
    }
  }
  const ranges = random(3)
  number(ranges)
  for (let range = 0; range < ranges; range++) {
    number(client())
    number(1)
    number(clock())
    number(random(5))
  }
  return encoding.toUint8Array(encoder)
}
