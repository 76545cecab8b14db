import { LANGUAGES, type Language } from '#shared/kernel'
import { editsBetween, mergeAsBracketed, type Words } from '#shared/proposals'
import { useState } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { AskDialog } from '../../../platform/i18n/AskDialog.tsx'
import { dateAndTime } from '../../../platform/time/index.ts'
import { useBracketSpans } from '../../../proposals/bracket-spans.ts'
import { Banner } from '../../../ui/blocks.tsx'
import { Switch } from '../../../ui/fields.tsx'
import { notify } from '../../../ui/overlays.tsx'
import { keyNames } from '../brackets/spot.ts'
import { useLabels, useTextAct } from '../brackets/use-bracket-acts.ts'
import type { TabledWordingView } from './use-wordings.ts'
import styles from './wordings.module.css'

/** Asks which wordings become one bracketed text with the clause, and shows that text before it is written. */
export function MergeWordings(props: {
  readonly clauseId: string
  readonly words: Words
  readonly tabled: readonly TabledWordingView[]
  readonly onClose: () => void
}) {
  const { t, say, language } = useWords()
  const act = useTextAct()
  const labels = useLabels()
  const { clauseId, words } = props
  const sides = props.tabled.filter(({ party }) => party !== undefined)
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(sides.filter(({ isLatest }) => !isLatest).map(({ amendment }) => amendment.id)),
  )
  const chosen = sides.filter(({ amendment }) => !left.has(amendment.id))
  const merged = (of: Language) =>
    mergeAsBracketed(
      words[of],
      chosen.flatMap(({ party, text }) => {
        const names = labels[party?.label ?? ''] ?? []
        const label = (of === 'zh' ? names[1] : undefined) ?? names[0]
        return text === undefined || label === undefined ? [] : [{ label, text: text.words[of] }]
      }),
      of,
    )
  const after = { en: merged('en'), zh: merged('zh') }
  const isWhole = after.en.ok && after.zh.ok
  const changes = LANGUAGES.some((of) => {
    const one = after[of]
    return one.ok && one.text !== words[of]
  })
  const merge = async () => {
    const done = await act(clauseId, (now) => {
      if (!after.en.ok || !after.zh.ok) return undefined
      if (now.en !== words.en || now.zh !== words.zh) return undefined
      return {
        en: { edits: editsBetween(now.en, after.en.text, 'en') },
        zh: { edits: editsBetween(now.zh, after.zh.text, 'zh') },
      }
    })
    if (!done) return
    notify(
      'success',
      t(($) => $.wordings.mergeDone, { key: keyNames().undo }),
    )
    props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.wordings.mergeTitle)}
      submit={t(($) => $.wordings.mergeDo)}
      wide
      isDisabled={!isWhole || !changes}
      onSubmit={merge}
      onClose={props.onClose}
    >
      <p>{t(($) => $.wordings.mergeAsk)}</p>
      <div className={styles['which']} role="group" aria-label={t(($) => $.wordings.mergeWhich)}>
        {sides.map(({ amendment, party }) => (
          <Switch
            key={amendment.id}
            label={`${party === undefined ? '' : say(party.name)} · ${dateAndTime(amendment.at, language)}`}
            isSelected={!left.has(amendment.id)}
            onChange={(on) => {
              const next = new Set(left)
              if (on) next.delete(amendment.id)
              else next.add(amendment.id)
              setLeft(next)
            }}
          />
        ))}
      </div>
      {!isWhole && <Banner tone="warning">{t(($) => $.wordings.mergeUnbalanced)}</Banner>}
      {isWhole && !changes && <Banner tone="info">{t(($) => $.wordings.mergeNone)}</Banner>}
      {isWhole && (
        <>
          <h3>{t(($) => $.wordings.preview)}</h3>
          <div className={styles['pair']}>
            {LANGUAGES.map((of) => {
              const one = after[of]
              return (
                <div key={of} className={styles['paper']}>
                  {one.ok && <Bracketed text={one.text} language={of} />}
                </div>
              )
            })}
          </div>
        </>
      )}
    </AskDialog>
  )
}

/** Words with their brackets in the colours of who holds them. */
export function Bracketed(props: { readonly text: string; readonly language: Language }) {
  const spansOf = useBracketSpans()
  const { text, language } = props
  const pieces: { text: string; className: string }[] = []
  let at = 0
  for (const { from, to, className } of spansOf(text)) {
    if (from > at) pieces.push({ text: text.slice(at, from), className: '' })
    pieces.push({ text: text.slice(from, to), className })
    at = to
  }
  pieces.push({ text: text.slice(at), className: '' })
  return (
    <p lang={LANGUAGE_TAGS[language]} className={styles['plain']}>
      {pieces.map((piece, index) => (
        <span key={index} className={piece.className}>
          {piece.text}
        </span>
      ))}
    </p>
  )
}
