import type { Language } from '#shared/kernel'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import type { Unsent } from '../platform/texts/index.ts'
import { Banner } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './proposals.module.css'

/** Offers the person the words that the server did not take, to be copied. */
export function UnsentWords(props: {
  readonly unsent: Unsent
  readonly language: Language
  readonly onDismiss: () => void
}) {
  const { t, refusal } = useWords()
  const passages = props.unsent.words.filter(({ root }) => root === props.language)
  if (passages.length === 0) return null
  const mine = passages.map((passage) => passage.mine).join('\n')
  return (
    <Banner
      tone="warning"
      action={
        <>
          <Button size="small" onPress={() => void navigator.clipboard.writeText(mine)}>
            {t(($) => $.room.unsent.copy)}
          </Button>
          <Button size="small" onPress={props.onDismiss}>
            {t(($) => $.room.unsent.dismiss)}
          </Button>
        </>
      }
    >
      {refusal(props.unsent)} {t(($) => $.room.unsent.offer)}
      <span className={styles['unsent']} lang={LANGUAGE_TAGS[props.language]}>
        {mine}
      </span>
    </Banner>
  )
}
