import { LANGUAGES } from '#shared/kernel'
import { LANGUAGE_NAMES, LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { Chip } from '../../ui/marks.tsx'
import type { FileReport, Preview } from './ask.ts'
import styles from './import.module.css'

/** What an import would make: how much, what is odd about it, what is left out, and how it begins. */
export function ImportPreview({ preview }: { readonly preview: Preview }) {
  const { t } = useWords()
  const { mismatches = [] } = preview.report
  return (
    <div className={styles['preview']}>
      {LANGUAGES.map((language) => {
        const report = preview.report[language]
        return report === null ? null : (
          <File
            key={language}
            name={LANGUAGE_NAMES[language]}
            lang={LANGUAGE_TAGS[language]}
            clauses={preview.clauses}
            report={report}
          />
        )
      })}
      {mismatches.length > 0 && (
        <details className={styles['part']}>
          <summary>
            {t(($) => $.imports.mismatches)} ({mismatches.length})
          </summary>
          <ul>
            {mismatches.map(({ row, code, number, excerpt }) => (
              <li key={`${row}${code}`}>
                <Where number={number} place={row} /> {t(($) => $.imports.mismatch[code])}:{' '}
                <q>{excerpt}</q>
              </li>
            ))}
          </ul>
        </details>
      )}
      <details className={styles['part']} open>
        <summary>{t(($) => $.imports.outline)}</summary>
        <ol className={styles['outline']} tabIndex={0}>
          {preview.outline.map(({ kind, en, zh }, index) => (
            <li key={index} data-kind={kind}>
              <span className="small muted">{t(($) => $.terms.clauseKind[kind])}</span>{' '}
              <span lang="en">{en}</span> <span lang="zh-Hans">{zh}</span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  )
}

function File(props: {
  readonly name: string
  readonly lang: string
  readonly clauses: number
  readonly report: FileReport
}) {
  const { t } = useWords()
  const { brackets, unbalanced, notes, characters, footnotes } = props.report
  return (
    <section className={styles['file']} aria-label={props.name}>
      <p className={styles['counts']}>
        <strong lang={props.lang}>{props.name}</strong>
        <span>{t(($) => $.imports.clauses, { count: props.clauses })}</span>
        <span>{t(($) => $.imports.brackets, { count: brackets })}</span>
        {footnotes > 0 && <span>{t(($) => $.imports.footnotes, { count: footnotes })}</span>}
        <span className="muted">{t(($) => $.imports.characters, { count: characters })}</span>
      </p>
      {unbalanced.length === 0 ? (
        <p className="small muted">{t(($) => $.imports.balanced)}</p>
      ) : (
        <details className={styles['part']} open>
          <summary>
            <Chip tone="reserved" sign="!">
              {t(($) => $.imports.unbalanced)} ({unbalanced.length})
            </Chip>
          </summary>
          <ul lang={props.lang}>
            {unbalanced.map(({ kind, clause, number, excerpt }, index) => (
              <li key={index}>
                <Where number={number} place={clause} /> {t(($) => $.imports.problem[kind])}:{' '}
                <q>{excerpt}</q>
              </li>
            ))}
          </ul>
        </details>
      )}
      {notes.length > 0 && (
        <details className={styles['part']}>
          <summary>
            {t(($) => $.imports.notes)} ({notes.length})
          </summary>
          <ul>
            {notes.map(({ line, code, what }, index) => (
              <li key={index}>
                {t(($) => $.imports.line, { line })}, {t(($) => $.imports.note[code])}:{' '}
                <code>{what.slice(0, 200)}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Where(props: { readonly number: string | undefined; readonly place: number }) {
  const { t } = useWords()
  return (
    <span className="small muted">
      {props.number === undefined
        ? t(($) => $.imports.atPlace, { place: props.place + 1 })
        : t(($) => $.imports.at, { number: props.number })}
    </span>
  )
}
