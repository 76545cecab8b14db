import { activeMember } from '#shared/dialogues'
import { accept, idSchema, refuse, type Context, type Decision } from '#shared/kernel'
import { addClauses, findClause, type ProposalsView, type TextEffect } from '#shared/proposals'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { CATEGORY_SEEDS } from './worksheets-seeds.ts'
import { worksheetDraft, worksheetShapes } from './worksheets-events.ts'
import type { DataCategory, Worksheets } from './worksheets-model.ts'
import { clauseWordsOf } from './worksheets-views.ts'

const noWords = { en: '', zh: '' }

/** The commands of the worksheets, by operation. */
export const WORKSHEET_COMMANDS = {
  'positions/add-category': z.strictObject(worksheetShapes.category),
  'positions/seed-categories': z.strictObject({}),
  'positions/classify-category': z.strictObject({
    ...worksheetShapes.classification,
    threshold: worksheetShapes.classification.threshold.default(noWords),
  }),
  'positions/define-category': z.strictObject(worksheetShapes.definition),
  'positions/turn-category-into-clause': z.strictObject({
    categoryId: idSchema,
    proposalId: idSchema,
  }),
  'positions/add-measure': z.strictObject({
    ...worksheetShapes.measure,
    answers: worksheetShapes.measure.answers.default([]),
  }),
  'positions/estimate-measure': z.strictObject(worksheetShapes.estimate),
  'positions/add-scenario': z.strictObject(worksheetShapes.scenario),
}

type Commands = typeof WORKSHEET_COMMANDS

/** A command of the worksheets with its payload. */
export type WorksheetCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What the rules of the worksheets look at. */
export interface WorksheetsView extends ProposalsView {
  readonly worksheets: Worksheets
}

/** Decides a command of the worksheets (PO10–PO14). */
export function decideWorksheets(
  view: WorksheetsView,
  command: WorksheetCommand,
  context: Context,
): Decision<Step<TextEffect>> {
  switch (command.type) {
    case 'positions/add-category': {
      const id = context.newId()
      const event = worksheetDraft('room', 'CategoryAdded', { id, ...command.payload })
      return accept({ events: [event], result: { id } })
    }
    case 'positions/seed-categories': {
      const known = new Set(view.worksheets.categories.map(({ name }) => name.en))
      const added = CATEGORY_SEEDS.filter(({ name }) => !known.has(name.en)).map((seed) => ({
        id: context.newId(),
        name: seed.name,
        sources: [...seed.sources],
      }))
      const events = added.map((row) => worksheetDraft('room', 'CategoryAdded', row))
      return accept({ events, result: { ids: added.map(({ id }) => id) } })
    }
    case 'positions/add-measure':
    case 'positions/estimate-measure':
    case 'positions/add-scenario':
      return decideMeasure(view, command, context)
    default:
      return decideCategory(view, command, context)
  }
}

function decideCategory(
  view: WorksheetsView,
  command: Extract<WorksheetCommand, { payload: { categoryId: string } }>,
  context: Context,
): Decision<Step<TextEffect>> {
  const { categoryId } = command.payload
  const category = view.worksheets.categories.find(({ id }) => id === categoryId)
  if (category === undefined) return refuse('positions/unknown-category')
  switch (command.type) {
    case 'positions/classify-category': {
      const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
      if (delegationId === null) return refuse('positions/no-delegation')
      const { dataClass, threshold } = command.payload
      if (dataClass === 'conditional' && threshold.en === '' && threshold.zh === '') {
        return refuse('positions/threshold-required')
      }
      const payload = { delegationId, ...command.payload }
      return accept({ events: [worksheetDraft('room', 'CategoryClassified', payload)] })
    }
    case 'positions/define-category':
      return accept({ events: [worksheetDraft('room', 'CategoryDefined', command.payload)] })
    case 'positions/turn-category-into-clause':
      return turnIntoClause(view, category, command.payload.proposalId, context)
  }
}

/** Puts a row at the end of a text as a clause and keeps which one: both in one step or neither (PO13). */
function turnIntoClause(
  view: WorksheetsView,
  category: DataCategory,
  proposalId: string,
  context: Context,
): Decision<Step<TextEffect>> {
  const known = category.clauseId && findClause(view.proposals, category.clauseId)
  if (known) return refuse('positions/clause-made-already')
  const words = clauseWordsOf(category)
  const runs = (text: string) => (text === '' ? [] : [{ text }])
  const afterId = view.proposals.list.find(({ id }) => id === proposalId)?.clauses.at(-1)?.id
  const added = addClauses(
    view,
    {
      proposalId,
      afterId: afterId ?? null,
      clauses: [{ kind: 'definition', level: 1, runs: { en: runs(words.en), zh: runs(words.zh) } }],
    },
    context,
  )
  if (!added.ok) return added
  const { events, effects = [], result } = added.value
  const [clauseId] = z.array(z.string()).parse(result?.['ids'])
  if (clauseId === undefined) throw new Error('no clause was added')
  const kept = worksheetDraft('room', 'CategoryTurnedIntoClause', {
    categoryId: category.id,
    clauseId,
  })
  return accept({ events: [...events, kept], effects, result: { id: clauseId } })
}

function decideMeasure(
  view: WorksheetsView,
  command: Extract<
    WorksheetCommand,
    { type: 'positions/add-measure' | 'positions/estimate-measure' | 'positions/add-scenario' }
  >,
  context: Context,
): Decision<Step> {
  const known = (ids: readonly string[]) =>
    ids.every((id) => view.worksheets.measures.some((measure) => measure.id === id))
  switch (command.type) {
    case 'positions/add-measure': {
      if (!known(command.payload.answers)) return refuse('positions/unknown-measure')
      const id = context.newId()
      const event = worksheetDraft('room', 'MeasureAdded', { id, ...command.payload })
      return accept({ events: [event], result: { id } })
    }
    case 'positions/estimate-measure': {
      const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
      if (delegationId === null) return refuse('positions/no-delegation')
      if (!known([command.payload.measureId])) return refuse('positions/unknown-measure')
      const named = Object.keys(command.payload.payoffs)
      const roll = view.dialogue.delegations
      if (!named.every((id) => roll.some((delegation) => delegation.id === id))) {
        return refuse('dialogues/unknown-delegation')
      }
      const payload = { delegationId, ...command.payload }
      return accept({ events: [worksheetDraft('room', 'MeasureEstimated', payload)] })
    }
    case 'positions/add-scenario': {
      if (!known(command.payload.measureIds)) return refuse('positions/unknown-measure')
      const id = context.newId()
      const event = worksheetDraft('room', 'ScenarioAdded', { id, ...command.payload })
      return accept({ events: [event], result: { id } })
    }
  }
}
