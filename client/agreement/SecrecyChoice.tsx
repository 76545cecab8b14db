import { useWords } from '../platform/i18n/index.ts'
import { Choices } from '../ui/fields.tsx'

/** Asks whether answers are seen when they are given or when the ballot closes. */
export function SecrecyChoice(props: {
  readonly value: 'open' | 'sealed'
  readonly onChange: (value: 'open' | 'sealed') => void
}) {
  const { t } = useWords()
  return (
    <Choices
      label={t(($) => $.ballots.secrecy)}
      value={props.value}
      onChange={props.onChange}
      choices={[
        {
          id: 'open',
          label: t(($) => $.ballots.secrecyOpen),
          hint: t(($) => $.ballots.secrecyOpenHint),
        },
        {
          id: 'sealed',
          label: t(($) => $.ballots.secrecySealed),
          hint: t(($) => $.ballots.secrecySealedHint),
        },
      ]}
    />
  )
}
