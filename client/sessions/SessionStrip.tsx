import { openSession } from '#shared/sessions'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { AttendancePrompt } from './Attendance.tsx'
import { BreakNotice } from './Break.tsx'
import { CaucusNotices } from './CaucusSession.tsx'
import { MyFloor } from './FloorClock.tsx'
import styles from './sessions.module.css'

/** What everyone has to know about the session now, on every page: break, floor, caucus, attendance. */
export function SessionStrip() {
  const { room } = useDialogue()
  const session = openSession(room.sessions)
  return (
    <div className={styles['strip']}>
      {session !== undefined && <BreakNotice session={session} />}
      {session !== undefined && <MyFloor session={session} />}
      <CaucusNotices />
      {session !== undefined && <AttendancePrompt session={session} />}
    </div>
  )
}
