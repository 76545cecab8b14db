import { LANGUAGES, type Language } from '#shared/kernel'
import type { Concordance } from './model.ts'
import { redline, type Segment } from './redline.ts'
import type { Words } from './words.ts'

/** How the languages of a clause stand to one another. */
export type ConcordanceState =
  | { readonly status: 'unconfirmed' }
  | { readonly status: 'confirmed'; readonly by: string; readonly at: string }
  | {
      readonly status: 'lapsed'
      readonly by: string
      readonly at: string
      /** The languages whose words are no longer those that were confirmed. */
      readonly changed: readonly Language[]
    }

/** What was confirmed, held against the hashes of the present words; any change lapses it (CO1, CO2). */
export function concordanceState(
  confirmed: Concordance | null,
  hashes: Readonly<Record<Language, string>>,
): ConcordanceState {
  if (confirmed === null) return { status: 'unconfirmed' }
  const { by, at } = confirmed
  const changed = LANGUAGES.filter((language) => confirmed.hashes[language] !== hashes[language])
  return changed.length === 0
    ? { status: 'confirmed', by, at }
    : { status: 'lapsed', by, at, changed }
}

/** What has to be looked at again: the redline of each language that changed since it was confirmed (CO3). */
export function changedSinceConfirmed(
  confirmed: Words,
  present: Words,
): Partial<Record<Language, Segment[]>> {
  const changed = LANGUAGES.filter((language) => confirmed[language] !== present[language])
  return Object.fromEntries(
    changed.map((language) => [
      language,
      redline(confirmed[language], present[language], language),
    ]),
  )
}
