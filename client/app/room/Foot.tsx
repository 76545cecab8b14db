import type { Proposal } from '#shared/proposals'
import { useWords } from '../../platform/i18n/index.ts'
import { useSelf } from '../../platform/record/dialogue.tsx'
import styles from './Room.module.css'
import { SavingState } from './SavingState.tsx'

/** The line below the room: whether all words are durable, which revision this is, and who I am here. */
export function Foot(props: { readonly proposal: Proposal | undefined }) {
  const { t, say } = useWords()
  const { me, parties } = useSelf()
  const last = props.proposal?.revisions.at(-1)
  const party = parties.find(({ id }) => id === me.delegationId)
  const who = [
    say(me.name),
    party === undefined
      ? t(($) => $.terms.role[me.role])
      : t(($) => $.terms.delegation, { label: party.label }),
  ]
  return (
    <footer className={styles['foot']}>
      <SavingState />
      {last !== undefined && (
        <span>{t(($) => $.room.texts.revision, { number: last.number })}</span>
      )}
      <span className={styles['me']}>{who.join(' · ')}</span>
    </footer>
  )
}
