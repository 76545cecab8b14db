import type { Language } from '#shared/kernel'
import { markTerms, placeOfPassage, plainRoot, type GlossaryEntry } from '#shared/proposals'
import type * as Y from 'yjs'
import type { CommentView } from '../../proposals/comments/use-comments.ts'
import type { Mark, MarksOf } from '../../proposals/passages/painter.ts'

/** What marks are made from. */
export interface MarkSources {
  readonly docOf: (textId: string) => Y.Doc | undefined
  readonly comments: readonly CommentView[]
  readonly terms: readonly GlossaryEntry[]
  /** The comment that is pointed at; it is marked even when it is resolved. */
  readonly pointedId: string | undefined
}

/** What is marked in the words on screen: open comments, the one pointed at, and the terms of the glossary. */
export function marksOf({ docOf, comments, terms, pointedId }: MarkSources): MarksOf {
  const byPlace = new Map<string, CommentView[]>()
  for (const view of comments) {
    const { id, passage, resolved } = view.comment
    if (resolved !== null && id !== pointedId) continue
    const place = `${passage.textId}/${passage.language}`
    byPlace.set(place, [...(byPlace.get(place) ?? []), view])
  }
  const texts = {
    en: terms.map(({ id, term }) => ({ id, text: term.en })),
    zh: terms.map(({ id, term }) => ({ id, text: term.zh })),
  }
  return (textId, language, words) => {
    const doc = docOf(textId)
    if (!isLanguage(language) || doc === undefined) return []
    // An editor that composes shows words that the text does not have yet: what is marked stays until then.
    if (plainRoot(doc, language) !== words) return undefined
    const commented = (byPlace.get(`${textId}/${language}`) ?? []).flatMap((view): Mark[] => {
      const { id, passage } = view.comment
      const place = placeOfPassage(doc, passage)
      if (place.is === 'detached') return []
      const look = view.isPrivate ? 'comment-private' : 'comment'
      return [{ id, look: id === pointedId ? 'comment-active' : look, ...place }]
    })
    const known = markTerms(words, texts[language])
    return [...commented, ...known.map((span): Mark => ({ ...span, look: 'term' }))]
  }
}

function isLanguage(language: string): language is Language {
  return language === 'en' || language === 'zh'
}
