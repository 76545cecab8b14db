import { useClauseName } from '../../platform/record/clause-name.ts'
import { useQuery } from '@tanstack/react-query'
import { LANGUAGES, type Language } from '#shared/kernel'
import { clausePlaces, redline, type Words } from '#shared/proposals'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../platform/record/labels.ts'
import { useBracketSpans } from '../../proposals/bracket-spans.ts'
import { viewClause } from '../../proposals/clause-view.ts'
import { ClauseText } from '../../proposals/editor/index.ts'
import { useOfClause } from '../../proposals/instruments/reading.ts'
import { Redline } from '../../proposals/instruments/Redline.tsx'
import { StatusChip } from '../../proposals/StatusChip.tsx'
import { Chip, Party } from '../../ui/marks.tsx'
import { useConnected } from '../dialogue/connection.ts'
import { useTextWords } from '../room/use-text-words.ts'
import type { AtIssue } from './at-issue.ts'
import { BallotLine } from './screens.tsx'
import styles from './screen.module.css'

/** The clause under discussion in both languages, as changed since the last revision, with what else is on the table. */
export function ClauseScreen(props: { readonly at: AtIssue; readonly redline: boolean }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const { proposal, clause } = props.at
  const { words } = useTextWords(proposal.id)
  const labels = useMemo(() => bracketLabels(room.dialogue), [room.dialogue])
  const nameOf = useClauseName()
  const place = clausePlaces(proposal).get(clause.id)
  const present = words(clause.id)
  const view = viewClause(clause, place, present, room.agreement, labels)
  const ballot = view.openBallot ?? view.ballot
  const issued = useLastRevision(props.at)
  const changed = (language: Language) =>
    props.redline &&
    issued !== undefined &&
    present !== undefined &&
    issued.words[language] !== present[language]
  const anyChange = LANGUAGES.some(changed)
  return (
    <>
      <div className={styles['about']}>
        <h1 className={styles['name']}>
          {nameOf(place)}
          <span className={styles['of']}> · {say(proposal.title)}</span>
        </h1>
        <span className={styles['chips']}>
          <StatusChip view={view} />
          {anyChange && issued !== undefined && (
            <Chip tone="open" sign="±">
              {t(($) => $.sessions.screen.since, { number: issued.number })}
            </Chip>
          )}
        </span>
      </div>
      <div className={styles['words']} data-size={sizeOf(present)}>
        {LANGUAGES.map((language) => (
          <div key={language} className={styles['side']} lang={LANGUAGE_TAGS[language]}>
            {changed(language) ? (
              <Redline
                lang={LANGUAGE_TAGS[language]}
                segments={redline(
                  issued?.words[language] ?? '',
                  present?.[language] ?? '',
                  language,
                )}
              />
            ) : (
              <Typeset clauseId={clause.id} language={language} />
            )}
          </div>
        ))}
      </div>
      {present !== undefined && <OnTheTable clauseId={clause.id} present={present} />}
      {ballot !== undefined && <BallotLine ballot={ballot} />}
    </>
  )
}

/** Short clauses are set larger; both languages always in the same size. */
function sizeOf(words: Words | undefined): 'large' | 'middle' | 'small' {
  const length = Math.max(words?.en.length ?? 0, (words?.zh.length ?? 0) * 3)
  return length < 220 ? 'large' : length < 480 ? 'middle' : 'small'
}

const revision = z.object({
  clauses: z.array(
    z.object({ id: z.string(), words: z.object({ en: z.string(), zh: z.string() }) }),
  ),
})

/** The clause's words in the last revision; nothing where there is none, or the clause is not in it. */
function useLastRevision({ proposal, clause }: AtIssue) {
  const { dialogueId } = useDialogue()
  const number = proposal.revisions.at(-1)?.number
  const path = `/api/dialogues/${dialogueId}/proposals/${proposal.id}/revisions/${number ?? 0}`
  const { data } = useQuery({
    queryKey: ['revision', path],
    queryFn: () => api.get(path, revision),
    enabled: number !== undefined,
    staleTime: Infinity,
  })
  const words = data?.ok === true && data.value.clauses.find(({ id }) => id === clause.id)?.words
  return number === undefined || !words ? undefined : { number, words }
}

const wordings = z.object({
  wordings: z.array(
    z.object({
      id: z.string(),
      delegationId: z.string().nullable(),
      words: z.object({ en: z.string(), zh: z.string() }),
    }),
  ),
})

/** The other wordings that were tabled, each as a redline of the present words. */
function OnTheTable(props: { readonly clauseId: string; readonly present: Words }) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { data } = useOfClause('wordings', props.clauseId, wordings)
  const list = data?.ok === true ? data.value.wordings : []
  if (list.length === 0) return null
  return (
    <section className={styles['table']} aria-label={t(($) => $.sessions.screen.amendments)}>
      {list.map(({ id, delegationId, words }) => {
        const party = parties.find((each) => each.id === delegationId)
        return (
          <div key={id} className={styles['wording']}>
            <p className={styles['whose']}>
              {party === undefined ? (
                t(($) => $.sessions.screen.compromise)
              ) : (
                <Party tone={party.tone}>
                  {t(($) => $.terms.delegation, { label: party.label })}
                </Party>
              )}
            </p>
            {LANGUAGES.map((language) => (
              <Redline
                key={language}
                lang={LANGUAGE_TAGS[language]}
                segments={redline(props.present[language], words[language], language)}
              />
            ))}
          </div>
        )
      })}
    </section>
  )
}

function Typeset(props: { readonly clauseId: string; readonly language: Language }) {
  const { texts: provider } = useConnected()
  const decorate = useBracketSpans()
  const { clauseId, language } = props
  const doc = useSyncExternalStore(
    useCallback((listener: () => void) => provider.subscribe(listener), [provider]),
    useCallback(() => provider.text(clauseId)?.doc, [provider, clauseId]),
  )
  if (doc === undefined) return null
  return (
    <ClauseText doc={doc} language={language} decorate={decorate} lang={LANGUAGE_TAGS[language]} />
  )
}
