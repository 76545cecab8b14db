export { openBrowser } from '../../scripts/browser.ts'
