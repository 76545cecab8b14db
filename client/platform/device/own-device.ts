import { fromBase64 } from 'lib0/buffer'
import * as z from 'zod'
import { api } from '../http/index.ts'
import { newId } from '../record/ids.ts'
import { forgetMemory, memoryVault, type Vault } from '../texts/kept.ts'
import { deviceVault, isKeptOn, wipeDevice } from './vault.ts'

const nameOf = (accountId: string) => `own-device/${accountId}`

/** The name this device has for an account that said it is its own; nothing otherwise. It is no secret. */
export function ownDevice(accountId: string): string | undefined {
  return localStorage.getItem(nameOf(accountId)) ?? undefined
}

/** Whether this browser can keep words encrypted: only pages over a secure connection can. */
export function canKeepWords(): boolean {
  return globalThis.isSecureContext && 'indexedDB' in globalThis
}

/** Takes this device as an account's own: its unsent words may be kept here, encrypted. */
export function trustDevice(accountId: string): void {
  if (ownDevice(accountId) === undefined) localStorage.setItem(nameOf(accountId), newId())
}

/** Forgets all that was kept for an account here, and that the device is its own. */
export async function forgetDevice(accountId: string): Promise<void> {
  const device = ownDevice(accountId)
  localStorage.removeItem(nameOf(accountId))
  forgetMemory(accountId)
  if (device !== undefined && canKeepWords()) await wipeDevice(device)
}

/** Whether words of an account are kept here that have not reached the server. */
export async function hasUnsentWords(accountId: string): Promise<boolean> {
  if ((await memoryVault(accountId).all()).length > 0) return true
  const device = ownDevice(accountId)
  return device !== undefined && canKeepWords() && (await isKeptOn(device))
}

const handed = z.object({ key: z.string() })

/** Where an account's unsent words are kept on this page: on the device if it is its own, else in memory. */
export async function vaultOf(accountId: string): Promise<Vault> {
  const device = ownDevice(accountId)
  if (device === undefined || !canKeepWords()) return memoryVault(accountId)
  const reply = await api.get(`/api/device-key?device=${device}`, handed)
  if (!reply.ok) return memoryVault(accountId)
  const bytes = fromBase64(reply.value.key)
  const isStillOwn = () => ownDevice(accountId) === device
  return deviceVault(device, new Uint8Array(bytes), isStillOwn)
}
