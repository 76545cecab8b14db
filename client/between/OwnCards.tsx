import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { dateAndTime } from '../platform/time/index.ts'
import { Card, Cluster, Skeleton } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Segmented, Select } from '../ui/fields.tsx'
import { notify } from '../ui/overlays.tsx'
import {
  CALENDAR_KEY,
  endCalendar,
  fetchCalendar,
  makeCalendar,
  useChangeSettings,
  useSettings,
  type OwnSettings,
} from './own.ts'
import { zoneChoices } from '../platform/time/zones.ts'

/** What one is told and when, one's time zone, and one's calendar. */
export function Between() {
  return (
    <>
      <Mails />
      <div id="calendar">
        <Calendar />
      </div>
    </>
  )
}

function Mails() {
  const { t, refusal } = useWords()
  const query = useSettings(true)
  const change = useChangeSettings()
  if (query.data?.ok !== true) {
    return (
      <Card title={t(($) => $.between.mail.title)}>
        <Skeleton label={t(($) => $.app.loading)} />
      </Card>
    )
  }
  const { mail, digestHour, timeZone, sendsMail } = query.data.value
  const keep = async (chosen: Partial<Omit<OwnSettings, 'sendsMail'>>) => {
    const reply = await change(chosen)
    if (reply.ok)
      notify(
        'success',
        t(($) => $.between.mail.saved),
      )
    else notify('warning', refusal(reply))
  }
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    id: String(hour),
    label: `${String(hour).padStart(2, '0')}:00`,
  }))
  return (
    <Card title={t(($) => $.between.mail.title)}>
      <p className="small muted">
        {sendsMail ? t(($) => $.between.mail.note) : t(($) => $.between.mail.off)}
      </p>
      <Segmented
        label={t(($) => $.between.mail.choice)}
        value={mail}
        onChange={(id) => void keep({ mail: id })}
        choices={(['at-once', 'digest', 'off'] as const).map((id) => ({
          id,
          label: t(($) => $.between.mail[id === 'off' ? 'none' : id]),
        }))}
      />
      {mail === 'digest' && (
        <Select
          label={t(($) => $.between.mail.hour)}
          placeholder=""
          value={String(digestHour)}
          onChange={(hour) => void keep({ digestHour: Number(hour) })}
          choices={hours}
        />
      )}
      <Select
        label={t(($) => $.between.mail.zone)}
        placeholder=""
        value={timeZone ?? 'device'}
        onChange={(zone) => void keep({ timeZone: zone === 'device' ? null : zone })}
        choices={[
          { id: 'device', label: t(($) => $.between.mail.zoneOfDevice, { zone: device }) },
          ...zoneChoices(timeZone),
        ]}
      />
    </Card>
  )
}

function Calendar() {
  const { t, language, refusal } = useWords()
  const queries = useQueryClient()
  const query = useQuery({ queryKey: CALENDAR_KEY, queryFn: fetchCalendar })
  const [path, setPath] = useState<string>()
  const link = query.data?.ok === true ? query.data.value.link : null
  const make = async () => {
    const reply = await makeCalendar(language)
    if (reply.ok) setPath(reply.value.path)
    else notify('warning', refusal(reply))
    await queries.invalidateQueries({ queryKey: CALENDAR_KEY })
  }
  const end = async () => {
    const reply = await endCalendar()
    if (reply.ok) {
      setPath(undefined)
      notify(
        'success',
        t(($) => $.between.calendar.ended),
      )
    } else notify('warning', refusal(reply))
    await queries.invalidateQueries({ queryKey: CALENDAR_KEY })
  }
  const when = (instant: string) => dateAndTime(instant, language)
  return (
    <Card title={t(($) => $.between.calendar.title)}>
      <p className="small muted">{t(($) => $.between.calendar.note)}</p>
      {link !== null && (
        <p className="small">
          {t(($) => $.between.calendar.since, { when: when(link.createdAt) })}{' '}
          {link.fetchedAt === null
            ? t(($) => $.between.calendar.never)
            : t(($) => $.between.calendar.fetched, { when: when(link.fetchedAt) })}
        </p>
      )}
      {path !== undefined && (
        <p>
          {t(($) => $.between.calendar.copy)} <code>{`${location.origin}${path}`}</code>
        </p>
      )}
      <Cluster>
        <Button onPress={() => void make()}>
          {link === null ? t(($) => $.between.calendar.make) : t(($) => $.between.calendar.renew)}
        </Button>
        {link !== null && (
          <Button kind="quiet" onPress={() => void end()}>
            {t(($) => $.between.calendar.end)}
          </Button>
        )}
      </Cluster>
    </Card>
  )
}
