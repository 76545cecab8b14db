import { useClauseNames } from '../platform/record/clause-name.ts'
import type { DraftingGroup } from '#shared/sessions'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { Said, hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { useNow } from '../platform/time/index.ts'
import { Row } from '../ui/blocks.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Chip, Party } from '../ui/marks.tsx'
import { RailHead } from '../ui/rail.tsx'
import { ChangeGroup } from './ChangeGroup.tsx'
import { ConveneGroup } from './ConveneGroup.tsx'
import { timeOrDay } from './instants.ts'
import styles from './sessions.module.css'

/** The drafting groups at work, and the latest reports. */
export function Groups() {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [convening, setConvening] = useState(false)
  const { groups } = room.sessions
  const working = groups.filter(({ status }) => status.is === 'working')
  const reported = groups.filter(({ status }) => status.is === 'reported').slice(-LATEST)
  const convenes = may('sessions/convene-group') && room.proposals.list.length > 0
  if (working.length + reported.length === 0 && !convenes) return null
  return (
    <section>
      <RailHead title={t(($) => $.sessions.groups.title)}>
        {convenes && (
          <IconButton
            label={t(($) => $.sessions.groups.convene)}
            onPress={() => setConvening(true)}
          >
            <Plus size={15} aria-hidden="true" />
          </IconButton>
        )}
      </RailHead>
      {working.length === 0 && <p className="small muted">{t(($) => $.sessions.groups.none)}</p>}
      {[...working, ...reported].map((group) => (
        <Group key={group.id} group={group} />
      ))}
      {convening && <ConveneGroup onClose={() => setConvening(false)} />}
    </section>
  )
}

const LATEST = 2

function Group(props: { readonly group: DraftingGroup }) {
  const { t, say, language } = useWords()
  const { room, me, parties, serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const { group } = props
  const { status } = group
  const proposal = room.proposals.list.find(({ id }) => id === group.proposalId)
  const nameOf = useClauseNames(proposal)
  const clauses = group.clauseIds.map(nameOf).join(' · ')
  const place = clauses === '' ? t(($) => $.sessions.groups.whole) : clauses
  return (
    <div className={styles['group']}>
      <Row small>
        <strong>{say(group.title)}</strong>
        <Chip tone={status.is === 'working' ? 'accent' : 'open'}>
          {t(($) => $.sessions.groups[status.is])}
        </Chip>
      </Row>
      <p className="small">
        {proposal !== undefined && say(proposal.title)} · {place}
        {status.is === 'working' && group.until !== null && (
          <span className="muted">
            {' · '}
            {t(($) => $.sessions.groups.due, { time: timeOrDay(group.until, now, language) })}
          </span>
        )}
      </p>
      {status.is === 'reported' ? (
        <p className="small">
          <Said words={status.report} />
        </p>
      ) : (
        <p className="small muted">
          {group.memberIds.map((id, index) => {
            const member = room.dialogue.members[id]
            const party = parties.find((each) => each.id === member?.delegationId)
            return (
              <span key={id}>
                {index > 0 && ' · '}
                {member === undefined ? '' : say(member.name)}{' '}
                {party !== undefined && <Party tone={party.tone}>{party.label}</Party>}
              </span>
            )
          })}
        </p>
      )}
      {group.memberIds.includes(me.accountId) && status.is === 'working' && (
        <p className="small">
          <strong>{t(($) => $.sessions.groups.yours)}</strong>
        </p>
      )}
      {status.is === 'working' && <GroupTools group={group} />}
    </div>
  )
}

function GroupTools(props: { readonly group: DraftingGroup }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [reporting, setReporting] = useState(false)
  const [changing, setChanging] = useState(false)
  const { group } = props
  const bureau = me.role === 'moderator' || me.role === 'rapporteur'
  const reports = may('sessions/report-group') && (bureau || group.memberIds.includes(me.accountId))
  if (!reports) return null
  return (
    <span className={styles['tools']}>
      <Button size="small" onPress={() => setReporting(true)}>
        {t(($) => $.sessions.groups.report)}
      </Button>
      {may('sessions/change-group') && (
        <Button size="small" kind="quiet" onPress={() => setChanging(true)}>
          {t(($) => $.sessions.groups.change)}
        </Button>
      )}
      {may('sessions/dissolve-group') && (
        <Button
          size="small"
          kind="quiet"
          onPress={() => void act('sessions/dissolve-group', { groupId: group.id })}
        >
          {t(($) => $.sessions.groups.dissolve)}
        </Button>
      )}
      {changing && <ChangeGroup group={group} onClose={() => setChanging(false)} />}
      {reporting && <ReportDialog groupId={group.id} onClose={() => setReporting(false)} />}
    </span>
  )
}

function ReportDialog(props: { readonly groupId: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [report, setReport] = useState(NO_WORDS)
  const { groupId } = props
  return (
    <AskDialog
      title={t(($) => $.sessions.groups.report)}
      submit={t(($) => $.sessions.groups.report)}
      isDisabled={!hasWords(report)}
      onSubmit={async () => {
        if (await act('sessions/report-group', { groupId, report })) props.onClose()
      }}
      onClose={props.onClose}
    >
      <BilingualField
        label={t(($) => $.sessions.groups.reportWords)}
        value={report}
        onChange={setReport}
        rows={3}
      />
    </AskDialog>
  )
}
