import { parseBrackets } from './brackets.ts'
import { clauseText, type ImportedClause, type ImportedText } from './import.ts'
import type { ClauseKind } from './words.ts'

/** A clause with its wording in two languages; null where one of the files has nothing in this place. */
export interface AlignedClause {
  readonly kind: ClauseKind
  readonly level: number
  readonly first: ImportedClause | null
  readonly second: ImportedClause | null
}

/** Where two files do not say the same clauses: a person has to look there. */
export interface Mismatch {
  readonly row: number
  readonly code: 'only-in-first' | 'only-in-second' | 'kind' | 'level' | 'number' | 'brackets'
}

/** Lays a second language's file on the clauses of the first, in order, afresh at every heading (IM16, IM17). */
export function alignImports(
  first: ImportedText,
  second: ImportedText,
): { rows: AlignedClause[]; mismatches: Mismatch[] } {
  const rows: AlignedClause[] = []
  const one = sections(first.clauses)
  const two = sections(second.clauses)
  for (let section = 0; section < Math.max(one.length, two.length); section++) {
    const left = one[section] ?? []
    const right = two[section] ?? []
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
      const shape = left[at] ?? right[at]
      if (!shape) continue
      const { kind, level } = shape
      rows.push({ kind, level, first: left[at] ?? null, second: right[at] ?? null })
    }
  }
  const mismatches = rows.flatMap((row, index) =>
    differences(row).map((code) => ({ row: index, code })),
  )
  return { rows, mismatches }
}

function sections(clauses: readonly ImportedClause[]): ImportedClause[][] {
  const list: ImportedClause[][] = [[]]
  for (const clause of clauses) {
    if (clause.kind === 'heading') list.push([clause])
    else list.at(-1)?.push(clause)
  }
  return list
}

function differences({ first, second }: AlignedClause): Mismatch['code'][] {
  if (!first) return ['only-in-second']
  if (!second) return ['only-in-first']
  const codes: Mismatch['code'][] = []
  if (first.kind !== second.kind) codes.push('kind')
  if (first.level !== second.level) codes.push('level')
  if (first.number !== second.number) codes.push('number')
  if (brackets(first) !== brackets(second)) codes.push('brackets')
  return codes
}

function brackets(clause: ImportedClause): number {
  return parseBrackets(clauseText(clause)).count
}
