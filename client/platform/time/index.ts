import type { Language } from '#shared/kernel'
import { useEffect, useState } from 'react'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' }

const chosen: { zone: string | undefined } = { zone: undefined }

/** Shows instants in a zone that the reader chose; `null`: in that of the device. */
export function chooseZone(zone: string | null): void {
  chosen.zone = zone ?? undefined
}

/** The zone in which the reader is shown instants. */
function readerZone(): string {
  return chosen.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** A date and a time of day in the reader's zone, or in another one. */
export function dateAndTime(instant: string, language: Language, zone = readerZone()): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  }).format(new Date(instant))
}

/** A date in the reader's zone. */
export function dateOnly(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeZone: readerZone(),
  }).format(new Date(instant))
}

/** The instant in UTC, in full: what two readers in two zones can compare. */
export function inUtc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
}

/** Minutes and seconds, as a clock shows them: `18:42`; from an hour on `1:02:05`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`
}

/** The present instant in milliseconds, shifted to the server's clock, moving on every second. */
export function useNow(serverOffset: number): number {
  const [now, setNow] = useState(() => Date.now() + serverOffset)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + serverOffset), 1000)
    return () => clearInterval(timer)
  }, [serverOffset])
  return now
}

/** The name of the reader's zone, or of another one, at an instant, for instance `GMT+8`. */
export function zoneName(instant: string, language: Language, zone = readerZone()): string {
  const parts = new Intl.DateTimeFormat(LOCALES[language], {
    timeZoneName: 'short',
    timeZone: zone,
  }).formatToParts(new Date(instant))
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC'
}
