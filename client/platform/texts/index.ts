export { createTextProvider, type TextProvider } from './provider.ts'
export { type TextSession, type Unsent } from './session.ts'
