import { COMMANDS } from '#shared/app'
import { OPERATIONS, isOperation } from '#shared/identity'
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
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** The section of the protocol that lists every command with its payload and who may ask for it. */
function commandSection(): string {
  const lines = Object.entries(COMMANDS).map(([type, schema]) => {
    const shape = describe(
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema,
    )
    const grant = isOperation(type) ? OPERATIONS[type] : []
    const roles = typeof grant === 'string' ? grant : grant.join(', ')
    return `- **\`${type}\`** \`${shape}\` — ${roles}`
  })
  return `${HEADING}

What each command carries and who may ask for it. \`?\` marks a member that may be left out, with its default behind \`=\`;
numbers in parentheses are bounds of a length, a count or a value. What else must hold is in \`docs/spec/\`.

${lines.join('\n')}
`
}

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
    const what =
      schema.format ??
      (schema.maxLength === undefined && schema.pattern ? schema.pattern : 'string')
    return what + (schema.format === undefined ? bounds(schema.minLength, schema.maxLength) : '')
  }
  if (schema.type === 'integer') return `integer${bounds(schema.minimum, schema.maximum)}`
  return schema.type ?? 'any'
}

function describeObject({ properties = {}, required = [] }: Schema): string {
  const members = Object.entries(properties).map(([name, member]) => {
    const optional = required.includes(name) ? '' : '?'
    const fallback = member.default === undefined ? '' : ` = ${JSON.stringify(member.default)}`
    return `${name}${optional}: ${describe(member)}${fallback}`
  })
  return `{${members.join(', ')}}`
}

function bounds(least?: number, most?: number): string {
  const top = most === undefined || most >= Number.MAX_SAFE_INTEGER ? undefined : most
  if (least === undefined && top === undefined) return ''
  return ` (${least ?? ''}…${top ?? ''})`
}

/** The protocol with its commands up to date. */
export function freshProtocol(): { readonly stored: string; readonly fresh: string } {
  const stored = readFileSync(FILE, 'utf8')
  const before = stored.slice(0, stored.indexOf(HEADING))
  return { stored, fresh: before + commandSection() }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, freshProtocol().fresh)
