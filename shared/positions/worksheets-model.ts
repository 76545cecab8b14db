import type { Bilingual } from '#shared/kernel'

/** How a delegation classes a category of data. */
export const DATA_CLASSES = ['national-security-sensitive', 'conditional', 'free-to-flow'] as const

/** A class of data. */
export type DataClass = (typeof DATA_CLASSES)[number]

/** A delegation's classification; a conditional one states its threshold. */
export interface Classification {
  readonly delegationId: string
  readonly dataClass: DataClass
  readonly threshold: Bilingual
  readonly at: string
}

/** A row of the crosswalk: a category of data, its legal sources and where each delegation stands. */
export interface DataCategory {
  readonly id: string
  readonly name: Bilingual
  readonly sources: readonly string[]
  /** Every classification, oldest first; the last one of each delegation is in force. */
  readonly classifications: readonly Classification[]
  readonly definition: Bilingual | null
  readonly clauseId: string | null
}

/** One side's estimate of a measure: costs and the response it expects; payoffs by delegation, in points. */
export interface Estimate {
  readonly delegationId: string
  readonly costs: Bilingual
  readonly response: Bilingual
  readonly payoffs: Readonly<Record<string, number>>
  readonly sources: readonly string[]
  readonly at: string
}

/** A measure, and the measures it answers: the edges of the graph. */
export interface Measure {
  readonly id: string
  readonly name: Bilingual
  readonly protects: Bilingual
  readonly scope: Bilingual
  readonly answers: readonly string[]
  readonly estimates: readonly Estimate[]
}

/** Measures taken together. */
export interface Scenario {
  readonly id: string
  readonly name: Bilingual
  readonly measureIds: readonly string[]
}

/** Both worksheets. */
export interface Worksheets {
  readonly categories: readonly DataCategory[]
  readonly measures: readonly Measure[]
  readonly scenarios: readonly Scenario[]
}

/** Before anything is filled in. */
export const NO_WORKSHEETS: Worksheets = { categories: [], measures: [], scenarios: [] }
