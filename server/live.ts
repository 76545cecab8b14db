import { evolve, NO_STATE, type State } from '#shared/app'
import { isOperation, type OperationId } from '#shared/identity'
import type { Refusal, Sha256 } from '#shared/kernel'
import { textRights, type TextRights, type Proposal, type WordsAtHand } from '#shared/proposals'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import { countMarks } from './agreement/store.ts'
import { createDeadlines } from './between/deadlines.ts'
import { follow } from './between/follow.ts'
import { dialoguesDue, untilNextDue } from './between/store-deadlines.ts'
import { publishEvents, registerDialogueChannel, streamRoom } from './dialogues/channel.ts'
import { createExecute, createPermit, movedAccounts, type Execute } from './dialogues/execute.ts'
import { createPersonalCommand, type PersonalCommand } from './dialogues/command.ts'
import { createHeads } from './dialogues/heads.ts'
import { createPresence } from './dialogues/presence.ts'
import { onBehalfOf } from './platform/behalf.ts'
import type { Database } from './platform/db.ts'
import type { SecurityLog } from './platform/security-log.ts'
import type { Log } from './platform/log.ts'
import type { Metrics } from './platform/metrics.ts'
import { createLedger, SYSTEM, type Ledger } from './platform/ledger.ts'
import { readClock } from './platform/ledger-store.ts'
import type { Nodes } from './platform/nodes.ts'
import { createRealtime, type Limits, type Realtime, type SignedIn } from './platform/realtime.ts'
import { openTexts, readTexts, type TextAccess, type Texts } from './platform/texts/index.ts'
import { carryOut, type CarryOutOutcome } from './effects.ts'
import { clauseWords, wordsIn } from './words.ts'
import { watchTrouble, type Trouble } from './platform/trouble.ts'
import { watch, type Watch } from './platform/watch.ts'

/** Everything live: the record, the texts, and the sockets that carry them. */
export interface Live {
  readonly ledger: Ledger<State>
  /** Carries a command out for the product itself: seeds, deadlines, what a route asks for on somebody's behalf. */
  readonly execute: Execute
  /** Carries a command out for a person, who for a sensitive one must have proved lately who they are. */
  readonly command: PersonalCommand
  readonly permit: ReturnType<typeof createPermit>
  readonly realtime: Realtime
  /** What an error means that stands in the way of everybody; it is told to all who are connected. */
  readonly troubleOf: Trouble['of']
  /** The present words of a proposal's clauses, as a decision about them would see them. */
  readonly wordsOf: (proposal: Proposal) => Promise<WordsAtHand>
  close(): Promise<void>
}

/** What the live side is wired from. */
export interface LiveOptions {
  readonly db: Database
  readonly server: Server
  readonly log: Log
  readonly metrics: Metrics
  readonly sha256: Sha256
  readonly origins: readonly string[]
  readonly limits: Limits
  readonly identify: (request: IncomingMessage) => Promise<SignedIn | undefined>
  readonly onOutcome: CarryOutOutcome
  /** Is told after an outcome was published. */
  readonly onPublished: () => void
  readonly askRecent: (operation: OperationId, who: SignedIn) => Promise<Refusal | undefined>
  readonly security: SecurityLog
  /** Is told after every commit: a mail may be waiting in the outbox. */
  readonly mailsMayWait: () => void
  /** A fault for drills: answers to updates go out before their commit. */
  readonly acknowledgeEarly: boolean
  /** What carries to other nodes; without it this is the only one. */
  readonly nodes?: Nodes | undefined
}

/** What is there only after the ledger is. */
interface Late {
  realtime?: Realtime
  learnt?: (dialogueId: string) => void
  erased?: (dialogueId: string) => void
}

/** How often each node compares with the log what it told, in milliseconds: with what carries between nodes, and without. */
const LOOK_MS = 1000
const LOOK_ALONE_MS = 400

/** Wires the record, the texts and the sockets; commits come first, telling comes after. */
export async function createLive(options: LiveOptions): Promise<Live> {
  const { db, log, sha256 } = options
  const report = (error: unknown, where: string) => log.failed(error, { where })
  const late: Late = {}
  const publisher = {
    toRoom: (room: string, event: string, payload: object) =>
      late.realtime?.toRoom(room, event, payload),
    toRoomHere: (room: string, event: string, payload: object) =>
      late.realtime?.toRoomHere(room, event, payload),
  }
  const ledger = await createLedger<State>({
    db,
    sha256,
    fold: { initial: NO_STATE, evolve },
    publish: (events) => {
      publishEvents(publisher, events)
      for (const { dialogueId, audience, seq } of events) heads.sent(dialogueId, audience, seq)
    },
    learnt: (dialogueId, before, after) => {
      for (const accountId of before === undefined ? [] : movedAccounts(before, after)) {
        options.security.note('rights-changed', { accountId })
        late.realtime?.cutAccountHere(accountId, 'identity/rights-changed')
      }
      if (after.room.dialogue.closed?.erased === true) late.erased?.(dialogueId)
      late.learnt?.(dialogueId)
    },
  })
  const heads = createHeads({ ledger, publisher })
  const trouble = watchTrouble(db, (code) => {
    if (code === null) log.say('warn', 'writes are stored again')
    else log.say('error', 'writes cannot be stored', { code })
    late.realtime?.toAllHere('trouble', { code })
  })
  const lookEvery = () => (options.nodes?.ready() === false ? LOOK_ALONE_MS : LOOK_MS)
  const mayAskFor = createPermit(ledger)
  const permit: typeof mayAskFor = async (operation, accountId, dialogueId) => {
    const refusal = await mayAskFor(operation, accountId, dialogueId)
    noteBarred(options.security, { accountId, what: operation }, refusal?.code)
    return refusal
  }
  const realtime = createRealtime({
    ...options,
    troubleOf: trouble.of,
    troubleNow: trouble.now,
    permit,
    report,
    onAnswer: (event, code) => options.metrics.message(event, code),
    onRefused: (who, code) => options.security.note('refused-frame', { ...who, what: code }),
  })
  late.realtime = realtime
  const host = openTexts({
    db,
    acknowledgeEarly: options.acknowledgeEarly,
    channel: realtime,
    publisher,
    readFor: (accountId, read) => onBehalfOf(db, accountId, read),
    access: textAccess(ledger),
    report: (error) => report(error, 'texts'),
    onCommit: (ms, updates) => options.metrics.commit(ms, updates),
    lookEvery,
    troubleOf: trouble.of,
  })

  late.erased = (dialogueId) => host.forget(dialogueId)
  gaugeLive(options.metrics, realtime, host)

  const deadlines = createDeadlines({
    due: (but) => dialoguesDue(db, but),
    untilNext: (but) => untilNextDue(db, but),
    comeDue: async (dialogueId) => {
      const command = { id: randomUUID(), dialogueId, type: 'agreement/come-due', payload: {} }
      const answer = await execute(SYSTEM, command)
      if (!answer.ok) throw new Error(`what is due was refused: ${answer.code}`)
    },
    report: (error) => report(error, 'deadlines'),
  })
  const execute = createExecute({
    ledger,
    sha256,
    newId: randomUUID,
    ports: {
      words: (tx, clauseId, kind, hold) => clauseWords(tx, clauseId, kind, hold, sha256),
      effect: (tx, effect, at) => carryOut(tx, effect, at, options.onOutcome),
      marks: countMarks,
      follow: async (tx, followed) => {
        await follow(tx, followed)
      },
      committed: (effects) => {
        const touched = effects.flatMap((effect) => ('textId' in effect ? [effect.textId] : []))
        if (touched.length > 0) {
          host.changed(touched).catch((error: unknown) => report(error, 'texts'))
        }
        if (effects.some(({ type }) => type === 'outcome/publish')) options.onPublished()
        options.mailsMayWait()
      },
    },
  })

  const presence = createPresence({
    publisher,
    nodes: realtime.nodes,
    roomOf: (dialogueId) => streamRoom(dialogueId, 'room'),
    mayShow: async (dialogueId, textId) => {
      const text = await host.find(textId)
      return text?.dialogueId === dialogueId && text.audience === 'room'
    },
  })
  const executeNoting: Execute = async (accountId, given) => {
    const answer = await execute(accountId, given)
    const code = answer.ok || !isOperation(given.type) ? undefined : answer.code
    noteBarred(options.security, { accountId, what: given.type }, code)
    return answer
  }
  const { askRecent } = options
  const command = createPersonalCommand({ execute: executeNoting, permit, askRecent })
  registerDialogueChannel(realtime, {
    ledger,
    command,
    presence,
    heads,
    clock: () => readClock(db),
  })
  const watching: Watch = watch({
    every: lookEvery,
    look: () => heads.look(),
    report: (error) => report(error, 'heads'),
  })
  late.learnt = () => {
    watching.soon()
    deadlines.look()
  }
  await deadlines.start()
  return {
    ledger,
    execute,
    command,
    permit,
    realtime,
    troubleOf: trouble.of,
    wordsOf: async ({ clauses }) => {
      const standing = clauses.filter((clause) => !clause.withdrawn)
      const texts = await readTexts(
        db,
        standing.map(({ id }) => id),
      )
      return new Map(
        standing.map(({ id, kind }) => [id, wordsIn(texts.get(id)?.text ?? {}, kind, sha256)]),
      )
    },
    close: async () => {
      await deadlines.stop()
      trouble.stop()
      await watching.stop()
      presence.close()
      await realtime.close()
      await host.close()
      await ledger.close()
    },
  }
}

/** Codes of what somebody asked for who may not, or in a dialogue that is not theirs. */
const BARRED = new Set(['identity/not-allowed', 'dialogues/unknown'])

function noteBarred(
  security: SecurityLog,
  who: { readonly accountId: string; readonly what: string },
  code: string | undefined,
): void {
  if (code !== undefined && BARRED.has(code)) security.note('barred', who)
}

function gaugeLive(metrics: Metrics, realtime: Realtime, host: Pick<Texts, 'open'>): void {
  metrics.gauge('parley_sockets', 'Connections of people', () => realtime.connections())
  metrics.gauge('parley_fan_out_frames', 'Frames that wait for readers', () => realtime.backlog())
  metrics.gauge('parley_open_texts', 'Texts kept in memory', () => host.open())
}

/** The rights to a text by the state at hand; what was found is kept as long as the state stands. */
function textAccess(ledger: Ledger<State>): TextAccess {
  const known = new WeakMap<State, Map<string, TextRights>>()
  const rightsIn = (state: State, accountId: string, text: Parameters<TextAccess>[1]) => {
    const kept = known.get(state) ?? new Map<string, TextRights>()
    known.set(state, kept)
    const key = `${accountId} ${text.id} ${text.audience}`
    const rights = kept.get(key) ?? textRights(state.room, accountId, text)
    kept.set(key, rights)
    return rights
  }
  return (accountId, text) => {
    const state = ledger.atHand(text.dialogueId)
    if (state !== undefined) return rightsIn(state, accountId, text)
    return ledger
      .recent(text.dialogueId)
      .then((read) =>
        read === undefined
          ? { read: false, write: 'no', code: 'text/unknown' }
          : rightsIn(read, accountId, text),
      )
  }
}
