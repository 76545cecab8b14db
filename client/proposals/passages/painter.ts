import type { Stretch } from '#shared/proposals'
import { rangesOf, wordsOnScreen } from './flat-dom.ts'

/** How a stretch is marked in the words on screen. */
export type MarkLook = 'comment' | 'comment-private' | 'comment-active' | 'term'

/** A stretch of the words on screen that stands for something. */
export interface Mark extends Stretch {
  readonly id: string
  readonly look: MarkLook
}

const LOOKS: readonly MarkLook[] = ['term', 'comment', 'comment-private', 'comment-active']
/** Milliseconds that painting may take before the page draws again. */
const BUDGET = 6

interface Painted {
  readonly marks: readonly Mark[]
  readonly ranges: readonly (readonly [MarkLook, Range])[]
}

/** What is to be marked in a language of a text whose words on screen are these; nothing while they are on their way. */
export type MarksOf = (
  textId: string,
  language: string,
  words: string,
) => readonly Mark[] | undefined

/**
 * Marks stretches of the words on screen, whoever draws them, and finds what is marked at a place.
 * It paints over the page (CSS custom highlights) and changes nothing of it, so editors never notice.
 */
export class Painter {
  readonly #root: HTMLElement
  #marksOf: MarksOf
  readonly #painted = new Map<Element, Painted>()
  readonly #due = new Set<HTMLElement>()
  readonly #looks = new Map<MarkLook, Highlight>()
  readonly #observer: MutationObserver
  #frame: number | undefined

  constructor(root: HTMLElement, marksOf: MarksOf) {
    this.#root = root
    this.#marksOf = marksOf
    if ('highlights' in CSS) {
      for (const look of LOOKS) {
        const highlight = new Highlight()
        highlight.priority = LOOKS.indexOf(look)
        CSS.highlights.set(look, highlight)
        this.#looks.set(look, highlight)
      }
    }
    this.#observer = new MutationObserver((records) => this.#changed(records))
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true })
    this.#all()
  }

  /** Marks by another rule from now on; of these texts alone where they are named. */
  follow(marksOf: MarksOf, textIds?: ReadonlySet<string>): void {
    this.#marksOf = marksOf
    this.#all(textIds)
  }

  /** What is marked at a point of the window. */
  at(words: Element, x: number, y: number): readonly Mark[] {
    const painted = this.#painted.get(words)
    return (painted?.marks ?? []).filter((_, index) =>
      [...(painted?.ranges[index]?.[1].getClientRects() ?? [])].some(
        ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
      ),
    )
  }

  /** The place on screen of a mark; where it is in both languages shown, the first. */
  rangeOf(id: string): Range | undefined {
    for (const { marks, ranges } of this.#painted.values()) {
      const index = marks.findIndex((mark) => mark.id === id)
      const range = ranges[index]?.[1]
      if (range !== undefined) return range
    }
    return undefined
  }

  /** Takes all marks away. */
  close(): void {
    this.#observer.disconnect()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    for (const [look, highlight] of this.#looks) {
      if (CSS.highlights.get(look) === highlight) CSS.highlights.delete(look)
    }
    this.#painted.clear()
  }

  #all(textIds?: ReadonlySet<string>): void {
    for (const words of this.#root.querySelectorAll<HTMLElement>('[data-words]')) {
      if (textIds?.has(words.dataset['text'] ?? '') ?? true) this.#due.add(words)
    }
    this.#later()
  }

  #changed(records: readonly MutationRecord[]): void {
    for (const { target, addedNodes } of records) {
      const around = target instanceof Element ? target : target.parentElement
      const words = around?.closest<HTMLElement>('[data-words]')
      if (words != null) this.#due.add(words)
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue
        for (const each of node.querySelectorAll<HTMLElement>('[data-words]')) this.#due.add(each)
      }
    }
    this.#later()
  }

  #later(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined
      this.#paintDue()
    })
  }

  #paintDue(): void {
    const until = performance.now() + BUDGET
    for (const words of this.#painted.keys()) if (!words.isConnected) this.#forget(words)
    for (const words of this.#due) {
      this.#due.delete(words)
      if (words.isConnected) this.#paint(words)
      if (performance.now() > until) break
    }
    if (this.#due.size > 0) this.#later()
  }

  #paint(words: HTMLElement): void {
    const { text = '', words: language = '' } = words.dataset
    const marks = this.#marksOf(text, language, wordsOnScreen(words))
    if (marks === undefined) return
    this.#forget(words)
    if (marks.length === 0) return
    const found = rangesOf(words, marks)
    const kept = marks.flatMap((mark, index) => {
      const range = found[index]
      return range === undefined ? [] : [{ mark, range }]
    })
    for (const { mark, range } of kept) this.#looks.get(mark.look)?.add(range)
    this.#painted.set(words, {
      marks: kept.map(({ mark }) => mark),
      ranges: kept.map(({ mark, range }) => [mark.look, range]),
    })
  }

  #forget(words: Element): void {
    for (const [look, range] of this.#painted.get(words)?.ranges ?? []) {
      this.#looks.get(look)?.delete(range)
    }
    this.#painted.delete(words)
  }
}
