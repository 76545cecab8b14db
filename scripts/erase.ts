// Erases for good what is private of a closed dialogue whose date has come: npm run erase -- --dialogue ID
import process from 'node:process'
import * as z from 'zod'
import { eraseDialogue } from '../server/dialogues/erase.ts'
import { sha256 } from '../server/platform/hash.ts'
import { Unstartable } from '../server/platform/unstartable.ts'
import { wordAfter, withDatabase } from './database.ts'

const dialogueId = wordAfter('dialogue')
try {
  if (!z.uuid().safeParse(dialogueId).success) throw new Unstartable('This is no dialogue’s id.')
  const { streams } = await withDatabase((db) => eraseDialogue(db, sha256, dialogueId))
  console.log(JSON.stringify({ erased: dialogueId, streams }))
} catch (error) {
  if (!(error instanceof Unstartable)) throw error
  console.error(error.message)
  process.exitCode = 1
}
