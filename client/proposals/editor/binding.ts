import { rootRuns } from '#shared/proposals'
import { Plugin, PluginKey, TextSelection, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { applyToEditor, applyToText, mapOffset, replaceWhole, type DeltaStep } from './apply.ts'
import { flatChange, flatOffset, flatPosition, paragraphsOf } from './flat.ts'
import { schema } from './schema.ts'

/** Marks editor transactions that carry over what happened in the text. */
export const bindingKey = new PluginKey('text')

/** Marks the transaction after which nothing is held any more. */
export const releasedKey = new PluginKey('released')

/** Milliseconds after a composition's end before the queues are emptied: browsers still write then. */
const SETTLE = 60
/** The longest that a composition may hold the queues, in milliseconds. */
const CEILING = 20_000

/** The editor's document of a root. */
export function documentOf(doc: Y.Doc, root: string) {
  return schema.node('doc', null, paragraphsOf(rootRuns(doc, root)))
}

/**
 * Binds an editor to a root of a text. While an input method composes, what comes in and what goes out
 * both wait: a document that changes under a composition tears it apart.
 */
export class Binding {
  /** The origin of what this editor writes. */
  readonly origin = Symbol('editor')
  private readonly doc: Y.Doc
  private readonly root: string
  private view: EditorView | undefined
  /** The document as the text has it: what the editor shows, but for a composition in progress. */
  private base
  private held: (readonly DeltaStep[])[] | undefined
  private isReady = true
  private isPending = false
  private readonly onPending: ((isPending: boolean) => void) | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  /** `onPending` is told when the editor has words that the text does not have yet, and when it has them. */
  constructor(doc: Y.Doc, root: string, onPending?: (isPending: boolean) => void) {
    this.onPending = onPending
    this.doc = doc
    this.root = root
    this.base = documentOf(doc, root)
  }

  /** Whether something holds the queues: a composition, or a text that cannot be written to yet. */
  get holding(): boolean {
    return this.held !== undefined
  }

  /** Lets words through to the text, or keeps them in the editor until it can take them. */
  setReady(isReady: boolean): void {
    if (isReady === this.isReady) return
    this.isReady = isReady
    if (!isReady) this.held ??= []
    else if (this.timer === undefined) this.release()
  }

  /** The editor's part of the binding. */
  plugin(): Plugin {
    return new Plugin({
      key: bindingKey,
      props: {
        handleDOMEvents: {
          compositionstart: () => {
            this.hold(CEILING)
            return false
          },
          compositionend: () => {
            this.hold(SETTLE)
            return false
          },
        },
      },
      view: (view) => {
        this.view = view
        const text = this.doc.getText(this.root)
        const observe = (event: Y.YTextEvent, transaction: Y.Transaction) => {
          if (transaction.origin !== this.origin) this.remote(event.delta)
        }
        text.observe(observe)
        return {
          update: (_view, before) => this.local(before),
          destroy: () => {
            this.isReady = true
            if (this.held !== undefined) this.release()
            clearTimeout(this.timer)
            text.unobserve(observe)
            this.view = undefined
          },
        }
      },
    })
  }

  private hold(milliseconds: number): void {
    this.held ??= []
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.release(), milliseconds)
  }

  /** Writes what the editor changed, unless a composition holds it back. */
  private local(before: EditorState): void {
    const { view } = this
    if (view === undefined || view.state.doc.eq(before.doc)) return
    if (this.held !== undefined) {
      this.tellPending(!view.state.doc.eq(this.base))
      return
    }
    const change = flatChange(this.base, view.state.doc)
    if (change === undefined) return
    this.base = view.state.doc
    this.doc.transact(() => applyToText(this.doc.getText(this.root), change), this.origin)
    this.agree()
  }

  private remote(delta: readonly DeltaStep[]): void {
    const { view } = this
    if (view === undefined) return
    if (this.held !== undefined) {
      this.held.push(delta)
      return
    }
    takeSelection(view)
    const tr = view.state.tr
    applyToEditor(tr, delta)
    this.base = tr.doc
    view.dispatch(tr.setMeta(bindingKey, true).setMeta('addToHistory', false))
    this.agree()
  }

  /** Ends the holding: the composed words go to where they belong now, then what came in is shown. */
  private release(): void {
    const { view, held } = this
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.isReady) return
    this.held = undefined
    if (view === undefined || held === undefined) return
    takeSelection(view)
    const { doc, selection } = view.state
    const change = flatChange(this.base, doc)
    let caret = mapOffset(flatOffset(doc, selection.head), held)
    if (change !== undefined) {
      const from = mapOffset(change.from, held)
      const to = Math.max(from, mapOffset(change.to, held))
      const inside = flatOffset(doc, selection.head) - change.from
      if (inside >= 0) caret = from + inside
      const moved = { ...change, from, to }
      this.doc.transact(() => applyToText(this.doc.getText(this.root), moved), this.origin)
    }
    this.agree(held.length > 0 ? caret : undefined)
    view.dispatch(view.state.tr.setMeta(releasedKey, true).setMeta('addToHistory', false))
    this.tellPending(false)
  }

  private tellPending(isPending: boolean): void {
    if (isPending === this.isPending) return
    this.isPending = isPending
    this.onPending?.(isPending)
  }

  /** Makes the editor show exactly the text, should it not. */
  private agree(caret?: number): void {
    const { view } = this
    if (view === undefined) return
    const target = documentOf(this.doc, this.root)
    this.base = target
    if (view.state.doc.eq(target)) return
    const tr = view.state.tr
    replaceWhole(tr, target)
    if (caret !== undefined) {
      tr.setSelection(TextSelection.create(tr.doc, flatPosition(tr.doc, caret)))
    }
    view.dispatch(tr.setMeta(bindingKey, true).setMeta('addToHistory', false))
  }
}

/**
 * Makes an editor take over at once where the browser has put the caret. Browsers tell of it a moment later;
 * what comes from others within that moment would put the caret back.
 */
export function takeSelection(view: EditorView): void {
  if (view.composing || !view.hasFocus()) return
  view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
}

/** The flat selection of an editor. */
export function flatSelection(state: EditorState): { anchor: number; head: number } {
  const { anchor, head } = state.selection
  return { anchor: flatOffset(state.doc, anchor), head: flatOffset(state.doc, head) }
}
