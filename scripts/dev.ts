// Development: the server restarts when its sources change; vite serves the client and passes on what is the server's.
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const run = (program: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [path.join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      PARLEY_ORIGIN: 'http://localhost:5173',
      ...process.env,
    },
  })

const processes = [
  run('tsx/dist/cli.mjs', ['watch', '--clear-screen=false', 'server/main.ts']),
  run('vite/bin/vite.js', ['--config', 'client/vite.config.ts', '--port', '5173', '--strictPort']),
]
for (const one of processes) {
  one.once('exit', (code) => {
    for (const other of processes) other.kill('SIGTERM')
    process.exitCode = code ?? 0
  })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const one of processes) one.kill(signal)
  })
}
