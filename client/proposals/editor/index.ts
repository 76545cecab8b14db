export { ClauseEditor, type FocusPlace } from './ClauseEditor.tsx'
export { ClauseText } from './ClauseText.tsx'
export { type CaretPlace, type RemoteCaret } from './carets.ts'
export { type Span } from './decorations.ts'
