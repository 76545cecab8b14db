// Builds a part of the product when its sources, or the installed packages, changed since the last time.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** @param {string} place @returns {string[]} */
function filesOf(place) {
  if (!existsSync(place)) return []
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** @param {string[]} places */
function hashOf(places) {
  const hash = createHash('sha256')
  for (const file of places.flatMap(filesOf)) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

const COMMON = ['shared', 'package.json', 'package-lock.json', 'tsconfig.base.json']
const PARTS = {
  client: { sources: ['client', ...COMMON], result: 'dist/client/index.html' },
  server: {
    sources: ['server', 'scripts/build-server.mjs', ...COMMON],
    result: 'dist/server/main.js',
  },
}

/**
 * Builds a part unless nothing changed; answers whether it stands.
 * @param {keyof typeof PARTS} part
 */
export function buildPart(part) {
  const { sources, result } = PARTS[part]
  const stamp = `dist/.${part}-stamp`
  const hash = hashOf(sources)
  if (existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true
  console.log(`Building the ${part} …`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Whoever builds is not what is built: a test's or a developer's NODE_ENV would build React for development.
  const env = { ...process.env, NODE_ENV: 'production' }
  const built = spawnSync(npm, ['run', '--silent', `build:${part}`], { encoding: 'utf8', env })
  if (built.status !== 0) {
    console.error(`${built.stdout}${built.stderr}`)
    return false
  }
  writeFileSync(stamp, hash)
  return true
}
