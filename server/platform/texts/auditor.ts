import { textFingerprint } from '#shared/proposals'
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import type { Database } from '../db.ts'
import { openDocument, storedStates } from './states.ts'
import { readLog, type TextRow } from './store.ts'

/** Tells what a text's words hash to, so that a copy that has gone astray is found and healed (T13). */
export interface Auditor {
  /** The SHA-256 of the text's fingerprint, and the number it stands for. */
  fingerprint(text: TextRow): Promise<{ epoch: number; seq: number; hash: string }>
}

interface Copy {
  readonly doc: Y.Doc
  readonly epoch: number
  seq: number
  hash?: string
}

/** How many documents are kept between two questions. */
const MOST_COPIES = 64

/** Builds the auditor. Its documents are apart from the path on which updates are written. */
export function createAuditor(db: Database): Auditor {
  const copies = new Map<string, Promise<Copy>>()

  async function upToDate(text: TextRow, before: Promise<Copy> | undefined): Promise<Copy> {
    const copy = await before
    if (copy?.epoch !== text.epoch) {
      const state = (await storedStates(db, [text.id])).get(text.id)
      return { doc: openDocument(state), epoch: text.epoch, seq: state?.seq ?? 0 }
    }
    if (copy.seq >= text.seq) return copy
    const log = await readLog(db, text.id, { epoch: text.epoch, after: copy.seq })
    for (const { body, seq } of log) {
      Y.applyUpdate(copy.doc, body)
      copy.seq = seq
      delete copy.hash
    }
    return copy
  }

  return {
    fingerprint: async (text) => {
      const next = upToDate(text, copies.get(text.id))
      copies.delete(text.id)
      copies.set(text.id, next)
      next.catch(() => copies.delete(text.id))
      const [oldest] = copies.keys()
      if (copies.size > MOST_COPIES && oldest !== undefined) copies.delete(oldest)
      const copy = await next
      copy.hash ??= sha256(textFingerprint(copy.doc, text.roots))
      return { epoch: copy.epoch, seq: copy.seq, hash: copy.hash }
    },
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
