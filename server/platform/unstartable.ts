/** Says in one sentence why the server cannot start; shown as it is, without a stack. */
export class Unstartable extends Error {
  override readonly name = 'Unstartable'
}

/** The words of whatever was thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
