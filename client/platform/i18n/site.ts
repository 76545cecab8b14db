import type { Language } from '#shared/kernel'

/** The address of a page of the public site in the reader's language. */
export function sitePage(path: string, language: Language): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
}
