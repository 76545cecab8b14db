import type { Language } from '#shared/kernel'
import type { Words } from '#shared/proposals'
import type { Passage } from '../../proposals/ClauseCell.tsx'
import type { SpotStore } from './brackets/spot.ts'
import type { ReactNode } from 'react'
import type { FocusPlace } from '../../proposals/editor/index.ts'

/** The words of the text on screen, wherever they come from. */
export interface RoomTexts {
  readonly state: 'loading' | 'open' | 'refused'
  readonly code?: string
  readonly words: (clauseId: string) => Words | undefined
  /** The same function as long as it is the same text. What stands in a clause's cell for a language: typeset words, or the editor where one writes. */
  readonly cell: (place: {
    readonly clauseId: string
    readonly language: Language
    readonly name: string
    readonly isSelected: boolean
    /** Whether the rules let the person write there now. */
    readonly mayWrite: boolean
    /** Where the person has just pointed in this very cell, to write there. */
    readonly focusAt: FocusPlace | undefined
    /** Told where the person's selection stands, and asked for commands by key. */
    readonly spot?: SpotStore | undefined
    /** A passage that is pointed at. */
    readonly pointed?: Passage | undefined
  }) => ReactNode
}
