import type { Language } from '#shared/kernel'
import type { FlatCaret } from '../../../proposals/editor/index.ts'

/** Where one's own selection stands in a clause. */
export interface Spot extends FlatCaret {
  readonly language: Language
}

/** What can be asked for by a key at the selection. */
export type SpotCommand = 'take' | 'menu' | 'bracket'

/** A bracket that was pointed at: a passage of the words that it holds whole. */
export interface Opened {
  readonly language: Language
  readonly text: string
  readonly from: number
  readonly to: number
  /** Whether it was opened by a key, which takes the focus along. */
  readonly byKey: boolean
}

/** One's own selection in a clause, for who shows what can be done there. */
export interface SpotStore {
  readonly subscribe: (listener: () => void) => () => void
  readonly get: () => Spot | undefined
  readonly caret: Readonly<Record<Language, (caret: FlatCaret) => void>>
  /** Keys of the editor that ask for a command. */
  readonly keys: Readonly<Record<string, () => boolean>>
  /** The bracket whose menu is open. */
  readonly opened: () => Opened | undefined
  /** Opens the menu of a bracket, or closes it. */
  readonly open: (at: Opened | undefined) => void
  /** Takes over the commands; returns what ends that. */
  readonly serve: (run: (command: SpotCommand) => boolean) => () => void
}

/** Makes the store of one clause. */
export function createSpot(): SpotStore {
  let spot: Spot | undefined
  let served: ((command: SpotCommand) => boolean) | undefined
  let opened: Opened | undefined
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const set = (language: Language) => (caret: FlatCaret) => {
    const { anchor, head, text } = caret
    if (
      spot?.language === language &&
      spot.anchor === anchor &&
      spot.head === head &&
      spot.text === text
    ) {
      return
    }
    spot = { ...caret, language }
    // Where the words have changed, the passage may be another one.
    if (opened?.language === language && opened.text !== text) opened = undefined
    tell()
  }
  const ask = (command: SpotCommand) => () => served?.(command) ?? false
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: () => spot,
    opened: () => opened,
    open: (at) => {
      if (at === opened) return
      opened = at
      tell()
    },
    caret: { en: set('en'), zh: set('zh') },
    keys: { 'Mod-Enter': ask('take'), 'Alt-Enter': ask('menu'), 'Alt-b': ask('bracket') },
    serve: (run) => {
      served = run
      return () => {
        if (served === run) served = undefined
      }
    },
  }
}

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent)

/** How the keys are written on this machine. */
export function keyNames(): Readonly<Record<SpotCommand | 'undo', string>> {
  return isMac()
    ? { take: '⌘↵', menu: '⌥↵', bracket: '⌥B', undo: '⌘Z' }
    : { take: 'Ctrl+↵', menu: 'Alt+↵', bracket: 'Alt+B', undo: 'Ctrl+Z' }
}
