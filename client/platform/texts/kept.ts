import * as z from 'zod'
import { unsentSchema } from './unsent.ts'

/** The shape of a text's unsent words as they are kept. */
export const keptSchema = z.object({
  dialogueId: z.string(),
  groupId: z.string(),
  textId: z.string(),
  epoch: z.number(),
  /** Updates that are not acknowledged, under the ids and the numbers they were made with. */
  outbox: z.array(z.object({ mid: z.string(), baseSeq: z.number(), update: z.string() })),
  /** The whole words as the person had them, by root. */
  words: z.record(z.string(), z.string()),
  unsent: unsentSchema.optional(),
})

/** A text's words that the server does not have, kept until it has them or the person has seen to them. */
export type Kept = z.infer<typeof keptSchema>

/** Where words are kept; what is in it belongs to one account. */
export interface Vault {
  /** Whether what is in it outlives the page. */
  readonly isDurable: boolean
  put(slot: string, owner: string, kept: Kept): Promise<void>
  remove(slot: string): Promise<void>
  all(): Promise<readonly { readonly slot: string; readonly owner: string; readonly kept: Kept }[]>
}

/** Keeps a connection's unsent words, and gives it those that earlier ones left behind. */
export interface Keeper {
  /** Whether what is kept outlives the page. */
  readonly isDurable: () => boolean
  /** Whether the vault holds all that was given to be kept, to the last word. */
  readonly isWritten: () => boolean
  /** Calls whenever that changes. */
  subscribe(listener: () => void): () => void
  /** Keeps the newest state of a text, or lets go of it. */
  keep(textId: string, kept: Kept | undefined): void
  /** Begins to use a vault, and takes over what nobody holds there any more, now or as soon as its page has ended. */
  use(vault: Vault, adopt: (left: readonly Kept[]) => void): Promise<void>
  /** Ends the holding: what is still kept may be taken over. */
  close(): void
}

/** The owners of this page, each with its end. */
const holdingHere = new Map<string, Promise<void>>()

interface Held {
  readonly slot: string
  /** Slots of earlier pages whose words have gone into this one. */
  readonly earlier: string[]
  kept: Kept | undefined
  written: Kept | undefined
  busy: boolean
}

/** Makes the keeper of one connection; `owner` is fresh. Nothing is kept before a vault is given. */
export function createKeeper(owner: string, newId: () => string): Keeper {
  const slots = new Map<string, Held>()
  let vault: Vault | undefined
  let hasFailed = false
  let isClosed = false
  const release = hold(owner)
  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of listeners) listener()
  }

  async function write(textId: string): Promise<void> {
    const held = slots.get(textId)
    if (held === undefined || held.busy || vault === undefined) return
    held.busy = true
    const { kept } = held
    try {
      if (kept === undefined) await vault.remove(held.slot)
      else await vault.put(held.slot, owner, kept)
      for (const slot of held.earlier.splice(0)) await vault.remove(slot)
      held.written = kept
    } catch {
      // The browser keeps nothing, e.g. for want of room: the words are in this page's memory only.
      hasFailed = true
    }
    held.busy = false
    if (held.kept !== kept) await write(textId)
    else notify()
  }

  function take(
    left: readonly { readonly slot: string; readonly kept: Kept }[],
    adopt: (left: readonly Kept[]) => void,
  ): void {
    for (const { slot, kept } of left) {
      const held = slots.get(kept.textId)
      if (held !== undefined) held.earlier.push(slot)
      // It is kept again under this connection as soon as its text is open here.
      else slots.set(kept.textId, { slot, earlier: [], kept, written: kept, busy: false })
    }
    adopt(left.map(({ kept }) => kept))
  }

  return {
    isDurable: () => vault?.isDurable === true && !hasFailed,
    isWritten: () =>
      !hasFailed && [...slots.values()].every(({ kept, written }) => kept === written),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    keep: (textId, kept) => {
      const held = slots.get(textId)
      if (held === undefined && kept === undefined) return
      if (held !== undefined) held.kept = kept
      else {
        const slot = newId()
        slots.set(textId, { slot, earlier: [], kept, written: undefined, busy: false })
      }
      notify()
      void write(textId)
    },
    use: async (next, adopt) => {
      vault = next
      for (const textId of slots.keys()) void write(textId)
      const left = await next.all()
      const others = left.filter(({ owner: holder }) => holder !== owner)
      const isFree = await Promise.all(others.map(async (each) => !(await isHeld(each.owner))))
      take(
        others.filter((_, index) => isFree[index]),
        adopt,
      )
      const holders = new Set(others.filter((_, index) => !isFree[index]).map((each) => each.owner))
      for (const holder of holders) {
        void ended(holder).then(async () => {
          if (isClosed) return
          const found = await next.all()
          take(
            found.filter((each) => each.owner === holder),
            adopt,
          )
        })
      }
    },
    close: () => {
      isClosed = true
      release()
    },
  }
}

const lockOf = (owner: string) => `unsent-words/${owner}`

/** Holds an owner's name as long as the page lives, or until it is released. */
function hold(owner: string): () => void {
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  holdingHere.set(owner, released)
  void locks()?.request(lockOf(owner), () => released)
  return () => {
    holdingHere.delete(owner)
    release()
  }
}

async function isHeld(owner: string): Promise<boolean> {
  if (holdingHere.has(owner)) return true
  const here = locks()
  if (here === undefined) return false
  return here.request(lockOf(owner), { ifAvailable: true }, (lock) =>
    Promise.resolve(lock === null),
  )
}

/** Waits until the page, or the connection of this page, that an owner names has ended. */
async function ended(owner: string): Promise<void> {
  await holdingHere.get(owner)
  await locks()?.request(lockOf(owner), () => undefined)
}

function locks(): LockManager | undefined {
  // Browsers have them on secure pages only.
  return (globalThis.navigator as Partial<Navigator> | undefined)?.locks
}

/** Keeps words in the memory of this page, for each account. */
export function memoryVault(accountId: string): Vault {
  const mine = memory.get(accountId) ?? new Map<string, { owner: string; kept: Kept }>()
  memory.set(accountId, mine)
  return {
    isDurable: false,
    put: (slot, owner, kept) => {
      mine.set(slot, { owner, kept })
      return Promise.resolve()
    },
    remove: (slot) => {
      mine.delete(slot)
      return Promise.resolve()
    },
    all: () => Promise.resolve([...mine].map(([slot, held]) => ({ slot, ...held }))),
  }
}

const memory = new Map<string, Map<string, { owner: string; kept: Kept }>>()

/** Forgets what an account's pages kept in memory. */
export function forgetMemory(accountId: string): void {
  memory.get(accountId)?.clear()
}
