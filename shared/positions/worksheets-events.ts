import { bilingualSchema, idSchema } from '#shared/kernel'
import { draftWith, readWith, type Cause, type EventOf } from '#shared/record'
import * as z from 'zod'
import {
  DATA_CLASSES,
  type DataCategory,
  type Measure,
  type Worksheets,
} from './worksheets-model.ts'

const words = z.strictObject({ en: z.string().trim().max(4000), zh: z.string().trim().max(4000) })
const sources = z.array(z.string().trim().min(1).max(500)).max(20)

/** The fields of the worksheets that people fill in. */
export const worksheetShapes = {
  category: { name: bilingualSchema, sources: sources.min(1) },
  classification: { categoryId: idSchema, dataClass: z.enum(DATA_CLASSES), threshold: words },
  definition: { categoryId: idSchema, definition: bilingualSchema },
  clause: { categoryId: idSchema, clauseId: idSchema },
  measure: {
    name: bilingualSchema,
    protects: words,
    scope: words,
    answers: z.array(idSchema).max(20),
  },
  estimate: {
    measureId: idSchema,
    costs: words,
    response: words,
    payoffs: z.record(idSchema, z.int().min(-100).max(100)),
    sources,
  },
  scenario: { name: bilingualSchema, measureIds: z.array(idSchema).min(1).max(50) },
}

/** The payload of every event of worksheets, by type. */
export const WORKSHEET_EVENTS = {
  CategoryAdded: z.strictObject({ id: idSchema, ...worksheetShapes.category }),
  CategoryClassified: z.strictObject({
    delegationId: idSchema,
    ...worksheetShapes.classification,
  }),
  CategoryDefined: z.strictObject(worksheetShapes.definition),
  CategoryTurnedIntoClause: z.strictObject(worksheetShapes.clause),
  MeasureAdded: z.strictObject({ id: idSchema, ...worksheetShapes.measure }),
  MeasureEstimated: z.strictObject({ delegationId: idSchema, ...worksheetShapes.estimate }),
  ScenarioAdded: z.strictObject({ id: idSchema, ...worksheetShapes.scenario }),
}

/** An event of the worksheets. */
export type WorksheetEvent = EventOf<typeof WORKSHEET_EVENTS>

/** Drafts an event of the worksheets. */
export const worksheetDraft = draftWith(WORKSHEET_EVENTS)

/** Reads an event of the worksheets; `undefined` for another room's. */
export const readWorksheetEvent = readWith(WORKSHEET_EVENTS)

/** The worksheets after an event. */
export function evolveWorksheets(
  sheets: Worksheets,
  event: WorksheetEvent,
  { at }: Cause,
): Worksheets {
  switch (event.type) {
    case 'CategoryAdded': {
      const row = { ...event.payload, classifications: [], definition: null, clauseId: null }
      return { ...sheets, categories: [...sheets.categories, row] }
    }
    case 'CategoryClassified': {
      const { categoryId, ...said } = event.payload
      return changeCategory(sheets, categoryId, (row) => ({
        ...row,
        classifications: [...row.classifications, { ...said, at }],
      }))
    }
    case 'CategoryDefined': {
      const { categoryId, definition } = event.payload
      return changeCategory(sheets, categoryId, (row) => ({ ...row, definition }))
    }
    case 'CategoryTurnedIntoClause': {
      const { categoryId, clauseId } = event.payload
      return changeCategory(sheets, categoryId, (row) => ({ ...row, clauseId }))
    }
    case 'MeasureAdded':
      return { ...sheets, measures: [...sheets.measures, { ...event.payload, estimates: [] }] }
    case 'MeasureEstimated': {
      const { measureId, ...said } = event.payload
      const estimated = (measure: Measure) => ({
        ...measure,
        estimates: [
          ...measure.estimates.filter(({ delegationId }) => delegationId !== said.delegationId),
          { ...said, at },
        ],
      })
      return {
        ...sheets,
        measures: sheets.measures.map((each) => (each.id === measureId ? estimated(each) : each)),
      }
    }
    case 'ScenarioAdded':
      return { ...sheets, scenarios: [...sheets.scenarios, event.payload] }
  }
}

function changeCategory(
  sheets: Worksheets,
  categoryId: string,
  change: (row: DataCategory) => DataCategory,
): Worksheets {
  return {
    ...sheets,
    categories: sheets.categories.map((row) => (row.id === categoryId ? change(row) : row)),
  }
}
