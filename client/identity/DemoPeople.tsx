import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../platform/i18n/index.ts'
import { Banner } from '../ui/blocks.tsx'
import { Party, partyTone } from '../ui/marks.tsx'
import { enterDemo, type DemoPerson } from './account.ts'
import styles from './SignInPage.module.css'

/** The people of the demonstration by delegation; one click enters as one of them. */
export function DemoPeople(props: {
  readonly people: readonly DemoPerson[]
  readonly onEntered: () => void
}) {
  const { t, say, refusal } = useWords()
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const enter = async (person: DemoPerson) => {
    const reply = await enterDemo(person.accountId)
    if (reply.ok) props.onEntered()
    else setFailure(reply)
  }
  const labels = [
    ...new Set(props.people.flatMap((person) => person.delegation?.label ?? [])),
  ].sort()
  const bureau = props.people.filter(
    (person) => person.delegation == null && person.role !== 'observer',
  )
  const observers = props.people.filter((person) => person.role === 'observer')
  const groups = [
    ...labels.map((label, index) => {
      const people = props.people.filter((person) => person.delegation?.label === label)
      const name = people[0]?.delegation?.name
      return {
        id: label,
        people,
        title: (
          <>
            <Party tone={partyTone(index)}>{t(($) => $.terms.delegation, { label })}</Party>
            {name !== undefined && <span className="muted small">{say(name)}</span>}
          </>
        ),
      }
    }),
    { id: 'bureau', people: bureau, title: t(($) => $.app.signIn.secretariat) },
    { id: 'observers', people: observers, title: t(($) => $.app.signIn.observers) },
  ].filter((group) => group.people.length > 0)
  return (
    <>
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      <div className={styles['groups']}>
        {groups.map((group) => (
          <section key={group.id} className={styles['group']}>
            <h3 className={styles['groupTitle']}>{group.title}</h3>
            <ul>
              {group.people.map((person) => (
                <li key={person.accountId}>
                  <AriaButton
                    className={styles['person'] ?? ''}
                    aria-label={t(($) => $.app.signIn.enterAs, { name: say(person.name) })}
                    onPress={() => void enter(person)}
                  >
                    <span className={styles['personName']}>{say(person.name)}</span>
                    <span className="small muted">
                      {t(($) => $.terms.role[person.role])}
                      {person.expertise != null &&
                        ` · ${t(($) => $.terms.expertise[person.expertise ?? 'policy'])}`}
                    </span>
                  </AriaButton>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}
