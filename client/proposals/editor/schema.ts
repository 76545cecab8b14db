import { Schema } from 'prosemirror-model'

/** What a clause's text may hold: paragraphs of words, emphasised or strong. */
export const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: {
      content: 'text*',
      parseDOM: [{ tag: 'p' }, { tag: 'div' }, { tag: 'li' }, { tag: 'h1, h2, h3, h4, h5, h6' }],
      toDOM: () => ['p', 0],
    },
    text: {},
  },
  marks: {
    em: { parseDOM: [{ tag: 'i' }, { tag: 'em' }], toDOM: () => ['em', 0] },
    strong: { parseDOM: [{ tag: 'b' }, { tag: 'strong' }], toDOM: () => ['strong', 0] },
  },
})
