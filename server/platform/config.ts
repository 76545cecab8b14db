import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { Unstartable } from './unstartable.ts'

/** Everything that can be set from outside, checked. */
export interface Config {
  readonly host: string
  readonly port: number
  /** A PostgreSQL server to use, or `undefined` for the embedded one in `dataFolder`. */
  readonly databaseUrl: string | undefined
  /** Where the embedded PostgreSQL keeps its data; `undefined` chooses a folder of the project. */
  readonly dataFolder: string | undefined
  /** Carries what was published between nodes; `undefined` on a single one. */
  readonly redisUrl: string | undefined
  /** Exact origins that people use; empty: the local addresses of the port. */
  readonly origins: readonly string[]
  readonly demo: boolean
  readonly idleMinutes: number
  readonly signInHours: number
  /** How old an authentication may be for sensitive steps, in minutes. */
  readonly recentMinutes: number
  /** How many proxies stand in front and name the address of the person. */
  readonly proxies: number
  /** The most messages a socket may send a second on average. */
  readonly messagesPerSecond: number
  /** The most sockets of one sign-in at a time. */
  readonly socketsPerSignIn: number
  /** An institution whose people sign in with its identity provider. */
  readonly institution:
    | {
        readonly issuer: string
        readonly clientId: string
        readonly clientSecret: string
        readonly name: string
      }
    | undefined
  /** The mail server, as an address with its name and password; `undefined`: no mail is sent. */
  readonly smtp: string | undefined
  /** The address that mails come from. */
  readonly mailFrom: string | undefined
  /** Where what is measured can be read; `undefined`: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** A fault built in on purpose, so that a drill is seen to find it; only with the demonstration. */
  readonly plant: 'early-ack' | undefined
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((n) => n >= least && n <= most, `is not between ${least} and ${most}`)

const address = (kinds: readonly string[]) =>
  z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined
      return url !== undefined && kinds.includes(url.protocol)
    },
    `is not an address that begins with ${kinds.map((kind) => `${kind}//`).join(' or ')}`,
  )

const origins = z.string().transform((text, context) =>
  text.split(',').map((part) => {
    const origin = part.trim()
    const url = URL.canParse(origin) ? new URL(origin) : undefined
    if (url?.origin !== origin || !/^https?:$/.test(url.protocol)) {
      context.addIssue({
        code: 'custom',
        message: 'is not an origin such as https://parley.example',
      })
    }
    return origin
  }),
)

const text = z.string().min(1, 'is empty')

/** Every variable that the server reads, in one place. */
const VARIABLES = {
  HOST: text.default('localhost'),
  PORT: wholeNumber(0, 65535).default(3000),
  DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: address(['redis:', 'rediss:']).optional(),
  PARLEY_DATA: text.optional(),
  PARLEY_ORIGIN: origins.optional(),
  PARLEY_DEMO: z.enum(['on', 'off'], 'is neither on nor off').optional(),
  PARLEY_IDLE_MINUTES: wholeNumber(1, 1440).default(120),
  PARLEY_SIGN_IN_HOURS: wholeNumber(1, 168).default(12),
  PARLEY_RECENT_MINUTES: wholeNumber(1, 720).default(5),
  PARLEY_OIDC_ISSUER: address(['https:', 'http:']).optional(),
  PARLEY_OIDC_CLIENT_ID: text.optional(),
  PARLEY_OIDC_CLIENT_SECRET: text.optional(),
  PARLEY_OIDC_NAME: text.optional(),
  PARLEY_PROXIES: wholeNumber(0, 5).default(0),
  PARLEY_SMTP: address(['smtp:', 'smtps:']).optional(),
  PARLEY_MAIL_FROM: z.email('is not an e-mail address').optional(),
  PARLEY_PLANT: z.enum(['early-ack'], 'is not early-ack').optional(),
  PARLEY_MESSAGES_PER_SECOND: wholeNumber(1, 1_000_000).default(400),
  PARLEY_SOCKETS_PER_SIGN_IN: wholeNumber(1, 100_000).default(12),
  PARLEY_METRICS_HOST: text.default('127.0.0.1'),
  PARLEY_METRICS_PORT: wholeNumber(0, 65535).optional(),
  PARLEY_LOG: z.enum(LOG_LEVELS, `is none of ${LOG_LEVELS.join(', ')}`).default('info'),
}

/** Reads the environment; the first wrong or unknown setting makes the server unstartable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const unknown = Object.keys(env).find(
    (name) => name.startsWith('PARLEY_') && !Object.hasOwn(VARIABLES, name),
  )
  if (unknown !== undefined) throw new Unstartable(`The setting ${unknown} is not known.`)
  const named = Object.keys(VARIABLES).map((name) => [name, env[name]])
  const parsed = z.object(VARIABLES).safeParse(Object.fromEntries(named))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0])
    const why = issue?.message ?? 'is malformed'
    throw new Unstartable(`The setting ${name} ${why}.`)
  }
  const { data } = parsed
  if (data.PARLEY_PLANT !== undefined && data.DATABASE_URL !== undefined) {
    throw new Unstartable('The setting PARLEY_PLANT is for drills on the embedded database only.')
  }
  if ((data.PARLEY_SMTP === undefined) !== (data.PARLEY_MAIL_FROM === undefined)) {
    throw new Unstartable('The settings PARLEY_SMTP and PARLEY_MAIL_FROM go together.')
  }
  return {
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.PARLEY_DATA,
    redisUrl: data.REDIS_URL,
    origins: data.PARLEY_ORIGIN ?? [],
    // A real database shows a demonstration only when asked to; the embedded one unless told not to.
    demo: (data.PARLEY_DEMO ?? (data.DATABASE_URL === undefined ? 'on' : 'off')) === 'on',
    idleMinutes: data.PARLEY_IDLE_MINUTES,
    signInHours: data.PARLEY_SIGN_IN_HOURS,
    recentMinutes: data.PARLEY_RECENT_MINUTES,
    proxies: data.PARLEY_PROXIES,
    messagesPerSecond: data.PARLEY_MESSAGES_PER_SECOND,
    socketsPerSignIn: data.PARLEY_SOCKETS_PER_SIGN_IN,
    institution: institutionOf(data),
    smtp: data.PARLEY_SMTP,
    mailFrom: data.PARLEY_MAIL_FROM,
    metrics:
      data.PARLEY_METRICS_PORT === undefined
        ? undefined
        : { host: data.PARLEY_METRICS_HOST, port: data.PARLEY_METRICS_PORT },
    logLevel: data.PARLEY_LOG,
    plant: data.PARLEY_PLANT,
  }
}

/** The institution that the settings name: all of them, or none. */
function institutionOf(
  data: Partial<
    Record<`PARLEY_OIDC_${'ISSUER' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'NAME'}`, string | undefined>
  >,
): Config['institution'] {
  const issuer = data.PARLEY_OIDC_ISSUER
  const clientId = data.PARLEY_OIDC_CLIENT_ID
  const clientSecret = data.PARLEY_OIDC_CLIENT_SECRET
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new Unstartable(
      'The settings PARLEY_OIDC_ISSUER, PARLEY_OIDC_CLIENT_ID and PARLEY_OIDC_CLIENT_SECRET go together.',
    )
  }
  return { issuer, clientId, clientSecret, name: data.PARLEY_OIDC_NAME ?? new URL(issuer).hostname }
}

/** The folder of the project: the nearest one above this file that holds the migrations. */
export function projectFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'migrations'))) {
    const above = path.dirname(folder)
    if (above === folder) throw new Unstartable('The folder of migrations is missing.')
    folder = above
  }
  return folder
}
