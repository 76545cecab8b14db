import type { Language } from '#shared/kernel'
import { useEffect, useSyncExternalStore } from 'react'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import type { TextSession } from '../platform/texts/index.ts'
import { classes } from '../ui/classes.ts'
import { useBracketSpans } from './bracket-spans.ts'
import { ClauseEditor, ClauseText, type CaretPlace, type RemoteCaret } from './editor/index.ts'
import styles from './proposals.module.css'
import { UnsentWords } from './UnsentWords.tsx'

/** One language of a clause: typeset, or with an editor where somebody writes. */
export function ClauseCell(props: {
  readonly session: TextSession
  readonly language: Language
  readonly name: string
  readonly isSelected: boolean
  readonly mayWrite: boolean
  readonly autoFocus: boolean
  readonly carets: readonly RemoteCaret[]
  readonly onSelection: (place: CaretPlace | null) => void
}) {
  const { t } = useWords()
  const { session, language, isSelected } = props
  useSyncExternalStore(session.subscribe, session.revision)
  const decorate = useBracketSpans()
  const writes = isSelected && props.mayWrite && !session.locked
  useEffect(() => {
    if (writes) void session.claim()
  }, [session, writes])
  const lang = LANGUAGE_TAGS[language]
  const { doc, unsent } = session
  const isEmpty = doc.getText(language).length === 0
  return (
    <div className={classes(styles['words'], language === 'zh' && styles['zh'])}>
      {writes || props.carets.length > 0 ? (
        <ClauseEditor
          doc={doc}
          language={language}
          editable={writes && session.ready}
          carets={props.carets}
          onSelection={props.onSelection}
          decorate={decorate}
          ariaLabel={`${props.name} · ${t(($) => $.room.words[language])}`}
          lang={lang}
          autoFocus={props.autoFocus && session.ready}
        />
      ) : isEmpty ? (
        <p className={styles['none']}>{t(($) => $.room.clause.empty)}</p>
      ) : (
        <ClauseText doc={doc} language={language} decorate={decorate} lang={lang} />
      )}
      {unsent !== undefined && (
        <UnsentWords unsent={unsent} language={language} onDismiss={() => session.dismiss()} />
      )}
    </div>
  )
}
