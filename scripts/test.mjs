// Every test, in one run: prepares a browser, builds the client, and ends with one line of sums.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { buildPart } from './stamp.mjs'

process.chdir(path.join(import.meta.dirname, '..'))
const all = ['unit', 'server', 'browser']
const skipped = process.argv.slice(2).filter((word) => word.startsWith('--skip-'))
const unknown = process.argv.slice(2).find((word) => !all.some((name) => word === `--skip-${name}`))
if (unknown !== undefined) {
  console.error(
    `The option ${unknown} is not known; --skip-unit, --skip-server and --skip-browser are.`,
  )
  process.exit(1)
}
const projects = all.filter((name) => !skipped.includes(`--skip-${name}`))

/** @param {string} program */
function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v "${program}"`], { stdio: 'ignore' }).status === 0
}

/**
 * Installs Debian's packages where that is possible, and answers whether they are there now.
 * @param {string} packages
 */
function install(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
  console.log(`Installing ${packages} …`)
  const command = `apt-get update -q && apt-get install -qy --no-install-recommends ${packages}`
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return (
    spawnSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
  )
}

/** Answers whether there is a browser, installing Debian's where that is possible: the one without a window first. */
function prepareBrowser() {
  const wanted = process.env['CHROMIUM_PATH']
  if (wanted !== undefined) return existsSync(wanted)
  if (isInstalled('chromium-headless-shell')) return true
  return (
    install('chromium-headless-shell fonts-noto-cjk') ||
    ['chromium', 'google-chrome'].some(isInstalled) ||
    install('chromium fonts-noto-cjk')
  )
}

/** Answers whether there is Redis, installing Debian's where that is possible. */
function prepareRedis() {
  return isInstalled('redis-server') || install('redis-server')
}

/**
 * Runs one project and answers what it counted; a run that crashes, or counts nothing, is one failure.
 * @param {string} project
 */
function run(project) {
  mkdirSync('test-results', { recursive: true })
  const file = path.join('test-results', `${project}.json`)
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  /** @type {{ numPassedTests?: number, numFailedTests?: number }} */
  let counted = {}
  try {
    counted = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    console.error(`The tests of the project ${project} gave no result.`)
  }
  const passed = counted.numPassedTests ?? 0
  const failed = counted.numFailedTests ?? 0
  const isWhole = status === 0 && passed > 0
  if (!isWhole && failed === 0)
    console.error(`The run of the project ${project} failed as a whole.`)
  return { passed, failed: isWhole ? failed : Math.max(failed, 1) }
}

const sum = { passed: 0, failed: 0 }
if (projects.includes('browser') && !prepareBrowser()) {
  console.error('No browser was found: install chromium, or set CHROMIUM_PATH to one.')
  sum.failed += 1
} else if (projects.includes('server') && !prepareRedis()) {
  console.error('No Redis was found: install redis-server.')
  sum.failed += 1
} else if (
  projects.some((name) => name !== 'unit') &&
  !(buildPart('server') && buildPart('client'))
) {
  console.error('The build failed; what it said stands above.')
  sum.failed += 1
} else {
  for (const project of projects) {
    const { passed, failed } = run(project)
    sum.passed += passed
    sum.failed += failed
  }
}
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1
console.log(`${sum.passed} passed, ${sum.failed} failed`)
