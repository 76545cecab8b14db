import * as Aria from 'react-aria-components'
import styles from './checks.module.css'

const name = (part: string) => styles[part] ?? ''

/** Several of a list, each on or off. */
export function Checks(props: {
  readonly label: string
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}) {
  return (
    <Aria.CheckboxGroup
      className={name('group')}
      value={[...props.value]}
      onChange={(value) => props.onChange(value)}
    >
      <Aria.Label className={name('label')}>{props.label}</Aria.Label>
      <div className={name('list')}>
        {props.choices.map((choice) => (
          <Aria.CheckboxField key={choice.id} value={choice.id}>
            <Aria.CheckboxButton className={name('check')}>
              <span className={name('box')} aria-hidden="true" />
              {choice.label}
            </Aria.CheckboxButton>
          </Aria.CheckboxField>
        ))}
      </div>
    </Aria.CheckboxGroup>
  )
}
