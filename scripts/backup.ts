// Writes every table into a folder: npm run backup -- --to FOLDER
import { backup } from '../server/platform/backup.ts'
import { wordAfter, withDatabase } from './database.ts'

const folder = wordAfter('to')
const { tables, at } = await withDatabase((db) => backup(db, folder))
console.log(JSON.stringify({ backup: folder, at, tables: tables.length }))
