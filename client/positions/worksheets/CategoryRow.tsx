import { Link } from '@tanstack/react-router'
import {
  classificationOf,
  clauseWordsOf,
  type DataCategory,
  type DataClass,
  type RowStanding,
} from '#shared/positions'
import { findClause } from '#shared/proposals'
import { useState } from 'react'
import { hasWords, Said } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay, type PartyView } from '../../platform/record/dialogue.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Chip, Party, type ChipTone } from '../../ui/marks.tsx'
import { Classify, Define } from './CategoryDialogs.tsx'
import { MakeClause } from './MakeClause.tsx'
import styles from './worksheets.module.css'

const TONES: Readonly<Record<RowStanding, ChipTone>> = {
  'common-core': 'agreed',
  alike: 'adref',
  'one-sided': 'bracketed',
  apart: 'reserved',
  incomplete: 'open',
}
const SIGNS: Readonly<Record<RowStanding, string>> = {
  'common-core': '◉',
  alike: '=',
  'one-sided': '◐',
  apart: '≠',
  incomplete: '○',
}
const CLASS_SIGNS: Readonly<Record<DataClass, string>> = {
  'national-security-sensitive': '■',
  conditional: '◧',
  'free-to-flow': '□',
}

/** One category of data: where its name comes from, how it is classed, and its joint definition. */
export function CategoryRow(props: {
  readonly category: DataCategory
  readonly standing: RowStanding
}) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { category, standing } = props
  return (
    <tr>
      <th scope="row" className={styles['name']}>
        <Said words={category.name} />
        <span className={styles['standing']}>
          <Chip tone={TONES[standing]} sign={SIGNS[standing]}>
            {t(($) => $.worksheets.standing[standing])}
          </Chip>
        </span>
        <ul className={styles['legal']} aria-label={t(($) => $.worksheets.legalSources)}>
          {category.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </th>
      {parties.map((party) => (
        <Classified key={party.id} party={party} category={category} />
      ))}
      <Joint category={category} />
    </tr>
  )
}

function Classified(props: { readonly party: PartyView; readonly category: DataCategory }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const { party, category } = props
  const said = classificationOf(category, party.id)
  const own = me.delegationId === party.id && may('positions/classify-category')
  return (
    <td className={classes(styles['cell'], styles[`class-${said?.dataClass ?? 'none'}`])}>
      <span className={styles['cellHead']}>
        <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>
      </span>
      {said === undefined ? (
        <span className="muted">{t(($) => $.worksheets.notClassed)}</span>
      ) : (
        <>
          <b>
            <span aria-hidden="true">{CLASS_SIGNS[said.dataClass]} </span>
            {t(($) => $.worksheets.dataClass[said.dataClass])}
          </b>
          {hasWords(said.threshold) && (
            <p className={styles['threshold']}>
              <span className="visually-hidden">{t(($) => $.worksheets.threshold)}: </span>
              <Said words={said.threshold} />
            </p>
          )}
        </>
      )}
      {own && (
        <p className={styles['action']}>
          <Button size="small" onPress={() => setAsking(true)}>
            {t(($) => (said === undefined ? $.worksheets.classify : $.worksheets.reclassify))}
          </Button>
        </p>
      )}
      {asking && <Classify category={category} previous={said} onClose={() => setAsking(false)} />}
    </td>
  )
}

function Joint({ category }: { readonly category: DataCategory }) {
  const { t } = useWords()
  const { dialogueId, room } = useDialogue()
  const may = useMay()
  const [asking, setAsking] = useState<'definition' | 'clause'>()
  const { definition, clauseId } = category
  const found = clauseId === null ? undefined : findClause(room.proposals, clauseId)
  const close = () => setAsking(undefined)
  return (
    <td className={styles['cell']}>
      <span className={styles['cellHead']}>{t(($) => $.worksheets.definition)}</span>
      {definition === null ? (
        <span className="muted">{t(($) => $.worksheets.noDefinition)}</span>
      ) : (
        <p className={styles['joint']}>
          <Said words={definition} />
        </p>
      )}
      {found !== undefined && (
        <p className="small">
          <Link
            to="/dialogues/$dialogueId/room"
            params={{ dialogueId }}
            search={{ text: found.proposal.id, clause: found.clause.id }}
          >
            {t(($) => $.worksheets.toClause)}
          </Link>
        </p>
      )}
      <p className={styles['action']}>
        {may('positions/define-category') && (
          <Button size="small" onPress={() => setAsking('definition')}>
            {t(($) => (definition === null ? $.worksheets.define : $.worksheets.redefine))}
          </Button>
        )}
        {may('positions/turn-category-into-clause') &&
          found === undefined &&
          room.proposals.list.length > 0 && (
            <Button size="small" onPress={() => setAsking('clause')}>
              {t(($) => $.worksheets.makeClause)}
            </Button>
          )}
      </p>
      {asking === 'definition' && <Define category={category} onClose={close} />}
      {asking === 'clause' && (
        <MakeClause
          kind="definition"
          words={clauseWordsOf(category)}
          categoryId={category.id}
          onClose={close}
        />
      )}
    </td>
  )
}
