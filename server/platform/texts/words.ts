import { fillText, plainRoot, rootRuns, type Run, type TextRuns } from '#shared/proposals'
import * as Y from 'yjs'
import type { Sql, Tx } from '../db.ts'
import { openDocument, storedStates } from './states.ts'
import {
  appendOne,
  findTexts,
  holdText,
  insertText,
  issueClient,
  setAudience,
  setLocked,
  type TextRow,
} from './store.ts'

/** A text that is to be made. */
export interface NewText {
  readonly id: string
  readonly dialogueId: string
  readonly groupId: string
  readonly audience: string
  readonly roots: readonly string[]
  readonly initial?: TextRuns
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** A text's words at a number. */
export interface TextWords {
  readonly seq: number
  readonly text: Readonly<Record<string, string>>
  readonly runs: Readonly<Record<string, readonly Run[]>>
}

/** Makes a text, with its first words where there are any. */
export async function createText(tx: Tx, text: NewText): Promise<void> {
  await insertText(tx, text, text.by)
  if (text.initial !== undefined) {
    const at = { id: text.id, epoch: 1, seq: 1 }
    await write(tx, at, text.initial, text)
  }
}

/** Makes a text whose first words are another's as they stand, marks included. */
export async function forkText(
  tx: Tx,
  fromId: string,
  text: Omit<NewText, 'roots' | 'initial'>,
): Promise<void> {
  const { runs } = await readText(tx, fromId)
  await createText(tx, { ...text, roots: Object.keys(runs), initial: runs })
}

/**
 * Shows a private text to another audience and locks it, in one step (T19). Its document begins afresh, so
 * that who reads it finds its words and nothing of how they came about.
 */
export async function tableText(
  tx: Tx,
  { id, audience, by, at }: Pick<NewText, 'id' | 'audience' | 'by' | 'at'>,
): Promise<void> {
  await lockText(tx, id, by, at)
  await setAudience(tx, id, audience)
}

/** Reads a text's words. */
export async function readText(sql: Sql, id: string): Promise<TextWords> {
  const [row] = await findTexts(sql, [id])
  if (row === undefined) throw new Error(`no text ${id}`)
  return wordsOf(sql, row)
}

/** Reads the words of several texts at once, by id; unknown ids are left out. */
export async function readTexts(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TextWords>> {
  const rows = await findTexts(sql, ids)
  const states = await storedStates(sql, ids)
  return new Map(rows.map((row) => [row.id, wordsIn(openDocument(states.get(row.id)), row)]))
}

/**
 * Locks a text over its words: no update is admitted until it is unlocked (T14). Its document begins afresh, so
 * that nothing anybody planted in it lies beneath words that are voted on.
 */
export async function lockText(tx: Tx, id: string, by: string, at: string): Promise<void> {
  await rebuildText(tx, id, by, at)
  await setLocked(tx, id, true)
}

/** Reads a text's words and holds them: no update is admitted before the transaction ends. */
export async function holdWords(tx: Tx, id: string): Promise<TextWords> {
  return wordsOf(tx, await held(tx, id))
}

/** Unlocks a text. */
export async function unlockText(tx: Tx, id: string): Promise<void> {
  await held(tx, id)
  await setLocked(tx, id, false)
}

/**
 * Begins a text's document afresh from its words: client ids, deleted drafts and tombstones stay in the
 * log and leave what is served (T15).
 */
export async function rebuildText(tx: Tx, id: string, by: string, at: string): Promise<void> {
  const row = await held(tx, id)
  const { runs } = await wordsOf(tx, row)
  await write(tx, { id, epoch: row.epoch + 1, seq: row.seq + 1 }, runs, { by, at })
}

/** Begins a text's document afresh with other words, which a decision puts in the place of the present ones. */
export async function replaceText(
  tx: Tx,
  id: string,
  runs: TextRuns,
  by: string,
  at: string,
): Promise<void> {
  const row = await held(tx, id)
  await write(tx, { id, epoch: row.epoch + 1, seq: row.seq + 1 }, runs, { by, at })
}

/** Begins a text afresh with other words if it still stands at an epoch; answers whether it did. */
export async function replaceAt(
  tx: Tx,
  text: { readonly id: string; readonly epoch: number },
  runs: TextRuns,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<boolean> {
  const { epoch } = await held(tx, text.id)
  if (epoch !== text.epoch) return false
  await replaceText(tx, text.id, runs, by, at)
  return true
}

async function held(tx: Tx, id: string): Promise<TextRow> {
  const row = await holdText(tx, id)
  if (row === undefined) throw new Error(`no text ${id}`)
  return row
}

async function wordsOf(sql: Sql, row: TextRow): Promise<TextWords> {
  const states = await storedStates(sql, [row.id])
  return wordsIn(openDocument(states.get(row.id)), row)
}

function wordsIn(doc: Y.Doc, { roots, seq }: TextRow): TextWords {
  return {
    seq,
    text: Object.fromEntries(roots.map((root) => [root, plainRoot(doc, root)])),
    runs: Object.fromEntries(roots.map((root) => [root, rootRuns(doc, root)])),
  }
}

/** Writes a whole document as one update under a client id of the server's own. */
async function write(
  tx: Tx,
  to: { readonly id: string; readonly epoch: number; readonly seq: number },
  runs: TextRuns,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<void> {
  const doc = new Y.Doc()
  doc.clientID = await issueClient(tx, to.id, by)
  fillText(doc, runs)
  await appendOne(tx, to, { author: by, body: Y.encodeStateAsUpdate(doc), at })
}
