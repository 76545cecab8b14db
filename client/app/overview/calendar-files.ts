import { calendarFile, calendarOf, type Due } from '#shared/app'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { download } from '../../ui/download.ts'

/** Keeps what is dated as a calendar file: all of it, or what has one of the ids (BT10). */
export function useCalendarFile(): (name: string, ids?: readonly string[]) => void {
  const { t } = useWords()
  const { history, dialogueId } = useDialogue()
  return (name, ids) => {
    const url = `${location.origin}/dialogues/${dialogueId}`
    const titleOf = ({ is, number }: Due) =>
      is === 'revoke'
        ? t(($) => $.chair.deadlines.revoke)
        : is === 'session'
          ? t(($) => $.room.session, { number })
          : t(($) => $.chair.deadlines[is], { number })
    const entries = calendarOf(history)
      .filter(({ id }) => ids?.includes(id) ?? true)
      .map((entry) => ({ ...entry, title: titleOf(entry), url }))
    const words = calendarFile(
      t(($) => $.app.name),
      entries,
    )
    download(name, new Blob([words], { type: 'text/calendar;charset=utf-8' }))
  }
}
