import { LANGUAGES, type Language } from '#shared/kernel'
import { plainRoot, type Run, type TextEdit } from '#shared/proposals'
import * as Y from 'yjs'
import { applyToText } from './apply.ts'

/** The origin of what is done to a text by a command, not by typing. */
const ACT = Symbol('act')

const known = new WeakMap<Y.Doc, Y.UndoManager>()
let lastActed: Y.Doc | undefined

/**
 * What takes back one's own changes of a text, in all its languages together, as long as the text is on the page:
 * editors come and go, and what they wrote can still be taken back (BR32).
 */
export function undoOf(doc: Y.Doc): Y.UndoManager {
  const there = known.get(doc)
  if (there !== undefined) return there
  const roots = LANGUAGES.map((language) => doc.getText(language))
  const undo = new Y.UndoManager(roots, { trackedOrigins: new Set([ACT]) })
  known.set(doc, undo)
  return undo
}

/** What a command does to one language of a text: edits of its words as they are, and the marks they have after. */
export interface LanguageChange {
  readonly edits: readonly TextEdit[]
  readonly runs?: readonly Run[]
}

/** Changes the words of a text in one step, which is one step to undo. */
export function changeText(
  doc: Y.Doc,
  changes: Readonly<Partial<Record<Language, LanguageChange>>>,
): void {
  const undo = undoOf(doc)
  undo.stopCapturing()
  doc.transact(() => {
    for (const language of LANGUAGES) {
      const change = changes[language]
      if (change === undefined) continue
      const text = doc.getText(language)
      for (const { from, to, insert } of [...change.edits].reverse()) {
        if (to > from) text.delete(from, to - from)
        if (insert !== '') text.insert(from, insert)
      }
      if (change.runs !== undefined) {
        applyToText(text, { from: 0, to: plainRoot(doc, language).length, runs: change.runs })
      }
    }
  }, ACT)
  undo.stopCapturing()
  lastActed = doc
}

/** Takes back what was done last by a command, wherever the focus is. Answers whether there was anything. */
export function undoLastAct(): boolean {
  if (lastActed === undefined) return false
  return known.get(lastActed)?.undo() !== null
}
