import { LANGUAGES } from '#shared/kernel'
import { useEffect } from 'react'
import {
  offsetInWords,
  rangesOf,
  wordsAround,
  wordsOnScreen,
} from '../../../proposals/passages/flat-dom.ts'
import type { PointedAt } from './BracketsPanel.tsx'
import type { Opened } from './spot.ts'

/** The first character of the piece of words that was clicked: words are cut where a bracket begins or ends. */
export function clickedIn(target: Element): Opened | undefined {
  if (document.getSelection()?.isCollapsed === false) return undefined
  const words = wordsAround(target)
  const language = LANGUAGES.find((each) => each === words?.language)
  const piece = [...target.childNodes].find((node) => node instanceof Text)
  if (words === undefined || language === undefined || piece === undefined) return undefined
  // What stands in a paragraph itself is in no bracket.
  if (target.matches('p')) return undefined
  const from = offsetInWords(words.element, piece, 0)
  return { language, text: wordsOnScreen(words.element), from, to: from + 1, byKey: false }
}

/** Brings a bracket that was chosen in the list into sight, also when the list has just made way for the text. */
export function useShowPointed(pointed: PointedAt | undefined): void {
  useEffect(() => {
    if (pointed === undefined) return
    const { clauseId, language, from, to } = pointed
    const article = document.querySelector(`article[data-clause="${clauseId}"]`)
    const words = article?.querySelector(`[data-text="${clauseId}"][data-words="${language}"]`)
    const start = words && rangesOf(words, [{ from, to }])[0]?.startContainer.parentElement
    const place = start ?? article
    place?.scrollIntoView({ block: 'center' })
  }, [pointed])
}
