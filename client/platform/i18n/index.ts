import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { LANGUAGES, type Bilingual, type Language, type RefusalParams } from '#shared/kernel'
import { refusalSentence } from '#shared/refusals'
import { en } from './en/index.ts'
import { zh } from './zh/index.ts'

const KEY = 'language'

/** How each language names itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' }

/** The value of the `lang` attribute for each language. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' }

function firstLanguage(): Language {
  const stored = localStorage.getItem(KEY)
  const known = LANGUAGES.find((language) => language === stored)
  return known ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
}

function markPage(language: Language): void {
  document.documentElement.lang = LANGUAGE_TAGS[language]
}

/** Makes the catalogues ready, in the remembered language or in that of the browser. */
export async function startWords(): Promise<void> {
  const language = firstLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'words',
    resources: { en: { words: en }, zh: { words: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  markPage(language)
}

/** Switches the language of the screens at once and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  markPage(language)
  await i18next.changeLanguage(language)
}

/** The words of the screens in the reader's language, and what depends on that language. */
export function useWords() {
  const { t, i18n } = useTranslation('words')
  const language: Language = i18n.language === 'zh' ? 'zh' : 'en'
  return {
    t,
    language,
    /** People's words in the reader's language; in the other one where they are missing. */
    say: (words: Bilingual) => inLanguage(words, language).text,
    /** The sentence for a refusal. */
    refusal: (refused: { readonly code: string; readonly params?: RefusalParams }) =>
      refusalSentence(refused, language),
  }
}

/** People's words in a language, or in the other one where they are missing, and which it is. */
export function inLanguage(
  words: Bilingual,
  language: Language,
): { text: string; language: Language } {
  if (words[language] !== '') return { text: words[language], language }
  const other: Language = language === 'en' ? 'zh' : 'en'
  return { text: words[other], language: other }
}
