import type { Language } from '#shared/kernel'
import {
  listBrackets,
  type BracketProblem,
  type BracketSet,
  type Proposal,
} from '#shared/proposals'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { LANGUAGE_NAMES, LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { useDialogue } from '../../../platform/record/dialogue.tsx'
import { dateAndTime, inUtc } from '../../../platform/time/index.ts'
import type { ClauseView } from '../../../proposals/clause-view.ts'
import { EmptyState } from '../../../ui/blocks.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Segmented, Select } from '../../../ui/fields.tsx'
import { DateTime } from '../../../ui/marks.tsx'
import styles from './brackets.module.css'
import { Burndown } from './Burndown.tsx'
import { Holders, MemberActs, OfferLine } from './MemberActs.tsx'
import { useBracketHistory, type OpenedBracket } from './use-bracket-history.ts'
import { useAnswerOf, useBracketActs, useLabels, type Chosen } from './use-bracket-acts.ts'

/** A passage of a clause that is to be shown in the text. */
export interface PointedAt {
  readonly clauseId: string
  readonly language: Language
  readonly from: number
  readonly to: number
}

interface Listed {
  readonly view: ClauseView
  readonly sets: readonly BracketSet[]
  readonly problems: readonly BracketProblem[]
}

/** Every bracket of a text: who holds it, since when, where; to go to, to take and to lift. */
export function BracketsPanel(props: {
  readonly proposal: Proposal
  readonly views: readonly ClauseView[]
  readonly nameOf: (clauseId: string) => string
  readonly onPoint: (at: PointedAt) => void
}) {
  const { t, language: own } = useWords()
  const { parties } = useDialogue()
  const [language, setLanguage] = useState<Language>(own)
  const [holder, setHolder] = useState('all')
  const [chosen, setChosen] = useState<string>()
  const { views } = props
  const history = useBracketHistory(props.proposal.id, views)
  const acts = useBracketActs((id) => views.find(({ clause }) => clause.id === id)?.words)
  const lists = useLists(views, language).map((listed) => filtered(listed, holder))
  const shown = lists.filter(({ sets, problems }) => sets.length + problems.length > 0)
  const sets = shown.flatMap((listed) => listed.sets)
  const options = sets.filter(({ kind }) => kind === 'options').flatMap(({ members }) => members)
  const count = sets.flatMap(({ members }) => members).length - options.length
  return (
    <>
      <Burndown proposal={props.proposal} history={history} />
      <div className={styles['filters']}>
        <Segmented
          label={t(($) => $.brackets.language)}
          value={language}
          onChange={setLanguage}
          choices={(['en', 'zh'] as const).map((id) => ({
            id,
            label: LANGUAGE_NAMES[id],
            lang: LANGUAGE_TAGS[id],
          }))}
        />
        <Select
          label={t(($) => $.brackets.holder)}
          placeholder={t(($) => $.brackets.all)}
          value={holder}
          onChange={setHolder}
          choices={[
            { id: 'all', label: t(($) => $.brackets.all) },
            ...parties.map(({ label }) => ({
              id: label,
              label: t(($) => $.terms.delegation, { label }),
            })),
            { id: '', label: t(($) => $.brackets.unsigned) },
          ]}
        />
      </div>
      <p className="small muted" role="status">
        {t(($) => $.brackets.listed, { count })}
        {options.length > 0 && <> · {t(($) => $.brackets.options, { count: options.length })}</>}
      </p>
      {acts.offer !== undefined && (
        <OfferLine
          offer={acts.offer}
          onTake={() => void acts.takeOffer()}
          onDismiss={acts.dismiss}
        />
      )}
      {shown.length === 0 && (
        <EmptyState title={t(($) => $.brackets.none)}>{t(($) => $.brackets.noneHint)}</EmptyState>
      )}
      {shown.map((listed) => {
        const clauseId = listed.view.clause.id
        return (
          <ClauseBrackets
            key={clauseId}
            listed={listed}
            name={props.nameOf(clauseId)}
            language={language}
            opened={history.opened.filter(
              (one) => one.clauseId === clauseId && one.language === language,
            )}
            chosen={chosen}
            run={acts.run}
            onChoose={(key, at) => {
              setChosen(key === chosen ? undefined : key)
              props.onPoint({ clauseId, language, ...at })
            }}
          />
        )
      })}
    </>
  )
}

function ClauseBrackets(props: {
  readonly listed: Listed
  readonly name: string
  readonly language: Language
  readonly opened: readonly OpenedBracket[]
  readonly chosen: string | undefined
  readonly run: ReturnType<typeof useBracketActs>['run']
  readonly onChoose: (key: string, at: { from: number; to: number }) => void
}) {
  const { t } = useWords()
  const { language, name, listed } = props
  const { view, sets, problems } = listed
  const clauseId = view.clause.id
  return (
    <section className={styles['clause']} aria-label={name}>
      <div className={styles['clauseHead']}>
        <h3>{name}</h3>
        {view.clause.lock !== null && (
          <span className="small muted">{t(($) => $.brackets.locked)}</span>
        )}
      </div>
      {problems.map(({ kind, at }) => (
        <AriaButton
          key={`${at}`}
          className={styles['problem'] ?? ''}
          onPress={() => props.onChoose(`${clauseId}!${at}`, { from: at, to: at + 1 })}
        >
          {t(($) => $.brackets.problem[kind])}
        </AriaButton>
      ))}
      {sets.map((set) => (
        <div
          key={`${set.kind}${set.from}`}
          className={styles['set']}
          role="group"
          aria-label={t(($) => $.brackets.kind[set.kind], { count: set.members.length })}
          style={{ ['--depth' as string]: set.depth }}
        >
          {set.members.map((member) => {
            const key = `${clauseId}/${language}/${set.kind}/${member.from}`
            const isOpen = key === props.chosen
            return (
              <Member
                key={key}
                chosen={{ clauseId, language, set, member }}
                view={view}
                opened={props.opened.find(({ source }) => source === member.source)}
                isOpen={isOpen}
                run={props.run}
                onPress={() => props.onChoose(key, { from: member.from, to: member.to })}
              />
            )
          })}
        </div>
      ))}
    </section>
  )
}

function Member(props: {
  readonly chosen: Chosen
  readonly view: ClauseView
  readonly opened: OpenedBracket | undefined
  readonly isOpen: boolean
  readonly run: ReturnType<typeof useBracketActs>['run']
  readonly onPress: () => void
}) {
  const { t, say, language } = useWords()
  const { room } = useDialogue()
  const answerOf = useAnswerOf()
  const { chosen, opened, isOpen, view } = props
  const { member } = chosen
  const by = opened && room.dialogue.members[opened.by]?.name
  const answer = isOpen ? answerOf(chosen, view.words) : undefined
  return (
    <div className={styles['member']}>
      <AriaButton className={styles['jump'] ?? ''} aria-expanded={isOpen} onPress={props.onPress}>
        <Holders member={member} />
        <span className={styles['words']} lang={LANGUAGE_TAGS[chosen.language]}>
          {member.words.trim() || t(($) => $.brackets.noWords)}
        </span>
        {opened !== undefined && (
          <span className={styles['age']}>
            {t(($) => $.brackets.since)}{' '}
            <DateTime
              instant={opened.at}
              text={dateAndTime(opened.at, language)}
              title={inUtc(opened.at)}
            />
            {by !== undefined && ` · ${say(by)}`}
          </span>
        )}
      </AriaButton>
      {isOpen && view.clause.lock === null && (
        <div className={styles['opened']}>
          {answer !== undefined && (
            <p className="small muted">
              {t(($) => $.brackets.answer[answer.language])}{' '}
              <span lang={LANGUAGE_TAGS[answer.language]} className={styles['quote']}>
                {answer.member.source}
              </span>
            </p>
          )}
          <MemberActs chosen={chosen} answer={answer} run={props.run} />
        </div>
      )}
    </div>
  )
}

/** The brackets of each clause in a language; a clause is read anew only when its words changed. */
function useLists(views: readonly ClauseView[], language: Language): readonly Listed[] {
  const labels = useLabels()
  const [cache] = useState(
    () => new Map<string, { key: readonly unknown[]; listed: Omit<Listed, 'view'> }>(),
  )
  return views.flatMap((view) => {
    const text = view.words?.[language]
    if (text === undefined || view.clause.withdrawn) return []
    const key = [text, labels]
    const place = `${view.clause.id}/${language}`
    const known = cache.get(place)
    if (known?.key.every((part, index) => part === key[index]) === true) {
      return [{ view, ...known.listed }]
    }
    const listed = listBrackets(text, labels)
    cache.set(place, { key, listed })
    return [{ view, ...listed }]
  })
}

function filtered(listed: Listed, holder: string): Listed {
  if (holder === 'all') return listed
  const sets = listed.sets.filter(({ members }) =>
    members.some(({ holders }) =>
      holder === '' ? holders.length === 0 : holders.includes(holder),
    ),
  )
  return { ...listed, sets, problems: [] }
}

/** The button in the head of a text that opens the list of its brackets. */
export function BracketsButton(props: { readonly count: number; readonly onPress: () => void }) {
  const { t } = useWords()
  return (
    <Button size="small" kind="quiet" onPress={props.onPress}>
      <span aria-hidden="true">[ ]</span> {t(($) => $.room.texts.brackets, { count: props.count })}
    </Button>
  )
}
