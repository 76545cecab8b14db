import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What a drill found. */
interface DrillReport {
  readonly drill: string
  readonly cycles: number
  readonly acknowledged: number
  readonly lost: number
  readonly duplicated: number
  readonly diverged: number
  readonly seconds: number
  /** What else was counted. */
  readonly [count: string]: string | number
}

/** Reads `--name value` from the command line. */
export function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}

/** Reads a whole number, one at least, from the command line. */
export function countOption(name: string, otherwise: number): number {
  const text = option(name)
  if (text === undefined) return otherwise
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} is no whole number`)
  return count
}

/** Keeps the report, prints it as the last line, and makes a loss the process's failure. */
export function finish(report: DrillReport, failures: readonly string[]): void {
  mkdirSync('drill-results', { recursive: true })
  const line = JSON.stringify(report)
  writeFileSync(path.join('drill-results', `${report.drill}.json`), `${line}\n`)
  for (const failure of failures) console.error(failure)
  const bad = report.lost + report.duplicated + report.diverged > 0 || report.acknowledged === 0
  process.exitCode = bad || failures.length > 0 ? 1 : 0
  console.log(line)
}
