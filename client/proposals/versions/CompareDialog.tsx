import { LANGUAGES } from '#shared/kernel'
import { CLAUSE_KINDS, type ClausePlace, type Proposal } from '#shared/proposals'
import { useState } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useClauseName } from '../../platform/record/clause-name.ts'
import { dateAndTime } from '../../platform/time/index.ts'
import { useBeginning } from './beginning.ts'
import { Select, Switch, TextField } from '../../ui/fields.tsx'
import { Chip } from '../../ui/marks.tsx'
import { Dialog } from '../../ui/overlays.tsx'
import { Redline } from '../instruments/Redline.tsx'
import { useRedline, type ComparedClause } from './api.ts'
import { Reading } from './Reading.tsx'
import styles from './versions.module.css'

const INSTANT = 'instant'
const NOW = 'now'

/** What changed in a text between two of its versions: revisions, an instant, or now. */
export function CompareDialog(props: {
  readonly proposal: Proposal
  readonly clauseId: string | undefined
  readonly first: { readonly from: string; readonly to: string }
  readonly lastRead: string | undefined
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const { proposal, clauseId } = props
  const [from, setFrom] = useState(props.first.from)
  const [to, setTo] = useState(props.first.to)
  const [onlyChanged, setOnlyChanged] = useState(true)
  const [onlyClause, setOnlyClause] = useState(false)
  const [opened] = useState(() => Date.now())
  const isWhole = isVersion(from) && isVersion(to)
  const query = useRedline(proposal.id, { from: isWhole ? from : undefined, to }, opened)
  const version = { proposal, lastRead: props.lastRead }
  return (
    <Dialog
      title={`${t(($) => $.versions.compareTitle)} · ${say(proposal.title)}`}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <div className={styles['compare']}>
        <Version {...version} label={t(($) => $.versions.from)} value={from} onChange={setFrom} />
        <Version {...version} label={t(($) => $.versions.to)} value={to} onChange={setTo} />
      </div>
      <div className={styles['parts']}>
        <Switch
          label={t(($) => $.versions.onlyChanged)}
          isSelected={onlyChanged}
          onChange={setOnlyChanged}
        />
        {clauseId !== undefined && (
          <Switch
            label={t(($) => $.versions.onlyThisClause)}
            isSelected={onlyClause}
            onChange={setOnlyClause}
          />
        )}
      </div>
      {isWhole && (
        <Reading query={query}>
          {({ clauses }) => (
            <Compared
              clauses={clauses.filter(({ id }) => !onlyClause || id === clauseId)}
              onlyChanged={onlyChanged}
            />
          )}
        </Reading>
      )}
    </Dialog>
  )
}

function isVersion(value: string): boolean {
  return value !== '' && value !== INSTANT
}

/** Chooses a version: a revision, when one last read, an instant of one's own, or now. */
function Version(props: {
  readonly proposal: Proposal
  readonly lastRead: string | undefined
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { t, language } = useWords()
  const { revisions } = props.proposal
  const at = useBeginning(props.proposal.id)
  const [local, setLocal] = useState('')
  const named = [
    { id: NOW, label: t(($) => $.versions.now) },
    ...(props.lastRead === undefined
      ? []
      : [
          {
            id: props.lastRead,
            label: t(($) => $.versions.sinceLastReadAt, {
              when: dateAndTime(props.lastRead, language),
            }),
          },
        ]),
    ...revisions.toReversed().map(({ number, at: issued }) => ({
      id: String(number),
      label: `${t(($) => $.room.texts.revision, { number })} · ${dateAndTime(issued, language)}`,
    })),
    ...(at === undefined
      ? []
      : [{ id: at, label: `${t(($) => $.versions.beginning)} · ${dateAndTime(at, language)}` }]),
  ]
  const isNamed = named.some(({ id }) => id === props.value)
  return (
    <div>
      <Select
        label={props.label}
        placeholder={t(($) => $.versions.now)}
        value={isNamed ? props.value : INSTANT}
        onChange={props.onChange}
        choices={[...named, { id: INSTANT, label: t(($) => $.versions.instant) }]}
      />
      {!isNamed && (
        <TextField
          label={t(($) => $.versions.instantField)}
          type="datetime-local"
          value={local}
          onChange={(value) => {
            setLocal(value)
            const milliseconds = Date.parse(value)
            props.onChange(
              Number.isNaN(milliseconds) ? INSTANT : new Date(milliseconds).toISOString(),
            )
          }}
        />
      )}
    </div>
  )
}

function Compared(props: {
  readonly clauses: readonly ComparedClause[]
  readonly onlyChanged: boolean
}) {
  const { t } = useWords()
  const clauseName = useClauseName()
  const places = placesOf(props.clauses)
  const changed = props.clauses.filter(({ change }) => change !== 'same')
  const shown = props.onlyChanged ? changed : props.clauses
  return (
    <>
      <p className="muted">
        {changed.length === 0
          ? t(($) => $.versions.nothingChanged)
          : t(($) => $.versions.changedClauses, { count: changed.length })}
      </p>
      {shown.map((clause) => (
        <section key={clause.id} className={styles['compared']}>
          <div className={styles['comparedHead']}>
            <h3>{clauseName(places.get(clause.id))}</h3>
            {clause.change !== 'same' && (
              <Chip tone={TONES[clause.change]}>{t(($) => $.versions.change[clause.change])}</Chip>
            )}
          </div>
          <div className={styles['both']}>
            {LANGUAGES.map((each) => (
              <Redline key={each} segments={clause.redline[each]} lang={LANGUAGE_TAGS[each]} />
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** Where the clauses stand in the newer state; one that is not in it any more is named by its kind, or its number then. */
function placesOf(clauses: readonly ComparedClause[]): ReadonlyMap<string, ClausePlace> {
  const count = { heading: 0, preambular: 0 }
  return new Map(
    clauses.map(({ id, kind: written, number, change }): [string, ClausePlace] => {
      const kind = CLAUSE_KINDS.find((each) => each === written) ?? 'operative'
      const counts = (kind === 'heading' || kind === 'preambular') && change !== 'removed'
      return [id, { kind, number, ordinal: counts ? ++count[kind] : null }]
    }),
  )
}

const TONES = { changed: 'bracketed', added: 'agreed', removed: 'reserved' } as const
