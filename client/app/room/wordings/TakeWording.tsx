import { LANGUAGES } from '#shared/kernel'
import { editsBetween, redline, type Words } from '#shared/proposals'
import { useWords } from '../../../platform/i18n/index.ts'
import { AskDialog } from '../../../platform/i18n/AskDialog.tsx'
import { Redline } from '../../../proposals/instruments/Redline.tsx'
import { notify } from '../../../ui/overlays.tsx'
import { keyNames } from '../brackets/spot.ts'
import { useTextAct } from '../brackets/use-bracket-acts.ts'
import type { ReadText } from './use-wordings.ts'
import styles from './wordings.module.css'

/** Asks whether the clause shall have the words of a wording, and shows what changes. */
export function TakeWording(props: {
  readonly clauseId: string
  readonly words: Words
  readonly text: ReadText
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useTextAct()
  const { clauseId, words, text } = props
  const take = async () => {
    const done = await act(clauseId, (now) => {
      if (now.en !== words.en || now.zh !== words.zh) return undefined
      const change = (language: 'en' | 'zh') => ({
        edits: editsBetween(now[language], text.words[language], language),
        runs: text.runs[language],
      })
      return { en: change('en'), zh: change('zh') }
    })
    if (!done) return
    notify(
      'success',
      t(($) => $.wordings.takeDone, { key: keyNames().undo }),
    )
    props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.wordings.takeTitle)}
      submit={t(($) => $.wordings.takeDo)}
      wide
      onSubmit={take}
      onClose={props.onClose}
    >
      <p>{t(($) => $.wordings.takeAsk)}</p>
      <div className={styles['pair']}>
        {LANGUAGES.map((language) => (
          <div key={language} className={styles['paper']}>
            <Redline
              segments={redline(words[language], text.words[language], language)}
              lang={language}
            />
          </div>
        ))}
      </div>
    </AskDialog>
  )
}
