import type { Bilingual } from '#shared/kernel'
import { inLanguage, LANGUAGE_TAGS, useWords } from './index.ts'

/** People's words in the reader's language, marked with the language they are in. */
export function Said(props: { readonly words: Bilingual }) {
  const { language } = useWords()
  const said = inLanguage(props.words, language)
  return <span lang={LANGUAGE_TAGS[said.language]}>{said.text}</span>
}

/** Whether anything is written in either language. */
export function hasWords(words: Bilingual): boolean {
  return words.en !== '' || words.zh !== ''
}
