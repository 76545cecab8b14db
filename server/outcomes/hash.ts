import { createHash } from 'node:crypto'

/** Lower-case hexadecimal SHA-256 of a text's UTF-8 bytes, or of bytes. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Lower-case hexadecimal SHA-256 of bytes that are written as hexadecimal. */
export function sha256OfHex(hex: string): string {
  return createHash('sha256').update(hex, 'hex').digest('hex')
}
