// Founds a dialogue with its convener, and prints the link by which the convener enters:
// npm run found -- --title "…" --title-zh "…" --email ADDRESS --name "…" [--name-zh "…"]
import process from 'node:process'
import { readConfig } from '../server/platform/config.ts'
import { sha256 } from '../server/platform/hash.ts'
import { foundWithConvener } from '../server/found.ts'
import { wordAfter, withDatabase } from './database.ts'

const optional = (name: string) => (process.argv.includes(`--${name}`) ? wordAfter(name) : '')
const founding = {
  title: { en: wordAfter('title'), zh: optional('title-zh') },
  name: { en: wordAfter('name'), zh: optional('name-zh') },
  email: wordAfter('email'),
}
const { origins, port } = readConfig(process.env)
const { dialogueId, path } = await withDatabase((db) => foundWithConvener(db, sha256, founding))
const origin = origins[0] ?? `http://localhost:${port}`
console.log(`The dialogue ${dialogueId} is founded.`)
console.log(
  path === undefined
    ? `${founding.email} has an account already and signs in at ${origin}/sign-in.`
    : `Hand this link to its convener; it works once, for seven days: ${origin}${path}`,
)
