import { documentTree } from '#shared/outcomes'
import type { Database } from '../platform/db.ts'
import type { PdfWriter } from './pdf.ts'
import { everyCanonical } from './store-public.ts'

/** Typesets every published outcome in the languages that its page offers, before somebody waits for it. */
export async function typesetPublished(db: Database, pdf: PdfWriter): Promise<void> {
  for (const outcome of await everyCanonical(db)) {
    for (const languages of [outcome.languages, ['en'] as const, ['zh'] as const]) {
      await pdf.write(documentTree(outcome, { languages }))
    }
  }
}
