import type * as Y from 'yjs'
import type { Run } from './words.ts'
import { cleanText } from './text-characters.ts'

/** The words of a text with their emphasis, by root. A root is a language of the dialogue. */
export type TextRuns = Readonly<Record<string, readonly Run[]>>

/** Writes runs into a document's empty roots, in one transaction, cleaned of forbidden characters (T5). */
export function fillText(doc: Y.Doc, runs: TextRuns): void {
  doc.transact(() => {
    for (const [root, own] of Object.entries(runs)) {
      const delta = own.flatMap(({ text, em, strong }) => {
        const insert = cleanText(text)
        const attributes = { ...(em && { em }), ...(strong && { strong }) }
        return insert === '' ? [] : [{ insert, attributes }]
      })
      doc.getText(root).applyDelta(delta, { sanitize: false })
    }
  })
}

/** Reads the words of a root, with their emphasis. */
export function rootRuns(doc: Y.Doc, root: string): Run[] {
  return textRuns(doc.getText(root))
}

/** Reads the words of a Yjs text, with their emphasis. */
export function textRuns(text: Y.Text): Run[] {
  const delta = text.toDelta() as {
    insert: string
    attributes?: { em?: unknown; strong?: unknown }
  }[]
  return delta.map(({ insert, attributes }) => ({
    text: insert,
    ...(attributes?.em === true && { em: true as const }),
    ...(attributes?.strong === true && { strong: true as const }),
  }))
}

/**
 * What names a text's words at a sequence number, on both ends of the wire: its roots in their order,
 * each with its characters as they stand.
 */
export function textFingerprint(doc: Y.Doc, roots: readonly string[]): string {
  return JSON.stringify(roots.map((root) => [root, plainRoot(doc, root)]))
}

/** The plain words of a root. */
export function plainRoot(doc: Y.Doc, root: string): string {
  return rootRuns(doc, root)
    .map(({ text }) => text)
    .join('')
}
