import { ATTENDANCE_MODES, type AttendanceMode, type Session } from '#shared/sessions'
import type { Member } from '#shared/dialogues'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay, usePeople } from '../platform/record/dialogue.tsx'
import { Card, Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Party } from '../ui/marks.tsx'
import { Menu } from '../ui/overlays.tsx'
import styles from './sessions.module.css'

/** Those who can attend a session: everybody admitted who is no observer. */
export function attenders(members: Readonly<Record<string, Member>>): Member[] {
  return Object.values(members).filter(({ role, suspended }) => role !== 'observer' && !suspended)
}

/** Asks somebody who has not said yet how they attend the open session. */
export function AttendancePrompt(props: { readonly session: Session }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const act = useAct()
  const may = useMay()
  const { session } = props
  const isAsked = session.attendance[me.accountId] === undefined
  if (!isAsked || !may('sessions/confirm-attendance')) return null
  const confirm = (mode: AttendanceMode) =>
    void act('sessions/confirm-attendance', { sessionId: session.id, mode })
  return (
    <div className={styles['prompt']}>
      <span className="small">
        {t(($) => $.sessions.attendance.ask, { number: session.number })}
      </span>
      <span className={styles['tools']}>
        {(['online', 'in-room'] as const).map((mode) => (
          <Button key={mode} size="small" onPress={() => confirm(mode)}>
            {t(($) => $.sessions.attendance[mode])}
          </Button>
        ))}
      </span>
    </div>
  )
}

/** Who attends a session, and who is connected; the bureau marks those who are in the room. */
export function AttendanceCard(props: { readonly session: Session }) {
  const { t } = useWords()
  const { room } = useDialogue()
  const people = attenders(room.dialogue.members)
  const { session } = props
  const present = people.filter(({ accountId }) => session.attendance[accountId] !== undefined)
  return (
    <Card
      title={t(($) => $.sessions.attendance.title)}
      note={t(($) => $.sessions.attendance.count, {
        present: present.length,
        all: people.length,
      })}
    >
      <ul>
        {people.map((member) => (
          <li key={member.accountId}>
            <Attender member={member} session={session} />
          </li>
        ))}
      </ul>
      <p className="small muted">{t(($) => $.sessions.attendance.note)}</p>
    </Card>
  )
}

function Attender(props: { readonly member: Member; readonly session: Session }) {
  const { t, say } = useWords()
  const { parties, me } = useDialogue()
  const connected = usePeople().some(({ accountId }) => accountId === props.member.accountId)
  const may = useMay()
  const act = useAct()
  const { member, session } = props
  const { accountId } = member
  const attendance = session.attendance[accountId]
  const party = parties.find(({ id }) => id === member.delegationId)
  const name = say(member.name)
  const mark = (mode: AttendanceMode | null) =>
    void act('sessions/mark-attendance', { sessionId: session.id, accountId, mode })
  const confirm = (mode: AttendanceMode) =>
    void act('sessions/confirm-attendance', { sessionId: session.id, mode })
  const marks =
    may('sessions/mark-attendance') && (session.status === 'open' || session.status === 'closed')
  const own =
    may('sessions/confirm-attendance') && accountId === me.accountId && session.status === 'open'
  const state = (
    <Chip tone={attendance === undefined ? 'open' : 'agreed'} sign={attendance ? '✓' : '·'}>
      {t(($) => $.sessions.attendance[attendance?.mode ?? 'none'])}
    </Chip>
  )
  const entry = (mode: AttendanceMode | null) => ({
    id: mode ?? 'none',
    label: t(($) => $.sessions.attendance[mode ?? 'none']),
    isSelected: (attendance?.mode ?? null) === mode,
    onAction: () => {
      if (marks) mark(mode)
      else if (mode !== null) confirm(mode)
    },
  })
  return (
    <Row small>
      <span>
        {name}{' '}
        {party === undefined ? (
          <span className="muted">{t(($) => $.terms.role[member.role])}</span>
        ) : (
          <Party tone={party.tone}>{party.label}</Party>
        )}{' '}
        {connected && (
          <span className="muted" title={t(($) => $.sessions.attendance.connected)}>
            ● <span className="visually-hidden">{t(($) => $.sessions.attendance.connected)}</span>
          </span>
        )}
        {attendance?.by === 'bureau' && (
          <span className="muted"> {t(($) => $.sessions.attendance.bureau)}</span>
        )}
      </span>
      {marks || own ? (
        <Menu
          label={t(($) => $.sessions.attendance.mark, { name })}
          trigger={state}
          sections={[
            {
              id: 'mode',
              entries: [...ATTENDANCE_MODES.map(entry), ...(marks ? [entry(null)] : [])],
            },
          ]}
        />
      ) : (
        state
      )}
    </Row>
  )
}
