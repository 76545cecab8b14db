import { LANGUAGES, type Language } from '#shared/kernel'
import { plainRoot, type TextRights, type Words } from '#shared/proposals'
import type { TextSession } from '../../platform/texts/index.ts'
import { changeText, type LanguageChange } from '../editor/index.ts'

/** What a command makes of the words as they are when it is carried out; nothing when they are not those it speaks of. */
export type Plan = (words: Words) => Partial<Record<Language, LanguageChange>> | undefined

/** What an act came to. */
export type Acted = { readonly ok: true } | { readonly ok: false; readonly code: string }

/** Carries out a command on a text in one step of one's own, if the person may write it now. */
export async function actOnText(
  session: TextSession,
  rights: TextRights,
  plan: Plan,
): Promise<Acted> {
  if (rights.write === 'no') return { ok: false, code: rights.code }
  if (session.locked) return { ok: false, code: 'text/locked' }
  if (!(await session.claim()) || !session.ready) return { ok: false, code: 'client/not-ready' }
  const { doc } = session
  const [en = '', zh = ''] = LANGUAGES.map((language) => plainRoot(doc, language))
  const changes = plan({ en, zh })
  if (changes === undefined) return { ok: false, code: 'client/words-moved' }
  const inserts = Object.values(changes).some(({ edits }) =>
    edits.some(({ insert }) => insert !== ''),
  )
  if (rights.write === 'deletions-only' && inserts) return { ok: false, code: rights.code }
  changeText(doc, changes)
  return { ok: true }
}
