// What can be said of the code without running it, in two lanes side by side: the linter is the longest of all.
import { spawn } from 'node:child_process'
import process from 'node:process'

const lanes = [['lint'], ['format:check', 'typecheck', 'lint:imports', 'deadcode']]

/**
 * Runs one of the package's scripts; answers whether it found nothing.
 * @param {string} script
 * @returns {Promise<boolean>}
 */
function runs(script) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: 'inherit' })
    child.on('error', () => resolve(false))
    child.on('close', (status) => {
      if (status !== 0) console.error(`npm run ${script} found something; it stands above.`)
      resolve(status === 0)
    })
  })
}

const found = await Promise.all(
  lanes.map(async (lane) => {
    let isClean = true
    for (const script of lane) isClean = (await runs(script)) && isClean
    return isClean
  }),
)
process.exitCode = found.every(Boolean) ? 0 : 1
