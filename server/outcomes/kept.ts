/** A map that forgets what was not asked for longest. */
export class Kept<T> {
  readonly #most: number
  readonly #all = new Map<string, T>()
  constructor(most: number) {
    this.#most = most
  }
  get(key: string): T | undefined {
    const value = this.#all.get(key)
    if (value === undefined) return undefined
    this.#all.delete(key)
    this.#all.set(key, value)
    return value
  }
  set(key: string, value: T): void {
    this.#all.delete(key)
    this.#all.set(key, value)
    if (this.#all.size > this.#most) this.#all.delete(this.#all.keys().next().value ?? '')
  }
  delete(key: string): void {
    this.#all.delete(key)
  }
  clear(): void {
    this.#all.clear()
  }
}
