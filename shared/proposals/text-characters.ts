/**
 * The characters that no text may hold (T5): control characters but the line feed, the controls that
 * turn the direction of writing, and halves of surrogate pairs.
 */
const FORBIDDEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

const EVERY_FORBIDDEN = new RegExp(FORBIDDEN.source, 'gu')

/** Whether a text holds a character that no text may hold (T5). */
export function hasForbiddenCharacters(text: string): boolean {
  return FORBIDDEN.test(text)
}

/** Makes pasted or imported words fit for a text: line ends become line feeds, tabs spaces, the rest goes (T5). */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(EVERY_FORBIDDEN, '')
}
