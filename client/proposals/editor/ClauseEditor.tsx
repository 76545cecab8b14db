import { cleanText } from '#shared/proposals'
import { baseKeymap, toggleMark } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { useEffect, useRef } from 'react'
import * as Y from 'yjs'
import { Binding, documentOf, flatSelection, takeSelection } from './binding.ts'
import { placeOf, shownCarets, type CaretPlace, type RemoteCaret } from './carets.ts'
import styles from './clause.module.css'
import { decorationsPlugin, refreshDecorations, type Span } from './decorations.ts'
import { sliceOf } from './flat.ts'
import { schema } from './schema.ts'

/** What the editor of one language of a clause is given. */
export interface ClauseEditorProps {
  readonly doc: Y.Doc
  /** The root of the text: the language's key. */
  readonly language: string
  readonly editable: boolean
  /** Where the others are. */
  readonly carets: readonly RemoteCaret[]
  /** Told where the person's selection stands, and null when the editor loses the focus. */
  readonly onSelection?: (place: CaretPlace | null) => void
  /** Stretches to show in a way of their own: brackets, options, terms. */
  readonly decorate?: (text: string) => readonly Span[]
  readonly ariaLabel: string
  /** The language tag for the browser: hyphenation, fonts, speech. */
  readonly lang: string
  readonly autoFocus?: boolean
}

const NO_SPANS = () => []

/** The editor of one language of a clause. Undo takes back one's own changes only. */
export function ClauseEditor(props: ClauseEditorProps) {
  const { doc, language, editable, carets, ariaLabel, lang } = props
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (place.current === null) return
    const editor = openEditor(place.current, doc, language, () => latest.current)
    view.current = editor
    if (latest.current.autoFocus === true) editor.focus()
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [doc, language])

  useEffect(() => {
    view.current?.setProps({
      editable: () => editable,
      attributes: attributesOf({ ariaLabel, lang, editable }),
    })
  }, [doc, language, editable, ariaLabel, lang])

  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    takeSelection(editor)
    editor.dispatch(refreshDecorations(editor.state))
  }, [doc, language, carets, props.decorate])

  return <div ref={place} className={styles.editor} />
}

function openEditor(
  place: HTMLElement,
  doc: Y.Doc,
  language: string,
  props: () => ClauseEditorProps,
): EditorView {
  const text = doc.getText(language)
  const binding = new Binding(doc, language)
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([binding.origin]) })
  const run = (action: 'undo' | 'redo') => () => {
    undo[action]()
    return true
  }
  const state = EditorState.create({
    doc: documentOf(doc, language),
    plugins: [
      binding.plugin(),
      keymap({
        'Mod-z': run('undo'),
        'Mod-y': run('redo'),
        'Mod-Shift-z': run('redo'),
        'Mod-i': toggleMark(schema.marks.em),
        'Mod-b': toggleMark(schema.marks.strong),
      }),
      keymap(baseKeymap),
      decorationsPlugin(
        (words) => (props().decorate ?? NO_SPANS)(words),
        () => (binding.holding ? [] : shownCarets(text, props().carets)),
      ),
    ],
  })
  const tell = (editor: EditorView) => {
    const here = editor.hasFocus() ? placeOf(text, flatSelection(editor.state)) : null
    props().onSelection?.(here)
  }
  const editor = new EditorView(place, {
    state,
    editable: () => props().editable,
    attributes: attributesOf(props()),
    dispatchTransaction: (tr) => {
      editor.updateState(editor.state.apply(tr))
      if (tr.selectionSet || tr.docChanged) tell(editor)
    },
    handleDOMEvents: {
      focus: (focused) => tell(focused),
      blur: () => props().onSelection?.(null),
    },
    clipboardTextParser: (pasted) => sliceOf([{ text: cleanText(pasted) }]),
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n'),
  })
  return editor
}

function attributesOf({
  ariaLabel,
  lang,
  editable,
}: Pick<ClauseEditorProps, 'ariaLabel' | 'lang' | 'editable'>): Record<string, string> {
  return {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': ariaLabel,
    'aria-readonly': String(!editable),
    lang,
    spellcheck: 'true',
    class: styles.text ?? '',
  }
}
