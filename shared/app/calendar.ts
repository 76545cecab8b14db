/** An entry of a calendar file. */
export interface CalendarEntry {
  /** Stays the same for the same thing, over all changes. */
  readonly id: string
  /** How often its dates have changed. */
  readonly sequence: number
  /** When they last changed. */
  readonly changedAt: string
  readonly at: string
  readonly until: string | null
  /** Whether it was called off: programs then strike it out instead of losing it. */
  readonly cancelled: boolean
  readonly title: string
  readonly url: string | null
}

/** A calendar file (RFC 5545) of sessions and deadlines, in UTC; the same entries give the same bytes (BT10). */
export function calendarFile(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parley//Parley//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function eventLines(entry: CalendarEntry): readonly string[] {
  const { id, sequence, changedAt, at, until, cancelled, title, url } = entry
  return [
    'BEGIN:VEVENT',
    `UID:${id}@parley`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp(changedAt)}`,
    `LAST-MODIFIED:${stamp(changedAt)}`,
    `DTSTART:${stamp(at)}`,
    // Without an end, an instant: RFC 5545 refuses an end that is the start.
    ...(until === null || until <= at ? [] : [`DTEND:${stamp(until)}`]),
    `SUMMARY:${escaped(title)}`,
    ...(cancelled ? ['STATUS:CANCELLED'] : []),
    ...(url === null ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ]
}

function stamp(instant: string): string {
  return `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|\r|\n/g, '\\n')
}

// Without the line break, as RFC 5545 counts.
const MOST_OCTETS = 75

/** Lines hold at most 75 octets; what follows begins with a space, and no character is cut. */
function folded(line: string): string[] {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const length = octetsOf(character)
    if (octets + length > MOST_OCTETS) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += length
  }
  return [...parts, part]
}

function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}
