import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useMemo, useEffect, useReducer, useSyncExternalStore, type ReactNode } from 'react'
import { openSession } from '#shared/sessions'
import { useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../platform/i18n/index.ts'
import {
  DialogueProvider,
  useDialogue,
  usePeople,
  viewOf,
} from '../../platform/record/dialogue.tsx'
import type { DialogueStore } from '../../platform/record/store.ts'
import { dateAndTime } from '../../platform/time/index.ts'
import { AgendaTimer, PhaseRibbon } from '../../sessions/PhaseRibbon.tsx'
import { SessionControl } from '../../sessions/SessionControl.tsx'
import { SessionStrip } from '../../sessions/SessionStrip.tsx'
import { RaiseHand } from '../../sessions/RaiseHand.tsx'
import { Banner, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Chip, PresenceCounts } from '../../ui/marks.tsx'
import { Refused, Running } from '../pages/Plain.tsx'
import { Shell } from '../shell/Shell.tsx'
import { NewRules } from '../../dialogues/NewRules.tsx'
import { ChairBar } from '../chair/ChairBar.tsx'
import { useRememberSeen } from '../overview/seen.ts'
import { ConnectedContext, useConnected, useConnection, useConnectionState } from './connection.ts'
import { CHANGED, useRenewal } from './renewal.ts'
import { PagesNav } from './PagesNav.tsx'
import { PAGES } from './places.ts'
import styles from './DialogueFrame.module.css'

/** The frame around a dialogue's pages: follows it and shows what is common to them. */
export function DialogueFrame(props: { readonly dialogueId: string }) {
  // The shared screen receives what everybody in the room receives, whoever has opened it (SE22).
  const shared = useLocation().pathname.endsWith('/screen')
  const [time, renew] = useReducer((times: number) => times + 1, 0)
  const key = `${props.dialogueId}/${shared ? 'screen' : 'own'}/${time}`
  return <Connection key={key} dialogueId={props.dialogueId} shared={shared} onRenew={renew} />
}

function Connection(props: {
  readonly dialogueId: string
  readonly shared: boolean
  readonly onRenew: () => void
}) {
  const connected = useConnection(props.dialogueId, props.shared ? 'room' : undefined)
  useRenewal(connected, props.onRenew)
  return (
    <ConnectedContext value={connected}>
      <Followed dialogueId={props.dialogueId} store={connected.store} />
    </ConnectedContext>
  )
}

function Followed(props: { readonly dialogueId: string; readonly store: DialogueStore }) {
  const { dialogueId, store } = props
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot)
  const open = snapshot.status === 'open' ? snapshot : undefined
  const { state, me, history, serverOffset } = open ?? {}
  const view = useMemo(
    () =>
      state === undefined || me === undefined || history === undefined
        ? undefined
        : viewOf(dialogueId, {
            state,
            me,
            history,
            serverOffset: serverOffset ?? 0,
            send: store.send,
          }),
    [dialogueId, state, me, history, serverOffset, store],
  )
  const isOnScreen = useLocation().pathname.endsWith('/screen')
  if (view === undefined) {
    // The same frame as later: a menu opened meanwhile stays open.
    return (
      <Shell>
        <Running>
          {snapshot.status === 'refused' ? <Unavailable refusal={snapshot} /> : <Waiting />}
        </Running>
      </Shell>
    )
  }
  const within = (children: ReactNode) => (
    <DialogueProvider view={view} people={store.people}>
      {children}
    </DialogueProvider>
  )
  if (isOnScreen) return within(SCREEN)
  return (
    <Shell full title={within(TITLE)} header={within(HEADER)}>
      {within(FRAME)}
    </Shell>
  )
}

/** Why there is no dialogue here for this person, and the way out. */
function Unavailable(props: { readonly refusal: { readonly code: string } }) {
  const { t } = useWords()
  return (
    <>
      <Refused refusal={props.refusal} />
      <p className={styles['wayOut']}>
        <Link to="/">{t(($) => $.app.missing.home)}</Link>
      </p>
    </>
  )
}

/** What stands in a dialogue's place until it is there. */
function Waiting() {
  const { t } = useWords()
  const connection = useConnectionState(useConnected().live)
  if (connection.status === 'ended') return <Ended code={connection.code} />
  return <Skeleton label={t(($) => $.app.loading)} lines={6} />
}

// The same elements every time, so that moving carets do not draw the pages anew.
const SCREEN = <Screen />
const TITLE = <Title />
const HEADER = <Header />
const FRAME = <Frame />

/** Names the page in the browser's title; answers the last part of its address. */
function usePage(): string | undefined {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const title = say(room.dialogue.title)
  const page = useLocation().pathname.split('/').at(-1)
  const named = usePageName(page)
  useEffect(() => {
    document.title = `${named} · ${title} · ${t(($) => $.app.name)}`
  }, [named, title, t])
  useRememberSeen()
  return page
}

function Screen() {
  usePage()
  return <Outlet />
}

function Title() {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const session = openSession(room.sessions)
  return (
    <>
      {say(room.dialogue.title)}
      {session !== undefined && (
        <span className={styles['session']}>
          {' · '}
          {t(($) => $.room.session, { number: session.number })}
        </span>
      )}
    </>
  )
}

function Header() {
  const session = openSession(useDialogue().room.sessions)
  if (session === undefined) return null
  return (
    <>
      <PhaseRibbon session={session} />
      <AgendaTimer session={session} />
    </>
  )
}

function Frame() {
  const page = usePage()
  return (
    <div className={styles['frame']}>
      <Bar />
      {page !== 'desk' && <ChairBar />}
      <ConnectionBanner />
      <ClosedBanner />
      <NewRules />
      <SessionStrip />
      <div className={styles['page']}>
        <Outlet />
      </div>
    </div>
  )
}

/** What a page of the dialogue is called, by the last part of its address. */
function usePageName(page: string | undefined): string {
  const { t } = useWords()
  switch (page) {
    case 'record':
      return t(($) => $.record.title)
    case 'desk':
      return t(($) => $.chair.title)
    case 'screen':
      return t(($) => $.sessions.screen.show)
    case 'comparison':
      return t(($) => $.comparison.title)
    case 'sessions':
      return t(($) => $.dialogue.sessions)
    default: {
      const place = PAGES.find(({ to }) => to.endsWith(`/${page ?? ''}`))?.name ?? 'overview'
      return t(($) => $.room.nav[place])
    }
  }
}

function Bar() {
  const { t } = useWords()
  const { room } = useDialogue()
  const session = openSession(room.sessions)
  return (
    <section className={styles['bar']} aria-label={t(($) => $.room.control.title)}>
      <PagesNav />
      <div className={styles['barEnd']}>
        <span className={styles['rule']}>
          <Chip tone="open" sign="◐">
            {t(($) => $.terms.chathamHouse)}
          </Chip>
        </span>
        {session !== undefined && <RaiseHand session={session} />}
        {session !== undefined && <SessionControl session={session} />}
        <Presence />
      </div>
    </section>
  )
}

function Presence() {
  const { t } = useWords()
  const { parties } = useDialogue()
  const people = usePeople()
  const present = (delegationId: string | null) =>
    new Set(people.filter((person) => person.delegationId === delegationId).map((p) => p.accountId))
      .size
  return (
    <PresenceCounts
      label={t(($) => $.room.present)}
      counts={[
        ...parties.map(({ id, tone, label }) => ({ id, tone, mark: label, count: present(id) })),
        { id: 'bureau', mark: t(($) => $.sessions.attendance.bureauMark), count: present(null) },
      ]}
    />
  )
}

function ClosedBanner() {
  const { t, language } = useWords()
  const { closed } = useDialogue().room.dialogue
  if (closed === null) return null
  const when = dateAndTime(closed.eraseAfter, language)
  return (
    <Banner tone="info">
      {closed.erased ? t(($) => $.record.isErased) : t(($) => $.record.isClosed, { when })}
    </Banner>
  )
}

function ConnectionBanner() {
  const { t, refusal } = useWords()
  const { live, keeper } = useConnected()
  const state = useConnectionState(live)
  if (state.status === 'online') {
    const { trouble: code } = state
    return code === undefined ? null : <Banner tone="warning">{refusal({ code })}</Banner>
  }
  if (state.status === 'ended') return <Ended code={state.code} />
  return (
    <Banner tone="warning">
      {state.status === 'connecting'
        ? t(($) => $.app.connection.connecting)
        : t(($) => $.typing.offline[keeper.isDurable() ? 'durable' : 'memory'])}
    </Banner>
  )
}

function Ended(props: { readonly code: string }) {
  const { t, refusal } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const hasChanged = props.code === CHANGED
  const again = async () => {
    // With words unsent that this page alone holds, the browser asks before it lets them go.
    if (hasChanged) {
      location.reload()
      return
    }
    queries.clear()
    await navigate({ to: '/sign-in', search: { next: location.pathname } })
  }
  return (
    <Banner
      tone="warning"
      action={
        <Button onPress={() => void again()}>
          {hasChanged ? t(($) => $.app.connection.anew) : t(($) => $.app.signIn.title)}
        </Button>
      }
    >
      {refusal(props)}
    </Banner>
  )
}
