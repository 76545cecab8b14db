import {
  NO_STATE,
  decide,
  evolve,
  kindOfText,
  parseCommand,
  resultOf,
  wordsNeeded,
  type Effect,
  type State,
} from '#shared/app'
import { dialogueDraft } from '#shared/dialogues'
import type { Refusal, RefusalParams } from '#shared/kernel'
import { clauseHash, languageHash, type ClauseWords, type Words } from '#shared/proposals'
import { chain, type Draft, type Head, type RecordedEvent } from '#shared/record'
import { createHash } from 'node:crypto'

/** SHA-256 as the edge computes it. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The people of the smallest complete dialogue. */
export const PEOPLE = {
  convener: id(1),
  chairOne: id(2),
  chairTwo: id(3),
  rapporteur: id(4),
  observer: id(5),
  headA: id(10),
  delegateA: id(11),
  adviserA: id(12),
  headB: id(20),
  delegateB: id(21),
  headC: id(30),
}

/** Somebody in the smallest complete dialogue. */
export type Person = keyof typeof PEOPLE

/** A UUID made of a number, for tests. */
export function id(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}

/** What a command came to in the world. */
export type Done =
  | {
      readonly ok: true
      readonly result: Record<string, unknown>
      readonly events: RecordedEvent[]
    }
  | { readonly ok: false; readonly code: string; readonly params?: RefusalParams }

/** A dialogue in memory, run by the real rules: words are held here instead of in texts. */
export class World {
  state: State = NO_STATE
  readonly dialogueId = id(0)
  readonly events: RecordedEvent[] = []
  readonly words = new Map<string, Words>()
  readonly locked = new Set<string>()
  readonly effects: Effect[] = []
  /** How many marks each option of a straw poll has. */
  marks: readonly number[] = []
  now = Date.parse('2026-03-02T09:00:00.000Z')
  #ids = 1000
  #heads = new Map<string, Head>()

  newId = () => id(this.#ids++)

  /** Appends drafts as an account. */
  append(drafts: readonly Draft[], actor: string): RecordedEvent[] {
    const stamp = { actor, at: new Date(this.now).toISOString() }
    const events = chain(this.dialogueId, drafts, this.#heads, stamp, sha256)
    for (const event of events) {
      this.#heads.set(event.audience, { seq: event.seq, hash: event.hash })
      this.state = evolve(this.state, event)
      this.events.push(event)
    }
    this.now += 1000
    return events
  }

  /** The present words of a clause, as the edge would read them. */
  clauseWords(clauseId: string): ClauseWords {
    const words = this.words.get(clauseId) ?? { en: '', zh: '' }
    const kind = kindOfText(this.state, clauseId) ?? 'operative'
    return {
      words,
      hash: clauseHash(kind, words, sha256),
      languageHashes: { en: languageHash(words.en, sha256), zh: languageHash(words.zh, sha256) },
      brackets: (words.en.match(/\[/g) ?? []).length + (words.zh.match(/［/g) ?? []).length,
    }
  }

  /** Edits a clause's words, unless its text is locked. */
  edit(clauseId: string, words: Words): boolean {
    if (this.locked.has(clauseId)) return false
    this.words.set(clauseId, words)
    return true
  }

  /** Carries out a command as a person. */
  as(person: Person | 'system', type: string, payload: unknown): Done {
    return this.by(person === 'system' ? person : PEOPLE[person], type, payload)
  }

  /** Carries out a command as an account. */
  by(actor: string, type: string, payload: unknown): Done {
    const parsed = parseCommand(type, payload)
    if (!parsed.ok) return parsed
    const needed = wordsNeeded(this.state, parsed.value, actor)
    const ids = [...(needed.read ?? []), ...(needed.hold ?? [])]
    const words = new Map(ids.map((clauseId) => [clauseId, this.clauseWords(clauseId)]))
    const now = new Date(this.now).toISOString()
    const context = { actor, now, newId: this.newId, marks: this.marks }
    const decision: ReturnType<typeof decide> | Refusal = decide(
      this.state,
      parsed.value,
      context,
      words,
      sha256,
    )
    if (!decision.ok) return decision
    const { events, effects = [], result = {} } = decision.value
    resultOf(parsed.value.type).parse(result)
    for (const effect of effects) this.#carryOut(effect)
    return { ok: true, result, events: this.append(events, actor) }
  }

  /** Like `as`, for a command that must succeed. */
  do(person: Person | 'system', type: string, payload: unknown): Record<string, unknown> {
    const done = this.as(person, type, payload)
    if (!done.ok) throw new Error(`${type}: ${done.code} ${JSON.stringify(done.params)}`)
    return done.result
  }

  #carryOut(effect: Effect): void {
    this.effects.push(effect)
    switch (effect.type) {
      case 'text/create': {
        const plain = (language: 'en' | 'zh') => effect.runs[language].map((r) => r.text).join('')
        this.words.set(effect.textId, { en: plain('en'), zh: plain('zh') })
        break
      }
      case 'text/fork':
        this.words.set(effect.textId, this.words.get(effect.fromId) ?? { en: '', zh: '' })
        break
      case 'text/table':
      case 'text/lock':
        this.locked.add(effect.textId)
        break
      case 'text/unlock':
        this.locked.delete(effect.textId)
        break
      case 'text/replace': {
        const plain = (language: 'en' | 'zh') => effect.runs[language].map((r) => r.text).join('')
        this.words.set(effect.textId, { en: plain('en'), zh: plain('zh') })
        break
      }
      default:
    }
  }
}

/** A dialogue with two delegations, their people, a topic, a question and a proposal of three clauses. */
export function smallWorld(): World & {
  a: string
  b: string
  question: string
  proposal: string
  clauses: string[]
} {
  const world = new World()
  const names = (text: string) => ({ en: text, zh: `${text}（中）` })
  const member = (person: Person, role: string, delegationId: string | null) =>
    dialogueDraft('room', 'MemberAdmitted', {
      accountId: PEOPLE[person],
      name: names(person),
      role: role as 'head',
      delegationId,
      expertise: null,
    })
  world.append(
    [
      dialogueDraft('room', 'DialogueOpened', { title: names('Dialogue') }),
      member('convener', 'convener', null),
    ],
    PEOPLE.convener,
  )
  const a = world.do('convener', 'dialogues/add-delegation', { name: names('Side A') })[
    'id'
  ] as string
  const b = world.do('convener', 'dialogues/add-delegation', { name: names('Side B') })[
    'id'
  ] as string
  const seats: [Person, string, string | null][] = [
    ['chairOne', 'moderator', null],
    ['chairTwo', 'moderator', null],
    ['rapporteur', 'rapporteur', null],
    ['observer', 'observer', null],
    ['headA', 'head', a],
    ['delegateA', 'delegate', a],
    ['adviserA', 'adviser', a],
    ['headB', 'head', b],
    ['delegateB', 'delegate', b],
  ]
  world.append(
    seats.map(([person, role, delegationId]) => member(person, role, delegationId)),
    PEOPLE.convener,
  )
  const topicId = world.do('convener', 'dialogues/add-topic', {
    parentId: null,
    title: names('Data'),
  })['id']
  const question = world.do('convener', 'dialogues/add-question', {
    topicId,
    text: names('Which?'),
  })
  const proposal = world.do('chairOne', 'proposals/open', {
    title: names('Categories'),
    kind: 'chairs-text',
    topicId,
  })['id'] as string
  const clauses = world.do('chairOne', 'proposals/add-clauses', {
    proposalId: proposal,
    afterId: null,
    clauses: [1, 2, 3].map((n) => ({
      kind: 'operative',
      level: 1,
      runs: { en: [{ text: `Clause ${n}.` }], zh: [{ text: `第${n}条。` }] },
    })),
  })['ids'] as string[]
  return Object.assign(world, { a, b, question: question['id'] as string, proposal, clauses })
}
