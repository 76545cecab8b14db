import { useClauseName } from '../../platform/record/clause-name.ts'
import { useSearch } from '@tanstack/react-router'
import { clausePlaces, findClause, plainRoot } from '#shared/proposals'
import { openSession } from '#shared/sessions'
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../platform/record/labels.ts'
import { viewClause, type ClauseView } from '../../proposals/clause-view.ts'
import { useConnected } from '../dialogue/connection.ts'
import { useOnBreak } from '../../sessions/use-on-break.ts'
import { chairSteps, type ChairStep } from './steps.ts'
import { useUndo } from './use-undo.ts'

/** What the chair is asked before a step is taken. */
export type Asking =
  | { readonly is: 'confirm'; readonly step: ChairStep }
  | { readonly is: 'ballot' }
  | { readonly is: 'plan' }
  | { readonly is: 'add-item' | 'break'; readonly sessionId: string }

/** The steps the chair can take now, and how one is taken. */
export function useChair() {
  const { room, me } = useDialogue()
  const act = useAct()
  const [asking, setAsking] = useState<Asking>()
  const clause = useClauseAtIssue()
  const onBreak = useOnBreak(openSession(room.sessions))
  const undo = useUndo()
  const may = useMay()
  // Every step is the moderators', as the table has it.
  const steps = may('sessions/open')
    ? chairSteps(
        room,
        me.accountId,
        clause && { id: clause.clause.id, isReady: isReady(clause) },
        onBreak,
      )
    : []
  const carryOut = async (step: ChairStep) => {
    setAsking(undefined)
    const done = await perform(step)
    if (done) undo.remember(step)
    return done
  }
  const perform = async (step: ChairStep): Promise<boolean> => {
    switch (step.id) {
      case 'open-session':
        return act('sessions/open', { sessionId: step.session.id })
      case 'close-session':
        return act('sessions/close', { sessionId: step.session.id })
      case 'start-item':
      case 'finish-item': {
        const target = { sessionId: step.session.id, itemId: step.item.id }
        return step.id === 'start-item'
          ? act('sessions/start-agenda-item', target)
          : act('sessions/finish-agenda-item', target)
      }
      case 'next-phase':
        return act('sessions/change-phase', { sessionId: step.session.id, phase: step.phase })
      case 'give-floor':
        return act('sessions/give-floor', {
          sessionId: step.session.id,
          requestId: step.requestId,
        })
      case 'release-floor':
        return act('sessions/release-floor', { sessionId: step.session.id })
      case 'second-act':
        return act('agreement/second-act', { actId: step.pending.id })
      case 'end-break':
        return act('sessions/end-break', { sessionId: step.session.id })
      default:
        return false
    }
  }
  const take = (step: ChairStep) => {
    const question = questionOf(step)
    if (question === undefined) void carryOut(step)
    else setAsking(question)
  }
  return { steps, take, carryOut, asking, setAsking, clause, undo }
}

/** Most steps are taken at once; what cannot be taken back is asked first. */
function questionOf(step: ChairStep): Asking | undefined {
  switch (step.id) {
    case 'plan-session':
      return { is: 'plan' }
    case 'add-item':
      return { is: 'add-item', sessionId: step.session.id }
    case 'announce-break':
      return { is: 'break', sessionId: step.session.id }
    case 'open-ballot':
      return { is: 'ballot' }
    case 'close-session':
    case 'second-act':
      return { is: 'confirm', step }
    default:
      return undefined
  }
}

function isReady({ clause, brackets, unbalanced, concordance, words }: ClauseView): boolean {
  const written = words !== undefined && words.en.trim() !== '' && words.zh.trim() !== ''
  const free = clause.lock === null && !clause.withdrawn
  return written && free && brackets === 0 && !unbalanced && concordance.is === 'confirmed'
}

/** The clause that the page's address names, with its words where they are on the page. */
function useClauseAtIssue(): ClauseView | undefined {
  const search: { clause?: unknown } = useSearch({ strict: false })
  const { room } = useDialogue()
  const { texts: provider } = useConnected()
  const id = typeof search.clause === 'string' ? search.clause : ''
  const doc = useSyncExternalStore(
    useCallback((listener: () => void) => provider.subscribe(listener), [provider]),
    useCallback(() => provider.text(id)?.doc, [provider, id]),
  )
  const words = useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        doc?.on('update', listener)
        return () => doc?.off('update', listener)
      },
      [doc],
    ),
    useCallback(
      () =>
        doc === undefined ? undefined : `${plainRoot(doc, 'en')}\u0000${plainRoot(doc, 'zh')}`,
      [doc],
    ),
  )
  return useMemo(() => {
    const place = findClause(room.proposals, id)
    if (place === undefined || words === undefined) return undefined
    const [en = '', zh = ''] = words.split('\u0000')
    const printed = clausePlaces(place.proposal).get(id)
    const labels = bracketLabels(room.dialogue)
    return viewClause(place.clause, printed, { en, zh }, room.agreement, labels)
  }, [room.proposals, room.dialogue, room.agreement, id, words])
}

/** What a step is called, and why it is offered. */
export function useStepWords(): (step: ChairStep) => {
  readonly name: string
  readonly why: string
} {
  const { t, say } = useWords()
  const clauseName = useClauseName()
  const { room, parties } = useDialogue()
  const person = (step: { readonly accountId: string; readonly delegationId: string }) => {
    const member = room.dialogue.members[step.accountId]
    return {
      name: member === undefined ? '' : say(member.name),
      label: parties.find(({ id }) => id === step.delegationId)?.label ?? '',
    }
  }
  const nameOf = (step: ChairStep): string => {
    switch (step.id) {
      case 'plan-session':
      case 'add-item':
      case 'announce-break':
      case 'end-break':
        return t(($) => $.chair.steps[step.id])
      case 'open-session':
      case 'close-session':
        return t(($) => $.chair.steps[step.id], { number: step.session.number })
      case 'start-item':
      case 'finish-item':
        return t(($) => $.chair.steps[step.id], { title: say(step.item.title) })
      case 'next-phase':
        return t(($) => $.chair.steps[step.id], { phase: t(($) => $.terms.phase[step.phase]) })
      case 'give-floor':
      case 'release-floor':
        return t(($) => $.chair.steps[step.id], person(step))
      case 'open-ballot': {
        const place = findClause(room.proposals, step.clauseId)
        const clause = clauseName(place && clausePlaces(place.proposal).get(step.clauseId))
        return t(($) => $.chair.steps[step.id], { clause })
      }
      case 'second-act':
        return t(($) => $.chair.steps[step.id], {
          act: t(($) => $.votes.acts.type[step.pending.act.type]),
        })
    }
  }
  return (step) => ({ name: nameOf(step), why: t(($) => $.chair.why[step.id]) })
}
