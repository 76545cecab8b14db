/**
 * Characters that no input may hold: control characters but line ends and the tab, the controls that turn the
 * direction of writing, and halves of surrogate pairs. What is stored and read by others can so be stored, and
 * reads for everybody in the order in which it was written.
 */
const FORBIDDEN = /(?![\n\r\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** Whether any string of an input, however deep it lies, holds a character that no input may hold (T5). */
export function holdsForbidden(input: unknown): boolean {
  if (typeof input === 'string') return FORBIDDEN.test(input)
  if (typeof input !== 'object' || input === null) return false
  return Object.entries(input).some(([key, value]) => holdsForbidden(key) || holdsForbidden(value))
}
