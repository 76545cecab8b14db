import type { Bilingual, Json, Refusal } from '#shared/kernel'
import { clauseHash, languageHash, type Words } from '#shared/proposals'
import type { RecordedEvent } from '#shared/record'
import { createHash } from 'node:crypto'
import type { CommandAnswer } from '../platform/ledger.ts'
import type { DemoDrafting, DemoWording } from './content-wordings.ts'
import type { DemoClause } from './content.ts'
import { DEMO_PEOPLE, demoId, type DemoName } from './people.ts'

/** The id of the demonstration's dialogue. */
export const DEMO_DIALOGUE_ID = demoId('dialogue')

/** What the demonstration needs of the application. Each of them may be asked again and then changes nothing. */
export interface DemoPorts {
  readonly createAccount: (account: {
    readonly id: string
    readonly email: string
    readonly name: string
    readonly nameZh: string
    readonly password: string
  }) => Promise<void>
  /** Opens a dialogue with its convener, unless it is there; answers when it was opened. */
  readonly openDialogue: (founding: {
    readonly dialogueId: string
    readonly title: Bilingual
    readonly convener: { readonly accountId: string; readonly name: Bilingual }
    /** So many days ago. */
    readonly daysAgo: number
  }) => Promise<{ readonly at: string }>
  /** Whether a command of this account was carried out before. */
  readonly wasCarriedOut: (command: {
    readonly dialogueId: string
    readonly accountId: string
    readonly commandId: string
  }) => Promise<boolean>
  /** Writes a text anew as of an instant of the past, as the `nth` to do so; once it was written that often or more this changes nothing. */
  readonly write: (writing: {
    readonly textId: string
    readonly accountId: string
    readonly words: Words
    readonly nth: number
    readonly at: string
  }) => Promise<void>
  /** Carries out a command as of an instant of the past; the same id again is answered as the first time. */
  readonly execute: (
    accountId: string,
    command: {
      readonly id: string
      readonly dialogueId: string
      readonly type: string
      readonly payload: unknown
    },
    at: string,
  ) => Promise<CommandAnswer>
  /** What the room's stream holds so far, from its beginning. */
  readonly roomEvents: (dialogueId: string) => Promise<readonly RecordedEvent[]>
  /** Lets everybody have been in the dialogue last at an instant of the past. */
  readonly visitedAt: (dialogueId: string, at: string) => Promise<void>
}

const LAST_COMMAND = demoId('command/last')

/** A step of the demonstration that the rules refused. */
class DemoRefused extends Error {
  constructor(type: string, { code, params }: Refusal) {
    super(`${type}: ${code} ${JSON.stringify(params ?? {})}`)
  }
}

/** What somebody says to a ballot: the answer, and the reason where one is given. */
export type Said = readonly [answer: string, reason?: string]

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const MINUTE = 60_000
/** Between one command and the next so many seconds pass, at least, and some more. */
const PACE = { least: 25, more: 70 }

/** Plays commands one after another, under ids that are the same every time, at instants of the past. */
export class DemoScript {
  readonly ids = new Map<string, string>()
  readonly #clauses = new Map<string, DemoClause>()
  readonly #ports: DemoPorts
  readonly #now: number
  #step = 0
  #clock: number
  readonly #written = new Map<string, number>()

  /** `now` is the instant of the demonstration, in milliseconds, from which its minutes are counted. */
  constructor(ports: DemoPorts, now: number) {
    this.#ports = ports
    this.#now = now
    this.#clock = now
  }

  /** Begins to play so many minutes after the demonstration's instant; before it, when negative. */
  beginAt(minutes: number): void {
    this.#clock = this.#now + minutes * MINUTE
  }

  /** Lets time pass up to an instant in minutes, unless it is later already. */
  passTo(minutes: number): void {
    this.#clock = Math.max(this.#clock, this.#now + minutes * MINUTE)
  }

  /** The instant that lies so many minutes from the demonstration's. */
  instant(minutes: number): string {
    return new Date(this.#now + minutes * MINUTE).toISOString()
  }

  /** The beginning of the minute that lies so many minutes from the demonstration's instant. */
  wholeMinute(minutes: number): string {
    return new Date((Math.floor(this.#now / MINUTE) + minutes) * MINUTE).toISOString()
  }

  /** Whether the whole script was played before, in this edition or an earlier one. */
  isFinished(): Promise<boolean> {
    const last = { dialogueId: DEMO_DIALOGUE_ID, accountId: DEMO_PEOPLE.convener.id }
    return this.#ports.wasCarriedOut({ ...last, commandId: LAST_COMMAND })
  }

  /** Keeps on record that the script was played to its end: a command that changes nothing any more. */
  async finish(): Promise<void> {
    await this.#carryOut('convener', LAST_COMMAND, 'dialogues/accept-ground-rules', { version: 1 })
  }

  /** Carries out a command as somebody, and keeps the id that it answers under a key. */
  async do(
    who: DemoName,
    type: string,
    payload: unknown,
    key?: string,
  ): Promise<Readonly<Record<string, Json>>> {
    const result = await this.#carryOut(who, demoId(`command/${this.#step++}`), type, payload)
    if (key !== undefined) this.ids.set(key, word(result['id']))
    return result
  }

  /** The id kept under a key. */
  id(key: string): string {
    const id = this.ids.get(key)
    if (id === undefined) throw new Error(`nothing is kept under ${key}`)
    return id
  }

  /** Keeps the ids of an answer's list under keys, one each. */
  keep(keys: readonly string[], ids: Json | undefined): void {
    const listed: readonly Json[] = isList(ids) ? ids : []
    keys.forEach((key, index) => this.ids.set(key, word(listed[index])))
  }

  /** Puts a clause to a silence procedure, which nobody has broken yet. */
  async silence(key: string, closesAt: string): Promise<void> {
    await this.confirmConcordance(key)
    const opening = { clauseId: this.id(key), hash: hashOf(this.#clause(key)) }
    const payload = { ...opening, kind: 'silence', closesAt }
    await this.do('chairOne', 'agreement/open-ballot', payload)
  }

  /** Adds clauses to the end of a proposal, or after one of its clauses. */
  async addClauses(proposal: string, after: string | null, clauses: readonly DemoClause[]) {
    const { ids } = await this.do('rapporteur', 'proposals/add-clauses', {
      proposalId: this.id(proposal),
      afterId: after === null ? null : this.id(after),
      clauses: clauses.map(({ kind, level, en, zh }) => ({
        kind,
        level,
        runs: { en: [{ text: en }], zh: [{ text: zh }] },
      })),
    })
    this.keep(
      clauses.map(({ key }) => key),
      ids,
    )
    for (const clause of clauses) this.#clauses.set(clause.key, clause)
  }

  /** Writes a text anew, by its key. */
  async write(who: DemoName, key: string, words: Words): Promise<void> {
    const textId = this.id(key)
    const nth = (this.#written.get(textId) ?? 0) + 1
    this.#written.set(textId, nth)
    const at = this.#tick()
    await this.#ports.write({ textId, accountId: DEMO_PEOPLE[who].id, words, nth, at })
  }

  /** Writes other words into a clause, and then those of its text again. */
  async redraft({ on, by, words, settledBy }: DemoDrafting): Promise<void> {
    await this.write(by, on, words)
    const { en, zh } = this.#clause(on)
    await this.write(settledBy, on, { en, zh })
  }

  /** Drafts a wording of a clause, and tables it where somebody does. */
  async word({ on, by, tabledBy, words }: DemoWording): Promise<void> {
    const key = `wording-${on}-${by}`
    await this.do(by, 'proposals/draft-amendment', { clauseId: this.id(on) }, key)
    await this.write(by, key, words)
    if (tabledBy === null) return
    const hash = clauseHash(this.#clause(on).kind, words, sha256)
    await this.do(tabledBy, 'proposals/table-amendment', { amendmentId: this.id(key), hash })
  }

  /** What a position is about: a clause with its hash, or a question. */
  subject(key: string) {
    const clause = this.#clauses.get(key)
    if (clause === undefined) return { type: 'question', id: this.id(key) }
    return { type: 'clause', id: this.id(key), hash: hashOf(clause) }
  }

  /** Confirms that a clause says the same in both languages. */
  async confirmConcordance(key: string): Promise<void> {
    const { en, zh } = this.#clause(key)
    const hashes = { en: languageHash(en, sha256), zh: languageHash(zh, sha256) }
    const payload = { clauseId: this.id(key), hashes }
    await this.do('rapporteur', 'proposals/confirm-concordance', payload)
  }

  /** Puts a clause to a ballot, which closes with the second answer. */
  async ballot(key: string, said: { readonly headA: Said; readonly headB: Said }): Promise<void> {
    await this.confirmConcordance(key)
    const hash = hashOf(this.#clause(key))
    const opening = { clauseId: this.id(key), hash }
    const { id } = await this.do('chairOne', 'agreement/open-ballot', opening)
    for (const head of ['headA', 'headB'] as const) {
      const [answer, reason = ''] = said[head]
      await this.do(head, 'agreement/answer', { ballotId: word(id), hash, answer, reason })
    }
  }

  async #carryOut(who: DemoName, id: string, type: string, payload: unknown) {
    const command = { id, dialogueId: DEMO_DIALOGUE_ID, type, payload }
    const answer = await this.#ports.execute(DEMO_PEOPLE[who].id, command, this.#tick())
    if (!answer.ok) throw new DemoRefused(type, answer)
    return answer.result
  }

  /** Lets the time pass that a step takes, and answers the instant. */
  #tick(): string {
    this.#clock += (PACE.least + ((this.#step * 37) % PACE.more)) * 1000
    return new Date(Math.min(this.#clock, this.#now)).toISOString()
  }

  #clause(key: string): DemoClause {
    const clause = this.#clauses.get(key)
    if (clause === undefined) throw new Error(`no clause has the key ${key}`)
    return clause
  }
}

function hashOf({ kind, en, zh }: DemoClause): string {
  const words: Words = { en, zh }
  return clauseHash(kind, words, sha256)
}

function word(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error('an answer holds no id')
  return value
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
