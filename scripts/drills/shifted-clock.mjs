// Loaded into a server before anything else: its clock is off by the milliseconds that stand in a file, read anew at SIGUSR2.
import { readFileSync } from 'node:fs'
import process from 'node:process'

const Real = Date
let shift = 0
process.on('SIGUSR2', () => {
  shift = Number(readFileSync(process.env['DRILL_CLOCK'] ?? '', 'utf8'))
})
globalThis.Date = new Proxy(Real, {
  construct: (real, given, target) =>
    Reflect.construct(real, given.length === 0 ? [real.now() + shift] : given, target),
  apply: (real) => new real(real.now() + shift).toString(),
  get: (real, name) => (name === 'now' ? () => real.now() + shift : Reflect.get(real, name)),
})
