import type { Language } from '#shared/kernel'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import type { TextSession, Unsent } from '../platform/texts/index.ts'
import { Banner } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { notify } from '../ui/overlays.tsx'
import styles from './proposals.module.css'

/** Offers the person the words that the server did not take, to be copied or put back. */
export function UnsentWords(props: {
  readonly session: TextSession
  readonly unsent: Unsent
  readonly language: Language
  readonly mayWrite: boolean
}) {
  const { t, refusal } = useWords()
  const { session, unsent, language } = props
  const passages = unsent.words.filter(({ root }) => root === language)
  if (passages.length === 0) return null
  const mine = passages.map((passage) => passage.mine).join('\n')
  const removed = passages.map(({ theirs }) => theirs).join('\n')
  const copy = async () => {
    await navigator.clipboard.writeText(mine)
    notify(
      'success',
      t(($) => $.typing.unsent.copied),
    )
  }
  const putBack = async () => {
    if (await session.putBack()) return
    notify(
      'warning',
      t(($) => $.typing.unsent.noPlace),
    )
  }
  return (
    <Banner
      tone="warning"
      action={
        <>
          {mine !== '' && (
            <Button size="small" onPress={() => void copy()}>
              {t(($) => $.typing.unsent.copy)}
            </Button>
          )}
          {unsent.fits && props.mayWrite && (
            <Button size="small" onPress={() => void putBack()}>
              {t(($) => $.typing.unsent.putBack)}
            </Button>
          )}
          <Button size="small" onPress={() => session.dismiss()}>
            {t(($) => $.typing.unsent.dismiss)}
          </Button>
        </>
      }
    >
      {refusal(unsent)} {mine !== '' && t(($) => $.typing.unsent.offer)}
      <span className={styles['unsent']} lang={LANGUAGE_TAGS[language]}>
        {mine === '' ? t(($) => $.typing.unsent.removed, { words: removed }) : mine}
      </span>
    </Banner>
  )
}
