import { COMMANDS } from '#shared/app'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly minItems?: number
  readonly minimum?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly propertyNames?: Schema
}

/** Names an id for a member of a payload; a fresh one, unless told otherwise. */
type NameId = (member: string) => string

/** A payload of a command that its schema admits, with ids of one's choice. */
export function samplePayload(
  type: keyof typeof COMMANDS,
  nameId: NameId = () => randomUUID(),
): unknown {
  const schema = z.toJSONSchema(COMMANDS[type], { io: 'input', unrepresentable: 'any' }) as Schema
  return sample(schema, 'payload', nameId)
}

function sample(schema: Schema, member: string, nameId: NameId): unknown {
  const options = schema.anyOf ?? schema.oneOf
  if (options?.[0] !== undefined) return sample(options[0], member, nameId)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, inner]) => [name, sample(inner, name, nameId)]),
      )
    case 'array':
      return schema.minItems === undefined || schema.items === undefined
        ? []
        : Array.from({ length: schema.minItems }, () => sample(schema.items ?? {}, member, nameId))
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return false
    case 'string':
      return sampleString(schema, member, nameId)
    default:
      return null
  }
}

let count = 0

function sampleString(schema: Schema, member: string, nameId: NameId): string {
  if (schema.format === 'uuid') return nameId(member)
  if (schema.format === 'date-time') {
    return member === 'endsAt' ? '2036-03-02T10:00:00.000Z' : '2036-03-02T09:00:00.000Z'
  }
  if (schema.format === 'base64') return 'AAAA'
  if (schema.format === 'date') return '2036-03-02'
  if (schema.pattern?.includes('0-9a-f') === true) return 'a'.repeat(64)
  if (schema.pattern !== undefined) return 'XX-2036-01'
  count += 1
  return `words ${count}`.padEnd(schema.minLength ?? 0, '.')
}

interface Place {
  readonly dialogueId: string
  readonly textId: string
}

/** Inputs that the schemas of the events admit. */
const EVENTS: Readonly<Record<string, (place: Place) => object>> = {
  'dialogue:open': ({ dialogueId }) => ({ dialogueId }),
  'presence:set': ({ dialogueId }) => ({ dialogueId, at: null }),
  'texts:open': ({ dialogueId }) => ({ dialogueId, groupId: randomUUID() }),
  'texts:close': () => ({ groupId: randomUUID() }),
  'text:catch-up': ({ textId }) => ({ textId, epoch: 1, since: 0 }),
  'text:claim': ({ textId }) => ({ textId }),
  'text:check': ({ textId }) => ({ textId }),
  'text:update': ({ textId }) => ({ textId, mid: randomUUID(), baseSeq: 0, update: 'AAA=' }),
}

/** An input that the schema of an event admits; `undefined` where there is none here. */
export function sampleOfEvent(event: string, place: Place): object | undefined {
  return EVENTS[event]?.(place)
}
