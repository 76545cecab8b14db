import type { Language } from '#shared/kernel'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import type { TextSession } from '../platform/texts/index.ts'
import { classes } from '../ui/classes.ts'
import { useBracketSpans } from './bracket-spans.ts'
import {
  ClauseEditor,
  ClauseText,
  type CaretPlace,
  type FlatCaret,
  type FocusPlace,
  type RemoteCaret,
} from './editor/index.ts'
import styles from './proposals.module.css'
import { SavingMark } from './SavingMark.tsx'
import { UnsentWords } from './UnsentWords.tsx'

/** A passage of the plain words. */
export interface Passage {
  readonly from: number
  readonly to: number
}

/** One language of a clause: typeset, or with an editor where somebody writes. */
export function ClauseCell(props: {
  readonly session: TextSession
  readonly language: Language
  readonly name: string
  readonly isSelected: boolean
  readonly mayWrite: boolean
  readonly focusAt: FocusPlace | undefined
  readonly carets: readonly RemoteCaret[]
  readonly onSelection: (place: CaretPlace | null) => void
  readonly onCaret?: ((caret: FlatCaret) => void) | undefined
  readonly keys?: Readonly<Record<string, () => boolean>> | undefined
  /** A passage that is pointed at. */
  readonly pointed?: Passage | undefined
}) {
  const { t } = useWords()
  const { session, language, isSelected } = props
  useSyncExternalStore(session.subscribe, session.shape)
  const brackets = useBracketSpans()
  const { pointed } = props
  const decorate = useMemo(
    () =>
      pointed === undefined
        ? brackets
        : (text: string) => [
            ...brackets(text),
            { ...within(pointed, text), className: styles['pointed'] ?? '' },
          ],
    [brackets, pointed],
  )
  const writes = isSelected && props.mayWrite && session.writable && !session.locked
  useEffect(() => {
    if (writes) void session.claim()
  }, [session, writes])
  const onPending = useCallback(
    (isPending: boolean) => session.setPending(language, isPending),
    [session, language],
  )
  const lang = LANGUAGE_TAGS[language]
  const { doc, unsent } = session
  const isEmpty = doc.getText(language).length === 0
  return (
    <div
      className={classes(styles['words'], language === 'zh' && styles['zh'])}
      data-text={session.id}
      data-words={language}
    >
      {writes || props.carets.length > 0 ? (
        <ClauseEditor
          doc={doc}
          language={language}
          editable={writes && (session.ready || session.isReachable)}
          ready={!writes || session.ready}
          onPending={onPending}
          carets={props.carets}
          onSelection={props.onSelection}
          onCaret={props.onCaret}
          keys={props.keys}
          decorate={decorate}
          ariaLabel={`${props.name} · ${t(($) => $.room.words[language])}`}
          lang={lang}
          focusAt={props.focusAt}
        />
      ) : isEmpty ? (
        <p className={styles['none']}>{t(($) => $.room.clause.empty)}</p>
      ) : (
        <ClauseText doc={doc} language={language} decorate={decorate} lang={lang} />
      )}
      {isSelected && <SavingMark session={session} />}
      {writes && !session.ready && !session.isReachable && (
        <p className={styles['saving']} role="note">
          {t(($) => $.typing.clause.notYet)}
        </p>
      )}
      {unsent !== undefined && (
        <UnsentWords
          session={session}
          unsent={unsent}
          language={language}
          mayWrite={props.mayWrite && session.writable && !session.locked}
        />
      )}
    </div>
  )
}

function within({ from, to }: Passage, { length }: string): Passage {
  return { from: Math.min(from, length), to: Math.min(to, length) }
}
