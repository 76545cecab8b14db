import type { Sql } from '../platform/db.ts'
import type { Rendered } from './answer.ts'
import { readVersion } from './store-public.ts'

/** How many rendered answers are kept. */
const MOST_KEPT = 500

/** Rendered answers that are the same for everybody, as long as nothing public changes. */
export interface PublicCache {
  get(key: string, render: () => Promise<Rendered | undefined>): Promise<Rendered | undefined>
}

/** Makes a cache that asks the database for the public side's version; askers at once share the question. */
export function publicCache(sql: Sql): PublicCache {
  const kept = new Map<string, Promise<Rendered | undefined>>()
  let keptVersion = ''
  let asking: Promise<string> | undefined
  const version = () => {
    asking ??= readVersion(sql).finally(() => (asking = undefined))
    return asking
  }
  return {
    async get(key, render) {
      const now = await version()
      if (now !== keptVersion) {
        kept.clear()
        keptVersion = now
      }
      const known = kept.get(key)
      if (known !== undefined) return known
      const making = render()
      kept.set(key, making)
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
      const drop = () => {
        if (kept.get(key) === making) kept.delete(key)
      }
      making.then((made) => made === undefined && drop(), drop)
      return making
    },
  }
}
