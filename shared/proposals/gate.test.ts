import * as encoding from 'lib0/encoding'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  admit,
  mergeLog,
  raiseVector,
  writeAdmitted,
  type Admitted,
  type GateView,
} from './gate.ts'
import { forge, honestSession, randomOf } from '../../test/support/forger.ts'

const ME = 7
const VICTIM = 9

/** A text in which the victim wrote `hello` and the gate's view of it for the account behind ME. */
function scene(): { doc: Y.Doc; view: GateView; mine: () => Y.Doc } {
  const doc = new Y.Doc()
  doc.clientID = VICTIM
  doc.getText('en').insert(0, 'hello')
  const mine = () => {
    const own = new Y.Doc()
    Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
    own.clientID = ME
    return own
  }
  return { doc, mine, view: viewOf(doc) }
}

function viewOf(doc: Y.Doc): GateView {
  return {
    roots: ['en', 'zh'],
    known: Y.decodeStateVector(Y.encodeStateVector(doc)),
    isOwn: (client) => client === ME,
    deletionsOnly: false,
  }
}

function edit(doc: Y.Doc, change: (text: Y.Text) => void): Uint8Array {
  let update: Uint8Array = new Uint8Array()
  doc.once('update', (bytes: Uint8Array) => (update = bytes))
  doc.transact(() => change(doc.getText('en')))
  return update
}

function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

function numbers(...values: number[]): Uint8Array {
  return bytes((encoder) => values.forEach((value) => encoding.writeVarUint(encoder, value)))
}

function codeOf(update: Uint8Array, view = scene().view): string {
  const decision = admit(update, view)
  return decision.ok ? 'admitted' : decision.code
}

describe('the gate, S1: what the bytes may hold', () => {
  it('T2 refuses more than 64 KiB', () => {
    expect(codeOf(new Uint8Array(65_537))).toBe('text/too-large')
  })

  it('T2 Y5 refuses a claim of 33 million structs without allocating for it', () => {
    expect(codeOf(numbers(1, 33_554_431, ME, 0))).toBe('text/too-large')
  })

  it('T1 Y4 refuses every truncation of a good update, and any byte behind one', () => {
    const update = edit(scene().mine(), (text) => text.insert(2, '中文 and more'))
    expect(codeOf(update)).toBe('admitted')
    for (let end = 0; end < update.length; end++) {
      expect(codeOf(update.subarray(0, end))).not.toBe('admitted')
    }
    expect(codeOf(new Uint8Array([...update, 0]))).toBe('text/malformed')
  })

  it.each([
    ['GC', numbers(1, 1, ME, 0, 0, 4, 0), 'text/content-kind'],
    [
      'Y9 a GC struct that moves the clock to 2^52',
      numbers(1, 1, ME, 0, 0, 2 ** 52, 0),
      'text/clock-range',
    ],
    ['Y8 a Skip', numbers(1, 1, ME, 0, 10, 4, 0), 'text/gap'],
    [
      'Y14 a deleted struct without length',
      numbers(1, 1, ME, 0, 129, VICTIM, 0, 0, 0),
      'text/clock-range',
    ],
    ['Y14 a delete range without length', numbers(0, 1, VICTIM, 1, 0, 0), 'text/delete-unknown'],
  ])('T3 refuses %s', (_name, update, code) => {
    expect(codeOf(update)).toBe(code)
  })

  it('T3 Y6 Y12 refuses every other kind of content, other roots, keys and nested parents', () => {
    const kinds: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getText('en').insertEmbed(0, { image: 'x' }),
      (doc) => doc.getText('en').setAttribute('hidden', 'payload'),
      (doc) => doc.getMap('en2').set('key', 1),
      (doc) => doc.getText('other').insert(0, 'x'),
      (doc) => doc.getArray('zh').insert(0, [new Y.Doc({ autoLoad: true })]),
      (doc) => doc.getArray('zh').insert(0, [new Uint8Array(3)]),
      (doc) => doc.getArray('zh').insert(0, [new Y.Text('nested')]),
      (doc) => doc.getArray('zh').insert(0, [[[[1]]]]),
      (doc) => doc.getText('en').format(0, 2, { link: 'javascript:alert(1)' }),
      (doc) => doc.getText('en').format(0, 2, { em: 'yes' }),
      (doc) => doc.getXmlFragment('zh').insert(0, [new Y.XmlElement('script')]),
    ]
    const codes = kinds.map((kind) => {
      const doc = scene().mine()
      let update: Uint8Array = new Uint8Array()
      doc.once('update', (bytes: Uint8Array) => (update = bytes))
      doc.transact(() => kind(doc))
      return codeOf(update)
    })
    expect(codes).toEqual([
      'text/content-kind',
      'text/hidden-key',
      'text/hidden-key',
      'text/root',
      'text/content-kind',
      'text/content-kind',
      'text/content-kind',
      'text/content-kind',
      'text/content-kind',
      'text/content-kind',
      'text/content-kind',
    ])
  })

  it.each(['\0', '\t', '\r', '\u001f', '\u202e', '\u2066', '\u0085'])(
    'T5 Y18 refuses the character %j',
    (character) => {
      expect(codeOf(edit(scene().mine(), (text) => text.insert(1, `a${character}b`)))).toBe(
        'text/characters',
      )
    },
  )

  it('T5 Y18 refuses half of a surrogate pair, and takes whole ones and line feeds', () => {
    const half = bytes((encoder) => {
      for (const value of [1, 1, ME, 0]) encoding.writeVarUint(encoder, value)
      for (const byte of [0x84, VICTIM, 0, 3, 0xed, 0xa0, 0x80, 0])
        encoding.writeUint8(encoder, byte)
    })
    expect(codeOf(half)).toBe('text/malformed')
    expect(codeOf(edit(scene().mine(), (text) => text.insert(1, '😀\n中')))).toBe('admitted')
  })
})

describe('the gate, S2: who wrote it', () => {
  it('T6 Y1 refuses structs under the id of another client', () => {
    const doc = scene().mine()
    doc.clientID = VICTIM
    expect(codeOf(edit(doc, (text) => text.insert(5, 'FORGED')))).toBe('text/foreign-client')
  })

  it('T6 Y7 refuses several clients in one update', () => {
    const many = numbers(3, 1, 100, 0, 0, 1, 1, 101, 0, 0, 1, 1, 102, 0, 0, 1, 0)
    expect(['text/foreign-client', 'text/content-kind']).toContain(codeOf(many))
    const { mine, view } = scene()
    const one = edit(mine(), (text) => text.insert(0, 'a'))
    const other = mine()
    other.clientID = 8
    const two = edit(other, (text) => text.insert(0, 'b'))
    const both = Y.mergeUpdates([one, two])
    expect(codeOf(both, { ...view, isOwn: (client) => client === ME || client === 8 })).toBe(
      'text/foreign-client',
    )
  })

  it('T6 Y13 refuses two sections of one client', () => {
    const string = (text: string) => (encoder: encoding.Encoder) => {
      for (const value of [1, ME, 0]) encoding.writeVarUint(encoder, value)
      encoding.writeUint8(encoder, 4)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'en')
      encoding.writeVarString(encoder, text)
    }
    const update = bytes((encoder) => {
      encoding.writeVarUint(encoder, 2)
      string('good')(encoder)
      string('EVIL')(encoder)
      encoding.writeVarUint(encoder, 0)
    })
    expect(codeOf(update)).toBe('text/duplicate-section')
  })

  it('T6 Y8 refuses a section that begins beyond what is known', () => {
    const doc = scene().mine()
    edit(doc, (text) => text.insert(0, 'lost'))
    expect(codeOf(edit(doc, (text) => text.insert(4, 'late')))).toBe('text/gap')
  })

  it('T7 Y13 drops what is known already: a forged reuse of own clocks changes nothing', () => {
    const { doc, mine } = scene()
    const first = mine()
    const second = mine()
    Y.applyUpdate(
      doc,
      edit(first, (text) => text.insert(5, ' world')),
    )
    const forged = edit(second, (text) => text.insert(0, 'EVIL!!'))
    const decision = admit(forged, viewOf(doc))
    expect(decision).toEqual({ ok: true, value: { section: null, deletes: [] } })
  })

  it('T7 takes from a longer retry only what is new', () => {
    const { doc, mine } = scene()
    const own = mine()
    const first = edit(own, (text) => text.insert(5, ' wor'))
    const second = edit(own, (text) => text.insert(9, 'ld'))
    Y.applyUpdate(doc, first)
    const decision = admit(Y.mergeUpdates([first, second]), viewOf(doc))
    expect(decision.ok && decision.value.section).toMatchObject({ client: ME, clock: 4 })
    if (decision.ok) Y.applyUpdate(doc, writeAdmitted([decision.value]))
    expect(doc.getText('en').toDelta()).toEqual([{ insert: 'hello world' }])
  })
})

describe('the gate, S3: what it refers to', () => {
  it('T8 Y3 refuses an origin that does not exist yet', () => {
    const ahead = scene().mine()
    ahead.clientID = VICTIM
    ahead.getText('en').insert(5, 'future')
    ahead.clientID = ME
    expect(codeOf(edit(ahead, (text) => text.insert(11, 'bomb')))).toBe('text/unknown-origin')
  })

  it('T8 Y2 refuses to delete what was not written yet', () => {
    expect(codeOf(numbers(0, 1, VICTIM, 1, 0, 2 ** 50))).toBe('text/delete-unknown')
    expect(codeOf(numbers(0, 1, VICTIM, 1, 3, 3))).toBe('text/delete-unknown')
    expect(codeOf(numbers(0, 1, VICTIM, 1, 3, 2))).toBe('admitted')
  })

  it('T10 lets words only be taken away where that is the rule', () => {
    const { mine, view } = scene()
    const only = { ...view, deletionsOnly: true }
    expect(
      codeOf(
        edit(mine(), (text) => text.delete(0, 2)),
        only,
      ),
    ).toBe('admitted')
    expect(
      codeOf(
        edit(mine(), (text) => text.insert(0, 'x')),
        only,
      ),
    ).toBe('text/phase-review')
  })
})

describe('the gate, as a whole', () => {
  it('T9 writes what it admits so that Yjs reads the same text, for random honest sessions', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { updates, doc } = honestSession(seed)
        const copy = new Y.Doc()
        const log: Admitted[] = []
        const rows: Uint8Array[] = []
        const known = new Map<number, number>()
        for (const { client, update } of updates) {
          const decision = admit(update, {
            roots: ['en', 'zh'],
            known,
            isOwn: (id) => id === client,
            deletionsOnly: false,
          })
          if (!decision.ok) throw new Error(`seed ${seed}: ${decision.code}`)
          const canonical = writeAdmitted([decision.value])
          log.push(decision.value)
          rows.push(canonical)
          raiseVector(known, canonical)
          Y.applyUpdate(copy, canonical)
        }
        const merged = new Y.Doc()
        Y.applyUpdate(merged, writeAdmitted(log))
        const behind = new Y.Doc()
        const half = Math.floor(rows.length / 2)
        Y.applyUpdate(behind, mergeLog(rows.slice(0, half)))
        Y.applyUpdate(behind, mergeLog(rows.slice(half)))
        for (const root of ['en', 'zh']) {
          expect(copy.getText(root).toDelta()).toEqual(doc.getText(root).toDelta())
          expect(merged.getText(root).toDelta()).toEqual(doc.getText(root).toDelta())
          expect(behind.getText(root).toDelta()).toEqual(doc.getText(root).toDelta())
        }
        expect(known).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
      }),
      { numRuns: 150 },
    )
  })

  it('T1 T8 holds for 20 000 forged frames: no crash, nothing pending, no foreign client', () => {
    const seed = 20_261_124
    const random = randomOf(seed)
    const { updates, doc } = honestSession(seed)
    const log = updates.map(({ update }) => update)
    const known = Y.decodeStateVector(Y.encodeStateVector(doc))
    const clients = new Set([...known.keys(), ME])
    let admitted = 0
    for (let frame = 0; frame < 20_000; frame++) {
      const forged = forge(random, log, [...clients], ME)
      const before = Y.encodeStateVector(doc)
      const view = {
        roots: ['en', 'zh'],
        known,
        isOwn: (id: number) => id === ME,
        deletionsOnly: false,
      }
      const decision = admit(forged, view)
      if (!decision.ok) {
        expect(decision.code).toMatch(/^text\/[a-z-]+$/)
        expect(Y.encodeStateVector(doc)).toEqual(before)
        continue
      }
      admitted++
      const canonical = writeAdmitted([decision.value])
      Y.applyUpdate(doc, canonical)
      raiseVector(known, canonical)
      log.push(canonical)
      expect(doc.store.pendingStructs).toBeNull()
      expect(doc.store.pendingDs).toBeNull()
      expect([...doc.store.clients.keys()].filter((client) => !clients.has(client))).toEqual([])
    }
    expect(admitted).toBeGreaterThan(200)
    const replayed = new Y.Doc()
    for (const update of log) Y.applyUpdate(replayed, update)
    expect([...doc.share.keys()].sort()).toEqual([...replayed.share.keys()].sort())
    for (const root of ['en', 'zh']) {
      expect(replayed.getText(root).toDelta()).toEqual(doc.getText(root).toDelta())
    }
  })
})
