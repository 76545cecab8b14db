import type { CommandInput } from '#shared/app'
import type { Outcome } from '#shared/outcomes'
import { NO_WORDS } from '../platform/i18n/BilingualField.tsx'

/** What the bureau fills in; every member stands, so that fields are controlled from the start. */
export type AssemblyForm = Required<CommandInput<'outcomes/assemble'>>

/** An empty form, or one that takes over what an outcome to be superseded says. */
export function startForm(
  proposal: { readonly id: string; readonly title: AssemblyForm['title'] } | undefined,
  today: string,
  older?: Outcome,
): AssemblyForm {
  return {
    proposalId: older?.proposalId ?? proposal?.id ?? '',
    kind: older?.kind ?? 'consensus-document',
    reference: '',
    title: older?.title ?? proposal?.title ?? NO_WORDS,
    convening: older?.convening ?? NO_WORDS,
    preamble: older?.preamble ?? NO_WORDS,
    recommendations: [...(older?.recommendations ?? [])],
    disclaimer: older?.disclaimer ?? null,
    place: older?.place ?? NO_WORDS,
    date: today,
    distribution: older?.distribution ?? 'public',
    supersedes: older?.reference ?? null,
    embargoUntil: null,
  }
}

/** Whether enough is filled in for a preview. */
export function isPreviewable({ proposalId, reference, title, date }: AssemblyForm): boolean {
  const named = title.en.trim() !== '' || title.zh.trim() !== ''
  return (
    proposalId !== '' &&
    /^[A-Z0-9][A-Z0-9-]{1,30}[A-Z0-9]$/.test(reference) &&
    named &&
    /^\d{4}-\d\d-\d\d$/.test(date)
  )
}

/** The form as it is sent: without recommendations and a disclaimer that have no words. */
export function sentForm(form: AssemblyForm): AssemblyForm {
  const hasWords = (words: { readonly en: string; readonly zh: string } | null | undefined) =>
    (words?.en ?? '').trim() !== '' || (words?.zh ?? '').trim() !== ''
  return {
    ...form,
    recommendations: form.recommendations?.filter(hasWords),
    disclaimer: hasWords(form.disclaimer) ? form.disclaimer : null,
  }
}
