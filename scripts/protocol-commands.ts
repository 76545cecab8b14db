import { COMMANDS, EVENTS, resultOf, type CommandType } from '#shared/app'
import { OPERATIONS, isOperation, type Row } from '#shared/identity'
import { REFUSALS, statusOf } from '#shared/refusals'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const FILE = fileURLToPath(new URL('../docs/protocol.md', import.meta.url))
const HEADING = '## 4. Commands'

interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly propertyNames?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** What follows the part that is written by hand: commands, events and refusals, as the code has them. */
function generated(): string {
  return `${commandSection()}\n${eventSection()}\n${refusalSection()}`
}

function commandSection(): string {
  const lines = Object.entries(COMMANDS).map(([type, schema]) => {
    const result = shapeOf(resultOf(type as CommandType), 'output')
    const who = isOperation(type) ? grantOf(OPERATIONS[type]) : ''
    return `- **\`${type}\`** \`${shapeOf(schema, 'input')}\` → \`${result}\` — ${who}`
  })
  return `${HEADING}

What each command carries, the \`result\` of its answer, and who may ask for it. \`?\` marks a member that may be left out, with its
default behind \`=\`; numbers in parentheses are bounds of a length, a count or a value; \`<…>: …\` stands for any number of members. What
else must hold is in \`docs/spec/\`.

A command is refused with \`dialogues/closed\` once the dialogue was closed, unless *when closed, too* is said of it, and with
\`dialogues/ground-rules-not-accepted\` to who has not accepted the ground rules in force, unless *before the rules, too* is. Of those with
*proof* a recent one is asked for (\`identity/reauthenticate\`). They are told in this order, after \`identity/not-allowed\`: rules, closed, proof.

${lines.join('\n')}
`
}

/** Who may ask for an operation, and what is exceptional about when. */
function grantOf({ who, needsOpen, needsRules, needsProof }: Row): string {
  const roles = typeof who === 'string' ? who : who.join(', ')
  const states = [
    !needsRules && '*before the rules, too*',
    !needsOpen && '*when closed, too*',
    needsProof && '*proof*',
  ]
  return [roles, ...states.filter((state) => state !== false)].join('; ')
}

function eventSection(): string {
  const lines = Object.entries(EVENTS).map(
    ([type, schema]) => `- **\`${type}\`** \`${shapeOf(schema, 'input')}\``,
  )
  return `## 5. Events

The payload of every event of the record, in the notation of the commands. A member with a default may be missing in old events.

${lines.join('\n')}
`
}

function refusalSection(): string {
  const lines = Object.entries(REFUSALS.en)
    .filter(([code]) => !code.startsWith('client/'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, sentence]) => {
      const where = /^(socket|text)\//.test(code) ? 'socket' : statusOf(code)
      return `| \`${code}\` | ${where} | ${sentence.replaceAll(/\{\{(\w+)\}\}/g, '`params.$1`')} |`
    })
  return `## 6. Refusals

Every code, its status where it is answered over HTTP, and its \`message\`. A command's refusals are the same over both transports;
\`socket\` marks what only a socket answers.

| code | status | message |
| --- | --- | --- |
${lines.join('\n')}
`
}

function shapeOf(schema: z.ZodType, io: 'input' | 'output'): string {
  return describe(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema)
}

/** Patterns that say less to a reader than a word does. */
const PATTERNS = [
  ['^[0-9a-f]{64}$', 'sha256'],
  ['^delegation:', '"delegation:<uuid>"'],
] as const

function describe(schema: Schema): string {
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return options.map(describe).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined)
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.type === 'object') return describeObject(schema)
  if (schema.type === 'array') {
    return `[${describe(schema.items ?? {})} …]${bounds(schema.minItems, schema.maxItems)}`
  }
  if (schema.type === 'string') {
    const known = PATTERNS.find(([begins]) => schema.pattern?.startsWith(begins))
    if (known !== undefined) return known[1]
    const what =
      schema.format ??
      (schema.maxLength === undefined && schema.pattern ? schema.pattern : 'string')
    return what + (schema.format === undefined ? bounds(schema.minLength, schema.maxLength) : '')
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return schema.type + bounds(schema.minimum, schema.maximum)
  }
  return schema.type ?? 'any'
}

function describeObject(schema: Schema): string {
  const { properties = {}, required = [], propertyNames, additionalProperties } = schema
  const members = Object.entries(properties).map(([name, member]) => {
    const optional = required.includes(name) ? '' : '?'
    const fallback = member.default === undefined ? '' : ` = ${JSON.stringify(member.default)}`
    return `${name}${optional}: ${describe(member)}${fallback}`
  })
  if (typeof additionalProperties === 'object') {
    members.push(`<${describe(propertyNames ?? {})}>: ${describe(additionalProperties)}`)
  }
  return `{${members.join(', ')}}`
}

function bounds(least?: number, most?: number): string {
  const known = (bound?: number) =>
    bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound
  const [low, top] = [known(least), known(most)]
  if (low === undefined && top === undefined) return ''
  return ` (${low ?? ''}…${top ?? ''})`
}

/** The protocol with what is generated up to date. */
export function freshProtocol(): { readonly stored: string; readonly fresh: string } {
  const stored = readFileSync(FILE, 'utf8')
  const before = stored.slice(0, stored.indexOf(HEADING))
  return { stored, fresh: before + generated() }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, freshProtocol().fresh)
