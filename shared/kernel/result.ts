/** Values that fill the gaps of a refusal's sentence. Never a person's words. */
export type RefusalParams = Readonly<Record<string, string | number>>

/** A refusal is a value: a stable code (`room/kebab-code`) and what its sentence needs. */
export interface Refusal {
  readonly ok: false
  readonly code: string
  readonly params?: RefusalParams
}

/** What a rule answers: a value, or a refusal. */
export type Decision<T> = { readonly ok: true; readonly value: T } | Refusal

/** Says yes, with a value. */
export function accept<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

/** Says no, with a stable code. */
export function refuse(code: string, params?: RefusalParams): Refusal {
  return params === undefined ? { ok: false, code } : { ok: false, code, params }
}
