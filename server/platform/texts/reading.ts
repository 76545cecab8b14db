import * as Y from 'yjs'
import type { Database } from '../db.ts'
import { unpack } from './bodies.ts'
import { Hosted } from './hosted.ts'
import { findSnapshot, findTexts, issuedClients, readLog, type TextRow } from './store.ts'

/** Reads what the gate needs to know of a text. */
export async function loadText(db: Database, textId: string): Promise<Hosted | undefined> {
  const [row] = await findTexts(db, [textId])
  if (row === undefined) return undefined
  const text = new Hosted({ ...row, seq: 0, bytes: 0 }, new Map())
  await readFrom(db, text, row)
  return text
}

/** Reads what others have written since, or all of it when the text has begun afresh. */
export async function readAfresh(db: Database, text: Hosted): Promise<void> {
  const [row] = await findTexts(db, [text.row.id])
  if (row === undefined) return
  if (row.epoch !== text.row.epoch) {
    text.known.clear()
    text.row = { ...row, seq: 0, bytes: 0 }
  }
  await readFrom(db, text, row)
}

/** Reads the log from where the text stands in memory, or from its snapshot. */
async function readFrom(db: Database, text: Hosted, row: TextRow): Promise<void> {
  if (text.row.seq === 0) {
    const snapshot = await findSnapshot(db, row.id, row.epoch)
    if (snapshot !== undefined) {
      text.begin(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(unpack(snapshot))), snapshot.seq)
    }
  }
  const log = await readLog(db, row.id, { epoch: row.epoch, after: text.row.seq })
  const clients = await issuedClients(db, row.id, row.epoch)
  const upTo = log.filter(({ seq }) => seq > text.row.seq)
  text.learn(upTo)
  const seq = Math.max(text.row.seq, row.seq)
  text.row = { ...row, seq, bytes: Math.max(text.row.bytes, row.bytes) }
  text.clients = clients
}
