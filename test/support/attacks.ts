import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** What a hostile writer knows of a text: a copy, their own client id, the other writer's. */
export interface Target {
  /** Everything that the text holds. */
  readonly state: Uint8Array
  /** The client id that was issued to the attacker, who has written nothing. */
  readonly own: number
  /** The client id of somebody else, who wrote the last words. */
  readonly victim: number
  /** How far the victim's writing goes. */
  readonly clock: number
}

/** One update, and the code with which it must be refused. */
export interface Attack {
  readonly title: string
  readonly code: string
  readonly make: (target: Target) => Uint8Array
}

/** Writes a frame from its parts: numbers as Yjs writes them, strings with their length, `[n]` one raw byte. */
export function frame(...parts: readonly (number | string | readonly [number])[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeUint8(encoder, part[0])
  }
  return encoding.toUint8Array(encoder)
}

interface Unit {
  readonly client: number
  readonly clock: number
}

/** One letter between two neighbours, whether or not they stand beside one another (Y15); at a root's end without. */
export function letter(
  { client, clock }: Unit,
  text: string,
  { origin, rightOrigin }: { readonly origin: Unit | null; readonly rightOrigin: Unit | null },
): Uint8Array {
  const sides = [origin, rightOrigin].flatMap((unit) => (unit ? [unit.client, unit.clock] : []))
  const info = 4 | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0)
  const place = sides.length === 0 ? ([1, 'en'] as const) : sides
  return frame(1, 1, client, clock, [info], ...place, text, 0)
}

/** The attacker's own copy, written under a client id of their choice. */
export function copyOf({ state, own }: Target, client = own): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  doc.clientID = client
  return doc
}

/** The update that a change makes. */
export function updateOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  let update: Uint8Array = new Uint8Array()
  doc.once('update', (bytes: Uint8Array) => (update = bytes))
  doc.transact(() => change(doc))
  return update
}

/** A change of the attacker's own copy. */
function own(change: (doc: Y.Doc) => void): Attack['make'] {
  return (target) => updateOf(copyOf(target), change)
}

/** A change of an empty document, whose roots can be declared to be anything. */
function raw(change: (doc: Y.Doc) => void): Attack['make'] {
  return (target) => {
    const doc = new Y.Doc()
    doc.clientID = target.own
    return updateOf(doc, change)
  }
}

const english = (doc: Y.Doc) => doc.getText('en')

function nestedArrays(depth: number): unknown[] {
  let nested: unknown[] = []
  for (let at = 0; at < depth; at++) nested = [nested]
  return nested
}

function nestTypes(doc: Y.Doc, depth: number): void {
  let inner = doc.getArray<unknown>('en')
  for (let at = 0; at < depth; at++) {
    const next = new Y.Array<unknown>()
    inner.insert(0, [next])
    inner = next
  }
}

function manyClients(count: number): Uint8Array {
  const sections = Array.from({ length: count }, (_, at) => [1, 1000 + at, 0, [4], 1, 'en', 'x'])
  return frame(count, ...(sections.flat() as (number | string)[]), 0)
}

/** Half of a surrogate pair, as three bytes that are no UTF-8. */
function halfPair({ own: client, victim }: Target): Uint8Array {
  const tail = [[3], [0xed], [0xa0], [0x80], [0]] as const
  return frame(1, 1, client, 0, [0x84], victim, 0, ...tail)
}

const character = (name: string, value: string): Attack => ({
  title: `Y18 ${name}`,
  code: 'text/characters',
  make: own((doc) => english(doc).insert(1, `a${value}b`)),
})

const mark = (title: string, attributes: Record<string, unknown>): Attack => ({
  title,
  code: 'text/content-kind',
  make: own((doc) => english(doc).format(0, 4, attributes)),
})

/** Every attack that is one refused update. */
export const ATTACKS: readonly Attack[] = [
  {
    title: 'Y1 writing under the client id of another',
    code: 'text/foreign-client',
    make: (target) =>
      updateOf(copyOf(target, target.victim), (doc) => english(doc).insert(3, 'FORGED')),
  },
  {
    title: 'Y1 writing under a client id that was issued to nobody',
    code: 'text/foreign-client',
    make: (target) => updateOf(copyOf(target, 4_000_000), (doc) => english(doc).insert(3, 'x')),
  },
  {
    title: 'Y2 deleting the future',
    code: 'text/delete-unknown',
    make: ({ victim }) => frame(0, 1, victim, 1, 0, 2 ** 50),
  },
  {
    title: 'Y2 deleting the next unit that another will write',
    code: 'text/delete-unknown',
    make: ({ victim, clock }) => frame(0, 1, victim, 1, clock, 1),
  },
  {
    title: 'Y3 an origin that the victim has not yet written',
    code: 'text/unknown-origin',
    make: ({ own: client, victim, clock }) =>
      frame(1, 1, client, 0, [0x84], victim, clock + 3, 'bomb', 0),
  },
  {
    title: 'Y3 a right neighbour that the victim has not yet written',
    code: 'text/unknown-origin',
    make: ({ own: client, victim, clock }) =>
      frame(1, 1, client, 0, [0x44], victim, clock, 'bomb', 0),
  },
  {
    title: 'Y4 bytes behind a whole update',
    code: 'text/malformed',
    make: (target) =>
      Uint8Array.of(...updateOf(copyOf(target), (doc) => english(doc).insert(0, 'x')), 0),
  },
  {
    title: 'Y6 arrays nested 5000 deep',
    code: 'text/content-kind',
    make: raw((doc) => doc.getArray('en').insert(0, nestedArrays(5000))),
  },
  {
    title: 'Y6 types nested 500 deep',
    code: 'text/content-kind',
    make: raw((doc) => nestTypes(doc, 500)),
  },
  { title: 'Y7 4000 client ids', code: 'text/foreign-client', make: () => manyClients(4000) },
  {
    title: 'Y8 a clock with a gap before it',
    code: 'text/gap',
    make: ({ own: client }) => frame(1, 1, client, 9, [4], 1, 'en', 'late', 0),
  },
  {
    title: 'Y8 a struct that skips',
    code: 'text/gap',
    make: ({ own: client }) => frame(1, 1, client, 0, [10], 4, 0),
  },
  {
    title: "Y9 a giant that moves the victim's clock to 2^52",
    code: 'text/clock-range',
    make: ({ victim, clock }) => frame(1, 1, victim, clock, [0], 2 ** 52, 0),
  },
  {
    title: 'Y9 deleted content of 2^31 units',
    code: 'text/clock-range',
    make: ({ own: client }) => frame(1, 1, client, 0, [1], 1, 'en', 2 ** 31, 0),
  },
  {
    title: 'Y11 a value under a key of the root',
    code: 'text/hidden-key',
    make: raw((doc) => doc.getMap('en').set('id', 'another clause')),
  },
  {
    title: 'Y11 an attribute of the text',
    code: 'text/hidden-key',
    make: own((doc) => english(doc).setAttribute('id', 'another clause')),
  },
  {
    title: 'Y12 a root that no language has',
    code: 'text/root',
    make: own((doc) => doc.getText('hidden').insert(0, 'payload')),
  },
  {
    title: 'Y12 a document within that loads itself',
    code: 'text/content-kind',
    make: raw((doc) => doc.getArray('zh').insert(0, [new Y.Doc({ autoLoad: true })])),
  },
  {
    title: 'Y12 bytes',
    code: 'text/content-kind',
    make: raw((doc) => doc.getArray('zh').insert(0, [new Uint8Array(9)])),
  },
  {
    title: 'Y12 a parent that is an item, not a root',
    code: 'text/root',
    make: ({ own: client, victim }) => frame(1, 1, client, 0, [4], 0, victim, 0, 'inside', 0),
  },
  {
    title: 'Y13 two sections of one client',
    code: 'text/duplicate-section',
    make: ({ own: client }) => {
      const section = (text: string) => [1, client, 0, [4], 1, 'en', text] as const
      return frame(2, ...section('good'), ...section('EVIL'), 0)
    },
  },
  {
    title: 'Y14 a string without length',
    code: 'text/clock-range',
    make: ({ own: client }) => frame(1, 1, client, 0, [4], 1, 'en', '', 0),
  },
  {
    title: 'Y14 deleted content without length',
    code: 'text/clock-range',
    make: ({ own: client, victim }) => frame(1, 1, client, 0, [0x81], victim, 0, 0, 0),
  },
  {
    title: 'Y14 a range of deletions without length',
    code: 'text/delete-unknown',
    make: ({ victim }) => frame(0, 1, victim, 1, 0, 0),
  },
  {
    title: 'Y16 a node that no editor knows',
    code: 'text/content-kind',
    make: raw((doc) => doc.getXmlFragment('en').insert(0, [new Y.XmlElement('poison')])),
  },
  {
    title: 'Y16 an embedded object',
    code: 'text/content-kind',
    make: own((doc) => english(doc).insertEmbed(0, { image: 'x' })),
  },
  mark('Y16 T4 a mark with a value of its own', { em: 'yes' }),
  mark('Y16 T4 a mark that does not exist', { underline: true }),
  mark('Y17 T4 a link that is a script', { link: 'javascript:alert(1)' }),
  mark('Y17 T4 an event handler as a mark', { onclick: 'alert(1)' }),
  {
    title: 'Y17 an element that is a script',
    code: 'text/content-kind',
    make: raw((doc) => doc.getXmlFragment('zh').insert(0, [new Y.XmlElement('script')])),
  },
  character('NUL', '\0'),
  character('a tabulator', '\t'),
  character('a carriage return', '\r'),
  character('a C1 control', '\u0085'),
  character('a turn of the direction of writing', '\u202e'),
  character('an isolate', '\u2066'),
  { title: 'Y18 half of a surrogate pair', code: 'text/malformed', make: halfPair },
]
