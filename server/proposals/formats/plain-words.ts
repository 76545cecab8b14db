/** The encodings in which plain words come, most likely first; a later one is tried when an earlier one does not fit. */
const ENCODINGS = ['utf-8', 'gb18030'] as const

/** Reads a file of plain words: Unicode, else the Chinese national encoding; `undefined` for anything else. */
export function plainWords(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be')
  if (bytes.includes(0)) return undefined
  for (const encoding of ENCODINGS) {
    const words = decoded(bytes, encoding)
    if (words !== undefined) return words
  }
  return undefined
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
