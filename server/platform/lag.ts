/** How far something goes: a number, and what else of it was told. */
interface Reach {
  readonly seq: number
  readonly more: string
}

/**
 * What was told of each of some growing things. Between a commit and its telling there is a moment, so somebody
 * is behind only when the same thing is found untold twice.
 */
export interface Lag {
  /** Somebody has read up to here; what was told before stays. */
  read(key: string, seq: number, more?: string): void
  /** What leads from one number to another was told. */
  told(key: string, from: number, seq: number, more?: string): void
  /** Compares with how far it really goes. */
  look(key: string, seq: number, more?: string): 'level' | 'perhaps' | 'behind'
  /** Everything that somebody has read. */
  keys(): string[]
  forget(key: string): void
}

/** Builds the memory of what was told. */
export function createLag(): Lag {
  const reaches = new Map<string, Reach>()
  const doubts = new Map<string, Reach>()
  return {
    read: (key, seq, more = '') => {
      if (!reaches.has(key)) reaches.set(key, { seq, more })
    },
    told: (key, from, seq, more) => {
      const known = reaches.get(key)
      // What begins beyond says that something before it is missing.
      if (known === undefined || from > known.seq) return
      reaches.set(key, { seq: Math.max(seq, known.seq), more: more ?? known.more })
    },
    look: (key, seq, more = '') => {
      const known = reaches.get(key)
      if (known === undefined || (known.seq >= seq && known.more === more)) {
        doubts.delete(key)
        return 'level'
      }
      const doubt = doubts.get(key)
      const isStill =
        doubt !== undefined &&
        (known.seq < doubt.seq || (known.more !== doubt.more && more === doubt.more))
      if (!isStill) {
        doubts.set(key, { seq, more })
        return 'perhaps'
      }
      doubts.delete(key)
      reaches.set(key, { seq, more })
      return 'behind'
    },
    keys: () => [...reaches.keys()],
    forget: (key) => {
      reaches.delete(key)
      doubts.delete(key)
    },
  }
}
