// @vitest-environment happy-dom
import { plainRoot, rootRuns } from '#shared/proposals'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { randomOf, type Random } from '../../../test/support/forger.ts'
import { mapOffset } from './apply.ts'
import { Binding, documentOf } from './binding.ts'
import { flatOffset, flatPosition, flatText, sliceOf } from './flat.ts'
import { schema } from './schema.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open(doc: Y.Doc): { view: EditorView; binding: Binding; close: () => void } {
  const binding = new Binding(doc, 'en')
  const state = EditorState.create({ doc: documentOf(doc, 'en'), plugins: [binding.plugin()] })
  const view = new EditorView(document.createElement('div'), { state })
  return { view, binding, close: () => view.destroy() }
}

/** Two people, each with an editor; `sync` carries everything over. */
function pair(words = '') {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  docs[0].getText('en').insert(0, words)
  const sync = () => {
    for (const [from, to] of [docs, [docs[1], docs[0]]] as const) {
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
    }
  }
  sync()
  return { docs, sync, one: open(docs[0]), two: open(docs[1]) }
}

function type(view: EditorView, offset: number, words: string): void {
  const at = flatPosition(view.state.doc, offset)
  view.dispatch(view.state.tr.replace(at, at, sliceOf([{ text: words }])))
}

function edit(random: Random, { view }: { view: EditorView }): void {
  const length = flatText(view.state.doc).length
  const from = random(length + 1)
  const to = Math.min(length, from + random(7))
  const [start, end] = [flatPosition(view.state.doc, from), flatPosition(view.state.doc, to)]
  const { tr } = view.state
  const kind = random(6)
  if (kind === 0) tr.delete(start, end)
  else if (kind === 1) tr.addMark(start, end, schema.mark('em'))
  else if (kind === 2) tr.removeMark(start, end).addMark(start, end, schema.mark('strong'))
  else if (kind === 3) tr.split(start)
  else tr.replace(start, end, sliceOf([{ text: ['aab', 'b', '中\n文', '😀', '😁x'][random(5)]! }]))
  view.dispatch(tr)
}

describe('the editor on a text', () => {
  it('shows a text, line feeds as paragraphs', () => {
    const { one } = pair('First.\nSecond.')
    expect(one.view.state.doc.childCount).toBe(2)
    expect(flatText(one.view.state.doc)).toBe('First.\nSecond.')
  })

  it('counts offsets and positions alike in every paragraph', () => {
    const { one } = pair('ab\n\ncd')
    const { doc } = one.view.state
    for (let offset = 0; offset <= 6; offset++) {
      expect(flatOffset(doc, flatPosition(doc, offset))).toBe(offset)
    }
  })

  it('writes only what changed: a typed letter is one insertion, a mark no insertion at all', () => {
    const { docs, one } = pair('hello')
    const deltas: unknown[] = []
    docs[0].getText('en').observe(({ delta }) => deltas.push(delta))
    type(one.view, 3, 'l')
    one.view.dispatch(one.view.state.tr.addMark(1, 4, schema.mark('em')))
    expect(deltas).toEqual([
      [{ retain: 4 }, { insert: 'l' }],
      [{ retain: 3, attributes: { em: true } }],
    ])
  })

  it('keeps a selection with its words when others write before and behind it', () => {
    const { docs, sync, one } = pair('The Parties shall cooperate.')
    const select = TextSelection.create(
      one.view.state.doc,
      flatPosition(one.view.state.doc, 12),
      flatPosition(one.view.state.doc, 17),
    )
    one.view.dispatch(one.view.state.tr.setSelection(select))
    docs[1].getText('en').insert(28, '\nNew paragraph.')
    docs[1].getText('en').insert(0, 'Both. ')
    sync()
    const { from, to } = one.view.state.selection
    expect(one.view.state.doc.textBetween(from, to)).toBe('shall')
  })

  it('drops what no text may hold, in the editor too', () => {
    const { docs, one } = pair('ab')
    const { tr } = one.view.state
    one.view.dispatch(tr.insertText('x\u202ey', 2))
    expect(plainRoot(docs[0], 'en')).toBe('axyb')
    expect(flatText(one.view.state.doc)).toBe('axyb')
  })

  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'converges under random edits of two people (seed %i)',
    (seed) => {
      const random = randomOf(seed)
      const { docs, sync, one, two } = pair('Alpha beta.\nGamma 😀 delta.')
      for (let step = 0; step < 120; step++) {
        edit(random, random(2) ? one : two)
        if (random(4) === 0) sync()
      }
      sync()
      expect(rootRuns(docs[0], 'en')).toEqual(rootRuns(docs[1], 'en'))
      for (const [doc, { view }] of [
        [docs[0], one],
        [docs[1], two],
      ] as const) {
        expect(view.state.doc.toJSON()).toEqual(documentOf(doc, 'en').toJSON())
        expect(plainRoot(doc, 'en')).not.toMatch(/\ufffd/)
      }
    },
  )
})

describe('composing with an input method', () => {
  function compose(view: EditorView): void {
    view.dom.dispatchEvent(new CompositionEvent('compositionstart'))
  }
  function finish(view: EditorView): void {
    view.dom.dispatchEvent(new CompositionEvent('compositionend'))
    vi.advanceTimersByTime(1000)
  }

  it('holds back what goes out and what comes in, then puts both where they belong', () => {
    const { docs, sync, one, two } = pair('数据安全')
    compose(one.view)
    type(one.view, 2, 'n')
    type(two.view, 0, '关于')
    type(two.view, 6, '。')
    sync()
    expect(flatText(one.view.state.doc)).toBe('数据n安全')
    expect(plainRoot(docs[1], 'en')).toBe('关于数据安全。')
    one.view.dispatch(one.view.state.tr.insertText('你', 3, 4))
    one.view.dispatch(one.view.state.tr.setSelection(TextSelection.create(one.view.state.doc, 4)))
    finish(one.view)
    sync()
    expect(plainRoot(docs[0], 'en')).toBe('关于数据你安全。')
    expect(flatText(one.view.state.doc)).toBe('关于数据你安全。')
    expect(flatText(two.view.state.doc)).toBe('关于数据你安全。')
    expect(flatOffset(one.view.state.doc, one.view.state.selection.head)).toBe(5)
  })

  it('does not hold for ever', () => {
    const { docs, sync, one, two } = pair('abc')
    compose(one.view)
    type(one.view, 3, 'd')
    type(two.view, 0, 'x')
    sync()
    vi.advanceTimersByTime(20_001)
    sync()
    expect(plainRoot(docs[1], 'en')).toBe('xabcd')
    expect(flatText(one.view.state.doc)).toBe('xabcd')
  })

  it('writes what was composed when the editor is closed', () => {
    const { docs, one } = pair('abc')
    compose(one.view)
    type(one.view, 3, 'd')
    one.close()
    expect(plainRoot(docs[0], 'en')).toBe('abcd')
  })

  it('carries offsets over what others changed', () => {
    const delta = [{ retain: 2 }, { insert: 'xy' }, { retain: 1 }, { delete: 2 }]
    expect([0, 2, 3, 4, 5, 6].map((offset) => mapOffset(offset, [delta]))).toEqual([
      0, 2, 5, 5, 5, 6,
    ])
  })
})
