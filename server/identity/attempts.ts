/** Counts attempts for a key within a window, in this process. */
export interface Attempts {
  /** Counts one more, before it is tried, so that many at once count too; answers whether it may be tried. */
  begin(key: string): boolean
  /** Forgets the attempts of a key, after one that succeeded. */
  forget(key: string): void
}

/** Allows a number of attempts for each key within a window of milliseconds; `now` is a monotonic clock. */
export function countAttempts(
  limit: number,
  windowMs: number,
  now: () => number = () => performance.now(),
): Attempts {
  const begun = new Map<string, { readonly since: number; count: number }>()
  return {
    begin: (key) => {
      for (const [other, { since }] of begun) if (now() - since > windowMs) begun.delete(other)
      const found = begun.get(key) ?? { since: now(), count: 0 }
      found.count += 1
      begun.set(key, found)
      return found.count <= limit
    },
    forget: (key) => begun.delete(key),
  }
}
