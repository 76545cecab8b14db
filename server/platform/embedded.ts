import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { postgresOwner, postgresPrograms, reachable, type Owner } from './postgres-files.ts'
import { endPostmaster, readPostmaster, type Postmaster } from './postmaster.ts'
import { Unstartable } from './unstartable.ts'

/** A PostgreSQL that this process started and will stop. */
export interface EmbeddedPostgres {
  readonly url: string
  readonly folder: string
  /** The process id of PostgreSQL. */
  readonly pid: () => number
  stop(): Promise<void>
}

/** What the embedded PostgreSQL is started with. */
export interface EmbeddedOptions {
  readonly folder: string
  /** Told when PostgreSQL ended by itself and could not be started again. */
  readonly onLost?: () => void
}

const DATABASE = 'parley'
/** How long PostgreSQL may take to start, with recovery after a crash, in milliseconds. */
const START_MS = 60_000
/** How often the state of a starting or stopping PostgreSQL is looked at, in milliseconds. */
const LOOK_MS = 20
/** Held by the process that uses a data folder for as long as it lives. */
const IN_USE_LOCK = 5_210_733
/** How often PostgreSQL is started again within a minute before it is given up. */
const RESTARTS_A_MINUTE = 30
/**
 * How long to wait before PostgreSQL is started once more, in milliseconds, twice as long after each failure: what the
 * killed one left running may hold the port for a moment, and a full disk lasts until somebody makes room.
 */
const RESTART_PAUSE_MS = { first: 500, most: 8000 }

interface Place {
  readonly folder: string
  readonly data: string
  readonly programs: string
  readonly owner: Owner
  readonly password: string
}

/** Starts PostgreSQL on a data folder that is made when missing and recovered when it was left behind. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await prepare(path.resolve(options.folder))
  await takeOver(place)
  const port = await freePort()
  let child = await startPostgres(place, port)
  let claim = await claimFolder(place, port)
  let stopping = false
  const restarts: number[] = []

  function watch(): void {
    child.once(
      'exit',
      () => void (stopping ? undefined : startAgain().catch(options.onLost ?? (() => undefined))),
    )
  }
  async function startAgain(waitMs = RESTART_PAUSE_MS.first): Promise<void> {
    const now = performance.now()
    restarts.push(now)
    if (restarts.filter((at) => now - at < 60_000).length > RESTARTS_A_MINUTE) {
      throw new Unstartable('The embedded PostgreSQL ends again and again.')
    }
    await claim.end({ timeout: 0 })
    try {
      child = await startPostgres(place, port)
      claim = await claimFolder(place, port)
    } catch {
      await pause(waitMs)
      if (!stopping) await startAgain(Math.min(waitMs * 2, RESTART_PAUSE_MS.most))
      return
    }
    watch()
  }
  watch()
  return {
    url: urlOf(place, port),
    folder: place.folder,
    pid: () => child.pid ?? 0,
    stop: async () => {
      stopping = true
      await claim.end({ timeout: 1 })
      if (child.pid !== undefined && child.exitCode === null) await endPostmaster(child.pid)
    },
  }
}

async function prepare(folder: string): Promise<Place> {
  const owner = await postgresOwner()
  await mkdir(folder, { recursive: true })
  if (!reachable(folder, owner)) {
    throw new Unstartable(
      `The data folder ${folder} cannot be reached by the user postgres: set PARLEY_DATA to one that can.`,
    )
  }
  const programs = await postgresPrograms(owner)
  const place = { folder, data: path.join(folder, 'pg'), programs, owner }
  const password = await keepPassword(folder)
  if (!existsSync(place.data)) await create({ ...place, password })
  return { ...place, password }
}

async function keepPassword(folder: string): Promise<string> {
  const file = path.join(folder, 'password')
  await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    },
  )
  return readFile(file, 'utf8')
}

/** Makes the files beside the place and moves them there whole, so that a crash leaves nothing half made. */
async function create(place: Place): Promise<void> {
  const making = await mkdtemp(path.join(place.folder, 'making-'))
  const passwordFile = path.join(making, 'password')
  const data = path.join(making, 'pg')
  try {
    await writeFile(passwordFile, place.password, { mode: 0o600 })
    await mkdir(data, { mode: 0o700 })
    if (place.owner !== undefined) {
      for (const file of [making, passwordFile, data]) {
        await chown(file, place.owner.uid, place.owner.gid)
      }
    }
    await chmod(making, 0o711)
    await initialise(place, data, passwordFile)
    await rename(data, place.data).catch((error: unknown) => {
      if (!existsSync(place.data)) throw error
    })
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

async function initialise(place: Place, data: string, passwordFile: string): Promise<void> {
  const child = spawn(
    path.join(place.programs, 'initdb'),
    [
      `--pgdata=${data}`,
      `--pwfile=${passwordFile}`,
      '--username=parley',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    ],
    { ...place.owner, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0) return
  const why =
    said
      .trim()
      .split('\n')
      .find((line) => line.startsWith('initdb: ')) ?? said.trim()
  throw new Unstartable(`The embedded PostgreSQL could not make its files: ${why}.`)
}

/** Ends a PostgreSQL that outlived its server, and refuses a folder that another server uses. */
async function takeOver(place: Place): Promise<void> {
  const running = await readPostmaster(place.data)
  if (running === undefined) return
  if (running.state === 'stale') {
    await rm(path.join(place.data, 'postmaster.pid'), { force: true })
    return
  }
  const claim = openOne(urlOf(place, running.port))
  try {
    const [row] = await claim<
      { free: boolean }[]
    >`SELECT pg_try_advisory_lock(${IN_USE_LOCK}) AS free`
    if (row?.free !== true) throw inUse(place)
  } catch (error) {
    if (error instanceof Unstartable) throw error
    // It does not answer: it is starting or stopping; ending it the orderly way is safe in both.
  } finally {
    await claim.end({ timeout: 0 })
  }
  await endPostmaster(running.pid)
}

function inUse(place: Place): Unstartable {
  return new Unstartable(`The data folder ${place.folder} is in use by another process.`)
}

async function startPostgres(place: Place, port: number): Promise<ChildProcess> {
  const log = await open(path.join(place.folder, 'postgres.log'), 'w', 0o600)
  const child = spawn(path.join(place.programs, 'postgres'), flags(place, port), {
    ...place.owner,
    // A group of its own: Ctrl-C reaches the server alone, which stops PostgreSQL last.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, LC_ALL: 'C' },
  })
  await log.close()
  let failure: unknown
  child.once('error', (error) => (failure = error))
  child.unref()
  const deadline = performance.now() + START_MS
  while (performance.now() < deadline) {
    const running: Postmaster | undefined = await readPostmaster(place.data)
    if (running?.pid === child.pid && running?.state === 'ready') return child
    if (failure !== undefined || child.exitCode !== null || child.signalCode !== null) break
    await pause(LOOK_MS)
  }
  const said = await readFile(path.join(place.folder, 'postgres.log'), 'utf8')
  if (said.includes('lock file "postmaster.pid" already exists')) throw inUse(place)
  const why = said.split('\n').find((line) => line.includes('FATAL:')) ?? 'it gave no reason'
  throw new Unstartable(
    `The embedded PostgreSQL did not start: ${why.replace(/^.*FATAL:\s*/, '')}.`,
  )
}

function flags(place: Place, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Enough for several servers beside each other; one that is not open costs nothing.
    max_connections: 300,
    // Errors are logged without the values that caused them.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', place.data, '-p', String(port), ...pairs]
}

/** Makes the database when missing and holds the folder's lock for as long as the connection lives. */
async function claimFolder(place: Place, port: number): Promise<postgres.Sql> {
  const admin = openOne(urlOf(place, port, 'postgres'))
  try {
    const [found] = await admin`SELECT 1 FROM pg_database WHERE datname = ${DATABASE}`
    if (found === undefined) await admin.unsafe(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await admin.end({ timeout: 1 })
  }
  const claim = openOne(urlOf(place, port))
  const [row] = await claim<
    { free: boolean }[]
  >`SELECT pg_try_advisory_lock(${IN_USE_LOCK}) AS free`
  if (row?.free === true) return claim
  await claim.end({ timeout: 0 })
  throw inUse(place)
}

/**
 * Opens a driver with one connection, which asks nothing by itself when it connects: the driver's question for types is
 * nobody's, so that losing the connection over it would end the process.
 */
function openOne(url: string): postgres.Sql {
  return postgres(url, {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => undefined,
  })
}

function urlOf(place: Place, port: number, database: string = DATABASE): string {
  return `postgres://parley:${place.password}@127.0.0.1:${port}/${database}`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (bound === null || typeof bound === 'string') throw new Error('no port was bound')
  return bound.port
}
