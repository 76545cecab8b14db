import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/** Flags that keep the browser quiet in a closed network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What a Chromium is called; the one without a window's furniture needs half the processor time. */
const NAMES = ['chromium-headless-shell', 'chromium', 'google-chrome']

/** Finds a Chromium: `CHROMIUM_PATH`, or one of the usual names on the path. */
function findChromium(): string {
  const wanted = process.env['CHROMIUM_PATH']
  if (wanted !== undefined) return wanted
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const places = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  const found = places.find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
  if (found === undefined) throw new Error('install chromium, or set CHROMIUM_PATH to one')
  return found
}

/** Opens one browser, with further flags; each person gets a context of their own from it. */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const args = [...QUIET, ...flags]
  return chromium.launch({ executablePath: findChromium(), headless: true, args })
}
