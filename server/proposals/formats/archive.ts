import { Unzip, UnzipInflate, type UnzipFile } from 'fflate'

/** Why a file cannot be read as an office document. */
export type ArchiveRefusal = 'proposals/not-a-docx' | 'proposals/file-too-large'

/** The largest file that is looked at, and the most that its wanted parts may unpack to. */
const LARGEST_FILE = 10 * 1024 * 1024
const LARGEST_CONTENT = 12 * 1024 * 1024
const MOST_ENTRIES = 4000
/** Fed in small slices, a bomb is noticed after one slice's worth of unpacking. */
const SLICE = 2048

class TooLarge extends Error {}

/**
 * Unpacks the wanted parts of a zip archive in memory. What the archive says of its sizes is not believed:
 * the bytes that really come out are counted and unpacking stops at the limit.
 */
export function readArchive(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Map<string, string> | ArchiveRefusal {
  if (bytes.length > LARGEST_FILE) return 'proposals/file-too-large'
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return 'proposals/not-a-docx'
  const parts = new Map<string, Uint8Array[]>()
  let entries = 0
  let content = 0
  const unzip = new Unzip((file: UnzipFile) => {
    if (++entries > MOST_ENTRIES) throw new TooLarge()
    if (!wanted(file.name) || parts.has(file.name)) return
    const chunks: Uint8Array[] = []
    parts.set(file.name, chunks)
    file.ondata = (error, chunk) => {
      if (error) throw error
      content += chunk.length
      if (content > LARGEST_CONTENT) throw new TooLarge()
      chunks.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      unzip.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length)
    }
    const decoder = new TextDecoder('utf-8', { fatal: true })
    return new Map(Array.from(parts, ([name, chunks]) => [name, decoder.decode(joined(chunks))]))
  } catch (error) {
    return error instanceof TooLarge ? 'proposals/file-too-large' : 'proposals/not-a-docx'
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(chunks)
}
