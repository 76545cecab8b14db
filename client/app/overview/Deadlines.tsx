import { Link } from '@tanstack/react-router'
import { deadlinesOf, type Deadline } from '#shared/app'
import { findClause } from '#shared/proposals'
import type { ReactNode } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { BindingInstant } from '../../platform/record/BindingInstant.tsx'
import { useNow } from '../../platform/time/index.ts'
import { Card, Row } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { useCalendarFile } from './calendar-files.ts'
import styles from './overview.module.css'

/** What is due in the dialogue, each line leading to its place, and all of it as a file for calendars. */
export function Deadlines() {
  const { t } = useWords()
  const { room, serverOffset } = useDialogue()
  const now = new Date(useNow(serverOffset)).toISOString()
  const due = deadlinesOf(room, now)
  const save = useCalendarFile()
  return (
    <Card
      level={2}
      title={t(($) => $.chair.deadlines.title)}
      note={
        due.length > 0 && (
          <Button size="small" onPress={() => save('parley.ics')}>
            {t(($) => $.chair.deadlines.calendar)}
          </Button>
        )
      }
    >
      {due.length === 0 && <p className="muted">{t(($) => $.chair.deadlines.none)}</p>}
      <ul className={styles['lines']}>
        {due.map((entry) => (
          <li key={entry.id}>
            <Row small>
              <Place entry={entry} />
              <span className={styles['when']}>
                {entry.standing === 'open' && (
                  <span className="muted">{t(($) => $.chair.deadlines.meant)}</span>
                )}
                <BindingInstant
                  instant={entry.standing === 'open' ? (entry.until ?? entry.at) : entry.at}
                />
              </span>
            </Row>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What is due, in words that lead to its place. */
function Place({ entry }: { readonly entry: Deadline }) {
  const { t } = useWords()
  const { dialogueId, room } = useDialogue()
  const { is, number, standing, clauseId } = entry
  const params = { dialogueId }
  if (is === 'session') {
    if (standing === 'open') {
      return (
        <Link to="/dialogues/$dialogueId/room" params={params}>
          {t(($) => $.chair.deadlines.sessionOpen, { number })}
        </Link>
      )
    }
    const words: ReactNode =
      standing === 'late'
        ? t(($) => $.chair.deadlines.sessionLate, { number })
        : t(($) => $.chair.deadlines.session, { number })
    return (
      <Link to="/dialogues/$dialogueId/sessions" params={params} search={{ session: entry.id }}>
        {words}
      </Link>
    )
  }
  const words =
    is === 'revoke'
      ? t(($) => $.chair.deadlines.revoke)
      : t(($) => $.chair.deadlines[is], { number })
  const found = clauseId === null ? undefined : findClause(room.proposals, clauseId)
  if (found === undefined) return <span>{words}</span>
  const search = { text: found.proposal.id, clause: found.clause.id }
  return (
    <Link to="/dialogues/$dialogueId/room" params={params} search={search}>
      {words}
    </Link>
  )
}
