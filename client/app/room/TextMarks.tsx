import { MessageSquarePlus } from 'lucide-react'
import type { Language } from '#shared/kernel'
import { passageOf, type Passage } from '#shared/proposals'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useMay } from '../../platform/record/dialogue.tsx'
import { TermCard, type ShownTerm } from '../../proposals/glossary/TermCard.tsx'
import { useTermsMarked } from '../../proposals/glossary/MarkTerms.tsx'
import { useTermsOf } from '../../proposals/glossary/terms.ts'
import { useComments } from '../../proposals/comments/use-comments.ts'
import { offsetInWords, wordsAround } from '../../proposals/passages/flat-dom.ts'
import { Painter } from '../../proposals/passages/painter.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/marks.tsx'
import { useConnected } from '../dialogue/connection.ts'
import { marksOf } from './marks-of.ts'
import styles from './TextMarks.module.css'
import type { SideState } from './side-state.ts'

interface Props {
  readonly proposalId: string
  readonly side: SideState
}

/** Marks comments and terms in the words of the room, follows clicks on them, and offers to comment on a selection. */
export function TextMarks(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const painter = usePainter(place, props)
  const [term, setTerm] = useState<ShownTerm>()
  const { toComment } = props.side
  useEffect(() => {
    const room = place.current?.closest('main')
    const press = (event: MouseEvent) => {
      const target = event.target as Element
      if (target.closest('[role=dialog]') !== null) return
      const words = wordsAround(target)
      if (words === undefined) setTerm(undefined)
      if (words === undefined || document.getSelection()?.isCollapsed === false) return
      const marks = painter.current?.at(words.element, event.clientX, event.clientY) ?? []
      const comment = marks.findLast(({ look }) => look !== 'term')
      const known = marks.find(({ look }) => look === 'term')
      if (comment !== undefined) toComment(comment.id)
      setTerm(known && { entryId: known.id, x: event.clientX, y: event.clientY })
    }
    room?.addEventListener('click', press)
    return () => room?.removeEventListener('click', press)
  }, [painter, toComment])
  return (
    <div ref={place}>
      <SelectionBar proposalId={props.proposalId} side={props.side} />
      {term !== undefined && (
        <TermCard key={term.entryId} shown={term} onClose={() => setTerm(undefined)} />
      )}
    </div>
  )
}

/** Keeps the marks on the page in step with the comments, the glossary and what is pointed at. */
function usePainter(place: React.RefObject<HTMLDivElement | null>, props: Props) {
  const { texts } = useConnected()
  const painter = useRef<Painter>(undefined)
  const comments = useComments(props.proposalId)
  const terms = useTermsOf()
  const { pointed } = props.side
  const pointedId = pointed?.id
  const [showTerms] = useTermsMarked()
  useEffect(() => {
    const room = place.current?.closest('main')
    if (room == null) return
    const own = new Painter(room, () => undefined)
    painter.current = own
    return () => {
      painter.current = undefined
      own.close()
    }
  }, [place])
  useEffect(() => {
    const docOf = (textId: string) => texts.text(textId)?.doc
    painter.current?.follow(marksOf({ docOf, comments, terms: showTerms ? terms : [], pointedId }))
  }, [texts, comments, terms, showTerms, pointedId])
  const jump = pointed?.jump ?? null
  useEffect(() => {
    if (jump === null || pointedId === undefined) return
    const frame = requestAnimationFrame(() => {
      const start = painter.current?.rangeOf(pointedId)?.startContainer.parentElement
      start?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    })
    return () => cancelAnimationFrame(frame)
  }, [jump, pointedId])
  return painter
}

interface Selected {
  readonly passage: Passage
  readonly x: number
  readonly y: number
}

/** Beside a selection of words: the button that begins a comment on them. Ctrl+Alt+M does the same. */
function SelectionBar(props: { readonly proposalId: string; readonly side: SideState }) {
  const { t } = useWords()
  const may = useMay()
  const { texts } = useConnected()
  const [selected, setSelected] = useState<Selected>()
  const { compose } = props.side
  useEffect(() => {
    const read = () => setSelected(selectedPassage((textId) => texts.text(textId)?.doc))
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(read, SETTLED)
    }
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyM' || !event.altKey || !(event.ctrlKey || event.metaKey)) return
      const now = selectedPassage((textId) => texts.text(textId)?.doc)
      if (now === undefined) return
      event.preventDefault()
      compose(now.passage)
    }
    document.addEventListener('selectionchange', later)
    document.addEventListener('keydown', press)
    document.addEventListener('scroll', later, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', later)
      document.removeEventListener('keydown', press)
      document.removeEventListener('scroll', later, { capture: true })
    }
  }, [texts, compose])
  if (selected === undefined || !may('comments/make')) return null
  const { passage, x, y } = selected
  return (
    <div className={styles['bar']} style={{ left: x, top: y }} data-selection-bar>
      <Button
        size="small"
        onPress={() => {
          compose(passage)
          setSelected(undefined)
        }}
      >
        <MessageSquarePlus size={14} aria-hidden="true" /> {t(($) => $.comments.make)}
      </Button>
      <Kbd>{KEYS}</Kbd>
    </div>
  )
}

/** What begins a comment without the mouse. */
const KEYS = 'Ctrl+Alt+M'
/** Milliseconds for which a selection has to rest. */
const SETTLED = 150

/** The selected words, where they stand in one language of one text. */
function selectedPassage(
  docOf: (textId: string) => Parameters<typeof passageOf>[0] | undefined,
): Selected | undefined {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const words = wordsAround(range.startContainer)
  const doc = words && docOf(words.textId)
  if (words === undefined || doc === undefined) return undefined
  if (!words.element.contains(range.endContainer)) return undefined
  const stretch = {
    from: offsetInWords(words.element, range.startContainer, range.startOffset),
    to: offsetInWords(words.element, range.endContainer, range.endOffset),
  }
  const at = { textId: words.textId, language: words.language as Language }
  const passage = passageOf(doc, at, stretch)
  if (passage === undefined || passage.quote.trim() === '') return undefined
  const { left, bottom } = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect()
  const x = Math.max(8, Math.min(left, window.innerWidth - BAR_WIDTH))
  return { passage, x, y: Math.min(bottom + 6, window.innerHeight - 60) }
}

/** Pixels that the bar takes at most. */
const BAR_WIDTH = 230
