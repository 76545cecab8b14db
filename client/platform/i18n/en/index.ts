import { app } from './app.ts'
import { terms } from './terms.ts'

/** Everything the screens say, in English; it gives the other catalogues their shape. */
export const en = { app, terms }
