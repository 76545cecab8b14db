import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import * as Y from 'yjs'
import { applyServed, type ServedState } from '../../scripts/drills/served.ts'

/** What the server answers on a socket. */
export interface Reply {
  readonly ok: boolean
  readonly code?: string
  readonly params?: Record<string, string | number>
  readonly [member: string]: unknown
}

/** An event as it comes over the wire. */
export interface WireEvent {
  readonly dialogueId: string
  readonly audience: string
  readonly seq: number
  readonly type: string
  readonly payload: Record<string, unknown>
  readonly actor: string
  readonly at: string
  readonly prevHash: string
  readonly hash: string
}

interface OpenText {
  readonly doc: Y.Doc
  seq: number
  epoch: number
}

/** Waits until something holds; the only clock in it is the polling interval. */
export async function until<T>(what: () => T | undefined | false, why = 'a condition'): Promise<T> {
  const deadline = performance.now() + 20_000
  for (;;) {
    const found = what()
    if (found !== undefined && found !== false) return found
    if (performance.now() > deadline) throw new Error(`waited in vain for ${why}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/**
 * A client written from docs/protocol.md alone: it imports nothing of the product, so that what it can do
 * is what the protocol says.
 */
export class ProtocolClient {
  readonly url: string
  readonly events: WireEvent[] = []
  readonly pushed: { event: string; payload: Record<string, unknown> }[] = []
  readonly texts = new Map<string, OpenText>()
  cookie = ''
  /** Why the last connection ended, as socket.io names it. */
  cutBy = ''
  #socket: Socket | undefined
  #groups = new Map<string, string>()

  constructor(url: string) {
    this.url = url
  }

  /** An HTTP request with this client's cookie and the site's origin. */
  async http(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        origin: this.url,
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    })
    const set = response.headers.getSetCookie().find((one) => /^(__Host-)?parley=/.test(one))
    if (set !== undefined) this.cookie = set.split(';')[0] ?? ''
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') === true
    return {
      status: response.status,
      body: json ? (JSON.parse(text) as Record<string, unknown>) : { text },
      headers: response.headers,
    }
  }

  async signIn(email: string, password: string): Promise<void> {
    const { status, body } = await this.http('POST', '/api/sign-in', { email, password })
    if (status !== 200) throw new Error(`sign-in answered ${status} ${JSON.stringify(body)}`)
  }

  /** Connects; rejects with the server's message when it is turned away. */
  async connect(): Promise<void> {
    const socket = io(this.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: this.cookie, origin: this.url },
    })
    this.#socket = socket
    socket.on('disconnect', (reason) => (this.cutBy = reason))
    socket.onAny((event: string, payload: Record<string, unknown>) => {
      this.pushed.push({ event, payload })
      if (event === 'events') this.#take(payload['events'] as WireEvent[])
      if (event === 'text') void this.#merge(payload)
      if (event === 'heads') this.#hear(payload)
      if (event === 'text:changed') void this.#lookAt(payload)
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
  }

  get connected(): boolean {
    return this.#socket?.connected === true
  }

  get socketId(): string | undefined {
    return this.#socket?.id
  }

  disconnect(): void {
    this.#socket?.disconnect()
  }

  /** Sends an event and waits for its answer. */
  async ask(event: string, payload: unknown): Promise<Reply> {
    const socket = this.#socket
    if (socket?.connected !== true) throw new Error('not connected')
    return (await socket.timeout(20_000).emitWithAck(event, payload)) as Reply
  }

  async openDialogue(dialogueId: string): Promise<Reply> {
    const have: Record<string, number> = {}
    for (const { audience } of this.events) have[audience] ??= this.#reach(audience)
    const reply = await this.ask('dialogue:open', { dialogueId, have })
    const streams = (reply['streams'] ?? {}) as Record<string, WireEvent[]>
    for (const events of Object.values(streams)) this.#take(events)
    return reply
  }

  command(dialogueId: string, type: string, payload: unknown, id = randomUUID()): Promise<Reply> {
    return this.ask('command', { id, dialogueId, type, payload })
  }

  /** Opens all texts of a group; their documents are in `texts` by id. */
  async openTexts(dialogueId: string, groupId: string): Promise<Reply> {
    const reply = await this.ask('texts:open', { dialogueId, groupId })
    for (const text of (reply['texts'] ?? []) as Record<string, unknown>[]) {
      const doc = new Y.Doc()
      applyServed(doc, text as unknown as ServedState)
      const id = text['id'] as string
      this.texts.set(id, { doc, seq: text['seq'] as number, epoch: text['epoch'] as number })
      this.#groups.set(id, groupId)
      this.#claimed.delete(id)
    }
    return reply
  }

  /** The present words of an opened text. */
  words(textId: string, language: 'en' | 'zh' = 'en'): string {
    return this.#text(textId).doc.getText(language).toJSON()
  }

  /** Edits a text under a client id issued for it, and waits until the edit is durable. */
  async edit(
    textId: string,
    change: (text: Y.Text) => void,
    language: 'en' | 'zh' = 'en',
  ): Promise<Reply> {
    const update = await this.prepare(textId, change, language)
    return this.send(textId, update)
  }

  /** Makes an edit in the local document only, and answers its update. */
  async prepare(
    textId: string,
    change: (text: Y.Text) => void,
    language: 'en' | 'zh' = 'en',
  ): Promise<Uint8Array> {
    const open = this.#text(textId)
    if (!this.#claimed.has(textId)) {
      const claim = await this.ask('text:claim', { textId })
      if (!claim.ok) throw new Error(`claim answered ${claim.code ?? ''}`)
      open.doc.clientID = claim['clientId'] as number
      this.#claimed.add(textId)
    }
    const updates: Uint8Array[] = []
    const gather = (update: Uint8Array) => updates.push(update)
    open.doc.on('update', gather)
    open.doc.transact(() => {
      change(open.doc.getText(language))
    })
    open.doc.off('update', gather)
    return Y.mergeUpdates(updates)
  }

  /** Sends an update of a text. */
  send(textId: string, update: Uint8Array, mid: string = randomUUID()): Promise<Reply> {
    const { seq } = this.#text(textId)
    return this.ask('text:update', {
      textId,
      mid,
      baseSeq: seq,
      update: Buffer.from(update).toString('base64'),
    })
  }

  #claimed = new Set<string>()

  #text(textId: string): OpenText {
    const open = this.texts.get(textId)
    if (open === undefined) throw new Error(`the text ${textId} is not open`)
    return open
  }

  #take(events: readonly WireEvent[]): void {
    const known = new Set(this.events.map(({ audience, seq }) => `${audience} ${seq}`))
    this.events.push(...events.filter(({ audience, seq }) => !known.has(`${audience} ${seq}`)))
  }

  async #merge(payload: Record<string, unknown>): Promise<void> {
    const open = this.texts.get(payload['id'] as string)
    if (open === undefined) return
    const [from, seq] = [payload['from'] as number, payload['seq'] as number]
    if (seq <= open.seq) return
    if (from <= open.seq) {
      Y.applyUpdate(open.doc, Buffer.from(payload['update'] as string, 'base64'), 'server')
      open.seq = seq
      return
    }
    await this.#catchUp(payload['id'] as string, open)
  }

  /** How far a stream goes without a gap. */
  #reach(audience: string): number {
    const there = new Set(
      this.events.filter((event) => event.audience === audience).map(({ seq }) => seq),
    )
    let seq = 0
    while (there.has(seq + 1)) seq += 1
    return seq
  }

  /** Streams may go further than what came: then it is asked for. */
  #hear(payload: Record<string, unknown>): void {
    const { dialogueId, audience, seq } = payload as Pick<
      WireEvent,
      'dialogueId' | 'audience' | 'seq'
    >
    if (this.#reach(audience) < seq) void this.openDialogue(dialogueId).catch(() => undefined)
  }

  async #lookAt(payload: Record<string, unknown>): Promise<void> {
    const id = payload['id'] as string
    const open = this.texts.get(id)
    if (open !== undefined && open.epoch === payload['epoch'] && open.seq < Number(payload['seq']))
      await this.#catchUp(id, open).catch(() => undefined)
  }

  async #catchUp(id: string, open: OpenText): Promise<void> {
    const missed = await this.ask('text:catch-up', {
      textId: id,
      epoch: open.epoch,
      since: open.seq,
    })
    applyServed(open.doc, { ...missed, state: missed['update'] as string })
    open.seq = Math.max(open.seq, missed['seq'] as number)
  }
}
