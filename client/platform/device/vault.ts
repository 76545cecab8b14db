import * as z from 'zod'
import { keptSchema, type Kept, type Vault } from '../texts/kept.ts'

const [DATABASE, STORE] = ['unsent-words', 'sealed']
/** Milliseconds after which sealed words that nobody came back for are removed. */
const LONGEST = 30 * 24 * 60 * 60 * 1000

/** What stands in the browser's storage: no word of it can be read without the key. */
const sealedSchema = z.object({
  slot: z.string(),
  device: z.string(),
  owner: z.string(),
  at: z.number(),
  nonce: z.instanceof(Uint8Array<ArrayBuffer>),
  words: z.instanceof(ArrayBuffer),
})
type Sealed = z.infer<typeof sealedSchema>

/**
 * Keeps words in the browser's storage, sealed with AES-GCM under a key that only the server has besides this page.
 * `isStillOwn` says whether the person still takes the device as theirs; nothing is written when not.
 */
export async function deviceVault(
  device: string,
  secret: Uint8Array<ArrayBuffer>,
  isStillOwn: () => boolean,
): Promise<Vault> {
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const database = await open()
  return {
    isDurable: true,
    put: async (slot, owner, kept) => {
      const nonce = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(kept))
      const words = await crypto.subtle.encrypt(cipher(nonce, slot), key, plain)
      if (!isStillOwn()) return
      const sealed: Sealed = { slot, device, owner, at: Date.now(), nonce, words }
      await change(database, (store) => store.put(sealed))
    },
    remove: async (slot) => {
      await change(database, (store) => store.delete(slot))
    },
    all: async () => {
      const sealed = await everything(database)
      const opened = []
      for (const each of sealed) {
        const kept = each.device === device ? await unsealed(each, key) : undefined
        if (kept !== undefined) opened.push({ slot: each.slot, owner: each.owner, kept })
        else if (each.device === device || each.at < Date.now() - LONGEST) {
          await change(database, (store) => store.delete(each.slot))
        }
      }
      return opened
    },
  }
}

const cipher = (iv: Uint8Array<ArrayBuffer>, slot: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(slot),
})

async function unsealed({ slot, nonce, words }: Sealed, key: CryptoKey): Promise<Kept | undefined> {
  try {
    const plain = await crypto.subtle.decrypt(cipher(nonce, slot), key, words)
    return keptSchema.parse(JSON.parse(new TextDecoder().decode(plain)))
  } catch {
    // Sealed under another key, or not by this product: nobody can read it any more.
    return undefined
  }
}

/** Whether anything is kept on a device under a name. */
export async function isKeptOn(device: string): Promise<boolean> {
  const database = await open()
  const sealed = await everything(database)
  database.close()
  return sealed.some(({ device: name }) => name === device)
}

/** Removes everything that was kept on a device under a name. */
export async function wipeDevice(device: string): Promise<void> {
  const database = await open()
  for (const { slot, device: name } of await everything(database)) {
    if (name === device) await change(database, (store) => store.delete(slot))
  }
  database.close()
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'slot' })
  return done(request)
}

async function everything(database: IDBDatabase): Promise<Sealed[]> {
  const found: unknown = await done(database.transaction(STORE).objectStore(STORE).getAll())
  return z.array(sealedSchema).parse(found)
}

/** Changes what is stored; done only when the browser has written it. */
function change(database: IDBDatabase, act: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' })
    const fail = () => reject(transaction.error ?? new Error('the browser’s storage failed'))
    transaction.oncomplete = () => resolve()
    transaction.onerror = fail
    transaction.onabort = fail
    act(transaction.objectStore(STORE))
  })
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser’s storage failed'))
  })
}
