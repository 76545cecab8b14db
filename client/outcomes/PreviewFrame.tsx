import type { Language } from '#shared/kernel'
import { useEffect, useRef, type SyntheticEvent } from 'react'
import { LANGUAGE_NAMES, useWords } from '../platform/i18n/index.ts'
import { Segmented } from '../ui/fields.tsx'
import styles from './outcomes.module.css'

/** Which languages a preview shows. */
export type Shown = 'both' | Language

/** Chooses the languages of a preview. */
export function ShownChoice(props: {
  readonly value: Shown
  readonly onChange: (shown: Shown) => void
}) {
  const { t } = useWords()
  return (
    <Segmented
      label={t(($) => $.outcomes.previewLanguages)}
      value={props.value}
      onChange={props.onChange}
      choices={[
        { id: 'both', label: t(($) => $.outcomes.previewBoth) },
        { id: 'en', label: LANGUAGE_NAMES.en, lang: 'en' },
        { id: 'zh', label: LANGUAGE_NAMES.zh, lang: 'zh-Hans' },
      ]}
    />
  )
}

/** A page as it would be published, in a frame from which nothing leads away and in which nothing runs. */
export function PreviewFrame(props: { readonly html: string; readonly isStale?: boolean }) {
  const { t } = useWords()
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    if (frame.current !== null) frame.current.srcdoc = trusted(props.html)
  }, [props.html])
  return (
    <iframe
      ref={frame}
      className={styles['frame']}
      title={t(($) => $.outcomes.preview)}
      sandbox="allow-same-origin"
      aria-busy={props.isStale === true}
      onLoad={holdLinks}
    />
  )
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML: (markup: string) => string },
  ): { createHTML: (markup: string) => string }
}

// Browsers that know trusted types take markup for a frame from this policy alone (W9).
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'parley-preview',
  { createHTML: (markup) => markup },
)

/** Markup for the sandboxed frame, and for nothing else. */
function trusted(markup: string): string {
  return policy?.createHTML(markup) ?? markup
}

function holdLinks(event: SyntheticEvent<HTMLIFrameElement>): void {
  const page = event.currentTarget.contentDocument
  const hold = (happened: Event) => {
    const target = happened.target as Element | null
    const away = target?.closest('a[href], button')
    if (away !== null && away?.getAttribute('href')?.startsWith('#') !== true) {
      happened.preventDefault()
    }
  }
  page?.addEventListener('click', hold)
  page?.addEventListener('submit', (happened) => happened.preventDefault())
}
