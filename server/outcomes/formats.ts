import {
  bibtexCitation,
  documentTree,
  plainCitation,
  risCitation,
  withdrawalText,
} from '#shared/outcomes'
import { rendered, type Rendered } from './answer.ts'
import { akomaNtoso } from './akn.ts'
import { docx } from './docx.ts'
import { markdown } from './markdown.ts'
import { TYPES } from './outcome-meta.ts'
import type { Shown } from './page.ts'
import type { PdfWriter } from './pdf.ts'
import type { Published } from './store-public.ts'

/** How a copy is asked for: its languages, and whose alternat it is. */
export interface CopyWish {
  readonly shown: Shown
  readonly ownSide?: number
}

/** What a format needs beside the words. */
interface Outside {
  readonly origin: () => string
  readonly pdf: PdfWriter
}

type Writer = (
  published: Published,
  wish: CopyWish,
  outside: Outside,
) => Promise<string | Uint8Array> | string | Uint8Array | undefined

const tree = ({ outcome }: Published, { shown, ownSide }: CopyWish) =>
  documentTree(outcome, {
    languages: shown === 'both' ? outcome.languages : [shown],
    ...(ownSide === undefined ? {} : { ownSide }),
  })

const address = ({ outcome }: Published, origin: string) =>
  `${origin}/outcomes/${outcome.reference}`

/** The logged statement that an outcome was withdrawn; `undefined` while it stands. */
const withdrawal: Writer = ({ outcome, sha256, withdrawnOn, withdrawalReason }) =>
  withdrawnOn === null || withdrawalReason === null
    ? undefined
    : withdrawalText({
        reference: outcome.reference,
        sha256,
        date: withdrawnOn,
        reason: withdrawalReason,
      })

// An ending stands before the shorter ones that it ends with.
const WRITERS: Readonly<Record<string, Writer>> = {
  'withdrawal.json': withdrawal,
  json: (published) => published.canonical,
  md: (published, wish) => markdown(tree(published, wish)),
  'akn.xml': (published, wish) => akomaNtoso(tree(published, wish)),
  docx: (published, wish) => docx(tree(published, wish)),
  pdf: (published, wish, { pdf }) => pdf.write(tree(published, wish)),
  bib: (published, wish, { origin }) =>
    bibtexCitation(tree(published, wish), address(published, origin())),
  ris: (published, wish, { origin }) =>
    risCitation(tree(published, wish), address(published, origin())),
  txt: (published, wish, { origin }) =>
    `${plainCitation(tree(published, wish), address(published, origin()))}\n`,
}

/** The formats that an outcome can be had in, by extension. */
export const FORMATS = Object.keys(WRITERS)

/** Writes an outcome in a format; `undefined` for an unknown one. */
export async function writeFormat(
  extension: string,
  published: Published,
  wish: CopyWish,
  outside: Outside,
): Promise<Rendered | undefined> {
  const writer = Object.hasOwn(WRITERS, extension) ? WRITERS[extension] : undefined
  if (writer === undefined) return undefined
  const body = await writer(published, wish, outside)
  if (body === undefined) return undefined
  const type =
    TYPES[extension] ?? TYPES[extension.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8'
  return rendered(type, body, `${published.outcome.reference}.${extension}`)
}
