import type { Language } from '#shared/kernel'
import { parseBrackets, type Bracket } from '#shared/proposals'
import { useMemo } from 'react'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import { bracketLabels } from '../platform/record/labels.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { classes } from '../ui/classes.ts'
import styles from './proposals.module.css'

interface Piece {
  readonly from: number
  readonly to: number
  readonly bracket: Bracket | undefined
}

/** The words of one language with their brackets coloured by who holds them. */
export function BracketedWords(props: { readonly words: string; readonly language: Language }) {
  const { t } = useWords()
  const { room, parties } = useDialogue()
  const { words, language } = props
  const pieces = useMemo(
    () => cut(words, parseBrackets(words, bracketLabels(room.dialogue)).spans),
    [words, room.dialogue],
  )
  if (words === '') {
    return (
      <p className={classes(styles['words'], styles['none'])}>{t(($) => $.room.clause.empty)}</p>
    )
  }
  const toneOf = (bracket: Bracket) =>
    bracket.holders.length === 1
      ? (parties.find(({ label }) => label === bracket.holders[0])?.tone ?? 'open')
      : 'open'
  return (
    <p
      className={classes(styles['words'], language === 'zh' && styles['zh'])}
      lang={LANGUAGE_TAGS[language]}
    >
      {pieces.map((piece) => {
        const text = words.slice(piece.from, piece.to)
        return piece.bracket === undefined ? (
          text
        ) : (
          <span
            key={piece.from}
            className={classes(styles['bracket'], styles[`bracket-${toneOf(piece.bracket)}`])}
          >
            {text}
          </span>
        )
      })}
    </p>
  )
}

/** Cuts a text where a bracket begins or ends; each piece belongs to the innermost attributed bracket. */
function cut(words: string, spans: readonly Bracket[]): Piece[] {
  const edges = new Set([0, words.length])
  for (const { from, to } of spans) edges.add(from).add(to)
  const places = [...edges].sort((a, b) => a - b)
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? words.length
    const around = spans
      .filter((span) => span.from <= from && span.to >= to)
      .sort((a, b) => b.depth - a.depth)
    return { from, to, bracket: around.find(({ holders }) => holders.length > 0) ?? around[0] }
  })
}
