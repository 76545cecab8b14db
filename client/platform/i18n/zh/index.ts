import type { Catalogue } from '../catalogue.ts'
import { app } from './app.ts'
import { terms } from './terms.ts'

/** Everything the screens say, in Chinese. */
export const zh: Catalogue = { app, terms }
