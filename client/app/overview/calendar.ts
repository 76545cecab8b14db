/** An entry of a calendar file. */
export interface CalendarEntry {
  readonly id: string
  readonly at: string
  readonly until: string | null
  readonly title: string
}

/** A calendar file (RFC 5545) of a dialogue's sessions and deadlines, in UTC. */
export function calendarFile(
  name: string,
  entries: readonly CalendarEntry[],
  stampedAt: string,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parley//Parley//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(({ id, at, until, title }) => [
      'BEGIN:VEVENT',
      `UID:${id}@parley`,
      `DTSTAMP:${stamp(stampedAt)}`,
      `DTSTART:${stamp(at)}`,
      `DTEND:${stamp(until ?? at)}`,
      `SUMMARY:${escaped(title)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function stamp(instant: string): string {
  return `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n/g, '\\n')
}

const MOST_OCTETS = 74

/** Lines hold at most 75 octets; what follows begins with a space, and no character is cut. */
function folded(line: string): string[] {
  const encoder = new TextEncoder()
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const length = encoder.encode(character).length
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
