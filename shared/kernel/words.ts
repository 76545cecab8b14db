import * as z from 'zod'

/** The languages a dialogue's texts are written in; both are equally authentic. */
export const LANGUAGES = ['en', 'zh'] as const

/** A language of the dialogue. */
export type Language = (typeof LANGUAGES)[number]

/** A short text in both languages. */
export interface Bilingual {
  readonly en: string
  readonly zh: string
}

const shortText = z.string().trim().max(2000)

/** Parses a text in both languages; at least one of them has words. */
export const bilingualSchema = z
  .strictObject({ en: shortText, zh: shortText })
  .refine((words) => words.en !== '' || words.zh !== '', { message: 'one language needs words' })

/** Parses an id: a UUID in lower case. */
export const idSchema = z.uuid().toLowerCase()

/** Parses a short free text (a reason, a note): 1 to 4000 characters. */
export const reasonSchema = z.string().trim().min(1).max(4000)

/** Parses an instant: ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instantSchema = z.iso.datetime({ precision: 3 })

/** Parses a lower-case hexadecimal SHA-256. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
