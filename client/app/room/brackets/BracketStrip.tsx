import { listBrackets, type BracketSet, type DelegationLabels, type Words } from '#shared/proposals'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Kbd } from '../../../ui/marks.tsx'
import styles from './brackets.module.css'
import { Holders, MemberActs, OfferLine } from './MemberActs.tsx'
import { keyNames, type Spot, type SpotCommand, type SpotStore } from './spot.ts'
import {
  useAnswerOf,
  useBracketActs,
  useBracketMine,
  useLabels,
  type Chosen,
} from './use-bracket-acts.ts'

/** What can be done at one's own selection in a clause: with the bracket it stands in, and with the words selected. */
export function BracketStrip(props: {
  readonly clauseId: string
  readonly words: Words | undefined
  readonly spot: SpotStore
}) {
  const { t } = useWords()
  const { clauseId, words, spot } = props
  const here = useSyncExternalStore(spot.subscribe, spot.get)
  const labels = useLabels()
  const acts = useBracketActs(() => words)
  const answerOf = useAnswerOf()
  const mine = useBracketMine()
  const chosen = useMemo(() => chosenAt(clauseId, here, labels), [here, labels, clauseId])
  const isSelecting = here !== undefined && here.anchor !== here.head
  const run = useRef<(command: SpotCommand) => boolean>(() => false)
  useEffect(() => {
    run.current = (command) => {
      // A key may come before what it is about has been drawn.
      const now = spot.get()
      if (command === 'bracket') {
        if (now === undefined || now.anchor === now.head) return false
        void mine.bracket(clauseId, now)
        return true
      }
      const there = chosenAt(clauseId, now, labels)
      if (there === undefined) return false
      const { kind } = there.set
      const only = kind === 'options' ? 'take' : kind === 'bracket' ? 'lift' : command
      void acts.run(only, there)
      return true
    }
  })
  useEffect(() => spot.serve((command) => run.current(command)), [spot])
  const keys = keyNames()
  const { offer } = acts
  return (
    <div className={styles['strip']} role="toolbar" aria-label={t(($) => $.brackets.toolbar)}>
      {isSelecting && (
        <Button size="small" onPress={() => void mine.bracket(clauseId, here)}>
          {mine.party === undefined
            ? t(($) => $.brackets.bracketSelection)
            : t(($) => $.brackets.bracketFor, { label: mine.party.label })}{' '}
          <Kbd>{keys.bracket}</Kbd>
        </Button>
      )}
      {chosen !== undefined && (
        <>
          <Holders member={chosen.member} />
          <span className={styles['snippet']} lang={LANGUAGE_TAGS[chosen.language]}>
            {chosen.member.words.trim() || t(($) => $.brackets.noWords)}
          </span>
          <MemberActs chosen={chosen} answer={answerOf(chosen, words)} run={acts.run} withKeys />
        </>
      )}
      {!isSelecting && chosen === undefined && offer === undefined && (
        <span className="small muted">
          {t(($) => $.brackets.hint, { key: keys.bracket, undo: keys.undo })}
        </span>
      )}
      {offer !== undefined && (
        <OfferLine offer={offer} onTake={() => void acts.takeOffer()} onDismiss={acts.dismiss} />
      )}
    </div>
  )
}

function chosenAt(
  clauseId: string,
  here: Spot | undefined,
  labels: DelegationLabels,
): Chosen | undefined {
  if (here === undefined) return undefined
  const found = membersAt(listBrackets(here.text, labels).sets, here.head)
  return found && { clauseId, language: here.language, ...found }
}

/** The innermost bracket, alternative or option around an offset. */
function membersAt(sets: readonly BracketSet[], at: number) {
  const around = sets.flatMap((set) =>
    set.members.flatMap((member) => (member.from < at && at < member.to ? [{ set, member }] : [])),
  )
  return around.reduce<(typeof around)[number] | undefined>(
    (inner, one) =>
      inner === undefined || one.member.to - one.member.from <= inner.member.to - inner.member.from
        ? one
        : inner,
    undefined,
  )
}
