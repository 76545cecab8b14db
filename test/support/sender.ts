import { createSender } from '../../server/between/sender.ts'
import { openDatabase } from '../../server/platform/db.ts'

// A process that does nothing but send what waits, so that a test can kill it.
const { DB = '', SMTP = '', FROM = '' } = process.env
createSender({
  db: await openDatabase(DB),
  smtp: SMTP,
  from: FROM,
  origin: () => 'http://localhost',
  report: (error) => console.error(error),
  leaseMs: 300,
})
setInterval(() => undefined, 1000)
