// Makes a link by which the owner of an account sets a new password, and prints it:
// npm run link -- --email ADDRESS
import process from 'node:process'
import { linkFor } from '../server/found.ts'
import { readConfig } from '../server/platform/config.ts'
import { Unstartable } from '../server/platform/unstartable.ts'
import { wordAfter, withDatabase } from './database.ts'

const email = wordAfter('email')
const { origins, port } = readConfig(process.env)
try {
  const path = await withDatabase((db) => linkFor(db, email))
  const origin = origins[0] ?? `http://localhost:${port}`
  console.log(`Hand this link to ${email} by a way you trust; it works once: ${origin}${path}`)
} catch (error) {
  if (!(error instanceof Unstartable)) throw error
  console.error(error.message)
  process.exitCode = 1
}
