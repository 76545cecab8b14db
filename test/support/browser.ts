import { openBrowser } from '../../scripts/browser.ts'

export { openBrowser }

/** Opens one browser that shows words in the system's own fonts: what is done in it is quicker, what it looks like differs. */
export function openPlainBrowser(): ReturnType<typeof openBrowser> {
  return openBrowser(['--disable-remote-fonts'])
}
