import { LANGUAGES, type Language } from '#shared/kernel'
import {
  bracketSelection,
  counterpart,
  counterpartMember,
  editsForAct,
  listBrackets,
  textRights,
  type BracketAct,
  type BracketMember,
  type BracketSet,
  type Words,
} from '#shared/proposals'
import { useCallback, useMemo, useState } from 'react'
import { useWords } from '../../../platform/i18n/index.ts'
import { useDialogue } from '../../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../../platform/record/labels.ts'
import { actOnText, type Plan } from '../../../proposals/instruments/act.ts'
import { notify } from '../../../ui/overlays.tsx'
import { useConnected } from '../../dialogue/connection.ts'
import type { Spot } from './spot.ts'

/** Carries out a command on a text of this page; a refusal is shown as a notice. Answers whether it was done. */
export function useTextAct(): (textId: string, plan: Plan, audience?: string) => Promise<boolean> {
  const { texts } = useConnected()
  const { room, me } = useDialogue()
  const { refusal } = useWords()
  return async (textId, plan, audience = 'room') => {
    const session = texts.text(textId)
    const rights = textRights(room, me.accountId, { id: textId, audience })
    const acted =
      session === undefined
        ? ({ ok: false, code: 'client/not-ready' } as const)
        : await actOnText(session, rights, plan)
    if (!acted.ok) notify('warning', refusal(acted))
    return acted.ok
  }
}

/** A member of a set, in the language in which it stands. */
export interface Chosen {
  readonly clauseId: string
  readonly language: Language
  readonly set: BracketSet
  readonly member: BracketMember
}

/** What was done last, and the same in the other language, where it can be done too. */
export interface Offer {
  readonly clauseId: string
  readonly type: BracketAct['type']
  readonly language: Language
  readonly done: boolean
  readonly answer: Chosen | undefined
}

/** How brackets may be signed in this dialogue. */
export function useLabels() {
  const { dialogue } = useDialogue().room
  return useMemo(() => bracketLabels(dialogue), [dialogue])
}

/** Finds what answers to a bracket in the other language (BR25). */
export function useAnswerOf(): (chosen: Chosen, words: Words | undefined) => Chosen | undefined {
  const labels = useLabels()
  return useCallback(
    ({ clauseId, language, set, member }, words) => {
      const other = LANGUAGES.find((each) => each !== language)
      if (words === undefined || other === undefined) return undefined
      const own = listBrackets(words[language], labels).sets
      const here = own.find((one) => one.from === set.from && one.kind === set.kind)
      const at = here?.members.find(({ from }) => from === member.from)
      if (here === undefined || at === undefined) return undefined
      const there = counterpart(own, here, listBrackets(words[other], labels).sets)
      const answer = there && counterpartMember(here, at, there)
      return there && answer && { clauseId, language: other, set: there, member: answer }
    },
    [labels],
  )
}

/** The commands on brackets, and what they offer to do in the other language. */
export function useBracketActs(wordsOf: (clauseId: string) => Words | undefined) {
  const act = useTextAct()
  const labels = useLabels()
  const answerOf = useAnswerOf()
  const [offer, setOffer] = useState<Offer>()
  const run = async (type: BracketAct['type'], chosen: Chosen, inBoth = false) => {
    const { clauseId, language } = chosen
    const answer = answerOf(chosen, wordsOf(clauseId))
    const all = inBoth && answer !== undefined ? [chosen, answer] : [chosen]
    const done = await act(clauseId, (words) => {
      const changes: Partial<Record<Language, { edits: ReturnType<typeof bracketSelection> }>> = {}
      for (const { language: of, set, member } of all) {
        const edits = editsForAct(words[of], { type, member, kind: set.kind }, labels)
        if (edits === undefined) return undefined
        changes[of] = { edits }
      }
      return changes
    })
    if (done) {
      setOffer({ clauseId, type, language, done: inBoth, answer: inBoth ? undefined : answer })
    }
    return done
  }
  return {
    run,
    offer,
    /** Does in the other language what has been done in the one. */
    takeOffer: async () => {
      if (offer?.answer === undefined) return
      const { answer, type, clauseId } = offer
      const plan: Plan = (words) => {
        const { language, set, member } = answer
        const edits = editsForAct(words[language], { type, member, kind: set.kind }, labels)
        return edits && { [language]: { edits } }
      }
      if (await act(clauseId, plan)) setOffer({ ...offer, done: true, answer: undefined })
    },
    dismiss: () => setOffer(undefined),
  }
}

/** Puts the selected words in brackets for one's own delegation, unsigned for who sits in none. */
export function useBracketMine() {
  const act = useTextAct()
  const labels = useLabels()
  const { me, parties } = useDialogue()
  const own = parties.find(({ id }) => id === me.delegationId)
  const names = own && labels[own.label]
  return {
    party: own,
    bracket: (clauseId: string, { language, anchor, head, text }: Spot) => {
      const label = (language === 'zh' ? names?.[1] : undefined) ?? names?.[0] ?? ''
      return act(clauseId, (words) => {
        if (words[language] !== text) return undefined
        const edits = bracketSelection(text, anchor, head, label, labels)
        return edits.length === 0 ? undefined : { [language]: { edits } }
      })
    },
  }
}
