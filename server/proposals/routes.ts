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
import type { Request } from 'express'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import { readDocx } from './formats/docx-read.ts'
import { plainWords } from './formats/plain-words.ts'
import { outlineOf, placedReport, placeOf } from './import-report.ts'

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
  /** The id of the command that it is, so that a retry repeats nothing. */
  commandId: id,
  kind: z.enum(PROPOSAL_KINDS),
  topicId: id.nullable(),
  /** The title; what is left empty is taken from the text. */
  title: z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) }),
  en: source,
  zh: source.default(''),
  /** Only reads the text and reports on it. */
  preview: z.boolean().default(false),
})

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** The largest Word file that is taken, in bytes. */
const LARGEST_FILE = 8 * 1024 * 1024

const docxQuery = z.object({
  commandId: id,
  kind: z.enum(PROPOSAL_KINDS),
  topicId: id.nullable().default(null),
  titleEn: z.string().max(2000).default(''),
  titleZh: z.string().max(2000).default(''),
  /** The language the file is written in. */
  language: z.enum(['en', 'zh']),
  preview: z.stringbool().default(false),
})

const bytesOf = z.coerce.number().int().min(0).max(LARGEST_FILE).default(0)
const filesQuery = z.object({
  commandId: id,
  kind: z.enum(PROPOSAL_KINDS),
  topicId: id.nullable().default(null),
  titleEn: z.string().max(2000).default(''),
  titleZh: z.string().max(2000).default(''),
  /** How many bytes of the body are the English file; the Chinese one follows it. */
  en: bytesOf,
  zh: bytesOf,
  preview: z.stringbool().default(false),
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
      return carryOut(command, { accountId: who.accountId, dialogueId }, body, prepare(body))
    },
  )

  http.route(
    'http/import-proposal',
    'post',
    '/api/dialogues/:dialogueId/imports/docx',
    { params: z.object({ dialogueId: id }), query: docxQuery },
    async ({ who, params: { dialogueId }, query, request }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const { language, titleEn, titleZh, ...rest } = query
      const bytes = await readBody(request, DOCX)
      if (bytes === undefined) return refuse('http/too-large')
      const reading = readDocx(bytes)
      if (!reading.ok) return reading
      const { text } = reading
      const title = { en: titleEn.trim(), zh: titleZh.trim() }
      title[language] = title[language] || text.title
      const read = language === 'en' ? together(text, undefined) : together(undefined, text)
      return carryOut(command, { accountId: who.accountId, dialogueId }, rest, { title, ...read })
    },
  )
  addFilesRoute(http, command)
}

/** Registers the import of files, one for each language, each Markdown, plain words or a Word file. */
function addFilesRoute(http: Http, command: Command): void {
  http.route(
    'http/import-proposal',
    'post',
    '/api/dialogues/:dialogueId/imports/files',
    { params: z.object({ dialogueId: id }), query: filesQuery },
    async ({ who, params: { dialogueId }, query, request }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const { en, zh, titleEn, titleZh, ...rest } = query
      const bytes = await readBody(request, 'application/octet-stream')
      if (bytes === undefined) return refuse('http/too-large')
      if (bytes.length !== en + zh) return refuse('http/invalid-input', { where: 'en, zh' })
      const first = readFile(bytes.subarray(0, en))
      const second = readFile(bytes.subarray(en))
      if (!first.ok) return first
      if (!second.ok) return second
      const title = {
        en: titleEn.trim() || (first.text?.title ?? ''),
        zh: titleZh.trim() || (second.text?.title ?? ''),
      }
      const prepared = { title, ...together(first.text, second.text) }
      // Whoever has left meanwhile has changed their mind.
      if (request.socket.destroyed) return undefined
      return carryOut(command, { accountId: who.accountId, dialogueId }, rest, prepared)
    },
  )
}

type FileReading = { readonly ok: true; readonly text: ImportedText | undefined } | Refusal

function readFile(bytes: Uint8Array): FileReading {
  if (bytes.length === 0) return { ok: true, text: undefined }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const reading = readDocx(bytes)
    return reading.ok ? reading : refuse(reading.code)
  }
  const words = plainWords(bytes)
  if (words === undefined) return refuse('proposals/not-a-text')
  if (words.length > LONGEST_SOURCE) return refuse('http/too-large')
  return { ok: true, text: importMarkdown(words) }
}

/** Opens a proposal with all that was read, in one step, or only reports on it. */
async function carryOut(
  command: Command,
  { accountId, dialogueId }: { readonly accountId: string; readonly dialogueId: string },
  asked: Pick<z.infer<typeof importBody>, 'commandId' | 'kind' | 'topicId' | 'preview'>,
  { title, clauses, report }: Prepared,
): Promise<object> {
  if (clauses.length === 0) return refuse('proposals/nothing-to-import')
  if (asked.preview) return { title, clauses: clauses.length, report, outline: outlineOf(clauses) }
  if (!bilingualSchema.safeParse(title).success) return refuse('proposals/title-missing')
  const { commandId, kind, topicId } = asked
  const opened = await command(accountId, {
    id: commandId,
    dialogueId,
    type: 'proposals/open',
    payload: { title, kind, topicId, clauses },
  })
  if (!opened.ok) return opened
  return { proposalId: opened.result['id'], clauses: clauses.length, report }
}

/** Reads a file's bytes, once it is known that the asker may send one; `undefined` when there are too many. */
async function readBody(request: Request, expected: string): Promise<Uint8Array | undefined> {
  const { 'content-length': length, 'content-type': type } = request.headers
  if (type !== expected) return new Uint8Array()
  if (!(Number(length) <= LARGEST_FILE)) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
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
  const report = { en: placedReport(en), zh: placedReport(zh) }
  if (en === undefined || zh === undefined) {
    return { clauses: en === undefined ? alone(zh, 'zh') : alone(en, 'en'), report }
  }
  const { rows, mismatches } = alignImports(en, zh)
  const clauses = rows.map(({ kind, level, first, second }) => ({
    kind,
    level,
    runs: { en: first ? clauseRuns(first) : [], zh: second ? clauseRuns(second) : [] },
  }))
  const placed = mismatches.map((mismatch) => {
    const { first, second } = rows[mismatch.row] ?? {}
    return { ...mismatch, ...placeOf(first ?? second) }
  })
  return { clauses, report: { ...report, mismatches: placed } }
}
