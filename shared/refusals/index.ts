import type { Language, RefusalParams } from '#shared/kernel'
import { en } from './en.ts'
import { zh } from './zh.ts'

export { statusOf } from './status.ts'

/** A sentence for every refusal in every language, by its code. */
export const REFUSALS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, zh }

/** For a code without a sentence of its own. */
const UNKNOWN: Readonly<Record<Language, string>> = {
  en: 'This could not be done ({{code}}). Load the page again; tell the secretariat if it happens again.',
  zh: '此项操作未能完成（{{code}}）。请重新载入页面；如再次出现，请告知秘书处。',
}

/** The sentence for a refusal; for a code that has none, one that says what to do. */
export function refusalSentence(
  refused: { readonly code: string; readonly params?: RefusalParams },
  language: Language,
): string {
  const known = REFUSALS[language]
  const sentence = Object.hasOwn(known, refused.code) ? known[refused.code] : undefined
  const values: RefusalParams = { ...refused.params, code: refused.code }
  return (sentence ?? UNKNOWN[language]).replace(/\{\{(\w+)\}\}/g, (_, key: string) =>
    String(values[key] ?? ''),
  )
}
