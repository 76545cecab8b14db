import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import * as Y from 'yjs'
import { applyServed, type ServedState } from './served.ts'

interface Answer {
  readonly ok: boolean
  readonly code?: string
  readonly [member: string]: unknown
}

interface Unsent {
  readonly mid: string
  readonly token: string
  readonly update: string
}

interface OpenText {
  doc: Y.Doc
  seq: number
  epoch: number
  claimed: boolean
  outbox: Unsent[]
}

/** Codes after which the same message is sent again. */
const AGAIN = new Set([
  'text/not-stored',
  'server/failed',
  'server/storage-full',
  'server/database-away',
  'socket/too-fast',
])
const AT_ONCE = 8
const PATIENCE_MS = 8000

/**
 * A participant who writes without pause and keeps what was not acknowledged: after a reconnect it catches up
 * and sends its outbox again, in order and under the same ids, as docs/protocol.md says.
 */
export class Writer {
  readonly name: string
  /** Tokens whose edit or command was acknowledged. */
  readonly acknowledged: string[] = []
  /** Refusals that an honest writer never meets. */
  readonly refused: string[] = []
  /** How often each code came after which the same message is sent again. */
  readonly turnedAway = new Map<string, number>()
  readonly events = new Map<string, Map<number, WireEvent>>()
  private readonly texts = new Map<string, OpenText>()
  private readonly socket: Socket
  private readonly place: { dialogueId: string; groupId: string }
  /** How many messages were sent once more although they had been answered. */
  repeated = 0
  private readonly repeats: boolean
  private ready = false
  private stopping = false
  private count = 0

  constructor(
    url: string,
    who: { name: string; cookie: string; origin: string },
    place: { dialogueId: string; groupId: string },
    repeats = false,
  ) {
    this.repeats = repeats
    this.name = who.name
    this.place = place
    this.socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 40,
      reconnectionDelayMax: 200,
      timeout: 4000,
      extraHeaders: { cookie: who.cookie, origin: who.origin },
    })
    this.socket.on('connect', () => void this.open())
    this.socket.on('connect_error', () => {
      // A server that is not ready turns the handshake away; then the connection is not tried again by itself.
      if (!this.socket.active) setTimeout(() => this.socket.connect(), 100)
    })
    this.socket.on('disconnect', (reason) => {
      this.ready = false
      if (reason === 'io server disconnect') setTimeout(() => this.socket.connect(), 50)
    })
    this.socket.on('events', (message: { audience: string; events: WireEvent[] }) =>
      this.take(message.audience, message.events),
    )
    this.socket.on('heads', ({ audience, seq }: { audience: string; seq: number }) => {
      if (this.reach(audience) < seq) void this.open()
    })
    this.socket.on('text:changed', ({ id, seq }: { id: string; seq: number }) => {
      if (seq > (this.texts.get(id)?.seq ?? seq)) void this.catchUpText(id)
    })
    this.socket.on('text', (message: TextPush) => void this.merge(message))
  }

  /** Resolves once the dialogue and its texts are open. */
  async opened(): Promise<void> {
    while (!this.ready) await pause(20)
  }

  /** Writes texts until stopped, then until its outbox is empty. */
  async writeTexts(textIds: readonly string[]): Promise<void> {
    while (!this.stopping || this.unsent() > 0) {
      await this.opened()
      if (!this.stopping && this.unsent() < AT_ONCE * 2) {
        for (let edits = 0; edits < 3; edits++) await this.edit(textIds)
      }
      await this.send().catch(() => pause(20))
    }
  }

  /** Adds topics until stopped; each command is repeated under its id until it is answered. */
  async writeCommands(): Promise<void> {
    while (!this.stopping) {
      const token = this.token()
      const command = {
        id: randomUUID(),
        dialogueId: this.place.dialogueId,
        type: 'dialogues/add-topic',
        payload: { parentId: null, title: { en: token, zh: token } },
      }
      for (;;) {
        await this.opened()
        const answer = await this.ask('command', command).catch(() => undefined)
        if (answer?.ok === true) {
          this.acknowledged.push(token)
          this.repeat('command', command)
          break
        }
        if (answer !== undefined && !this.isForLater(answer)) {
          this.refused.push(`${this.name}: ${answer.code ?? ''}`)
          break
        }
        await pause(20)
      }
    }
  }

  /** What the server says the time is, in milliseconds. */
  async now(): Promise<number> {
    for (;;) {
      await this.opened()
      const { dialogueId } = this.place
      const answer = await this.ask('dialogue:open', {
        dialogueId,
        have: { room: this.reach('room') },
      }).catch(() => undefined)
      if (answer?.ok === true) return Date.parse(String(answer['now']))
      await pause(20)
    }
  }

  stop(): void {
    this.stopping = true
  }

  close(): void {
    this.socket.disconnect()
  }

  /** Connects anew, as after a break. */
  reconnect(): void {
    this.ready = false
    this.socket.disconnect().connect()
  }

  /** Asks for everything anew, as after a reconnect. */
  async catchUp(): Promise<void> {
    await this.opened()
    await this.open()
  }

  words(textId: string): string {
    return this.texts.get(textId)?.doc.getText('en').toJSON() ?? ''
  }

  textIds(): string[] {
    return [...this.texts.keys()]
  }

  /** How far a stream goes without a gap. */
  private reach(audience: string): number {
    const events = this.events.get(audience)
    let seq = 0
    while (events?.has(seq + 1) === true) seq += 1
    return seq
  }

  private unsent(): number {
    return [...this.texts.values()].reduce((sum, { outbox }) => sum + outbox.length, 0)
  }

  private token(): string {
    this.count += 1
    return `${this.name}n${this.count}`
  }

  private async ask(event: string, message: object): Promise<Answer> {
    if (!this.socket.connected) throw new Error('not connected')
    return (await this.socket.timeout(PATIENCE_MS).emitWithAck(event, message)) as Answer
  }

  private async open(): Promise<void> {
    const { dialogueId, groupId } = this.place
    try {
      const have: Record<string, number> = {}
      for (const audience of this.events.keys()) have[audience] = this.reach(audience)
      const dialogue = await this.ask('dialogue:open', { dialogueId, have })
      if (!dialogue.ok) throw new Error(dialogue.code)
      const streams = dialogue['streams'] as Record<string, WireEvent[]>
      for (const [audience, events] of Object.entries(streams)) this.take(audience, events)
      const opened = await this.ask('texts:open', { dialogueId, groupId })
      if (!opened.ok) throw new Error(opened.code)
      for (const text of opened['texts'] as TextState[]) this.openText(text)
      this.ready = true
    } catch {
      await pause(50)
      if (this.socket.connected) await this.open()
    }
  }

  private openText({ id, seq, epoch, ...served }: TextState): void {
    const open = this.texts.get(id) ?? fresh(epoch)
    this.texts.set(id, open)
    applyServed(open.doc, served)
    open.seq = Math.max(open.seq, seq)
  }

  private async edit(textIds: readonly string[]): Promise<void> {
    const textId = textIds[this.count % textIds.length] ?? ''
    const open = this.texts.get(textId)
    if (open === undefined) return
    if (!open.claimed) {
      const claim = await this.ask('text:claim', { textId }).catch(() => undefined)
      if (claim?.ok !== true) return
      open.doc.clientID = claim['clientId'] as number
      open.claimed = true
    }
    const token = this.token()
    const updates: Uint8Array[] = []
    const gather = (update: Uint8Array) => updates.push(update)
    open.doc.on('update', gather)
    const text = open.doc.getText('en')
    // Between words, so that nobody's token is cut in two.
    const at = text.toJSON().indexOf(' ', Math.floor(Math.random() * text.length)) + 1
    text.insert(at, `${token} `)
    open.doc.off('update', gather)
    const update = Buffer.from(Y.mergeUpdates(updates)).toString('base64')
    open.outbox.push({ mid: randomUUID(), token, update })
  }

  private async send(): Promise<void> {
    for (const [textId, open] of this.texts) {
      const batch = open.outbox.slice(0, AT_ONCE)
      const { seq: baseSeq, doc } = open
      const answers = await Promise.all(
        batch.map(async ({ mid, update }) =>
          this.ask('text:update', { textId, mid, baseSeq, update }).catch(() => undefined),
        ),
      )
      if (open.doc === doc) this.settle(textId, open, batch, answers)
    }
  }

  /** Takes what was acknowledged out of the outbox; what follows a failure is sent again. */
  private settle(
    textId: string,
    open: OpenText,
    batch: readonly Unsent[],
    answers: readonly (Answer | undefined)[],
  ): void {
    let failed = false
    for (const [index, { mid, token, update }] of batch.entries()) {
      const answer = answers[index]
      if (answer?.ok === true) {
        this.acknowledged.push(token)
        this.repeat('text:update', { textId, mid, baseSeq: open.seq, update })
        open.outbox = open.outbox.filter((one) => one.mid !== mid)
      } else if (answer === undefined || this.isForLater(answer) || failed) failed = true
      else {
        this.refused.push(`${this.name}: ${answer.code ?? ''}`)
        this.texts.set(textId, fresh(open.epoch))
        this.ready = false
        void this.open()
        return
      }
    }
  }

  private isForLater({ code = '' }: Answer): boolean {
    if (!AGAIN.has(code)) return false
    this.turnedAway.set(code, (this.turnedAway.get(code) ?? 0) + 1)
    return true
  }

  /** Sends some of what was answered once more: the answer must be the same, and nothing may happen twice. */
  private repeat(event: string, message: object): void {
    if (!this.repeats || Math.random() > 0.3) return
    this.repeated += 1
    this.ask(event, message).then(
      ({ ok, code }) => {
        if (!ok && !AGAIN.has(code ?? '')) this.refused.push(`${this.name}: repeated ${code ?? ''}`)
      },
      () => undefined,
    )
  }

  private take(audience: string, events: readonly WireEvent[]): void {
    const stream = this.events.get(audience) ?? new Map<number, WireEvent>()
    this.events.set(audience, stream)
    for (const event of events) stream.set(event.seq, event)
  }

  private async merge({ id, from, seq, update }: TextPush): Promise<void> {
    const open = this.texts.get(id)
    if (open === undefined || seq <= open.seq) return
    if (from <= open.seq) {
      Y.applyUpdate(open.doc, Buffer.from(update, 'base64'), 'server')
      open.seq = seq
      return
    }
    await this.catchUpText(id)
  }

  private async catchUpText(id: string): Promise<void> {
    const open = this.texts.get(id)
    if (open === undefined) return
    const { epoch, seq: since } = open
    const missed = await this.ask('text:catch-up', { textId: id, epoch, since }).catch(
      () => undefined,
    )
    if (missed?.ok !== true) return
    Y.applyUpdate(open.doc, Buffer.from(missed['update'] as string, 'base64'), 'server')
    open.seq = Math.max(open.seq, missed['seq'] as number)
  }
}

interface WireEvent {
  readonly seq: number
  readonly type: string
  readonly payload: unknown
  readonly hash: string
  readonly at: string
}

interface TextPush {
  readonly id: string
  readonly from: number
  readonly seq: number
  readonly update: string
}

interface TextState extends ServedState {
  readonly id: string
  readonly seq: number
  readonly epoch: number
}

function fresh(epoch: number): OpenText {
  return { doc: new Y.Doc(), seq: 0, epoch, claimed: false, outbox: [] }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
