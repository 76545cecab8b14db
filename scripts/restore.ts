// Reads a backup into an empty database: npm run restore -- --from FOLDER
import { restore } from '../server/platform/backup.ts'
import { wordAfter, withDatabase } from './database.ts'

const folder = wordAfter('from')
const { tables, at } = await withDatabase((db) => restore(db, folder))
console.log(JSON.stringify({ restored: folder, at, tables: tables.length, equal: true }))
