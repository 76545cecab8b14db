export { createTextProvider, type GroupState, type TextProvider } from './provider.ts'
export { type Saving, type TextSession, type Unsent } from './session.ts'
