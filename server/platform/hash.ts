import { createHash } from 'node:crypto'

/** The lower-case hexadecimal SHA-256 of a string's UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
