import { Link } from '@tanstack/react-router'
import type { Language } from '#shared/kernel'
import type { ComparedCell, ComparedRow } from '#shared/proposals'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Redline } from '../../proposals/instruments/Redline.tsx'
import { Party } from '../../ui/marks.tsx'
import { Bracketed } from '../room/wordings/MergeWordings.tsx'
import styles from './comparison.module.css'

/** The table itself; on a narrow screen each row is a card whose cells carry the heads of their columns. */
export function ComparisonTable(props: {
  readonly title: string
  readonly proposalId: string
  readonly rows: readonly ComparedRow[]
  readonly languages: readonly Language[]
  readonly isClean: boolean
}) {
  const { t, say } = useWords()
  const { dialogueId, parties } = useDialogue()
  const { languages, isClean } = props
  const base = t(($) => $.comparison.base)
  const compromise = t(($) => $.comparison.compromise)
  return (
    <div className={styles['scroll']} role="region" aria-label={props.title} tabIndex={0}>
      <table className={styles['table']} data-columns={parties.length}>
        <caption className="visually-hidden">{props.title}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['number']}>
              {t(($) => $.comparison.number)}
            </th>
            <th scope="col">{base}</th>
            {parties.map(({ id, tone, name }) => (
              <th key={id} scope="col">
                <Party tone={tone}>{say(name)}</Party>
              </th>
            ))}
            <th scope="col">{compromise}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.clause.id} data-kind={row.clause.kind}>
              <th scope="row" className={styles['number']}>
                <Link
                  to="/dialogues/$dialogueId/room"
                  params={{ dialogueId }}
                  search={{ text: props.proposalId, clause: row.clause.id }}
                >
                  {row.clause.number || (row.clause.kind === 'heading' ? '§' : '¶')}
                </Link>
              </th>
              <td data-head={base}>
                {languages.map((language) => (
                  <Bracketed key={language} text={row.clause.words[language]} language={language} />
                ))}
              </td>
              {parties.map(({ id, label, name }) => (
                <Cell
                  key={id}
                  head={say(name)}
                  cell={row.wordings[label]}
                  languages={languages}
                  isClean={isClean}
                />
              ))}
              <Cell
                head={compromise}
                cell={row.compromise}
                languages={languages}
                isClean={isClean}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell(props: {
  readonly head: string
  readonly cell: ComparedCell | undefined
  readonly languages: readonly Language[]
  readonly isClean: boolean
}) {
  const { t } = useWords()
  const { cell, head } = props
  if (cell === undefined || cell.source === 'none') {
    return (
      <td data-head={head} className={styles['empty']}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t(($) => $.comparison.nothing)}</span>
      </td>
    )
  }
  return (
    <td data-head={head}>
      {props.languages.map((language) =>
        props.isClean ? (
          <p key={language} lang={LANGUAGE_TAGS[language]}>
            {cell.words[language]}
          </p>
        ) : (
          <Redline
            key={language}
            segments={cell.redline[language]}
            lang={LANGUAGE_TAGS[language]}
          />
        ),
      )}
      <span className={styles['source']}>
        {t(($) => (cell.source === 'tabled' ? $.comparison.fromTabled : $.comparison.fromBrackets))}
      </span>
    </td>
  )
}
