export { createKeeper, type Keeper, type Kept } from './kept.ts'
export { createTextProvider, type Refused, type TextProvider } from './provider.ts'
export { type Saving, type TextSession } from './session.ts'
export { type Unsent } from './unsent.ts'
