import { bibtexCitation, documentTree, plainCitation, risCitation } from '#shared/outcomes'
import { rendered, type Rendered } from './answer.ts'
import { markdown } from './markdown.ts'
import { TYPES } from './outcome-page.ts'
import type { Shown } from './page.ts'
import type { Published } from './store-public.ts'

/** How a copy is asked for: its languages, and whose alternat it is. */
export interface CopyWish {
  readonly shown: Shown
  readonly ownSide?: number
}

type Writer = (
  published: Published,
  wish: CopyWish,
  origin: string,
) => Promise<string | Uint8Array> | string | Uint8Array

const tree = ({ outcome }: Published, { shown, ownSide }: CopyWish) =>
  documentTree(outcome, {
    languages: shown === 'both' ? outcome.languages : [shown],
    ...(ownSide === undefined ? {} : { ownSide }),
  })

const address = ({ outcome }: Published, origin: string) =>
  `${origin}/outcomes/${outcome.reference}`

const WRITERS: Readonly<Record<string, Writer>> = {
  json: (published) => published.canonical,
  md: (published, wish) => markdown(tree(published, wish)),
  bib: (published, wish, origin) =>
    bibtexCitation(tree(published, wish), address(published, origin)),
  ris: (published, wish, origin) => risCitation(tree(published, wish), address(published, origin)),
  txt: (published, wish, origin) =>
    `${plainCitation(tree(published, wish), address(published, origin))}\n`,
}

/** The formats that an outcome can be had in, by extension. */
export const FORMATS = Object.keys(WRITERS)

/** Writes an outcome in a format; `undefined` for an unknown one. */
export async function writeFormat(
  extension: string,
  published: Published,
  wish: CopyWish,
  origin: string,
): Promise<Rendered | undefined> {
  const writer = Object.hasOwn(WRITERS, extension) ? WRITERS[extension] : undefined
  if (writer === undefined) return undefined
  const type = TYPES[extension] ?? 'application/octet-stream'
  const name = `${published.outcome.reference}.${extension}`
  return rendered(type, await writer(published, wish, origin), name)
}
