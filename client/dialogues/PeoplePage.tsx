import type { Delegation, Member } from '#shared/dialogues'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { zoneChoices } from '../platform/time/zones.ts'
import { Banner, Card, Cluster, PageHead } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import { Party } from '../ui/marks.tsx'
import { AddToDialogue } from './AddQuestion.tsx'
import { AddDelegation, RenameDelegation } from './AddDelegation.tsx'
import { CloseDialogue } from './CloseDialogue.tsx'
import { InvitePerson } from './InvitePerson.tsx'
import { MemberRow } from './MemberRow.tsx'
import { FoundFurther, RenameDialogue } from './NameDialogue.tsx'
import { Topics } from './Overview.tsx'
import { RulesCard } from './RulesCard.tsx'
import { SeatRequests } from './SeatRequests.tsx'
import styles from './people.module.css'

/** Who takes part, in which role and under which rules; the convener changes it here. */
export function PeopleView() {
  const { t, say } = useWords()
  const { dialogueId, me, room, parties } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState<'invite' | 'delegation' | 'close' | 'rename' | 'further'>()
  const [renamed, setRenamed] = useState<Delegation>()
  const { closed } = room.dialogue
  const members = Object.values(room.dialogue.members)
  const close = () => setAsking(undefined)
  return (
    <>
      <PageHead title={t(($) => $.people.title)} note={t(($) => $.people.note)}>
        <Cluster>
          <Link to="/dialogues/$dialogueId/record" params={{ dialogueId }}>
            {t(($) => $.record.open)}
          </Link>
          {may('http/found-further') && (
            <Button onPress={() => setAsking('further')}>{t(($) => $.convening.further)}</Button>
          )}
          {may('dialogues/rename') && closed === null && (
            <Button onPress={() => setAsking('rename')}>{t(($) => $.convening.rename)}</Button>
          )}
          {may('dialogues/close') && closed === null && (
            <Button onPress={() => setAsking('close')}>{t(($) => $.record.close)}</Button>
          )}
          {may('dialogues/add-delegation') && (
            <Button onPress={() => setAsking('delegation')}>
              {t(($) => $.people.addDelegation)}
            </Button>
          )}
          {may('http/invite') && closed === null && (
            <Button kind="primary" onPress={() => setAsking('invite')}>
              {t(($) => $.people.invite)}
            </Button>
          )}
        </Cluster>
      </PageHead>
      {closed === null && !may('dialogues/change-member') && (
        <div className={styles['notice']}>
          <Banner tone="info">
            {me.role === 'head' ? t(($) => $.people.ownOnly) : t(($) => $.people.readOnly)}
          </Banner>
        </div>
      )}
      <div className={styles['columns']}>
        <div>
          <SeatRequests />
          {may('dialogues/set-time-zone') && parties.length > 0 && (
            <div className={styles['zones']}>
              {parties.map((party) => (
                <Select
                  key={party.id}
                  label={t(($) => $.between.zones.of, { label: party.label })}
                  placeholder={t(($) => $.between.zones.unset)}
                  value={party.timeZone ?? undefined}
                  onChange={(timeZone) =>
                    void act('dialogues/set-time-zone', { delegationId: party.id, timeZone })
                  }
                  choices={zoneChoices(party.timeZone)}
                />
              ))}
            </div>
          )}
          {parties.map((party) => (
            <Group
              key={party.id}
              title={
                <>
                  <Party tone={party.tone}>
                    {t(($) => $.terms.delegation, { label: party.label })}
                  </Party>{' '}
                  <span className="small muted">{say(party.name)}</span>
                </>
              }
              note={
                may('dialogues/rename-delegation') && closed === null ? (
                  <Button size="small" onPress={() => setRenamed(party)}>
                    {t(($) => $.convening.renameDelegation, { label: party.label })}
                  </Button>
                ) : undefined
              }
              people={members.filter(({ delegationId }) => delegationId === party.id)}
            />
          ))}
          <Group
            title={t(($) => $.dialogue.secretariat)}
            people={members.filter(
              ({ delegationId, role }) => delegationId === null && role !== 'observer',
            )}
          />
          <Group
            title={t(($) => $.people.observers)}
            people={members.filter(({ role }) => role === 'observer')}
          />
        </div>
        <div>
          <RulesCard />
          <Topics />
          <AddToDialogue />
        </div>
      </div>
      {asking === 'close' && <CloseDialogue onClose={close} />}
      {asking === 'invite' && <InvitePerson onClose={close} />}
      {asking === 'delegation' && <AddDelegation onClose={close} />}
      {asking === 'rename' && <RenameDialogue onClose={close} />}
      {asking === 'further' && <FoundFurther onClose={close} />}
      {renamed !== undefined && (
        <RenameDelegation delegation={renamed} onClose={() => setRenamed(undefined)} />
      )}
    </>
  )
}

function Group(props: {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly people: readonly Member[]
}) {
  const { t } = useWords()
  return (
    <Card title={props.title} note={props.note}>
      {props.people.length === 0 && <p className="muted">{t(($) => $.people.none)}</p>}
      <ul>
        {props.people.map((member) => (
          <MemberRow key={member.accountId} member={member} />
        ))}
      </ul>
    </Card>
  )
}
