import { LANGUAGES, refuse, type Bilingual, type Refusal } from '#shared/kernel'
import { publishedText, unprintable } from './canonical.ts'

/** Refuses words that one language lacks: what is published stands in both (OU23). Wholly empty ones pass. */
export function lacksLanguage(texts: Readonly<Record<string, Bilingual>>): Refusal | undefined {
  const where = Object.keys(texts).find((name) => {
    const { en = '', zh = '' } = texts[name] ?? {}
    return (en === '') !== (zh === '')
  })
  return where === undefined ? undefined : refuse('outcomes/one-language', { where })
}

/** The words in their normal form, or a refusal where they may not be published (OU5, OU23). */
export function publishable(words: Bilingual, where: string): Bilingual | Refusal {
  const plain = { en: normalText(words.en), zh: normalText(words.zh) }
  const lacking = lacksLanguage({ [where]: plain })
  if (lacking !== undefined) return lacking
  const bad = LANGUAGES.some((language) => !publishedText.safeParse(plain[language]).success)
  if (bad) return refuse('outcomes/not-publishable', { where })
  const unsigned = LANGUAGES.flatMap((language) => unprintable(plain[language])).slice(0, 10)
  if (unsigned.length === 0) return plain
  return refuse('outcomes/not-publishable', { where: `${where}: ${unsigned.join(' ')}` })
}

function normalText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n')
}
