import { Plugin, PluginKey, type EditorState } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { bindingKey, releasedKey } from './binding.ts'
import { flatPosition, flatText } from './flat.ts'

/** A stretch of the plain words that is to be shown in a way of its own. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly className: string
  /** Said of the stretch to those who hover over it. */
  readonly title?: string
}

/** Somebody else's caret, in flat offsets. */
export interface ShownCaret {
  readonly key: string
  readonly name: string
  /** A CSS colour, usually a custom property: `var(--party-a)`. */
  readonly colour: string
  readonly anchor: number
  readonly head: number
}

interface Shown {
  readonly spans: DecorationSet
  readonly carets: DecorationSet
}

const key = new PluginKey<Shown>('decorations')

/** What decorations are made from. */
export interface Decorated {
  readonly spansOf: (text: string) => readonly Span[]
  readonly carets: () => readonly ShownCaret[]
  /** Whether the editor holds words that the text has not: what is shown then only moves with them. */
  readonly isHeld: () => boolean
}

/**
 * Shows spans and carets, made afresh whenever the words or the carets change. Carets stand in the text, which has what
 * the person types a moment later than the editor: until then they move with the words.
 */
export function decorationsPlugin({ spansOf, carets, isHeld }: Decorated): Plugin {
  const spansNow = (state: EditorState) =>
    DecorationSet.create(state.doc, spanDecorations(state, spansOf(flatText(state.doc))))
  const caretsNow = (state: EditorState) =>
    DecorationSet.create(
      state.doc,
      carets().flatMap((caret) => caretDecorations(state, caret)),
    )
  return new Plugin<Shown>({
    key,
    state: {
      init: (_config, state) => ({ spans: spansNow(state), carets: caretsNow(state) }),
      apply: (tr, { spans, carets: before }, _old, state) => {
        const move = (set: DecorationSet) => set.map(tr.mapping, tr.doc)
        if (isHeld()) return { spans: move(spans), carets: move(before) }
        const isDue = tr.getMeta(key) === true || tr.getMeta(releasedKey) === true
        const isFromText = tr.getMeta(bindingKey) === true
        return {
          spans: isDue || tr.docChanged ? spansNow(state) : spans,
          carets: isDue || isFromText ? caretsNow(state) : move(before),
        }
      },
    },
    props: {
      decorations: (state) => {
        const { spans, carets: shown } = key.getState(state) ?? NOTHING
        return spans.add(state.doc, shown.find())
      },
    },
  })
}

const NOTHING: Shown = { spans: DecorationSet.empty, carets: DecorationSet.empty }

/** Asks for the decorations to be made afresh. */
export function refreshDecorations(state: EditorState) {
  return state.tr.setMeta(key, true).setMeta('addToHistory', false)
}

function spanDecorations(state: EditorState, spans: readonly Span[]): Decoration[] {
  return spans.map(({ from, to, className, title }) =>
    Decoration.inline(flatPosition(state.doc, from), flatPosition(state.doc, to), {
      class: className,
      ...(title !== undefined && { title }),
    }),
  )
}

function caretDecorations(state: EditorState, caret: ShownCaret): Decoration[] {
  const head = flatPosition(state.doc, caret.head)
  const anchor = flatPosition(state.doc, caret.anchor)
  const widget = Decoration.widget(head, () => caretElement(caret), { key: caret.key, side: 10 })
  if (head === anchor) return [widget]
  const selection = Decoration.inline(Math.min(head, anchor), Math.max(head, anchor), {
    class: 'remote-selection',
    style: `--caret: ${caret.colour}`,
  })
  return [widget, selection]
}

function caretElement({ name, colour }: ShownCaret): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'remote-caret'
  caret.style.setProperty('--caret', colour)
  caret.setAttribute('aria-hidden', 'true')
  const label = document.createElement('span')
  label.className = 'remote-caret-name'
  label.textContent = name
  caret.append(label)
  return caret
}
