import type { Language } from '#shared/kernel'
import { mustAcceptRules } from '#shared/dialogues'
import { phaseRuleOf } from '#shared/sessions'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { ClauseCell, type Passage } from '../../proposals/ClauseCell.tsx'
import type { TextProvider, TextSession } from '../../platform/texts/index.ts'
import type { CaretPlace, FocusPlace } from '../../proposals/editor/index.ts'
import { useConnected } from '../dialogue/connection.ts'
import type { SpotStore } from './brackets/spot.ts'
import { createCaretStore, createCaretTeller, type CaretStore } from './carets.tsx'
import type { RoomTexts } from './texts.ts'
import { createWordsStore } from './words-store.ts'

/** The words of a proposal's clauses, live, with an editor where one writes. */
export function useRoomTexts(groupId: string): { texts: RoomTexts; carets: CaretStore } {
  const { texts: provider, live } = useConnected()
  const { dialogueId, room, me } = useDialogue()
  // What may be written is told when the group is opened; when the rule changes it is opened again.
  const groups = room.sessions.groups
    .filter(({ status }) => status.is === 'working')
    .map(({ id, memberIds }) => `${id}:${memberIds.includes(me.accountId)}`)
  const { texts: regime, groups: ofGroups } = phaseRuleOf(room.sessions)
  const accepted = mustAcceptRules(room.dialogue, me.accountId) ? 'rules' : ''
  const rule = [regime, ofGroups, me.role, accepted, ...groups].join('/')
  useEffect(() => provider.open(groupId), [provider, groupId, rule])
  const store = useMemo(() => createWordsStore(provider, groupId), [provider, groupId])
  useSyncExternalStore(store.subscribe, store.version)
  const subscribe = useCallback((listener: () => void) => provider.subscribe(listener), [provider])
  const group = useSyncExternalStore(
    subscribe,
    useCallback(() => provider.group(groupId), [provider, groupId]),
  )
  const [carets] = useState(createCaretStore)
  const tell = useMemo(() => createCaretTeller(live, dialogueId), [live, dialogueId])
  const cell = useCallback<RoomTexts['cell']>(
    ({ clauseId, ...place }) => (
      <Present provider={provider} clauseId={clauseId} {...place} carets={carets} tell={tell} />
    ),
    [provider, carets, tell],
  )
  const texts: RoomTexts = {
    state: group.state,
    ...(group.state === 'refused' ? { code: group.code } : {}),
    words: store.words,
    cell,
  }
  return { texts, carets }
}

interface CellProps {
  readonly language: Language
  readonly name: string
  readonly isSelected: boolean
  readonly mayWrite: boolean
  readonly focusAt: FocusPlace | undefined
  readonly spot?: SpotStore | undefined
  readonly pointed?: Passage | undefined
  readonly carets: CaretStore
  readonly tell: (textId: string, language: Language, place: CaretPlace | null) => void
}

/** A clause's text as the page has it now: when the rule changes, it is opened anew under the same id. */
function Present(
  props: CellProps & { readonly provider: TextProvider; readonly clauseId: string },
) {
  const { provider, clauseId, ...rest } = props
  const session = useSyncExternalStore(
    useCallback((listener: () => void) => provider.subscribe(listener), [provider]),
    useCallback(() => provider.text(clauseId), [provider, clauseId]),
  )
  return session && <Cell key={clauseId} session={session} {...rest} />
}

function Cell(props: CellProps & { readonly session: TextSession }) {
  const { session, language, carets, tell } = props
  const { id } = session
  const here = useSyncExternalStore(
    useCallback(
      (listener: () => void) => carets.subscribe(id, language, listener),
      [carets, id, language],
    ),
    useCallback(() => carets.at(id, language), [carets, id, language]),
  )
  const onSelection = useCallback(
    (place: CaretPlace | null) => tell(id, language, place),
    [tell, id, language],
  )
  return (
    <ClauseCell
      session={session}
      language={language}
      name={props.name}
      isSelected={props.isSelected}
      mayWrite={props.mayWrite}
      focusAt={props.focusAt}
      carets={here}
      onSelection={onSelection}
      onCaret={props.spot?.caret[language]}
      keys={props.spot?.keys}
      pointed={props.pointed}
    />
  )
}
