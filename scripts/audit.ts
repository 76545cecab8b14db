// Verifies a record. One event a line, from the database: npm run audit -- --dialogue ID
// A file that somebody saved, without any database: npm run audit -- --file record.json
import { checkChain, checkRecordFile, recordFileSchema } from '#shared/record'
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { sha256 } from '../server/platform/hash.ts'
import { readEvents, readHeads } from '../server/platform/ledger-store.ts'
import { wordAfter, withDatabase } from './database.ts'

/** Why a stream of a file is refused, by what its check found. */
const REASONS = {
  gap: 'an event before it is missing',
  link: 'it does not follow the event before it',
  hash: 'it was changed',
  place: 'it belongs to another stream or dialogue',
  head: 'the stream does not end as the file says',
}

async function auditFile(name: string): Promise<number> {
  const parsed = recordFileSchema.safeParse(parsedJson(await readFile(name, 'utf8')))
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    console.error(`This is no record of Parley: ${where === '' ? 'the file' : where} is malformed.`)
    return 1
  }
  const { dialogueId, title, savedAt, streams } = parsed.data
  console.log(`${title.en === '' ? title.zh : title.en} (${dialogueId}), saved ${savedAt}`)
  const checked = checkRecordFile(parsed.data, sha256)
  for (const [n, { audience, events, check }] of checked.entries()) {
    if (check.ok)
      console.log(`${audience}: ${events.length} events, whole, head ${check.head.hash}`)
    else {
      const type = streams[n]?.events.find(({ seq }) => seq === check.seq)?.type
      const named = type === undefined ? '' : ` (${type})`
      console.error(`${audience}: BROKEN at event ${check.seq}${named}: ${REASONS[check.why]}`)
    }
  }
  return checked.every(({ check }) => check.ok) ? 0 : 1
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function auditDialogue(dialogueId: string): Promise<number> {
  return withDatabase(async (db) => {
    const heads = await readHeads(db, dialogueId)
    if (heads === undefined) {
      console.error('There is no such dialogue.')
      return 1
    }
    const room = await readEvents(db, dialogueId, 'room', 0)
    const isErased = room.some(({ type }) => type === 'PrivateStreamsErased')
    let broken = 0
    for (const [audience, head] of heads) {
      const events = await readEvents(db, dialogueId, audience, 0)
      for (const event of events) console.log(JSON.stringify(event))
      if (isErased && audience !== 'room' && events.length === 0) {
        console.error(`${audience}: erased, up to event ${head.seq} (${head.hash})`)
        continue
      }
      const last = events.at(-1)
      const whole =
        checkChain(events, sha256).ok && last?.seq === head.seq && last.hash === head.hash
      if (!whole) broken += 1
      console.error(`${audience}: ${events.length} events, ${whole ? 'whole' : 'BROKEN'}`)
    }
    return broken === 0 ? 0 : 1
  })
}

process.exitCode = process.argv.includes('--file')
  ? await auditFile(wordAfter('file'))
  : await auditDialogue(wordAfter('dialogue'))
