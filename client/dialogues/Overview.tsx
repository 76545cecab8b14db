import type { Topic } from '#shared/dialogues'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { Card, Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Party } from '../ui/marks.tsx'
import { RulesDialog } from './RulesDialog.tsx'
import styles from './dialogues.module.css'

/** The topics of a dialogue, nested, with the number of their questions. */
export function Topics() {
  const { t } = useWords()
  const { room } = useDialogue()
  return (
    <Card level={2} title={t(($) => $.dialogue.topics)}>
      {room.dialogue.topics.length === 0 && (
        <p className="muted">{t(($) => $.dialogue.noTopics)}</p>
      )}
      <TopicList parentId={null} />
    </Card>
  )
}

function TopicList(props: { readonly parentId: string | null }) {
  const { room } = useDialogue()
  const below = room.dialogue.topics.filter(({ parentId }) => parentId === props.parentId)
  if (below.length === 0) return null
  return (
    <ul className={styles['topics']}>
      {below.map((topic) => (
        <TopicEntry key={topic.id} topic={topic} />
      ))}
    </ul>
  )
}

function TopicEntry(props: { readonly topic: Topic }) {
  const { t, say } = useWords()
  const { room, dialogueId } = useDialogue()
  const questions = room.dialogue.questions.filter(({ topicId }) => topicId === props.topic.id)
  const [first] = questions
  const title = say(props.topic.title)
  const count = questions.length
  return (
    <li>
      <Row>
        <span className={styles['topic']}>
          {first === undefined ? (
            title
          ) : (
            <Link
              to="/dialogues/$dialogueId/positions"
              params={{ dialogueId }}
              search={{ question: first.id }}
            >
              {title}
            </Link>
          )}
        </span>
        {count > 0 && (
          <span className="small muted">{t(($) => $.dialogue.questions, { count })}</span>
        )}
      </Row>
      <TopicList parentId={props.topic.id} />
    </li>
  )
}

/** Who takes part, by delegation. */
export function Members() {
  const { t, say } = useWords()
  const { room, parties } = useDialogue()
  const members = Object.values(room.dialogue.members)
  const groups = [
    ...parties.map((party) => ({
      id: party.id,
      title: (
        <>
          <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>{' '}
          <span className="small muted">{say(party.name)}</span>
        </>
      ),
      people: members.filter(({ delegationId }) => delegationId === party.id),
    })),
    {
      id: 'secretariat',
      title: t(($) => $.dialogue.secretariat),
      people: members.filter(
        ({ delegationId, role }) => delegationId === null && role !== 'observer',
      ),
    },
    {
      id: 'observers',
      title: t(($) => $.people.observers),
      people: members.filter(({ role }) => role === 'observer'),
    },
  ].filter(({ people }) => people.length > 0)
  return (
    <Card level={2} title={t(($) => $.dialogue.members)}>
      <div className={styles['groups']}>
        {groups.map((group) => (
          <div key={group.id}>
            <h3 className={styles['groupTitle']}>{group.title}</h3>
            <ul>
              {group.people.map((member) => (
                <li key={member.accountId}>
                  <Row small>
                    <span>
                      {say(member.name)}
                      {member.suspended && ` · ${t(($) => $.dialogue.suspended)}`}
                    </span>
                    <span className="muted">{t(($) => $.terms.role[member.role])}</span>
                  </Row>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Card>
  )
}

/** The ground rules in force, once they are accepted; until then the page's banner asks for it. */
export function GroundRules() {
  const { t } = useWords()
  const { room, me } = useDialogue()
  const [reading, setReading] = useState(false)
  const rules = room.dialogue.groundRules
  if (rules?.acceptedBy.includes(me.accountId) !== true) return null
  return (
    <>
      <Card
        level={2}
        title={t(($) => $.dialogue.rules)}
        note={t(($) => $.dialogue.rulesVersion, { version: rules.version })}
      >
        <Row>
          <span className="muted small">{t(($) => $.dialogue.rulesAccepted)}</span>
          <Button size="small" onPress={() => setReading(true)}>
            {t(($) => $.dialogue.read)}
          </Button>
        </Row>
      </Card>
      <RulesDialog isOpen={reading} onClose={() => setReading(false)} />
    </>
  )
}
