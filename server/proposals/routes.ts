import { bilingualSchema, refuse, type Json, type Refusal } from '#shared/kernel'
import { PROPOSAL_KINDS } from '#shared/proposals'
import type { Request, Response } from 'express'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import { openImportReader, type ImportReader } from './import-reader.ts'
import { outlineOf } from './import-report.ts'
import { LONGEST_SOURCE, type Prepared, type Sources } from './import-sources.ts'

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

/** Registers the import of texts as proposals. */
export function addProposalRoutes(http: Http, { command }: { readonly command: Command }): void {
  const importing = { command, read: openImportReader() }
  http.route(
    'http/import-proposal',
    'post',
    '/api/dialogues/:dialogueId/imports',
    { params: z.object({ dialogueId: id }), body: importBody },
    async ({ who, params: { dialogueId }, body, response }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const { en, zh, ...asked } = body
      const sources = { en: markdown(en), zh: markdown(zh) }
      const by = { accountId: who.accountId, dialogueId }
      return carryOut(importing, by, asked, sources, response)
    },
  )

  http.route(
    'http/import-proposal',
    'post',
    '/api/dialogues/:dialogueId/imports/docx',
    { params: z.object({ dialogueId: id }), query: docxQuery },
    async ({ who, params: { dialogueId }, query, request, response }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const { language, titleEn, titleZh, ...rest } = query
      const bytes = await readBody(request, DOCX)
      if (bytes === undefined) return refuse('http/too-large')
      const asked = { ...rest, title: { en: titleEn, zh: titleZh } }
      const by = { accountId: who.accountId, dialogueId }
      return carryOut(importing, by, asked, { [language]: { as: 'word', bytes } }, response)
    },
  )
  addFilesRoute(http, importing)
}

/** Registers the import of files, one for each language, each Markdown, plain words or a Word file. */
function addFilesRoute(http: Http, importing: Importing): void {
  http.route(
    'http/import-proposal',
    'post',
    '/api/dialogues/:dialogueId/imports/files',
    { params: z.object({ dialogueId: id }), query: filesQuery },
    async ({ who, params: { dialogueId }, query, request, response }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const { en, zh, titleEn, titleZh, ...rest } = query
      const bytes = await readBody(request, 'application/octet-stream')
      if (bytes === undefined) return refuse('http/too-large')
      if (bytes.length !== en + zh) return refuse('http/invalid-input', { where: 'en, zh' })
      const sources: Sources = {
        en: { as: 'file', bytes: bytes.subarray(0, en) },
        zh: { as: 'file', bytes: bytes.subarray(en) },
      }
      const asked = { ...rest, title: { en: titleEn, zh: titleZh } }
      const by = { accountId: who.accountId, dialogueId }
      return carryOut(importing, by, asked, sources, response)
    },
  )
}

const markdown = (words: string) => ({ as: 'markdown', words }) as const

interface Importing {
  readonly command: Command
  readonly read: ImportReader
}

/** Reads, and opens a proposal with all that was read, in one step, or only reports on it. */
async function carryOut(
  { command, read }: Importing,
  { accountId, dialogueId }: { readonly accountId: string; readonly dialogueId: string },
  asked: Pick<z.infer<typeof importBody>, 'commandId' | 'kind' | 'topicId' | 'preview' | 'title'>,
  sources: Sources,
  response: Response,
): Promise<object> {
  // Whoever has left meanwhile has changed their mind.
  const left = new AbortController()
  response.once('close', () => left.abort())
  const prepared = await read(sources, left.signal)
  if (!prepared.ok) return prepared
  const { clauses, report } = prepared
  if (clauses.length === 0) return refuse('proposals/nothing-to-import')
  const title = titleOf(asked.title, prepared.title)
  if (asked.preview) return { title, clauses: clauses.length, report, outline: outlineOf(clauses) }
  if (!bilingualSchema.safeParse(title).success) return refuse('proposals/title-missing')
  if (response.destroyed) return refuse('proposals/import-left')
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

/** The title as it was asked for, and what was left empty as it stands in the text. */
function titleOf(asked: Prepared['title'], read: Prepared['title']): Prepared['title'] {
  return { en: asked.en.trim() || read.en, zh: asked.zh.trim() || read.zh }
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
