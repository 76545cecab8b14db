import type { Language } from '#shared/kernel'
import { listBrackets, type BracketSet, type DelegationLabels, type Words } from '#shared/proposals'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Kbd } from '../../../ui/marks.tsx'
import styles from './brackets.module.css'
import { BracketMenu } from './BracketMenu.tsx'
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
  const opened = useSyncExternalStore(spot.subscribe, spot.opened)
  const labels = useLabels()
  const acts = useBracketActs(() => words)
  const answerOf = useAnswerOf()
  const mine = useBracketMine()
  const chosen = useMemo(() => chosenAt(clauseId, caretOf(here), labels), [here, labels, clauseId])
  const pointed = useMemo(() => chosenAt(clauseId, opened, labels), [opened, labels, clauseId])
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
      const caret = caretOf(now)
      const there = chosenAt(clauseId, caret, labels)
      if (caret === undefined || there === undefined) return false
      if (command === 'menu') spot.open({ ...caret, byKey: true })
      else void acts.run(there.set.kind === 'bracket' ? 'lift' : 'take', there)
      return true
    }
  })
  useEffect(() => spot.serve((command) => run.current(command)), [spot])
  const keys = keyNames()
  const { offer } = acts
  return (
    <>
      {opened !== undefined && pointed !== undefined && (
        <BracketMenu
          opened={opened}
          chosen={pointed}
          answer={answerOf(pointed, words)}
          run={acts.run}
          onClose={() => spot.open(undefined)}
        />
      )}
      <div className={styles['strip']} role="toolbar" aria-label={t(($) => $.brackets.toolbar)}>
        {isSelecting && (
          <Button size="small" onPress={() => void mine.bracket(clauseId, here)}>
            {mine.party === undefined
              ? t(($) => $.brackets.bracketSelection)
              : t(($) => $.brackets.bracketFor, { label: mine.party.label })}{' '}
            <Kbd>{keys.bracket}</Kbd>
          </Button>
        )}
        {chosen !== undefined && pointed === undefined && (
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
            {t(($) => $.brackets.hint, { key: keys.bracket, menu: keys.menu, undo: keys.undo })}
          </span>
        )}
        {offer !== undefined && (
          <OfferLine offer={offer} onTake={() => void acts.takeOffer()} onDismiss={acts.dismiss} />
        )}
      </div>
    </>
  )
}

/** A passage of the words of a language. */
interface Passage {
  readonly language: Language
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The characters on both sides of a caret: a bracket that holds both is one that the caret stands in. */
function caretOf(here: Spot | undefined): Passage | undefined {
  if (here === undefined) return undefined
  const { language, text, head } = here
  return { language, text, from: head - 1, to: head + 1 }
}

function chosenAt(
  clauseId: string,
  at: Passage | undefined,
  labels: DelegationLabels,
): Chosen | undefined {
  if (at === undefined) return undefined
  const found = memberAround(listBrackets(at.text, labels).sets, at)
  return found && { clauseId, language: at.language, ...found }
}

/** The innermost bracket, alternative or option that holds a passage whole. */
function memberAround(sets: readonly BracketSet[], { from, to }: Passage) {
  const around = sets.flatMap((set) =>
    set.members.flatMap((member) =>
      member.from <= from && to <= member.to ? [{ set, member }] : [],
    ),
  )
  return around.reduce<(typeof around)[number] | undefined>(
    (inner, one) =>
      inner === undefined || one.member.to - one.member.from <= inner.member.to - inner.member.from
        ? one
        : inner,
    undefined,
  )
}
