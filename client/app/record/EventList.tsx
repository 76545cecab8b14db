import { bilingualSchema, type Json } from '#shared/kernel'
import type { RecordedEvent } from '#shared/record'
import { useState } from 'react'
import * as z from 'zod'
import { useWords } from '../../platform/i18n/index.ts'
import { en } from '../../platform/i18n/en/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { dateAndTime, inUtc } from '../../platform/time/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/marks.tsx'
import styles from './record.module.css'

/** How many events are shown at a time. */
const PAGE = 50

type Known = keyof typeof en.record.event

const isKnown = (type: string): type is Known => Object.hasOwn(en.record.event, type)

/** A stream's events in plain sentences, the newest first, a page at a time. */
export function EventList(props: { readonly events: readonly RecordedEvent[] }) {
  const { t } = useWords()
  const [count, setCount] = useState(PAGE)
  const shown = props.events.slice(-count).reverse()
  const older = Math.min(PAGE, props.events.length - shown.length)
  return (
    <>
      <ol className={styles['events']}>
        {shown.map((event) => (
          <Line key={event.seq} event={event} />
        ))}
      </ol>
      {older > 0 && (
        <Button size="small" onPress={() => setCount(count + PAGE)}>
          {t(($) => $.record.older, { count: older })}
        </Button>
      )}
    </>
  )
}

function Line({ event }: { readonly event: RecordedEvent }) {
  const { t, say, language } = useWords()
  const { room } = useDialogue()
  const { type, at, seq, actor, hash } = event
  const about = subjectOf(event.payload)
  const member = room.dialogue.members[actor]
  const name = member === undefined ? actor.slice(0, 8) : say(member.name)
  return (
    <li className={styles['event']}>
      <span className={styles['seq']}>{seq}</span>
      <DateTime instant={at} text={dateAndTime(at, language)} title={inUtc(at)} />
      <span className={styles['what']}>
        {isKnown(type) ? t(($) => $.record.event[type]) : t(($) => $.record.other, { type })}
        {about !== undefined && <span className={styles['about']}>{say(about)}</span>}
      </span>
      <span className="small muted">
        {actor === 'system' ? t(($) => $.record.bySystem) : t(($) => $.record.by, { name })}
      </span>
      <code className={styles['short']} title={`${t(($) => $.record.hash)} ${hash}`}>
        {hash.slice(0, 8)}
      </code>
    </li>
  )
}

const NAMES = ['title', 'name', 'text', 'reason', 'report'] as const
const subjectSchema = z.record(z.string(), z.unknown())

/** What an event is about, if its payload says so in words of people. */
function subjectOf(payload: Json) {
  const members = subjectSchema.safeParse(payload)
  if (!members.success) return undefined
  for (const name of NAMES) {
    const words = bilingualSchema.safeParse(members.data[name])
    if (words.success) return words.data
  }
  return undefined
}
