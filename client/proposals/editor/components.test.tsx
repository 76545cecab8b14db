// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { placeOf } from './carets.ts'
import { ClauseEditor, ClauseText, type Span } from './index.ts'

let root: Root
let place: HTMLElement

beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)
  place = document.createElement('div')
  document.body.append(place)
  root = createRoot(place)
})
afterEach(() => {
  act(() => root.unmount())
  place.remove()
})

function clause(): Y.Doc {
  const doc = new Y.Doc()
  doc
    .getText('en')
    .applyDelta([
      { insert: 'Each Party [A: ' },
      { insert: 'shall', attributes: { em: true } },
      { insert: '] notify.\nSecond.' },
    ])
  return doc
}

const brackets = (text: string): Span[] => [
  { from: text.indexOf('['), to: text.indexOf(']') + 1, className: 'bracket', title: 'A' },
]

describe('a clause on the screen', () => {
  it('is typeset with its marks, paragraphs and brackets, and follows the text', () => {
    const doc = clause()
    act(() => root.render(<ClauseText doc={doc} language="en" lang="en" decorate={brackets} />))
    const paragraphs = [...place.querySelectorAll('p')].map(({ textContent }) => textContent)
    expect(paragraphs).toEqual(['Each Party [A: shall] notify.', 'Second.'])
    const marked = [...place.querySelectorAll('.bracket')].map(({ textContent }) => textContent)
    expect(marked.join('')).toBe('[A: shall]')
    expect(place.querySelector('.bracket em')?.textContent).toBe('shall')
    act(() => doc.getText('en').delete(0, 5))
    expect(place.querySelector('p')?.textContent).toBe('Party [A: shall] notify.')
  })

  it('is edited in a labelled text box that shows brackets and the others by name and colour', () => {
    const doc = clause()
    const at = placeOf(doc.getText('en'), { anchor: 0, head: 4 })
    const carets = [{ key: 'one', name: 'Lin Wei', colour: 'var(--party-b)', ...at }]
    const editor = (editable: boolean) => (
      <ClauseEditor
        doc={doc}
        language="en"
        lang="en"
        editable={editable}
        carets={carets}
        decorate={brackets}
        ariaLabel="Clause 4, English"
      />
    )
    act(() => root.render(editor(true)))
    const box = place.querySelector('[role=textbox]')
    expect(box?.getAttribute('aria-multiline')).toBe('true')
    expect(box?.getAttribute('aria-label')).toBe('Clause 4, English')
    expect(box?.getAttribute('contenteditable')).toBe('true')
    expect(place.querySelector('.remote-caret-name')?.textContent).toBe('Lin Wei')
    expect(place.querySelector('.remote-selection')?.textContent).toBe('Each')
    expect(place.querySelectorAll('.bracket').length).toBeGreaterThan(0)
    act(() => root.render(editor(false)))
    expect(place.querySelector('[role=textbox]')?.getAttribute('contenteditable')).toBe('false')
  })

  it('shows no caret that stands in no place of this text', () => {
    const doc = clause()
    const elsewhere = placeOf(doc.getText('zh'), { anchor: 0, head: 0 })
    const carets = [
      { key: 'one', name: 'A', colour: 'red', ...elsewhere },
      { key: 'two', name: 'B', colour: 'red', anchor: '////', head: 'AA' },
    ]
    act(() =>
      root.render(
        <ClauseEditor doc={doc} language="en" lang="en" editable carets={carets} ariaLabel="x" />,
      ),
    )
    expect(place.querySelector('.remote-caret')).toBeNull()
  })
})
