import { bilingualSchema, refuse, type Json, type Refusal } from '#shared/kernel'
import {
  PROPOSAL_KINDS,
  alignImports,
  clauseRuns,
  importMarkdown,
  type ImportedClause,
  type ImportedText,
  type Runs,
} from '#shared/proposals'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'

/** Carries out a command of an account; app.ts passes it in. */
export type Command = (
  accountId: string,
  command: {
    readonly id: string
    readonly dialogueId: string
    readonly type: string
    readonly payload: unknown
  },
) => Promise<{ readonly ok: true; readonly result: Readonly<Record<string, Json>> } | Refusal>

/** The longest Markdown text that is read, in characters. */
const LONGEST_SOURCE = 400_000

const source = z.string().max(LONGEST_SOURCE)
const id = z.uuid().toLowerCase()

const importBody = z.strictObject({
  /** Ids of the two commands it takes, so that a retry repeats nothing. */
  openId: id,
  clausesId: id,
  kind: z.enum(PROPOSAL_KINDS),
  topicId: id.nullable(),
  /** The title; what is left empty is taken from the text. */
  title: z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) }),
  en: source,
  zh: source.default(''),
  /** Only reads the text and reports on it. */
  preview: z.boolean().default(false),
})

interface Prepared {
  readonly title: { en: string; zh: string }
  readonly clauses: readonly { kind: ImportedClause['kind']; level: number; runs: Runs }[]
  readonly report: object
}

/** Registers the import of texts as proposals. */
export function addProposalRoutes(http: Http, { command }: { readonly command: Command }): void {
  http.route(
    'http/import-proposal',
    'post',
    '/api/dialogues/:dialogueId/imports',
    { params: z.object({ dialogueId: id }), body: importBody },
    async ({ who, params: { dialogueId }, body }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const { title, clauses, report } = prepare(body)
      if (clauses.length === 0) return refuse('proposals/nothing-to-import')
      if (body.preview) return { title, clauses: clauses.length, report }
      if (!bilingualSchema.safeParse(title).success) return refuse('proposals/title-missing')
      const { kind, topicId } = body
      const opened = await command(who.accountId, {
        id: body.openId,
        dialogueId,
        type: 'proposals/open',
        payload: { title, kind, topicId },
      })
      if (!opened.ok) return opened
      const proposalId = opened.result['id']
      const added = await command(who.accountId, {
        id: body.clausesId,
        dialogueId,
        type: 'proposals/add-clauses',
        payload: { proposalId, afterId: null, clauses },
      })
      return added.ok ? { proposalId, clauses: clauses.length, report } : added
    },
  )
}

/** Reads one or both languages into clauses, with what the person has to know. */
function prepare(body: z.infer<typeof importBody>): Prepared {
  const en = body.en.trim() === '' ? undefined : importMarkdown(body.en)
  const zh = body.zh.trim() === '' ? undefined : importMarkdown(body.zh)
  const title = {
    en: body.title.en.trim() || (en?.title ?? ''),
    zh: body.title.zh.trim() || (zh?.title ?? ''),
  }
  return { title, ...together(en, zh) }
}

function together(
  en: ImportedText | undefined,
  zh: ImportedText | undefined,
): Pick<Prepared, 'clauses' | 'report'> {
  const alone = (text: ImportedText | undefined, language: 'en' | 'zh') =>
    (text?.clauses ?? []).map((clause) => {
      const runs = { en: [], zh: [], [language]: clauseRuns(clause) }
      return { kind: clause.kind, level: clause.level, runs }
    })
  const report = { en: reportOf(en), zh: reportOf(zh) }
  if (en === undefined || zh === undefined) {
    return { clauses: en === undefined ? alone(zh, 'zh') : alone(en, 'en'), report }
  }
  const { rows, mismatches } = alignImports(en, zh)
  const clauses = rows.map(({ kind, level, first, second }) => ({
    kind,
    level,
    runs: { en: first ? clauseRuns(first) : [], zh: second ? clauseRuns(second) : [] },
  }))
  return { clauses, report: { ...report, mismatches } }
}

function reportOf(text: ImportedText | undefined): object | null {
  return text === undefined ? null : { ...text.report, notes: text.notes }
}
