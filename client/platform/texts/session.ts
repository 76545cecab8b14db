import { plainRoot, textFingerprint } from '#shared/proposals'
import * as Y from 'yjs'
import type { Live } from '../live/index.ts'
import type { Kept } from './kept.ts'
import { Outbox, type Outgoing } from './outbox.ts'
import { placeOfPassage, unsentOf, unsentWords, type Lost, type Unsent } from './unsent.ts'
import {
  applyServed,
  caughtUp,
  checked,
  claimed,
  fromBase64,
  written,
  type Frame,
  type OpenedText,
  type Served,
} from './wire.ts'

/** How a text's words stand to what is durable on the server. */
export type Saving =
  | { readonly state: 'saved' }
  | { readonly state: 'saving'; readonly unsent: number }
  | { readonly state: 'offline'; readonly unsent: number }
  | { readonly state: 'refused'; readonly code: string }

/** What of a text the server does not have, to be kept where the page cannot lose it. */
export type KeptState = Pick<Kept, 'epoch' | 'outbox' | 'words' | 'unsent'>

/** What a session stands on; time, chance and the connection come in from outside. */
export interface SessionPorts {
  readonly live: Pick<Live, 'request' | 'state'>
  readonly newId: () => string
  readonly sha256: (text: string) => Promise<string>
  /** Calls later; returns what cancels it. */
  readonly later: (milliseconds: number, action: () => void) => () => void
  /** Told what of a text the server does not have, whenever that has changed. */
  readonly keep: (textId: string, state: KeptState | undefined) => void
}

/** Marks transactions that come from the server. */
const REMOTE = Symbol('remote')

/** Refusals that only say "not now". */
const TRY_AGAIN = new Set([
  'client/offline',
  'client/timeout',
  'server/failed',
  'server/storage-full',
  'server/database-away',
  'socket/too-fast',
  'text/not-stored',
  'text/paused',
  'text/too-many-claims',
])
const TRY_AGAIN_AFTER = 1500
/** Milliseconds for which unsent words are gathered before they are kept: most are acknowledged by then. */
const KEEP_AFTER = 100
/** Milliseconds after which a text at rest is compared with the server's. */
const CHECK_AFTER = 5000

/**
 * One text on this page: its document, and an outbox of what the person wrote and the server has not yet
 * made durable.
 */
export class TextSession {
  readonly id: string
  doc = newDoc()
  roots: readonly string[] = []
  locked = false
  writable = false
  reason: string | undefined
  unsent: Unsent | undefined
  private readonly ports: SessionPorts
  private readonly listeners = new Set<() => void>()
  private epoch = 0
  private seq = 0
  private readonly outbox: Outbox
  private readonly pending = new Set<string>()
  private claiming: Promise<boolean> | undefined
  private client: number | undefined
  private isWanted = false
  private catching = false
  private reloading = false
  private wasAstray = false
  private refusedWith: string | undefined
  private stopCheck: (() => void) | undefined
  private stopRetry: (() => void) | undefined
  private stopKeep: (() => void) | undefined
  private version = 0
  private standing = 0
  private stood: readonly unknown[] = []
  private cached: { version: number; online: boolean; saving: Saving } | undefined

  constructor(id: string, ports: SessionPorts) {
    this.id = id
    this.ports = ports
    this.outbox = new Outbox(ports.newId)
    this.watch()
  }

  /** Where the text stands: epoch and number; nothing while it is being read anew. */
  get have(): [number, number] | undefined {
    return this.reloading ? undefined : [this.epoch, this.seq]
  }

  /** Whether the server can be asked for a client id: without one, words typed while offline could not be kept. */
  get isReachable(): boolean {
    return this.ports.live.state().status === 'online'
  }

  /** Tells the listeners that the connection has changed. */
  connectionChanged(): void {
    this.notify()
  }

  /** Whether its words are here. */
  get isOpen(): boolean {
    return this.epoch !== 0 && !this.reloading
  }

  /** Whether the person may type: the server issued a client id, and nothing stands against it. */
  get ready(): boolean {
    return this.client !== undefined && this.writable && !this.locked && !this.reloading
  }

  /** Whether words were typed just now that are not given to be kept yet. */
  get isGathering(): boolean {
    return this.pending.size > 0 || (this.stopKeep !== undefined && this.outbox.length > 0)
  }

  /** Calls after every change of anything but the words. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** A number that moves with every such change. */
  revision = (): number => this.version

  /** A number that moves when anything changes but how the words stand: what an editor has to know. */
  shape = (): number => this.standing

  /** How the words stand; the same object until it changes. */
  saving = (): Saving => {
    const online = this.ports.live.state().status === 'online'
    if (this.cached?.version === this.version && this.cached.online === online) {
      return this.cached.saving
    }
    const saving = this.savingNow(online)
    this.cached = { version: this.version, online, saving }
    return saving
  }

  /** Says that an editor of a root has words that this text does not have yet, or no longer. */
  setPending(root: string, isPending: boolean): void {
    if (isPending) this.pending.add(root)
    else this.pending.delete(root)
    this.notify()
  }

  private savingNow(online: boolean): Saving {
    const unsent = this.outbox.changes + this.pending.size
    if (this.refusedWith !== undefined) return { state: 'refused', code: this.refusedWith }
    if (unsent === 0) return { state: 'saved' }
    return { state: online ? 'saving' : 'offline', unsent }
  }

  /** Takes what `texts:open` answered. */
  opened(text: OpenedText): void {
    this.roots = text.roots
    this.locked = text.locked
    this.writable = text.writable
    this.reason = text.reason
    if (text.state !== null) {
      const afresh = this.epoch !== 0 && text.epoch !== this.epoch
      if (afresh || this.reloading) this.begin(this.refusedWith ?? 'text/begun-afresh')
      this.take({ ...text, update: text.state })
      this.finishReload(text)
    }
    this.resend()
  }

  /** Takes a published update; one that does not follow makes the text catch up. */
  receive({ epoch, from, seq, update }: Frame): void {
    if (epoch !== this.epoch || from > this.seq) void this.catchUp()
    else if (seq > this.seq) {
      this.take({ update })
      this.seq = seq
      this.checkLater()
    }
  }

  /** Takes the news that a command locked, unlocked or rebuilt the text. */
  changed(news: { readonly epoch: number; readonly seq: number; readonly locked: boolean }): void {
    this.locked = news.locked
    this.notify()
    if (news.epoch !== this.epoch || news.seq > this.seq) void this.catchUp()
  }

  /** Asks for a client id, so that the person may write. Answers whether there is one. */
  claim(): Promise<boolean> {
    this.isWanted = true
    if (this.client !== undefined) return Promise.resolve(true)
    this.claiming ??= this.askClient().finally(() => (this.claiming = undefined))
    return this.claiming
  }

  private async askClient(): Promise<boolean> {
    const answer = await this.ports.live.request('text:claim', { textId: this.id }, claimed)
    if (!answer.ok && TRY_AGAIN.has(answer.code) && answer.code !== 'client/offline') {
      this.ports.later(TRY_AGAIN_AFTER, () => this.claimAgain())
    }
    if (!answer.ok || answer.value.epoch !== this.epoch) return false
    this.client = answer.value.clientId
    this.doc.clientID = this.client
    this.notify()
    return true
  }

  /** Asks for a client id again after a reconnection or a fresh document, where somebody writes. */
  private claimAgain(): void {
    if (this.isWanted && this.client === undefined && !this.reloading) void this.claim()
  }

  /** Sends what is not acknowledged again, in order; after a reconnection. */
  resend(): void {
    this.outbox.again()
    this.send()
    this.claimAgain()
    this.notify()
  }

  /** Forgets the words that were not taken, once the person has seen to them. */
  dismiss(): void {
    this.unsent = undefined
    this.refusedWith = undefined
    this.notify()
  }

  /** Puts the words that were not taken back in their place; answers whether there was one. */
  async putBack(): Promise<boolean> {
    if (!(await this.claim()) || !this.ready) return false
    const { doc, unsent } = this
    if (unsent?.fits !== true) return false
    const placed = unsent.words.map((words) => {
      const at = placeOfPassage(plainRoot(doc, words.root), words)
      return at === undefined ? undefined : { ...words, at }
    })
    if (placed.includes(undefined)) return false
    this.dismiss()
    doc.transact(() => {
      for (const words of placed) {
        if (words === undefined) continue
        doc.getText(words.root).delete(words.at, words.theirs.length)
        doc.getText(words.root).insert(words.at, words.mine)
      }
    })
    return true
  }

  /** Takes words over that an earlier page kept: they go out under the ids that they had, else they are shown. */
  restore({ epoch, outbox, words, unsent }: KeptState): void {
    if (unsent !== undefined) this.show(unsent)
    if (epoch === this.epoch) {
      this.take(...this.outbox.restore(outbox))
      this.send()
    } else if (outbox.some(({ mid }) => this.outbox.place(mid) === undefined)) {
      this.show(unsentWords('text/begun-afresh', words, this.doc, false))
    }
    this.notify()
  }

  private show(unsent: Unsent | undefined): void {
    this.unsent = unsent
    this.refusedWith = unsent?.code
  }

  /** Ends the session; what is unsent is kept as it stands now. */
  close(): void {
    this.stopKeep?.()
    this.ports.keep(this.id, this.keptState())
    this.stopCheck?.()
    this.stopRetry?.()
    this.doc.destroy()
    this.listeners.clear()
  }

  private watch(): void {
    const { doc } = this
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE || doc !== this.doc) return
      this.outbox.add(update, this.seq)
      this.send()
      this.notify()
    })
  }

  private take(...updates: readonly Served[]): void {
    this.doc.transact(() => {
      for (const update of updates) applyServed(this.doc, update, REMOTE)
    }, REMOTE)
    // Yjs renames a document that meets its own client id in somebody else's writing.
    if (this.client !== undefined && this.doc.clientID !== this.client)
      this.reset('text/copy-astray')
  }

  private send(): void {
    if (this.ports.live.state().status !== 'online' || this.reloading) return
    for (const outgoing of this.outbox.due()) void this.deliver(outgoing)
  }

  private async deliver(outgoing: Outgoing): Promise<void> {
    const message = { textId: this.id, ...outgoing }
    const answer = await this.ports.live.request('text:update', message, written)
    const place = this.outbox.place(outgoing.mid)
    if (place === undefined) return
    if (answer.ok) {
      this.outbox.acknowledged(outgoing.mid)
      if (this.outbox.length === 0) this.checkLater()
      else this.send()
    } else if (TRY_AGAIN.has(answer.code)) {
      this.stopRetry?.()
      this.stopRetry = this.ports.later(TRY_AGAIN_AFTER, () => this.resend())
    } else if (place > 0) {
      // What it builds on is still on its way: it is asked again when that has been answered.
      this.outbox.again(outgoing.mid)
    } else this.reset(answer.code)
    this.notify()
  }

  /** Gives this copy up for the server's, and keeps what the person wrote and the server does not have. */
  private reset(code: string): void {
    if (this.reloading) return
    this.reloading = true
    this.refusedWith = code
    this.notify()
    void this.catchUp()
  }

  private async catchUp(): Promise<void> {
    if (this.catching) return
    this.catching = true
    const asked = { textId: this.id, epoch: this.reloading ? 0 : this.epoch, since: this.seq }
    const answer = await this.ports.live.request('text:catch-up', asked, caughtUp)
    this.catching = false
    if (!answer.ok) {
      if (TRY_AGAIN.has(answer.code)) this.ports.later(TRY_AGAIN_AFTER, () => void this.catchUp())
      return
    }
    const { value } = answer
    if (value.whole) this.begin(this.refusedWith ?? 'text/begun-afresh')
    else if (value.epoch !== this.epoch || this.reloading) return void this.catchUp()
    this.locked = value.locked
    this.take(value)
    this.finishReload(value)
    this.notify()
  }

  private lost: (Omit<Lost, 'isSameEpoch'> & { code: string; epoch: number }) | undefined

  /** Begins with an empty document; what was not acknowledged is lost until `finishReload` finds it. */
  private begin(code: string): void {
    if (this.outbox.length > 0) {
      const updates = this.outbox.all().map(({ update }) => fromBase64(update))
      this.lost = { code, doc: this.doc, epoch: this.epoch, updates }
    }
    const before = this.doc
    this.outbox.clear()
    this.client = undefined
    this.seq = 0
    this.doc = newDoc()
    this.watch()
    if (this.lost?.doc !== before) before.destroy()
  }

  private finishReload({ epoch, seq }: { readonly epoch: number; readonly seq: number }): void {
    this.epoch = epoch
    this.seq = Math.max(this.seq, seq)
    this.reloading = false
    if (this.wasAstray) this.checkLater()
    this.claimAgain()
    if (this.lost === undefined) {
      if (this.unsent === undefined) this.refusedWith = undefined
      return
    }
    const { code, doc, updates, epoch: before } = this.lost
    this.lost = undefined
    const lost = { doc, updates, isSameEpoch: before === epoch }
    this.show(unsentOf(code, lost, this.doc, this.roots))
    doc.destroy()
  }

  private keptState(): KeptState | undefined {
    if (this.outbox.length === 0 && this.unsent === undefined) return undefined
    return {
      epoch: this.epoch,
      outbox: [...this.outbox.all()],
      words: Object.fromEntries(this.roots.map((root) => [root, plainRoot(this.doc, root)])),
      ...(this.unsent === undefined ? {} : { unsent: this.unsent }),
    }
  }

  private keepLater(): void {
    this.stopKeep ??= this.ports.later(KEEP_AFTER, () => {
      this.stopKeep = undefined
      this.ports.keep(this.id, this.keptState())
      for (const listener of this.listeners) listener()
    })
  }

  private checkLater(): void {
    this.stopCheck?.()
    this.stopCheck = this.ports.later(CHECK_AFTER, () => void this.check())
  }

  /** Compares the words with the server's, when nothing is on its way. */
  async check(): Promise<void> {
    if (this.outbox.length > 0 || this.reloading) return
    // A copy that was found astray and read afresh: the server looks whether it serves what it has.
    const asked = { textId: this.id, again: this.wasAstray }
    const answer = await this.ports.live.request('text:check', asked, checked)
    if (!answer.ok) return
    const { epoch, seq, hash } = answer.value
    const comparable = () =>
      epoch === this.epoch && seq === this.seq && this.outbox.length === 0 && !this.reloading
    if (!comparable()) return
    const own = await this.ports.sha256(textFingerprint(this.doc, this.roots))
    if (!comparable()) return
    this.wasAstray = own !== hash
    if (this.wasAstray) this.reset('text/copy-astray')
  }

  private notify(): void {
    this.version += 1
    this.keepLater()
    const stands = [
      this.doc,
      this.ready,
      this.isReachable,
      this.locked,
      this.writable,
      this.reason,
      this.unsent,
    ]
    if (stands.some((part, index) => part !== this.stood[index])) this.standing += 1
    this.stood = stands
    for (const listener of this.listeners) listener()
  }
}

/** Deleted words stay in a document: what was written on it can be told from what it was written on. */
function newDoc(): Y.Doc {
  return new Y.Doc({ gc: false })
}
