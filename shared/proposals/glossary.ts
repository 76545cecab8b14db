import { activeMember } from '#shared/dialogues'
import { accept, idSchema, refuse, type Context, type Decision } from '#shared/kernel'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { definitionSchema, instrumentDraft, termSchema } from './instruments-events.ts'
import type { InstrumentsView } from './instruments.ts'

const ofEntry = { entryId: idSchema }

/** The commands on the glossary. */
export const GLOSSARY_COMMANDS = {
  'glossary/propose-term': z.strictObject({ term: termSchema }),
  'glossary/define': z.strictObject({ ...ofEntry, definition: definitionSchema }),
  'glossary/propose-joint': z.strictObject({ ...ofEntry, definition: definitionSchema }),
  'glossary/confirm-joint': z.strictObject({ ...ofEntry, version: z.int().min(1) }),
}

/** A command on the glossary, with its payload. */
export type GlossaryCommand = {
  [T in keyof typeof GLOSSARY_COMMANDS]: {
    readonly type: T
    readonly payload: z.infer<(typeof GLOSSARY_COMMANDS)[T]>
  }
}[keyof typeof GLOSSARY_COMMANDS]

/** Decides a command on the glossary (GL5–GL7). */
export function decideGlossary(
  view: InstrumentsView,
  command: GlossaryCommand,
  context: Context,
): Decision<Step> {
  const { glossary } = view.instruments
  if (command.type === 'glossary/propose-term') {
    const { term } = command.payload
    const known = glossary.some(
      (entry) => entry.term.en.toLowerCase() === term.en.toLowerCase() || entry.term.zh === term.zh,
    )
    if (known) return refuse('glossary/known-term')
    const entryId = context.newId()
    const event = instrumentDraft('room', 'TermProposed', { entryId, term })
    return accept({ events: [event], result: { id: entryId } })
  }
  const entry = glossary.find(({ id }) => id === command.payload.entryId)
  if (entry === undefined) return refuse('glossary/unknown-term')
  const { id: entryId, joint } = entry
  if (command.type === 'glossary/propose-joint') {
    const version = (joint?.version ?? 0) + 1
    const payload = { entryId, version, definition: command.payload.definition }
    const event = instrumentDraft('room', 'JointDefinitionProposed', payload)
    return accept({ events: [event], result: { version } })
  }
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('proposals/no-side')
  if (command.type === 'glossary/define') {
    const payload = { entryId, delegationId, definition: command.payload.definition }
    return accept({ events: [instrumentDraft('room', 'TermDefined', payload)] })
  }
  const { version } = command.payload
  if (joint?.version !== version) return refuse('glossary/definition-changed')
  if (joint.confirmedBy.includes(delegationId)) return accept({ events: [] })
  const payload = { entryId, version, delegationId }
  return accept({ events: [instrumentDraft('room', 'JointDefinitionConfirmed', payload)] })
}
