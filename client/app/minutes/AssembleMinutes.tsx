import { useNavigate } from '@tanstack/react-router'
import type { Bilingual } from '#shared/kernel'
import { assembleMinutes, type Minutes } from '#shared/outcomes'
import type { Session } from '#shared/sessions'
import { useState } from 'react'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Button } from '../../ui/Button.tsx'
import { notify } from '../../ui/overlays.tsx'

const changes = z.object({ clauses: z.array(z.object({ change: z.string() })) })
const opened = z.object({ id: z.string() })

/** Assembles the minutes of a session that was opened, as a text of the bureau, and opens it. */
export function AssembleMinutes(props: { readonly session: Session }) {
  const { t } = useWords()
  const may = useMay()
  const { me, room } = useDialogue()
  const assemble = useAssemble(props.session)
  const [busy, setBusy] = useState(false)
  const bureau = me.role === 'moderator' || me.role === 'rapporteur'
  if (!bureau || !may('proposals/open') || !wasHeld(props.session)) return null
  // Those that are there are opened by their link instead.
  if (room.proposals.list.some(({ sessionId }) => sessionId === props.session.id)) return null
  const press = async () => {
    setBusy(true)
    await assemble()
    setBusy(false)
  }
  return (
    <Button size="small" isPending={busy} onPress={() => void press()}>
      {t(($) => (busy ? $.sessions.minutes.busy : $.sessions.minutes.assemble))}
    </Button>
  )
}

function useAssemble(session: Session): () => Promise<void> {
  const { t, say, refusal } = useWords()
  const { dialogueId, history, room, send } = useDialogue()
  const navigate = useNavigate()
  const events = history.filter(({ audience }) => audience === 'room')
  const instantOf = (type: string) =>
    events.find((event) => event.type === type && isOf(event.payload, session.id))?.at
  const from = instantOf('SessionOpened')
  const to = instantOf('SessionClosed') ?? 'now'

  const changedIn = async (proposalId: string) => {
    const path = `/api/dialogues/${dialogueId}/proposals/${proposalId}/redline`
    const query = `?from=${encodeURIComponent(from ?? '')}&to=${encodeURIComponent(to)}`
    const answer = await api.get(`${path}${query}`, changes)
    if (!answer.ok) return { proposalId, clauses: 0 }
    const clauses = answer.value.clauses.filter(({ change }) => change === 'changed').length
    return { proposalId, clauses }
  }

  // The text and its clauses in one step: either both are there or neither (SE25).
  const write = ({ title, clauses }: Minutes) =>
    send('proposals/open', {
      title,
      kind: 'rapporteurs-report',
      topicId: null,
      sessionId: session.id,
      clauses: clauses.map(({ kind, level, words }) => ({
        kind,
        level,
        runs: { en: [{ text: words.en }], zh: [{ text: words.zh }] },
      })),
    })

  return async () => {
    // A text that was opened in the session has no earlier words to compare with.
    const fresh = new Set(
      events.flatMap(({ type, at, payload }) =>
        type === 'ProposalOpened' && from !== undefined && at >= from ? [idOf(payload)] : [],
      ),
    )
    const texts = room.proposals.list.filter(
      ({ id, kind }) => kind !== 'rapporteurs-report' && !fresh.has(id),
    )
    const changed = await Promise.all(texts.map(({ id }) => changedIn(id)))
    const minutes = assembleMinutes(events, session.id, changed)
    if (minutes === undefined) {
      notify(
        'warning',
        t(($) => $.sessions.minutes.failed),
      )
      return
    }
    const written = await write(minutes)
    if (!written.ok) {
      notify('warning', refusal(written))
      return
    }
    const what = partsOf(minutes)
      .map(({ title, count }) => `${say(title)} ${count}`)
      .join(' · ')
    notify(
      'success',
      t(($) => $.sessions.minutes.done, { what }),
    )
    const text = opened.parse(written.value).id
    await navigate({
      to: '/dialogues/$dialogueId/room',
      params: { dialogueId },
      search: { text },
    })
  }
}

/** The parts of minutes, each with how much stands in it. */
function partsOf({ clauses }: Minutes): readonly { title: Bilingual; count: number }[] {
  const parts: { title: Bilingual; count: number }[] = []
  for (const { kind, words } of clauses) {
    const last = parts.at(-1)
    if (kind === 'heading') parts.push({ title: words, count: 0 })
    else if (last !== undefined) last.count += 1
  }
  return parts
}

function wasHeld({ status }: Session): boolean {
  return status === 'open' || status === 'closed'
}

function isOf(payload: unknown, sessionId: string): boolean {
  return z
    .object({ sessionId: z.literal(sessionId) })
    .loose()
    .safeParse(payload).success
}

function idOf(payload: unknown): string | undefined {
  const parsed = opened.loose().safeParse(payload)
  return parsed.success ? parsed.data.id : undefined
}
