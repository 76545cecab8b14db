import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Hosted, type Written } from './hosted.ts'
import type { TextRow } from './store.ts'

const ROW: TextRow = {
  id: 't',
  dialogueId: 'd',
  groupId: 'g',
  audience: 'room',
  roots: ['en', 'zh'],
  epoch: 1,
  seq: 3,
  locked: false,
  bytes: 0,
}

function update(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getText('en').insert(0, 'hello')
  return Y.encodeStateAsUpdate(doc)
}

function write(text: Hosted, mid: string): Promise<Written> {
  const bytes = update()
  const queued = text.enqueue({ account: 'me', mid, bytes, deletionsOnly: false })
  if (!queued.ok) throw new Error(queued.code)
  return queued.value
}

/** Whether a promise has settled by the time all that is due has run. */
async function hasSettled(promise: Promise<unknown>): Promise<boolean> {
  const marker = {}
  await new Promise((resolve) => setImmediate(resolve))
  return (await Promise.race([promise, Promise.resolve(marker)])) !== marker
}

describe('a text that is written', () => {
  it('T12 the same words under another message id are answered only when their first copy is durable', async () => {
    const text = new Hosted(ROW, new Map([[7, 'me']]))
    const first = write(text, 'm1')
    const { batch } = text.take()
    const second = write(text, 'm2')
    expect(await hasSettled(second)).toBe(false)
    text.refuseAll([...batch, ...text.pending], { ok: false, code: 'text/not-stored' })
    expect(await Promise.all([first, second])).toEqual([
      { ok: false, code: 'text/not-stored' },
      { ok: false, code: 'text/not-stored' },
    ])
  })

  it('T12 a commit into a document that has begun afresh since tells nothing of the new one', async () => {
    const text = new Hosted(ROW, new Map([[7, 'me']]))
    const written = write(text, 'm1')
    const { batch, append } = text.take()
    text.row = { ...text.row, epoch: 2, seq: 9 }
    text.committed(batch, append)
    expect(await written).toEqual({ ok: true, seq: 4 })
    expect(text.known.size).toBe(0)
    expect(text.row.seq).toBe(9)
  })
})
