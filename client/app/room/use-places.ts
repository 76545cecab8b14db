import { passageOf, placeOfPassage, type Passage, type PassagePlace } from '#shared/proposals'
import { useCallback, useMemo } from 'react'
import type * as Y from 'yjs'
import { useWords } from '../../platform/i18n/index.ts'
import type { LanguageView } from '../../proposals/ClauseRow.tsx'
import { useConnected } from '../dialogue/connection.ts'

/** Finds where passages stand in the texts that are open on this page. */
export function usePlaces(): (passage: Passage) => PassagePlace | undefined {
  const { texts } = useConnected()
  return useMemo(() => placesIn((textId) => texts.text(textId)?.doc), [texts])
}

/** Looks for each passage once, until its text changes. */
function placesIn(docOf: (textId: string) => Y.Doc | undefined) {
  const docs = new WeakMap<Y.Doc, Map<Passage, PassagePlace>>()
  const knownIn = (doc: Y.Doc) => {
    const known = docs.get(doc)
    if (known !== undefined) return known
    const fresh = new Map<Passage, PassagePlace>()
    docs.set(doc, fresh)
    doc.on('update', () => fresh.clear())
    return fresh
  }
  return (passage: Passage): PassagePlace | undefined => {
    const doc = docOf(passage.textId)
    if (doc === undefined) return undefined
    const known = knownIn(doc)
    const place = known.get(passage) ?? placeOfPassage(doc, passage)
    known.set(passage, place)
    return place
  }
}

/** Takes all the words of a clause as a passage, in the language shown, else in the reader's; the other where it has none. */
export function useWholePassage(): (
  clauseId: string,
  languages: LanguageView,
) => Passage | undefined {
  const { texts } = useConnected()
  const { language: own } = useWords()
  return useCallback(
    (clauseId, languages) => {
      const doc = texts.text(clauseId)?.doc
      if (doc === undefined) return undefined
      const first = languages === 'both' ? own : languages
      const order = first === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const)
      for (const language of order) {
        const whole = { from: 0, to: doc.getText(language).length }
        const passage = passageOf(doc, { textId: clauseId, language }, whole)
        if (passage !== undefined) return passage
      }
      return undefined
    },
    [texts, own],
  )
}
