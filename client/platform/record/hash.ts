import { digest } from 'lib0/hash/sha256'

const encoder = new TextEncoder()

/** The lower-case hexadecimal SHA-256 of a string's UTF-8 bytes. */
export function sha256(text: string): string {
  return Array.from(digest(encoder.encode(text)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
