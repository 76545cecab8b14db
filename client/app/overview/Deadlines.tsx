import { calendarFile, calendarOf, deadlinesOf, type Due } from '#shared/app'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { BindingInstant } from '../../platform/record/BindingInstant.tsx'
import { useNow } from '../../platform/time/index.ts'
import { Card, Row } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './overview.module.css'

/** What is due in the dialogue, in the reader's zone and in UTC, and as a file for calendars. */
export function Deadlines() {
  const { t } = useWords()
  const { room, history, dialogueId, serverOffset } = useDialogue()
  const now = new Date(useNow(serverOffset)).toISOString()
  const due = deadlinesOf(room, now)
  const titleOf = useTitle()
  const save = () => {
    const url = `${location.origin}/dialogues/${dialogueId}`
    const entries = calendarOf(history).map((entry) => ({ ...entry, title: titleOf(entry), url }))
    saveFile(
      'parley.ics',
      calendarFile(
        t(($) => $.app.name),
        entries,
      ),
    )
  }
  return (
    <Card
      level={2}
      title={t(($) => $.chair.deadlines.title)}
      note={
        due.length > 0 && (
          <Button size="small" onPress={save}>
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
              <span>{titleOf(entry)}</span>
              <span className={styles['when']}>
                <BindingInstant instant={entry.at} />
              </span>
            </Row>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function useTitle(): (due: Due) => string {
  const { t } = useWords()
  return ({ is, number }) =>
    is === 'revoke'
      ? t(($) => $.chair.deadlines.revoke)
      : t(($) => $.chair.deadlines[is], { number })
}

/** Hands a file over to the browser's downloads. */
function saveFile(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/calendar;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
