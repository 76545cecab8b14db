// Exports a dialogue's record, one event a line, with its chains verified: npm run audit -- --dialogue ID
import { checkChain } from '#shared/record'
import { sha256 } from '../server/platform/hash.ts'
import { readEvents, readHeads } from '../server/platform/ledger-store.ts'
import { wordAfter, withDatabase } from './database.ts'

const dialogueId = wordAfter('dialogue')
process.exitCode = await withDatabase(async (db) => {
  const heads = await readHeads(db, dialogueId)
  if (heads === undefined) {
    console.error('There is no such dialogue.')
    return 1
  }
  let broken = 0
  for (const [audience, head] of heads) {
    const events = await readEvents(db, dialogueId, audience, 0)
    for (const event of events) console.log(JSON.stringify(event))
    const last = events.at(-1)
    const whole = checkChain(events, sha256).ok && last?.seq === head.seq && last.hash === head.hash
    if (!whole) broken += 1
    console.error(`${audience}: ${events.length} events, ${whole ? 'whole' : 'BROKEN'}`)
  }
  return broken === 0 ? 0 : 1
})
