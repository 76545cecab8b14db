import type { Bilingual } from '#shared/kernel'
import {
  addDocument,
  bestPassage,
  emptyIndex,
  findDocuments,
  queryTerms,
  searchDocument,
  type CanonicalOutcome,
  type SearchDocument,
} from '#shared/outcomes'
import type { AsPerson } from '../platform/behalf.ts'
import type { Database, Sql } from '../platform/db.ts'
import { Kept } from './kept.ts'
import {
  WORLD,
  outcomeOf,
  readCanonicals,
  readFollowUps,
  readOutcome,
  readStandings,
  readVersion,
  type FollowUp,
  type Published,
  type Reader,
} from './store-public.ts'

/** What a list can be narrowed by. */
export interface Narrowing {
  readonly q?: string
  readonly topic?: string
  readonly dialogue?: string
  readonly from?: string
  readonly until?: string
}

/** The newest outcomes that one reader may read, ready to be looked through; they change with the next version. */
export interface Shelf {
  /** Newest day first. */
  readonly all: readonly Published[]
  get(reference: string): Published | undefined
  /** The outcomes that are asked for; found ones in the order of relevance (OU30, OU32). */
  find(narrowing: Narrowing): readonly Published[]
  /** The passage of an outcome that answers best (OU32). */
  passage(published: Published, terms: readonly string[]): Bilingual | undefined
}

/** The outcomes, read once for every version of what is published. */
export interface Library {
  /** The version of what everybody may read. */
  version(): Promise<string>
  /** The newest outcomes, ready to be looked through. */
  shelfOf(reader: Reader): Promise<Shelf>
  /** The outcome of a reference, however many are newer. */
  find(reader: Reader, reference: string): Promise<Published | undefined>
  /** What was noted of an outcome after its publication. */
  followUps(reader: Reader, reference: string): Promise<FollowUp[]>
}

/** From where the outcomes are read. */
export interface Sources {
  readonly sql: Database
  /** Sees what everybody may read, and nothing else. */
  readonly publicSql: Database
  /** Reads for somebody signed in, so that PostgreSQL repeats what is open to them (C3). */
  readonly asPerson?: AsPerson | undefined
}

/** For how many readers who are signed in what they may read is kept, and how many findings for each. */
const MOST_READERS = 20
const MOST_FOUND = 500
/** After so many outcomes that are read for the first time others have their turn. */
const AT_A_STRETCH = 10

/** What an outcome comes to once its canonical form is read; the same for everybody. */
interface Read {
  readonly outcome: CanonicalOutcome
  readonly canonical: string
  readonly document: SearchDocument
}

/** Opens the outcomes, so many on a shelf at most: the world's through a connection that sees no others. */
export function openLibrary({ sql, publicSql, asPerson }: Sources, mostShelved: number): Library {
  const read = new Map<string, Read>()
  const shelves = new Kept<{ version: string; shelf: Promise<Shelf> }>(MOST_READERS)
  const world = new Kept<{ version: string; shelf: Promise<Shelf> }>(1)
  const asking = new Map<Database, Promise<string>>()

  const versionOf = (db: Database) => {
    const known = asking.get(db)
    if (known !== undefined) return known
    const asked = readVersion(db).finally(() => asking.delete(db))
    asking.set(db, asked)
    return asked
  }
  const reading = <T>(reader: Reader, look: (from: Sql) => Promise<T>): Promise<T> => {
    if (reader === WORLD) return look(publicSql)
    const { accountId } = reader
    return asPerson === undefined || accountId === undefined
      ? look(sql)
      : asPerson({ accountId }, look)
  }
  const fill = async (reader: Reader): Promise<Shelf> => {
    const standings = await reading(reader, (from) => readStandings(from, reader, mostShelved))
    const unread = standings.map(({ sha256 }) => sha256).filter((hash) => !read.has(hash))
    for (let from = 0; from < unread.length; from += AT_A_STRETCH) {
      const hashes = unread.slice(from, from + AT_A_STRETCH)
      const some = await reading(reader, (db) => readCanonicals(db, hashes))
      for (const { sha256, canonical } of some) {
        const outcome = outcomeOf(canonical)
        read.set(sha256, { outcome, canonical, document: searchDocument(outcome) })
      }
    }
    const index = emptyIndex()
    const all: Published[] = []
    for (const standing of standings) {
      const known = read.get(standing.sha256)
      if (known === undefined) continue
      const { outcome, canonical, document } = known
      all.push({ ...standing, outcome, canonical })
      addDocument(index, document)
      if (all.length % AT_A_STRETCH === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    return shelfWith(all, index)
  }
  const shelfOf = async (reader: Reader): Promise<Shelf> => {
    const [db, kept] = reader === WORLD ? [publicSql, world] : [sql, shelves]
    const key = JSON.stringify([[...reader.participates].sort(), [...reader.observes].sort()])
    const version = await versionOf(db)
    const known = kept.get(key)
    if (known?.version === version) return known.shelf
    const shelf = fill(reader)
    kept.set(key, { version, shelf })
    shelf.catch(() => kept.delete(key))
    return shelf
  }
  return {
    version: () => versionOf(publicSql),
    shelfOf,
    find: async (reader, reference) => {
      const shelf = await shelfOf(reader)
      const found = shelf.get(reference)
      if (found !== undefined || shelf.all.length < mostShelved) return found
      return reading(reader, (from) => readOutcome(from, reader, reference))
    },
    followUps: (reader, reference) => reading(reader, (from) => readFollowUps(from, reference)),
  }
}

function shelfWith(all: readonly Published[], index: ReturnType<typeof emptyIndex>): Shelf {
  const byReference = new Map(all.map((one) => [one.outcome.reference, one]))
  const places = new Map(all.map((one, at) => [one, at]))
  const found = new Kept<readonly Published[]>(MOST_FOUND)
  const find = ({ q = '', topic, dialogue, from, until }: Narrowing, terms: readonly string[]) => {
    const named = (words: Bilingual, name: string) => words.en === name || words.zh === name
    const some = q.trim() === '' ? all : findDocuments(index, terms).flatMap((at) => all[at] ?? [])
    return some.filter(
      ({ outcome }) =>
        (topic === undefined || outcome.topics.some((one) => named(one, topic))) &&
        (dialogue === undefined || named(outcome.dialogue, dialogue)) &&
        (from === undefined || outcome.date >= from) &&
        (until === undefined || outcome.date <= until),
    )
  }
  return {
    all,
    get: (reference) => byReference.get(reference),
    find: (narrowing) => {
      const { q = '', topic, dialogue, from, until } = narrowing
      const terms = queryTerms(q)
      const key = JSON.stringify([q.trim() !== '', [...terms].sort(), topic, dialogue, from, until])
      const known = found.get(key) ?? find(narrowing, terms)
      found.set(key, known)
      return known
    },
    passage: (published, terms) => bestPassage(index, places.get(published) ?? -1, terms),
  }
}
