import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Toolbar } from 'react-aria-components'
import { LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { rangesOf } from '../../../proposals/passages/flat-dom.ts'
import styles from './brackets.module.css'
import { Holders, MemberActs } from './MemberActs.tsx'
import type { Opened } from './spot.ts'
import type { Chosen, useBracketActs } from './use-bracket-acts.ts'

/** Pixels between the words and the menu below them. */
const GAP = 4

interface Place {
  readonly left: number
  readonly top: number
}

/** What can be done with a bracket, at the bracket itself (BR33). */
export function BracketMenu(props: {
  readonly opened: Opened
  readonly chosen: Chosen
  readonly answer: Chosen | undefined
  readonly run: ReturnType<typeof useBracketActs>['run']
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const { opened, chosen, answer, onClose } = props
  const menu = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<Place>()
  useLayoutEffect(() => {
    const article = menu.current?.closest('article')
    if (article == null) return
    const measure = () => {
      if (menu.current !== null) setPlace(placeBelow(menu.current, article, chosen, opened))
    }
    measure()
    // The words move when the clause gets its editor, and when the window changes.
    const watch = new ResizeObserver(measure)
    watch.observe(article)
    return () => watch.disconnect()
  }, [opened, chosen])
  useEffect(() => {
    if (opened.byKey) menu.current?.querySelector('button')?.focus()
  }, [opened])
  useEffect(() => {
    // Whoever goes on elsewhere, by pointer or by keys, has no use for it.
    const leave = (event: Event) => {
      if (event.target instanceof Node && menu.current?.contains(event.target) === true) return
      onClose()
    }
    // While capturing: the very key that opened it is past that.
    document.addEventListener('pointerdown', leave, true)
    document.addEventListener('keydown', leave, true)
    return () => {
      document.removeEventListener('pointerdown', leave, true)
      document.removeEventListener('keydown', leave, true)
    }
  }, [onClose])
  const back = () => {
    wordsElement(menu.current?.closest('article'), chosen)
      ?.querySelector<HTMLElement>('[role=textbox]')
      ?.focus()
    onClose()
  }
  return (
    <div
      ref={menu}
      className={styles['menu']}
      // Not hidden before it has its place: it takes the focus at once.
      style={place ?? { opacity: 0 }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        back()
      }}
    >
      <p className={styles['menuWords']}>
        <Holders member={chosen.member} />{' '}
        <span className={styles['snippet']} lang={LANGUAGE_TAGS[chosen.language]}>
          {chosen.member.words.trim() || t(($) => $.brackets.noWords)}
        </span>
      </p>
      <Toolbar aria-label={t(($) => $.brackets.menu)}>
        <MemberActs
          chosen={chosen}
          answer={answer}
          run={(...act) => {
            back()
            return props.run(...act)
          }}
        />
      </Toolbar>
    </div>
  )
}

/** The words of a language of a clause on screen; its drafts stand in the same article. */
function wordsElement(
  article: Element | null | undefined,
  { clauseId, language }: Chosen,
): HTMLElement | null | undefined {
  return article?.querySelector<HTMLElement>(`[data-text="${clauseId}"][data-words="${language}"]`)
}

/** Below the line that was pointed at, as far to the right as the clause has room; nothing while there are no words. */
function placeBelow(
  menu: HTMLElement,
  article: Element,
  chosen: Chosen,
  { from, to }: Opened,
): Place | undefined {
  const words = wordsElement(article, chosen)
  const line = words && rangesOf(words, [{ from, to }])[0]?.getClientRects()[0]
  if (line === undefined || line === null) return undefined
  const box = article.getBoundingClientRect()
  const most = box.width - menu.offsetWidth
  return {
    left: Math.max(0, Math.min(line.left - box.left, most)),
    top: line.bottom - box.top + GAP,
  }
}
