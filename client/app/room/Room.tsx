import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { clausePlaces, textRights, type Proposal, type TextRights } from '#shared/proposals'
import { openSession } from '#shared/sessions'
import { Segmented } from '../../ui/fields.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../platform/record/labels.ts'
import { isSameView, viewClause, type ClauseView } from '../../proposals/clause-view.ts'
import type { LanguageView } from '../../proposals/ClauseRow.tsx'
import { undoLastAct } from '../../proposals/editor/index.ts'
import { bracketsOf, useStanding } from '../overview/standing.ts'
import type { PointedAt } from './brackets/BracketsPanel.tsx'
import { useShowPointed } from './brackets/pointing.ts'
import { Document } from './Document.tsx'
import { Elsewhere } from './Elsewhere.tsx'
import { Foot } from './Foot.tsx'
import { Rail } from './Rail.tsx'
import styles from './Room.module.css'
import { Side } from './Side.tsx'
import { useSideState } from './side-state.ts'
import { TextMarks } from './TextMarks.tsx'
import type { RoomTexts } from './texts.ts'

/** What is chosen in the room; it is part of the page's address. */
export interface RoomChoice {
  readonly text?: string
  readonly clause?: string
  readonly languages?: LanguageView
}

// What stands beside the text is not drawn anew by every word that is typed in it.
const SteadyRail = memo(Rail)
const SteadySide = memo(Side)

const COLUMNS = ['rail', 'text', 'clause'] as const

/** The session room: agenda and texts, the text with its clauses, and what concerns the chosen clause. */
export function Room(props: {
  readonly choice: RoomChoice
  readonly onChoose: (choice: RoomChoice) => void
  readonly proposal: Proposal | undefined
  readonly texts: RoomTexts
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const [column, setColumn] = useState<(typeof COLUMNS)[number]>('text')
  const [pointed, setPointed] = useState<PointedAt>()
  const side = useSideState(
    useCallback(() => setColumn('clause'), []),
    useCallback(() => setColumn('text'), []),
  )
  const { choice, proposal, texts } = props
  useUndoKey()
  useShowPointed(pointed)
  const { select, showClause, selectText, showBrackets, point } = useSteady({
    select: (clause: string) => {
      if (clause !== pointed?.clauseId) setPointed(undefined)
      props.onChoose({ ...choice, clause })
    },
    showBrackets: () => {
      side.show('brackets')
      setColumn('clause')
    },
    point: (at: PointedAt) => {
      setPointed(at)
      const isHidden = choice.languages !== undefined && choice.languages !== 'both'
      const languages = isHidden ? { languages: at.language } : {}
      props.onChoose({ ...choice, clause: at.clauseId, ...languages })
      setColumn('text')
    },
    showClause: () => setColumn('clause'),
    selectText: (text: string) => {
      props.onChoose({ ...keepLanguages(choice), text })
      setColumn('text')
    },
  })
  const views = useClauseViews(proposal, texts)
  const selected = views.find(({ clause }) => clause.id === choice.clause)
  const brackets = useTotals(texts.state === 'open' ? proposal?.id : undefined, views)
  const rights = useRights(proposal)
  return (
    <main className={styles['room']} data-column={column}>
      <h1 className="visually-hidden">{t(($) => $.room.nav.room)}</h1>
      <div className={styles['rail']}>
        <SteadyRail
          session={openSession(room.sessions)}
          selected={proposal?.id}
          brackets={brackets}
          onSelect={selectText}
        />
      </div>
      <div className={styles['doc']}>
        <Elsewhere
          groupId={proposal?.id}
          onSelect={(place) => props.onChoose({ ...keepLanguages(choice), ...place })}
        />
        <Document
          proposal={proposal}
          texts={texts}
          views={views}
          rights={rights}
          languages={choice.languages ?? 'both'}
          selected={choice.clause}
          onLanguages={(languages) => props.onChoose({ ...choice, languages })}
          onSelect={select}
          onShowClause={showClause}
          pointed={pointed}
          onShowBrackets={showBrackets}
        />
      </div>
      <section className={styles['side']} aria-label={t(($) => $.room.columns.clause)}>
        <SteadySide
          proposal={proposal}
          views={views}
          view={selected}
          languages={choice.languages ?? 'both'}
          state={side}
          onSelect={select}
          onPoint={point}
        />
      </section>
      {proposal !== undefined && <TextMarks proposalId={proposal.id} side={side} />}
      <Foot proposal={proposal} />
      <div className={styles['columns']}>
        <Segmented
          label={t(($) => $.room.nav.room)}
          value={column}
          onChange={setColumn}
          choices={COLUMNS.map((id) => ({ id, label: t(($) => $.room.columns[id]) }))}
        />
      </div>
    </main>
  )
}

/** Takes back what was done last by a command when the keys are pressed outside of any field. */
function useUndoKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const wanted = event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey
      if (!wanted || event.defaultPrevented) return
      const { target } = event
      if (target instanceof Element && target.closest('input, textarea, [contenteditable=true]'))
        return
      if (undoLastAct()) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** Functions that stay the same and always do what the latest ones do. */
function useSteady(latest: {
  select: (clauseId: string) => void
  showClause: () => void
  selectText: (proposalId: string) => void
  showBrackets: () => void
  point: (at: PointedAt) => void
}) {
  const now = useRef(latest)
  useEffect(() => {
    now.current = latest
  })
  return useMemo(
    () => ({
      select: (clauseId: string) => now.current.select(clauseId),
      showClause: () => now.current.showClause(),
      selectText: (proposalId: string) => now.current.selectText(proposalId),
      showBrackets: () => now.current.showBrackets(),
      point: (at: PointedAt) => now.current.point(at),
    }),
    [],
  )
}

/** Gives back the list it was given before as long as the new one holds the same things. */
function steadyList<T>(): (list: readonly T[]) => readonly T[] {
  let last: readonly T[] = []
  return (list) => {
    const isSame = list.length === last.length && list.every((each, index) => each === last[index])
    if (!isSame) last = list
    return last
  }
}

function keepLanguages({ languages }: RoomChoice): RoomChoice {
  return languages === undefined ? {} : { languages }
}

/** The clauses with their words; one is taken together anew only when something of it changed. */
function useClauseViews(proposal: Proposal | undefined, texts: RoomTexts): readonly ClauseView[] {
  const { room } = useDialogue()
  const { dialogue, agreement } = room
  const labels = useMemo(() => bracketLabels(dialogue), [dialogue])
  const places = useMemo(
    () => (proposal === undefined ? undefined : clausePlaces(proposal)),
    [proposal],
  )
  const [cache] = useState(() => new Map<string, { key: readonly unknown[]; view: ClauseView }>())
  const [steady] = useState(() => steadyList<ClauseView>())
  const views = (proposal?.clauses ?? []).map((clause) => {
    const words = texts.words(clause.id)
    const place = places?.get(clause.id)
    const key = [clause, words?.en, words?.zh, place?.number, place?.ordinal, agreement, labels]
    const known = cache.get(clause.id)
    if (known?.key.every((part, index) => part === key[index]) === true) return known.view
    const made = viewClause(clause, place, words, agreement, labels)
    const view = known !== undefined && isSameView(known.view, made) ? known.view : made
    cache.set(clause.id, { key, view })
    return view
  })
  return steady(views)
}

/** What everyone's clauses allow me now; the same answers as long as nothing that they rest on has changed. */
function useRights(proposal: Proposal | undefined): (clauseId: string) => TextRights | undefined {
  const { room, me } = useDialogue()
  const { dialogue, sessions, proposals } = room
  const [kinds] = useState(() => new Map<string, TextRights>())
  const rights = useMemo(() => {
    const view = { dialogue, sessions, proposals }
    const of = (id: string) => {
      const found = textRights(view, me.accountId, { id, audience: 'room' })
      const kind = JSON.stringify(found)
      const same = kinds.get(kind) ?? found
      kinds.set(kind, same)
      return same
    }
    return new Map((proposal?.clauses ?? []).map(({ id }) => [id, of(id)]))
  }, [kinds, dialogue, sessions, proposals, me.accountId, proposal])
  return useCallback((clauseId: string) => rights.get(clauseId), [rights])
}

function useTotals(proposalId: string | undefined, views: readonly ClauseView[]) {
  const clauses = views.filter(({ status }) => status === 'bracketed').length
  const marks = views.reduce((sum, { brackets }) => sum + brackets, 0)
  const { room } = useDialogue()
  // The text that is open is counted as it is typed; the others as they stood when it was opened.
  const standing = useStanding(`${room.proposals.list.length}/${proposalId}`)
  return useCallback(
    (proposal: Proposal) =>
      proposal.id === proposalId ? { clauses, marks } : bracketsOf(proposal, standing),
    [proposalId, clauses, marks, standing],
  )
}
