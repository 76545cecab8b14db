import { LANGUAGES } from '#shared/kernel'
import { plainRoot, type Words } from '#shared/proposals'
import type * as Y from 'yjs'
import type { TextProvider } from '../../platform/texts/index.ts'

/** Milliseconds for which changes of words are gathered before the page is drawn anew. */
const GATHER = 100

/** The plain words of a group's texts, kept up to date; editors show their own words at once. */
export interface WordsStore {
  readonly subscribe: (listener: () => void) => () => void
  /** A number that moves when any words have changed. */
  readonly version: () => number
  readonly words: (textId: string) => Words | undefined
}

/** Watches the texts of a group while anybody listens. */
export function createWordsStore(provider: TextProvider, groupId: string): WordsStore {
  const watched = new Map<string, { doc: Y.Doc; stop: () => void }>()
  const known = new Map<string, Words>()
  const listeners = new Set<() => void>()
  let version = 0
  const stops: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = () => {
    timer = undefined
    version += 1
    for (const listener of listeners) listener()
  }
  const later = () => {
    timer ??= setTimeout(tell, GATHER)
  }

  const watch = () => {
    const group = provider.group(groupId)
    if (group.state !== 'open') return
    let isNew = false
    for (const id of group.textIds) {
      const session = provider.text(id)
      const before = watched.get(id)
      if (session === undefined || before?.doc === session.doc) continue
      isNew = true
      before?.stop()
      known.delete(id)
      const { doc } = session
      const changed = () => {
        known.delete(id)
        later()
      }
      doc.on('update', changed)
      watched.set(id, { doc, stop: () => doc.off('update', changed) })
    }
    if (isNew) later()
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      const stop = listeners.size === 1 ? provider.subscribe(watch) : undefined
      if (stop !== undefined) stops.push(stop)
      watch()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        for (const end of stops.splice(0)) end()
        for (const { stop: end } of watched.values()) end()
        watched.clear()
        clearTimeout(timer)
        timer = undefined
      }
    },
    version: () => version,
    words: (textId) => {
      const doc = provider.text(textId)?.doc
      const words = known.get(textId)
      if (words !== undefined || doc === undefined) return words
      const [en = '', zh = ''] = LANGUAGES.map((language) => plainRoot(doc, language))
      known.set(textId, { en, zh })
      return { en, zh }
    },
  }
}
