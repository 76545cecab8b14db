import { ChevronDown } from 'lucide-react'
import type { Key } from 'react-aria-components'
import * as Aria from 'react-aria-components'
import styles from './fields.module.css'

const name = (part: string) => styles[part] ?? ''

interface Labelled {
  readonly label: string
  readonly description?: string
  readonly error?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
}

function Notes(props: {
  readonly description?: string | undefined
  readonly error?: string | undefined
}) {
  return (
    <>
      {props.description !== undefined && (
        <Aria.Text slot="description" className={name('description')}>
          {props.description}
        </Aria.Text>
      )}
      {props.error !== undefined && (
        <Aria.FieldError className={name('error')}>{props.error}</Aria.FieldError>
      )}
    </>
  )
}

/** One line of text, with its label above and what is wrong with it below. */
export function TextField(
  props: Labelled & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly type?: 'text' | 'email' | 'password' | 'number' | 'date' | 'datetime-local'
    readonly autoComplete?: string
    readonly lang?: string
  },
) {
  return (
    <Aria.TextField
      className={name('field')}
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? 'text'}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
      {...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete })}
    >
      <Aria.Label className={name('label')}>{props.label}</Aria.Label>
      <Aria.Input
        className={name('input')}
        {...(props.lang === undefined ? {} : { lang: props.lang })}
      />
      <Notes description={props.description} error={props.error} />
    </Aria.TextField>
  )
}

/** Several lines of text. */
export function TextArea(
  props: Labelled & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly rows?: number
    readonly lang?: string
    readonly autoFocus?: boolean
  },
) {
  return (
    <Aria.TextField
      className={name('field')}
      value={props.value}
      onChange={props.onChange}
      autoFocus={props.autoFocus ?? false}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
    >
      <Aria.Label className={name('label')}>{props.label}</Aria.Label>
      <Aria.TextArea
        className={name('area')}
        rows={props.rows ?? 3}
        {...(props.lang === undefined ? {} : { lang: props.lang })}
      />
      <Notes description={props.description} error={props.error} />
    </Aria.TextField>
  )
}

/** One of several choices. */
export interface Choice<T extends string> {
  readonly id: T
  readonly label: string
  readonly hint?: string
}

/** A list that opens and lets one choice be taken. */
export function Select<T extends string>(
  props: Labelled & {
    readonly choices: readonly Choice<T>[]
    readonly value: T | undefined
    readonly onChange: (value: T) => void
    readonly placeholder: string
  },
) {
  const choose = (key: Key | null) => {
    const choice = props.choices.find(({ id }) => id === key)
    if (choice !== undefined) props.onChange(choice.id)
  }
  return (
    <Aria.Select
      className={name('field')}
      value={props.value ?? null}
      onChange={choose}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.error !== undefined}
      placeholder={props.placeholder}
      validationBehavior="aria"
    >
      <Aria.Label className={name('label')}>{props.label}</Aria.Label>
      <Aria.Button className={name('selectButton')}>
        <Aria.SelectValue className={name('selectValue')} />
        <ChevronDown size={15} aria-hidden="true" />
      </Aria.Button>
      <Notes description={props.description} error={props.error} />
      <Aria.Popover className={name('popover')}>
        <Aria.ListBox className={name('list')} items={[...props.choices]}>
          {(choice: Choice<T>) => (
            <Aria.ListBoxItem id={choice.id} textValue={choice.label} className={name('item')}>
              <Aria.Text slot="label">{choice.label}</Aria.Text>
              {choice.hint !== undefined && (
                <Aria.Text slot="description" className={name('description')}>
                  {choice.hint}
                </Aria.Text>
              )}
            </Aria.ListBoxItem>
          )}
        </Aria.ListBox>
      </Aria.Popover>
    </Aria.Select>
  )
}

/** A choice among few that are all visible, each with a hint. */
export function Choices<T extends string>(
  props: Labelled & {
    readonly choices: readonly Choice<T>[]
    readonly value: T | undefined
    readonly onChange: (value: T) => void
    /** Names the group for those who hear the page only, where it stands under its question already. */
    readonly isLabelHidden?: boolean
  },
) {
  const choose = (value: string) => {
    const choice = props.choices.find(({ id }) => id === value)
    if (choice !== undefined) props.onChange(choice.id)
  }
  return (
    <Aria.RadioGroup
      className={name('field')}
      value={props.value ?? null}
      onChange={choose}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
    >
      <Aria.Label className={props.isLabelHidden === true ? 'visually-hidden' : name('label')}>
        {props.label}
      </Aria.Label>
      <div className={name('radios')}>
        {props.choices.map((choice) => (
          <Aria.RadioField key={choice.id} value={choice.id}>
            <Aria.RadioButton className={name('radio')}>
              <span className={name('dot')} aria-hidden="true" />
              <span className={name('radioWords')}>
                {choice.label}
                {choice.hint !== undefined && (
                  <span className={name('description')}>{choice.hint}</span>
                )}
              </span>
            </Aria.RadioButton>
          </Aria.RadioField>
        ))}
      </div>
      <Notes description={props.description} error={props.error} />
    </Aria.RadioGroup>
  )
}

/** Something that is on or off. */
export function Switch(props: {
  readonly label: string
  readonly isSelected: boolean
  readonly onChange: (on: boolean) => void
  readonly isDisabled?: boolean
}) {
  return (
    <Aria.SwitchField
      isSelected={props.isSelected}
      onChange={props.onChange}
      isDisabled={props.isDisabled ?? false}
    >
      <Aria.SwitchButton className={name('switch')}>
        <span className={name('track')} aria-hidden="true" />
        {props.label}
      </Aria.SwitchButton>
    </Aria.SwitchField>
  )
}

/** A row of alternatives of which exactly one is on. */
export function Segmented<T extends string>(props: {
  readonly label: string
  readonly choices: readonly { readonly id: T; readonly label: string; readonly lang?: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}) {
  const choose = (keys: Set<Key>) => {
    const choice = props.choices.find(({ id }) => keys.has(id))
    if (choice !== undefined) props.onChange(choice.id)
  }
  return (
    <Aria.ToggleButtonGroup
      className={name('segmented')}
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={choose}
    >
      {props.choices.map((choice) => (
        <Aria.ToggleButton key={choice.id} id={choice.id} className={name('segment')}>
          <span {...(choice.lang === undefined ? {} : { lang: choice.lang })}>{choice.label}</span>
        </Aria.ToggleButton>
      ))}
    </Aria.ToggleButtonGroup>
  )
}
