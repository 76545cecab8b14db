// One command: builds what changed, then serves.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

process.chdir(path.join(import.meta.dirname, '..'))
if (!existsSync('node_modules')) {
  console.error('The packages are not installed: run npm ci first.')
  process.exit(1)
}
const { buildPart } = await import('./stamp.mjs')
if (!buildPart('server') || !buildPart('client')) {
  console.error('The build failed; what it said stands above.')
  process.exit(1)
}

const args = ['--enable-source-maps', 'dist/server/main.js']
// A trial on one's own machine is quiet; with a database of its own it is in earnest, and its security log is written.
const env = {
  PARLEY_LOG: process.env['DATABASE_URL'] === undefined ? 'warn' : 'info',
  ...process.env,
}
const server = spawn(process.execPath, args, { stdio: 'inherit', env })
/** @type {NodeJS.Signals[]} */
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP']
// A terminal sends Ctrl-C to every process of the group, so only what comes to this one alone is passed on.
for (const signal of signals) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal)
  })
}
server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)))
