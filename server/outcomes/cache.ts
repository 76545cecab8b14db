import type { Rendered } from './answer.ts'
import { Kept } from './kept.ts'
import type { InTurn } from './turns.ts'

/** How many rendered pages are kept, and how many answers to questions that anybody may make up. */
const MOST_PAGES = 500
const MOST_FOUND = 500

/** Whether the asker chose a page that there is, or made up a question of their own. */
export type Asked = 'page' | 'question'

/** Rendered answers that are the same for everybody, as long as nothing public changes. */
export interface PublicCache {
  get(
    key: string,
    render: () => Promise<Rendered | undefined>,
    asked?: Asked,
  ): Promise<Rendered | undefined>
}

/**
 * Makes a cache for as long as the public side's version stays. Made-up questions wait for their turn and are kept
 * apart, so that however many there are, no page is forgotten for them.
 * @throws Busy when too many questions wait.
 */
export function publicCache(version: () => Promise<string>, turns: InTurn): PublicCache {
  const kept = {
    page: new Kept<Promise<Rendered | undefined>>(MOST_PAGES),
    question: new Kept<Promise<Rendered | undefined>>(MOST_FOUND),
  }
  let keptVersion = ''
  return {
    async get(key, render, asked = 'page') {
      const now = await version()
      if (now !== keptVersion) {
        kept.page.clear()
        kept.question.clear()
        keptVersion = now
      }
      const known = kept[asked].get(key)
      if (known !== undefined) return known
      const making = asked === 'page' ? render() : turns(render)
      kept[asked].set(key, making)
      const drop = () => {
        if (kept[asked].get(key) === making) kept[asked].delete(key)
      }
      making.then((made) => made === undefined && drop(), drop)
      return making
    },
  }
}
