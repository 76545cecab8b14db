import pino, { type Logger } from 'pino'
import type { Config } from './config.ts'

/** Opens the log: JSON lines on standard error, so that standard output stays for people. */
export function openLog(level: Config['logLevel']): Logger {
  return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }))
}
