import type { Language } from '#shared/kernel'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' }

/** A time of day in the reader's zone. */
export function timeOfDay(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(
    new Date(instant),
  )
}

/** A day in the reader's zone, as short as it can be said. */
export function dayOf(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(new Date(instant))
}

/** A time of day, with its day when that is another than today's. */
export function timeOrDay(instant: string, now: number, language: Language): string {
  const today = dayOf(new Date(now).toISOString(), language)
  const day = dayOf(instant, language)
  return day === today ? timeOfDay(instant, language) : `${day}, ${timeOfDay(instant, language)}`
}

/** The instant that was entered in the reader's zone; `null` while there is none. */
export function instantOf(local: string): string | null {
  const milliseconds = Date.parse(local)
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString()
}

/** An instant as a field for local date and time takes it. */
export function localOf(instant: string): string {
  const date = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}
