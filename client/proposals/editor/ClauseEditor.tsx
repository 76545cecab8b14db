import { cleanText } from '#shared/proposals'
import { baseKeymap, toggleMark } from 'prosemirror-commands'
import { keydownHandler, keymap } from 'prosemirror-keymap'
import { EditorState, Plugin, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { useEffect, useRef } from 'react'
import type * as Y from 'yjs'
import { Binding, documentOf, flatSelection, takeSelection } from './binding.ts'
import { placeOf, shownCarets, type CaretPlace, type RemoteCaret } from './carets.ts'
import styles from './clause.module.css'
import { decorationsPlugin, refreshDecorations, type Span } from './decorations.ts'
import { flatText, sliceOf } from './flat.ts'
import { schema } from './schema.ts'
import { undoOf } from './undo.ts'

/** Where a selection stands in the plain words. */
export interface FlatCaret {
  readonly anchor: number
  readonly head: number
  readonly text: string
}

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
  /** Told where the selection stands in the plain words, as long as the editor has the focus. */
  readonly onCaret?: ((caret: FlatCaret) => void) | undefined
  /** Further keys; each says whether it did anything. */
  readonly keys?: Readonly<Record<string, () => boolean>> | undefined
  /** Stretches to show in a way of their own: brackets, options, terms. */
  readonly decorate?: (text: string) => readonly Span[]
  readonly ariaLabel: string
  /** The language tag for the browser: hyphenation, fonts, speech. */
  readonly lang: string
  /** Whether what is typed reaches the text at once; otherwise it waits in the editor. */
  readonly ready?: boolean
  /** Told when the editor has words that the text does not have yet, and when it has them. */
  readonly onPending?: (isPending: boolean) => void
  /** Takes the focus as soon as it may be written in, at a place of the window if one is given; each object once. */
  readonly focusAt?: FocusPlace | undefined
}

/** Where the person has pointed, in the window's coordinates; nowhere when they came by the keyboard. */
export interface FocusPlace {
  readonly left?: number
  readonly top?: number
}

const NO_SPANS = () => []

/** The editor of one language of a clause. Undo takes back one's own changes only. */
export function ClauseEditor(props: ClauseEditorProps) {
  const { doc, language, editable, carets, ariaLabel, lang, focusAt, ready = true } = props
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const bound = useRef<Binding | null>(null)
  const latest = useRef(props)
  const entered = useRef<FocusPlace>(undefined)

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (place.current === null) return
    const { editor, binding } = openEditor(place.current, doc, language, () => latest.current)
    view.current = editor
    bound.current = binding
    return () => {
      view.current = null
      bound.current = null
      editor.destroy()
    }
  }, [doc, language])

  useEffect(() => {
    view.current?.setProps({
      editable: () => editable,
      attributes: attributesOf({ ariaLabel, lang, editable }),
    })
  }, [doc, language, editable, ariaLabel, lang])

  useEffect(() => bound.current?.setReady(ready), [doc, language, ready])

  useEffect(() => {
    if (!editable || focusAt === undefined || view.current === null) return
    if (entered.current !== focusAt) enter(view.current, focusAt)
    entered.current = focusAt
  }, [doc, language, editable, focusAt])

  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    takeSelection(editor)
    editor.dispatch(refreshDecorations(editor.state))
  }, [doc, language, carets, props.decorate])

  return <div ref={place} className={styles.editor} />
}

/** Puts the caret where the person has pointed, as a click in a text would. */
function enter(editor: EditorView, { left, top }: FocusPlace): void {
  const at = left === undefined || top === undefined ? null : editor.posAtCoords({ left, top })
  if (at !== null) {
    const selection = TextSelection.near(editor.state.doc.resolve(at.pos))
    editor.dispatch(editor.state.tr.setSelection(selection))
  }
  editor.focus()
}

function openEditor(
  place: HTMLElement,
  doc: Y.Doc,
  language: string,
  props: () => ClauseEditorProps,
): { editor: EditorView; binding: Binding } {
  const text = doc.getText(language)
  const binding = new Binding(doc, language, (isPending) => props().onPending?.(isPending))
  const undo = undoOf(doc)
  undo.addTrackedOrigin(binding.origin)
  const run = (action: 'undo' | 'redo') => () => {
    undo[action]()
    return true
  }
  const state = EditorState.create({
    doc: documentOf(doc, language),
    plugins: [
      binding.plugin(),
      new Plugin({
        props: {
          handleKeyDown: (editor, event) => {
            // A command by key is about what is selected now, not about what was told of it last.
            if (event.altKey || event.ctrlKey || event.metaKey) {
              takeSelection(editor)
              tell(editor)
            }
            return keydownHandler({ ...props().keys })(editor, event)
          },
        },
      }),
      keymap({
        'Mod-z': run('undo'),
        'Mod-y': run('redo'),
        'Mod-Shift-z': run('redo'),
        'Mod-i': toggleMark(schema.marks.em),
        'Mod-b': toggleMark(schema.marks.strong),
      }),
      keymap(baseKeymap),
      decorationsPlugin({
        spansOf: (words) => (props().decorate ?? NO_SPANS)(words),
        carets: () => shownCarets(text, props().carets),
        isHeld: () => binding.holding,
      }),
    ],
  })
  const tell = (editor: EditorView) => {
    const isHere = editor.hasFocus()
    const flat = flatSelection(editor.state)
    props().onSelection?.(isHere ? placeOf(text, flat) : null)
    if (isHere) props().onCaret?.({ ...flat, text: flatText(editor.state.doc) })
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
  return { editor, binding }
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
