import { LANGUAGES, type Bilingual } from '#shared/kernel'
import { TextArea, TextField } from '../../ui/fields.tsx'
import { LANGUAGE_TAGS, useWords } from './index.ts'

/** A text in both languages that has no words yet. */
export const NO_WORDS: Bilingual = { en: '', zh: '' }

/** Asks for a text in both languages, side by side or one below the other. */
export function BilingualField(props: {
  readonly label: string
  readonly value: Bilingual
  readonly onChange: (value: Bilingual) => void
  readonly rows?: number
  readonly error?: string | undefined
}) {
  const { t } = useWords()
  return (
    <>
      {LANGUAGES.map((language) => {
        const shared = {
          label: `${props.label} · ${t(($) => $.room.words[language])}`,
          value: props.value[language],
          onChange: (text: string) => props.onChange({ ...props.value, [language]: text }),
          lang: LANGUAGE_TAGS[language],
          error: language === 'en' ? props.error : undefined,
        }
        return props.rows === undefined ? (
          <TextField key={language} {...shared} />
        ) : (
          <TextArea key={language} rows={props.rows} {...shared} />
        )
      })}
    </>
  )
}
