import { ALTERNAT_RULES } from '#shared/outcomes'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Card } from '../ui/blocks.tsx'
import { Select, Switch } from '../ui/fields.tsx'
import styles from './outcomes.module.css'

/** What holds for all outcomes of the dialogue: who is named, by their own choice, and the delegations' order. */
export function Preferences() {
  const { t } = useWords()
  const { room, me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { alternat, named } = room.outcomes
  const members = Object.values(room.dialogue.members).filter(
    ({ suspended, role }) => !suspended && role !== 'observer',
  )
  const count = members.filter(({ accountId }) => named.includes(accountId)).length
  const all = members.length
  return (
    <div className={styles['preferences']}>
      <Card level={2} title={t(($) => $.outcomes.names)}>
        <Switch
          label={t(($) => $.outcomes.nameMe)}
          isSelected={named.includes(me.accountId)}
          isDisabled={!may('outcomes/choose-naming')}
          onChange={(consents) => void act('outcomes/choose-naming', { consents })}
        />
        <p className="small muted">{t(($) => $.outcomes.nameMeNote)}</p>
        <p className="small">{t(($) => $.outcomes.namedCount, { count, all })}</p>
      </Card>
      <Card level={2} title={t(($) => $.outcomes.alternat)}>
        {may('outcomes/choose-alternat') ? (
          <Select
            label={t(($) => $.outcomes.alternat)}
            placeholder={t(($) => $.outcomes.alternat)}
            description={t(($) => $.outcomes.alternatNote)}
            choices={ALTERNAT_RULES.map((id) => ({
              id,
              label: t(($) => $.outcomes.alternatRule[id]),
            }))}
            value={alternat}
            onChange={(rule) => void act('outcomes/choose-alternat', { rule })}
          />
        ) : (
          <>
            <p>{t(($) => $.outcomes.alternatRule[alternat])}</p>
            <p className="small muted">{t(($) => $.outcomes.alternatNote)}</p>
          </>
        )}
      </Card>
    </div>
  )
}
