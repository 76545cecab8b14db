import { Link } from '@tanstack/react-router'
import { nextSteps } from '#shared/app'
import { openSession } from '#shared/sessions'
import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { clock, useNow } from '../../platform/time/index.ts'
import { attenders } from '../../sessions/Attendance.tsx'
import styles from './chair.module.css'
import { waitingFor } from './waiting.ts'

/** What waits for the chair, in one line; each leads to its place. */
export function WaitingList(props: { readonly brackets: number | undefined }) {
  const { t } = useWords()
  const { dialogueId, state, room, me, serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const waiting = waitingFor(room)
  const { soonest } = waiting
  const session = openSession(room.sessions)
  const people = attenders(room.dialogue.members)
  const here = people.filter(({ accountId }) => session?.attendance[accountId] !== undefined)
  const params = { dialogueId }
  const items: [string, ReactNode][] = []
  if (waiting.requests > 0) {
    const words = t(($) => $.sessions.waiting.requests, { count: waiting.requests })
    items.push(['requests', <strong key="requests">{words}</strong>])
  }
  if (waiting.ballots > 0 || waiting.adReferendum > 0) {
    const open = t(($) => $.sessions.waiting.ballots, { count: waiting.ballots })
    const adref = t(($) => $.sessions.waiting.adref, { count: waiting.adReferendum })
    const words = [waiting.ballots > 0 ? open : '', waiting.adReferendum > 0 ? adref : '']
    items.push([
      'ballots',
      <Link key="ballots" to="/dialogues/$dialogueId/ballots" params={params}>
        {words.filter((each) => each !== '').join(' · ')}
      </Link>,
    ])
  }
  if (soonest !== undefined) {
    const left = Date.parse(soonest.closesAt) - now
    if (left > 0 && left < SOON) {
      const words = { number: soonest.number, time: clock(left) }
      items.push(['soon', <strong key="soon">{t(($) => $.sessions.waiting.soon, words)}</strong>])
    }
  }
  // What a moderator has to do by themselves is to turn a key.
  const keys = nextSteps(state, me.accountId, () => undefined).filter(
    ({ is }) => is !== 'accept-rules',
  ).length
  if (keys > 0) {
    items.push([
      'keys',
      <Link key="keys" to="/dialogues/$dialogueId" params={params}>
        {t(($) => $.sessions.waiting.keys, { count: keys })}
      </Link>,
    ])
  }
  if (waiting.groups > 0) {
    items.push(['groups', t(($) => $.sessions.waiting.groups, { count: waiting.groups })])
  }
  if (props.brackets !== undefined && props.brackets > 0) {
    items.push([
      'brackets',
      <Link key="brackets" to="/dialogues/$dialogueId/room" params={params}>
        {t(($) => $.sessions.waiting.brackets, { count: props.brackets })}
      </Link>,
    ])
  }
  if (session !== undefined) {
    const count = { present: here.length, all: people.length }
    items.push(['present', t(($) => $.sessions.waiting.present, count)])
  }
  return (
    <ul className={styles['waiting']} aria-label={t(($) => $.sessions.waiting.title)}>
      {items.length === 0 && <li className="muted">{t(($) => $.sessions.waiting.nothing)}</li>}
      {items.map(([id, words]) => (
        <li key={id} data-waiting={id}>
          {words}
        </li>
      ))}
    </ul>
  )
}

/** A ballot that ends within this time is told with its countdown, in milliseconds. */
const SOON = 3_600_000

const series = z.object({ series: z.array(z.object({ brackets: z.number() })) })
/** Milliseconds between two looks at the brackets of all texts. */
const LOOK_AGAIN = 20_000

/** How many brackets are left in all texts together; nothing until it is known. */
export function useBracketsLeft(): number | undefined {
  const { dialogueId, room } = useDialogue()
  const answers = useQueries({
    queries: room.proposals.list.map(({ id }) => {
      const path = `/api/dialogues/${dialogueId}/proposals/${id}/brackets`
      return {
        queryKey: ['brackets', path],
        queryFn: () => api.get(path, series),
        refetchInterval: LOOK_AGAIN,
      }
    }),
  })
  let total = 0
  for (const { data } of answers) {
    if (data?.ok !== true) return undefined
    total += data.value.series.at(-1)?.brackets ?? 0
  }
  return total
}
