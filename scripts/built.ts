import { buildPart } from './stamp.mjs'

/** Builds what tests start and open, unless it stands already. */
export function setup(): void {
  if (!buildPart('server') || !buildPart('client')) throw new Error('the product cannot be built')
}
