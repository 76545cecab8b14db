import { useNavigate } from '@tanstack/react-router'
import { Bell as BellSign } from 'lucide-react'
import { useNotices, useReadNotices, useSettings, type OwnNotice } from '../../between/own.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { dateAndTime } from '../../platform/time/index.ts'
import { Menu } from '../../ui/overlays.tsx'
import styles from './Shell.module.css'

const MOST_SHOWN = 12
const NOTHING_YET = { unread: 0, notices: [] }

/** What one is told, with how much of it is unread; each entry leads to its place. */
export function Bell(props: { readonly isSignedIn: boolean }) {
  const { t, language, refusal } = useWords()
  const query = useNotices(props.isSignedIn)
  useSettings(props.isSignedIn)
  const read = useReadNotices()
  const go = useGo()
  if (!props.isSignedIn) return null
  const { data } = query
  const { unread, notices } = data?.ok === true ? data.value : NOTHING_YET
  const entries = notices.slice(0, MOST_SHOWN).map((notice) => ({
    id: notice.id,
    label: t(($) => $.between.kinds[notice.kind], { number: notice.place.number ?? '' }),
    hint: dateAndTime(notice.at, language),
    isNew: !notice.read,
    onAction: () => {
      if (!notice.read) void read([notice.id])
      go(notice)
    },
  }))
  const all = {
    id: 'all',
    label: t(($) => $.between.bell.readAll),
    onAction: () => void read('all'),
  }
  const why = data === undefined ? t(($) => $.app.loading) : !data.ok && refusal(data)
  const none = { id: 'none', label: why || t(($) => $.between.bell.none), isDisabled: true }
  return (
    <Menu
      label={
        unread > 0
          ? t(($) => $.between.bell.unread, { count: unread })
          : t(($) => $.between.bell.title)
      }
      trigger={
        <span className={styles['bell']}>
          <BellSign size={17} aria-hidden="true" />
          {unread > 0 && (
            <span className={styles['unread']} aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </span>
      }
      sections={[
        ...(unread > 0 ? [{ id: 'actions', entries: [all] }] : []),
        {
          id: 'notices',
          title: t(($) => $.between.bell.title),
          entries: entries.length > 0 ? entries : [{ ...none, onAction: () => undefined }],
        },
      ]}
    />
  )
}

function useGo(): (notice: OwnNotice) => void {
  const navigate = useNavigate()
  return ({ dialogueId, place }) => {
    const params = { dialogueId }
    if (place.page === 'sessions') {
      const search = place.sessionId === undefined ? {} : { session: place.sessionId }
      void navigate({ to: '/dialogues/$dialogueId/sessions', params, search })
      return
    }
    if (place.page !== 'room') {
      const page = place.page === 'overview' ? '' : (`/${place.page}` as const)
      void navigate({ to: `/dialogues/$dialogueId${page}`, params })
      return
    }
    const { proposalId, clauseId } = place
    const search = {
      ...(proposalId === undefined ? {} : { text: proposalId }),
      ...(clauseId === undefined ? {} : { clause: clauseId }),
    }
    void navigate({ to: '/dialogues/$dialogueId/room', params, search })
  }
}
