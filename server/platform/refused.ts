import type { Refusal } from '#shared/kernel'

/** Rolls a transaction back and answers with a refusal. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
