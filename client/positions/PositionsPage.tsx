import { matrixRows } from '#shared/positions'
import { openSession } from '#shared/sessions'
import { useState, type ReactNode } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { PageHead } from '../ui/blocks.tsx'
import { Segmented } from '../ui/fields.tsx'
import { MatrixExport } from './MatrixExport.tsx'
import { PositionsMatrix } from './PositionsMatrix.tsx'
import styles from './positions.module.css'

/** The positions of all delegations on all questions, and where they could meet, opened at a question where one is looked for. */
export function PositionsView(props: {
  readonly question: string | undefined
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const { room, parties } = useDialogue()
  const [shown, setShown] = useState<'all' | 'meet'>('all')
  const { tabled } = room.positions
  const last = Math.max(0, ...tabled.map(({ session }) => session))
  const session = openSession(room.sessions)?.number ?? last
  const rows = matrixRows(room.dialogue, tabled, session)
  const meeting = rows.filter(({ couldMeet }) => couldMeet)
  const note = t(($) => $.positions.note, {
    questions: room.dialogue.questions.length,
    delegations: parties.length,
    when:
      last === 0
        ? t(($) => $.positions.beforeSessions)
        : t(($) => $.positions.asOfSession, { number: last }),
  })
  return (
    <>
      <PageHead title={t(($) => $.positions.title)} note={note}>
        {props.children}
      </PageHead>
      {rows.length > 0 && (
        <div className={styles['tools']}>
          <Segmented
            label={t(($) => $.positions.shown)}
            value={shown}
            onChange={setShown}
            choices={[
              { id: 'all', label: t(($) => $.positions.showAll) },
              { id: 'meet', label: t(($) => $.positions.showMeet, { number: meeting.length }) },
            ]}
          />
          <MatrixExport rows={shown === 'all' ? rows : meeting} note={note} />
        </div>
      )}
      {shown === 'meet' && meeting.length > 0 && (
        <p className="small muted">{t(($) => $.positions.meetHint)}</p>
      )}
      <PositionsMatrix rows={shown === 'all' ? rows : meeting} question={props.question} />
    </>
  )
}
