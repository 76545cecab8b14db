import type { Bilingual } from '#shared/kernel'
import type {
  Classification,
  DataCategory,
  DataClass,
  Measure,
  Scenario,
} from './worksheets-model.ts'

/** A delegation's classification in force, at an instant or now. */
export function classificationOf(
  category: DataCategory,
  delegationId: string,
  until = '9999',
): Classification | undefined {
  return category.classifications.findLast(
    (said) => said.delegationId === delegationId && said.at <= until,
  )
}

/** Where a row stands: in the common core, claimed by some only, apart, alike, or not complete (PO11). */
export type RowStanding = 'common-core' | 'one-sided' | 'apart' | 'alike' | 'incomplete'

/** Where a row of the crosswalk stands between the delegations on the roll (PO11). */
export function rowStanding(category: DataCategory, roll: readonly string[]): RowStanding {
  const classes = roll.map((id) => classificationOf(category, id)?.dataClass)
  if (classes.length === 0 || classes.includes(undefined)) return 'incomplete'
  const sensitive = classes.filter((each) => each === SENSITIVE).length
  if (sensitive === classes.length) return 'common-core'
  if (sensitive > 0) return 'one-sided'
  return new Set(classes).size === 1 ? 'alike' : 'apart'
}

/** How many categories a delegation claims as sensitive, after each of its classifications (PO12). */
export function breadthOverTime(
  categories: readonly DataCategory[],
  delegationId: string,
): { readonly at: string; readonly breadth: number }[] {
  const own = categories.flatMap(({ classifications }) =>
    classifications.filter((said) => said.delegationId === delegationId),
  )
  const instants = [...new Set(own.map(({ at }) => at))].sort()
  return instants.map((at) => ({
    at,
    breadth: categories.filter(
      (each) => classificationOf(each, delegationId, at)?.dataClass === SENSITIVE,
    ).length,
  }))
}

/** The words a row gives to a clause: its joint definition, or its name (PO13). */
export function clauseWordsOf(category: DataCategory): Bilingual {
  const { name, definition } = category
  const line = (language: keyof Bilingual) => {
    const defined = definition?.[language] ?? ''
    const mark = language === 'zh' ? '：' : ': '
    return defined === '' ? name[language] : `${name[language]}${mark}${defined}`
  }
  return { en: line('en'), zh: line('zh') }
}

/** The edges of the graph of measures: from a measure to the one that answers it. */
export function responseEdges(
  measures: readonly Measure[],
): { readonly from: string; readonly to: string }[] {
  return measures.flatMap(({ id, answers }) => answers.map((from) => ({ from, to: id })))
}

/** What a scenario brings each delegation, as each side estimates it; `null` where an estimate is missing (PO14). */
export function payoffsOf(
  scenario: Scenario,
  measures: readonly Measure[],
  roll: readonly string[],
): { readonly estimatedBy: string; readonly payoffs: Readonly<Record<string, number | null>> }[] {
  const taken = measures.filter(({ id }) => scenario.measureIds.includes(id))
  return roll.map((estimatedBy) => {
    const sum = (delegationId: string) => {
      const each = taken.map(
        ({ estimates }) =>
          estimates.find((said) => said.delegationId === estimatedBy)?.payoffs[delegationId],
      )
      return each.reduce<number | null>(
        (total, value) => (total === null || value === undefined ? null : total + value),
        0,
      )
    }
    return { estimatedBy, payoffs: Object.fromEntries(roll.map((id) => [id, sum(id)])) }
  })
}

const SENSITIVE: DataClass = 'national-security-sensitive'
