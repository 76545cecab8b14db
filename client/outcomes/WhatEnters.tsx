import { LANGUAGES } from '#shared/kernel'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import { Skeleton } from '../ui/blocks.tsx'
import { Chip, type ChipTone } from '../ui/marks.tsx'
import styles from './outcomes.module.css'
import type { PreparedRow } from './preparing.ts'

const TONES: Readonly<Record<NonNullable<PreparedRow['standing']>, ChipTone>> = {
  agreed: 'agreed',
  'agreed-ad-referendum': 'adref',
  reserved: 'reserved',
  'not-agreed': 'bracketed',
  reported: 'accent',
  heading: 'open',
}

/** Every paragraph of the text: whether it enters, as what, and why not. */
export function WhatEnters(props: { readonly rows: readonly PreparedRow[] | undefined }) {
  const { t } = useWords()
  const { rows } = props
  if (rows === undefined) return <Skeleton label={t(($) => $.app.loading)} lines={5} />
  const entering = rows.filter(({ standing }) => standing !== null).length
  return (
    <>
      <p className="small muted" role="status">
        {t(($) => $.outcomes.entering, { count: entering, all: rows.length })}
      </p>
      <div
        className={styles['rows']}
        role="region"
        aria-label={t(($) => $.outcomes.clauses)}
        tabIndex={0}
      >
        <ol>
          {rows.map((row) => (
            <Paragraph key={row.clauseId} row={row} />
          ))}
        </ol>
      </div>
    </>
  )
}

function Paragraph(props: { readonly row: PreparedRow }) {
  const { t } = useWords()
  const { kind, number, numberInText, standing, status, words, attributions } = props.row
  return (
    <li className={styles['row']} data-entering={standing !== null}>
      <span className={styles['number']}>{number ?? numberInText ?? ''}</span>
      <div className={styles['words']}>
        {LANGUAGES.filter((language) => words[language] !== '').map((language) => (
          <p key={language} lang={LANGUAGE_TAGS[language]}>
            {words[language]}
          </p>
        ))}
        {attributions.length > 0 && (
          <p className={styles['warning']}>
            {t(($) => $.outcomes.maySayWhose, { words: attributions.join(' · ') })}
          </p>
        )}
      </div>
      {standing !== null ? (
        <Chip tone={TONES[standing]} sign={standing === 'not-agreed' ? '[ ]' : '✓'}>
          {t(($) => $.outcomes.enters[standing])}
        </Chip>
      ) : (
        <Chip tone="open" sign="–">
          {kind === 'heading'
            ? t(($) => $.outcomes.emptyHeading)
            : t(($) => $.outcomes.leftOut, { status: t(($) => $.outcomes.wordsStatus[status]) })}
        </Chip>
      )}
    </li>
  )
}
