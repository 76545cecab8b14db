export { ClauseEditor, type ClauseEditorProps } from './ClauseEditor.tsx'
export { ClauseText, type ClauseTextProps } from './ClauseText.tsx'
export { type CaretPlace, type RemoteCaret } from './carets.ts'
export { type Span } from './decorations.ts'
