import { csvText, refuse } from '#shared/kernel'
import { glossaryCells, glossaryMarkdown, glossaryTable } from '#shared/proposals'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import { give } from './exports.ts'
import { writeDocxTable } from './formats/docx-table.ts'
import type { ReadingOptions } from './versions.ts'

/** Registers the glossary as files that participants take away (GL7). */
export function addGlossaryExports(http: Http, { ledger }: Pick<ReadingOptions, 'ledger'>): void {
  http.route(
    'http/export-glossary',
    'get',
    '/api/dialogues/:dialogueId/glossary/export/:format',
    {
      params: z.object({
        dialogueId: z.uuid().toLowerCase(),
        format: z.enum(['csv', 'md', 'docx']),
      }),
      query: z.object({ language: z.enum(['en', 'zh']).default('en') }),
    },
    async ({ params, query, response }) => {
      const state = await ledger.state(params.dialogueId)
      if (state === undefined) return refuse('dialogues/unknown')
      const { dialogue, instruments } = state.room
      const table = glossaryTable(dialogue, instruments.glossary, query.language)
      const { format } = params
      if (format === 'csv') give(response, 'glossary', format, csvText(glossaryCells(table)))
      else if (format === 'md') give(response, 'glossary', format, glossaryMarkdown(table))
      else give(response, 'glossary', format, await docxOf(table))
      return undefined
    },
  )
}

function docxOf({ title, heads, rows }: ReturnType<typeof glossaryTable>): Promise<Uint8Array> {
  const cells = rows.map((row) =>
    row.map(({ en, zh }) => [
      { kind: 'same' as const, text: [en, zh].filter((words) => words !== '').join('\n') },
    ]),
  )
  return writeDocxTable(title, { heads, rows: cells }, new Date().toISOString())
}
