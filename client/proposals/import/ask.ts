import { CLAUSE_KINDS } from '#shared/proposals'
import * as z from 'zod'

const NOTES = [
  'front-matter',
  'table-of-contents',
  'attribute-list',
  'link-target',
  'image',
  'html',
  'quotation-mark',
  'rule',
  'code-fence',
  'table-rule',
  'character',
  'tracked-change',
  'comment',
  'picture',
  'text-box',
  'table',
  'field',
  'formula',
  'header-footer',
] as const

const place = { excerpt: z.string(), number: z.string().optional() }
const report = z.object({
  brackets: z.number(),
  footnotes: z.number(),
  characters: z.number(),
  unbalanced: z.array(
    z.object({ kind: z.enum(['unclosed', 'unopened', 'mixed']), clause: z.number(), ...place }),
  ),
  notes: z.array(z.object({ line: z.number(), code: z.enum(NOTES), what: z.string() })),
})
const mismatch = z.object({
  row: z.number(),
  code: z.enum(['only-in-first', 'only-in-second', 'kind', 'level', 'number', 'brackets']),
  ...place,
})

/** What one language's file holds. */
export type FileReport = z.infer<typeof report>

/** What an import would make. */
export const previewed = z.object({
  title: z.object({ en: z.string(), zh: z.string() }),
  clauses: z.number(),
  report: z.object({
    en: report.nullable(),
    zh: report.nullable(),
    mismatches: z.array(mismatch).optional(),
  }),
  outline: z.array(
    z.object({ kind: z.enum(CLAUSE_KINDS), level: z.number(), en: z.string(), zh: z.string() }),
  ),
})

/** What an import would make. */
export type Preview = z.infer<typeof previewed>

/** What an import has made. */
export const imported = z.object({ proposalId: z.string(), clauses: z.number() })
