import { LANGUAGES, type Language } from '#shared/kernel'
import { textRights } from '#shared/proposals'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import type { TextSession } from '../../platform/texts/index.ts'
import { ClauseCell } from '../../proposals/ClauseCell.tsx'
import { Skeleton } from '../../ui/blocks.tsx'
import { useConnected } from '../dialogue/connection.ts'
import styles from './Caucus.module.css'

const NO_CARETS = [] as const
const nowhere = () => undefined

/** A text of one side, to read and to write: a note in the reader's language, or a wording in both. */
export function PrivateText(props: {
  readonly textId: string
  readonly audience: string
  readonly name: string
  readonly languages: 'own' | 'both'
}) {
  const { t, language, refusal } = useWords()
  const { room, me } = useDialogue()
  const { texts } = useConnected()
  const { textId, audience } = props
  useEffect(() => texts.open(textId), [texts, textId])
  const group = useSyncExternalStore(
    useCallback((listener) => texts.subscribe(listener), [texts]),
    () => texts.group(textId),
  )
  if (group.state === 'refused') return <p className="muted">{refusal({ code: group.code })}</p>
  const session = texts.text(textId)
  if (group.state === 'loading' || session === undefined) {
    return <Skeleton label={t(($) => $.app.loading)} lines={2} />
  }
  const mayWrite = textRights(room, me.accountId, { id: textId, audience }).write !== 'no'
  return (
    <div className={styles['text']}>
      {LANGUAGES.map((each) => (
        <Paper
          key={each}
          session={session}
          language={each}
          name={props.name}
          mayWrite={mayWrite}
          isWanted={props.languages === 'both' || each === language}
        />
      ))}
    </div>
  )
}

/** One language of it; a language that was not asked for is shown as soon as words stand in it. */
function Paper(props: {
  readonly session: TextSession
  readonly language: Language
  readonly name: string
  readonly mayWrite: boolean
  readonly isWanted: boolean
}) {
  const { session, language } = props
  useSyncExternalStore(session.subscribe, session.revision)
  const { doc } = session
  const isEmpty = useSyncExternalStore(
    useCallback(
      (listener) => {
        const text = doc.getText(language)
        text.observe(listener)
        return () => text.unobserve(listener)
      },
      [doc, language],
    ),
    () => doc.getText(language).length === 0,
  )
  if (isEmpty && !props.isWanted) return null
  return (
    <div className={styles['paper']}>
      <ClauseCell
        session={session}
        language={language}
        name={props.name}
        isSelected
        mayWrite={props.mayWrite}
        focusAt={undefined}
        carets={NO_CARETS}
        onSelection={nowhere}
      />
    </div>
  )
}
