export { createKeeper, type Keeper, type Kept } from './kept.ts'
export { createTextProvider, type TextProvider } from './provider.ts'
export { type TextSession } from './session.ts'
export { type Unsent } from './unsent.ts'
