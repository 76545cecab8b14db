import { plainRoot } from '#shared/proposals'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { changeText, undoLastAct, undoOf } from './undo.ts'

const doc = () => {
  const made = new Y.Doc()
  made.getText('en').insert(0, 'We [A: shall] act')
  made.getText('zh').insert(0, '我方［甲方：应］行动')
  return made
}
const words = (of: Y.Doc) => [plainRoot(of, 'en'), plainRoot(of, 'zh')]

describe('what is done to a text by command', () => {
  it('BR32 an act on both languages is one step; what others wrote meanwhile stays', () => {
    const text = doc()
    const before = words(text)
    changeText(text, {
      en: {
        edits: [
          { from: 3, to: 7, insert: '' },
          { from: 12, to: 13, insert: '' },
        ],
      },
      zh: { edits: [{ from: 2, to: 8, insert: '应' }] },
    })
    expect(words(text)).toEqual(['We shall act', '我方应行动'])
    text.getText('en').insert(0, 'Soon, ')
    expect(undoLastAct()).toBe(true)
    expect(words(text)).toEqual([`Soon, ${before[0]!}`, before[1]])
    undoOf(text).redo()
    expect(words(text)).toEqual(['Soon, We shall act', '我方应行动'])
  })

  it('BR32 two acts are two steps, in whichever language they were', () => {
    const text = doc()
    changeText(text, { en: { edits: [{ from: 0, to: 2, insert: 'They' }] } })
    changeText(text, { zh: { edits: [{ from: 0, to: 2, insert: '彼方' }] } })
    undoOf(text).undo()
    expect(words(text)).toEqual(['They [A: shall] act', '我方［甲方：应］行动'])
    undoOf(text).undo()
    expect(words(text)[0]).toBe('We [A: shall] act')
    expect(undoOf(text).undo()).toBeNull()
  })

  it('gives words their marks without writing them again', () => {
    const text = doc()
    const deltas: unknown[] = []
    text.getText('en').observe(({ delta }) => deltas.push(delta))
    changeText(text, {
      en: {
        edits: [],
        runs: [{ text: 'We ' }, { text: '[A: shall]', em: true }, { text: ' act' }],
      },
    })
    expect(deltas).toEqual([[{ retain: 3 }, { retain: 10, attributes: { em: true } }]])
  })
})
