import type { Proposal, Revision } from '#shared/proposals'
import { useState } from 'react'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../../platform/i18n/BilingualField.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { Said } from '../../platform/i18n/Said.tsx'
import { useAct, useMay } from '../../platform/record/dialogue.tsx'
import { dateAndTime, inUtc } from '../../platform/time/index.ts'
import { Cluster } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/marks.tsx'
import { notify } from '../../ui/overlays.tsx'
import { useBeginning } from './beginning.ts'
import { CompareDialog } from './CompareDialog.tsx'
import { useLastRead } from './last-read.ts'
import styles from './versions.module.css'

/** The issues of a text with their covering notes, and what changed between any two, an instant, and now. */
export function Revisions(props: {
  readonly proposal: Proposal
  readonly clauseId: string | undefined
}) {
  const { t, language } = useWords()
  const may = useMay()
  const [issuing, setIssuing] = useState(false)
  const [comparing, setComparing] = useState<{ readonly from: string; readonly to: string }>()
  const { proposal } = props
  const { revisions } = proposal
  const lastRead = useLastRead(proposal.id)
  const beginning = useBeginning(proposal.id)
  return (
    <>
      <Cluster>
        {may('proposals/issue-revision') && (
          <Button size="small" onPress={() => setIssuing(true)}>
            {t(($) => $.versions.issue)}
          </Button>
        )}
        <Button
          size="small"
          onPress={() =>
            setComparing({
              from: String(revisions.at(-1)?.number ?? beginning ?? 'now'),
              to: 'now',
            })
          }
        >
          {t(($) => $.versions.compare)} …
        </Button>
        {lastRead !== undefined && (
          <Button size="small" onPress={() => setComparing({ from: lastRead, to: 'now' })}>
            {t(($) => $.versions.sinceLastRead)}
          </Button>
        )}
      </Cluster>
      <p className="small muted">
        {lastRead === undefined
          ? t(($) => $.versions.neverRead)
          : t(($) => $.versions.sinceLastReadAt, { when: dateAndTime(lastRead, language) })}
      </p>
      {revisions.length === 0 && <p className="muted">{t(($) => $.versions.noRevisions)}</p>}
      {revisions.toReversed().map((revision) => (
        <OneRevision
          key={revision.number}
          revision={revision}
          onCompare={() => setComparing({ from: String(revision.number), to: 'now' })}
        />
      ))}
      {issuing && <IssueRevision proposal={proposal} onClose={() => setIssuing(false)} />}
      {comparing !== undefined && (
        <CompareDialog
          proposal={proposal}
          clauseId={props.clauseId}
          first={comparing}
          lastRead={lastRead}
          onClose={() => setComparing(undefined)}
        />
      )}
    </>
  )
}

function OneRevision(props: { readonly revision: Revision; readonly onCompare: () => void }) {
  const { t, language } = useWords()
  const { number, note, at } = props.revision
  const hasNote = note.en !== '' || note.zh !== ''
  return (
    <section className={styles['revision']}>
      <h3>{t(($) => $.room.texts.revision, { number })}</h3>
      <p className="small muted">
        <DateTime instant={at} text={dateAndTime(at, language)} title={inUtc(at)} />
      </p>
      <p>{hasNote ? <Said words={note} /> : t(($) => $.versions.noNote)}</p>
      <Cluster>
        <Button size="small" kind="quiet" onPress={props.onCompare}>
          {t(($) => $.versions.compareNow)}
        </Button>
      </Cluster>
    </section>
  )
}

/** Issues a revision with its covering note. */
export function IssueRevision(props: {
  readonly proposal: Proposal
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const [note, setNote] = useState(NO_WORDS)
  const { id: proposalId, revisions } = props.proposal
  const number = revisions.length + 1
  const issue = async () => {
    if (!(await act('proposals/issue-revision', { proposalId, note }))) return
    notify(
      'success',
      t(($) => $.room.texts.revisionIssued, { number }),
    )
    props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.versions.issueTitle, { number })}
      submit={t(($) => $.versions.issueNow)}
      onSubmit={issue}
      onClose={props.onClose}
    >
      <p className="muted">{t(($) => $.versions.issueHint)}</p>
      <BilingualField
        label={t(($) => $.versions.issueNote)}
        value={note}
        onChange={setNote}
        rows={3}
      />
    </AskDialog>
  )
}
