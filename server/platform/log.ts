import pino from 'pino'
import type { Config } from './config.ts'

type Level = 'error' | 'warn' | 'info'

/** Every sentence that the log knows. */
type Message =
  | 'a request failed'
  | 'failed'
  | 'other nodes are read from the database: Redis is gone'
  | 'Redis is back'
  | 'request'
  | 'security'
  | 'the server cannot go on'
  | 'writes are stored again'
  | 'writes cannot be stored'

const WORD = /^[\w./:-]{1,80}$/
const NUMBER = /^\d{1,15}$/

/** Every member that a line may have beside its level, time and sentence, and what it looks like. */
const MEMBERS = {
  /** The id of a request, as its answer names it. */
  id: /^[\da-f-]{36}$/,
  method: /^[A-Z]{1,10}$/,
  /** The pattern of a route: with the names of its parameters, never with their values. */
  route: /^[\w./:*{}-]{1,120}$/,
  status: NUMBER,
  ms: NUMBER,
  /** A refusal's or an error's code. */
  code: WORD,
  /** Which part of the server, or which message of a client. */
  where: WORD,
  /** The name of an error's class. */
  kind: WORD,
  security: WORD,
  account: /^[\da-f]{16}$/,
  signIn: /^[\da-f-]{8}$/,
  what: WORD,
} as const

type Members = { readonly [Name in keyof typeof MEMBERS]?: string | number | undefined }

/** The log: JSON lines of a closed set of members, none of which holds content, a name or an address. */
export interface Log {
  say(level: Level, message: Message, members?: Members): void
  /** Says where something failed, and of the error only its class, its code and the places in the code. */
  failed(error: unknown, members?: Members, level?: Level, message?: Message): void
}

/** Opens the log on standard error, so that standard output stays for people. */
export function openLog(level: Config['logLevel']): Log {
  const lines = pino({ level, base: null }, pino.destination({ fd: 2, sync: true }))
  return {
    say: (at, message, members = {}) => lines[at](shown(members), message),
    failed: (error, members = {}, at = 'error', message = 'failed') => {
      const { kind, code, stack } = describe(error)
      lines[at]({ ...shown({ kind, code, ...members }), stack }, message)
    },
  }
}

/** What does not look as it should is left out: it may be somebody's words. */
function shown(members: Members): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(MEMBERS).flatMap(([name, shape]) => {
      const value = members[name as keyof typeof MEMBERS]
      if (value === undefined) return []
      return [[name, shape.test(String(value)) ? value : 'unsaid']]
    }),
  )
}

/** How many places in the code are named. */
const PLACES = 12
const PLACE = /^\s+at (?:async )?(?:([\w.$<>#[\] ]+) \()?(?:[^()\s]*\/)?([\w.-]+:\d+:\d+)\)?$/

/** What may be said of an error: its message, and whatever else it carries, may repeat what somebody wrote. */
export function describe(error: unknown): { kind: string; code?: string; stack: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, stack: [] }
  const { code } = error as { code?: unknown }
  const named = typeof code === 'string' && WORD.test(code) ? { code } : {}
  return { kind: error.constructor.name, ...named, stack: placesOf(error) }
}

/** The places in the code, without the message before them, which may look like places itself. */
function placesOf({ stack = '', message }: Error): string[] {
  const begins = stack.indexOf(message)
  if (begins < 0) return []
  const lines = stack.slice(begins + message.length).split('\n')
  return lines.slice(1, PLACES + 1).flatMap((line) => {
    const [, what = '', at = ''] = PLACE.exec(line) ?? []
    return at === '' ? [] : [`${what} ${at}`.trim()]
  })
}
