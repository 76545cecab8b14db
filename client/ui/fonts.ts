import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'

/**
 * Brings the Chinese faces in after the first paint: their style sheets name about a hundred slices
 * each, and the browser fetches only those whose characters stand on the page.
 */
export async function loadChineseFaces(): Promise<void> {
  await import('./chinese-faces.ts')
}
