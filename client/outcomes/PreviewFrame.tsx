import type { Language } from '#shared/kernel'
import type { SyntheticEvent } from 'react'
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
  return (
    <iframe
      className={styles['frame']}
      title={t(($) => $.outcomes.preview)}
      sandbox="allow-same-origin"
      srcDoc={props.html}
      aria-busy={props.isStale === true}
      onLoad={holdLinks}
    />
  )
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
