import { parseBrackets, type Bracket, type DelegationLabels } from '#shared/proposals'
import { useCallback, useMemo } from 'react'
import { useSelf, type PartyView } from '../platform/record/dialogue.tsx'
import { bracketLabels } from '../platform/record/labels.ts'
import { classes } from '../ui/classes.ts'
import type { Span } from './editor/index.ts'
import styles from './proposals.module.css'

/** How brackets are shown in a text: in the colour of who holds them, else in the one of brackets. */
export function useBracketSpans(): (text: string) => readonly Span[] {
  const { dialogue, parties } = useSelf()
  const labels = useMemo(() => bracketLabels(dialogue), [dialogue])
  return useCallback((text: string) => bracketSpans(text, labels, parties), [labels, parties])
}

/** Cuts a text where a bracket begins or ends; each piece is coloured by the innermost attributed bracket. */
function bracketSpans(
  text: string,
  labels: DelegationLabels,
  parties: readonly PartyView[],
): readonly Span[] {
  const { spans } = parseBrackets(text, labels)
  if (spans.length === 0) return []
  const edges = new Set<number>()
  for (const { from, to } of spans) edges.add(from).add(to)
  const places = [...edges].sort((a, b) => a - b)
  return places.slice(0, -1).flatMap((from, index) => {
    const to = places[index + 1] ?? from
    const around = spans
      .filter((span) => span.from <= from && span.to >= to)
      .sort((a, b) => b.depth - a.depth)
    const bracket = around.find(({ holders }) => holders.length > 0) ?? around[0]
    if (bracket === undefined) return []
    return [{ from, to, className: classOf(bracket, parties) }]
  })
}

function classOf(bracket: Bracket, parties: readonly PartyView[]): string {
  const [holder, more] = bracket.holders
  const tone = more === undefined ? parties.find(({ label }) => label === holder)?.tone : undefined
  return classes(styles['bracket'], styles[`bracket-${tone ?? 'open'}`])
}
