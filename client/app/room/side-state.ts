import type { Passage } from '#shared/proposals'
import { useMemo, useState } from 'react'

/** The tabs beside the text. */
export type SideTab = 'clause' | 'comments' | 'history' | 'caucus' | 'brackets'

/** A comment that is pointed at; `jump` is a fresh number whenever the text has to be brought to it. */
interface PointedComment {
  readonly id: string
  readonly jump: number | null
}

/** What the column beside the text shows, and what the text and it say to one another. */
export interface SideState {
  readonly tab: SideTab
  readonly pointed: PointedComment | undefined
  /** The passage on which a comment is being written. */
  readonly composing: Passage | undefined
  readonly show: (tab: SideTab) => void
  /** Points at a comment from the text: the column shows it. */
  readonly toComment: (id: string) => void
  /** Points at a comment from the column: the text shows its passage. */
  readonly toPassage: (id: string) => void
  readonly compose: (passage: Passage | undefined) => void
}

/** Keeps what the column shows. `onSide` and `onText` bring the one or the other into view where both do not fit. */
export function useSideState(onSide: () => void, onText: () => void): SideState {
  const [tab, setTab] = useState<SideTab>('clause')
  const [pointed, setPointed] = useState<PointedComment>()
  const [composing, setComposing] = useState<Passage>()
  return useMemo(
    () => ({
      tab,
      pointed,
      composing,
      show: setTab,
      toComment: (id) => {
        setTab('comments')
        setPointed({ id, jump: null })
        onSide()
      },
      toPassage: (id) => {
        setPointed((before) => ({ id, jump: (before?.jump ?? 0) + 1 }))
        onText()
      },
      compose: (passage) => {
        setComposing(passage)
        if (passage === undefined) return
        setTab('comments')
        onSide()
      },
    }),
    [tab, pointed, composing, onSide, onText],
  )
}
