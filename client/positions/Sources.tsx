import { useWords } from '../platform/i18n/index.ts'
import { TextArea } from '../ui/fields.tsx'
import styles from './timeline.module.css'

/** Where something is taken from; an address can be followed. */
export function Sources(props: { readonly sources: readonly string[] }) {
  const { t } = useWords()
  if (props.sources.length === 0) return null
  return (
    <div>
      <span className={styles['label']}>{t(($) => $.positions.sources)}</span>
      <ul className={styles['sources']}>
        {props.sources.map((source) => (
          <li key={source}>
            {/^https?:\/\/\S+$/.test(source) ? (
              <a href={source} target="_blank" rel="noreferrer">
                {source}
              </a>
            ) : (
              source
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Asks for sources, one on each line. */
export function SourcesField(props: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}) {
  const { t } = useWords()
  return (
    <TextArea
      label={t(($) => $.positions.sources)}
      description={t(($) => $.positions.sourcesHint)}
      value={props.value}
      onChange={props.onChange}
      rows={2}
      error={props.error}
    />
  )
}

/** The sources that were written, one on each line. */
export function sourcesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
}
