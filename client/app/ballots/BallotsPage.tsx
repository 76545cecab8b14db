import { useClauseName } from '../../platform/record/clause-name.ts'
import { Link } from '@tanstack/react-router'
import { renamedSince, type Ballot, type TwoKeyAct } from '#shared/agreement'
import { clausePlaces, findClause, type Proposal } from '#shared/proposals'
import { useState } from 'react'
import { ActCard } from '../../agreement/ActCard.tsx'
import { BallotCard } from '../../agreement/BallotCard.tsx'
import { StrawPolls } from '../../agreement/StrawPolls.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { PageHead } from '../../ui/blocks.tsx'
import { Menu } from '../../ui/overlays.tsx'
import pages from '../dialogue/pages.module.css'
import { useTextWords } from '../room/use-text-words.ts'
import styles from './ballots.module.css'
import { ExactWords } from './ExactWords.tsx'
import { Package } from './Package.tsx'

/** Every ballot of the dialogue, what takes two keys, and straw polls. */
export function BallotsPage() {
  const { t } = useWords()
  const { room } = useDialogue()
  const { ballots } = room.agreement
  const latest = [...ballots].reverse()
  const open = latest.filter(({ status }) => status.state === 'open')
  const closed = latest.filter(({ status }) => status.state === 'closed')
  return (
    <main className={pages['page']}>
      <PageHead title={t(($) => $.votes.title)} note={t(($) => $.votes.note)} />
      <div className={pages['columns']}>
        <div>
          <section>
            <h2 className={styles['heading']}>{t(($) => $.votes.openNow)}</h2>
            {open.length === 0 && <p className="muted">{t(($) => $.votes.noneOpen)}</p>}
            {open.map((ballot) => (
              <OpenBallot key={ballot.id} ballot={ballot} />
            ))}
          </section>
          <section>
            <h2 className={styles['heading']}>{t(($) => $.votes.closed)}</h2>
            {closed.length === 0 && <p className="muted">{t(($) => $.votes.noneClosed)}</p>}
            {closed.map((ballot) => (
              <BallotCard
                key={ballot.id}
                ballot={ballot}
                about={<About clauseId={ballot.clauseId} ballot={ballot} />}
              />
            ))}
          </section>
        </div>
        <div>
          <TwoKeys />
          <section>
            <h2 className={styles['heading']}>{t(($) => $.votes.polls.title)}</h2>
            <p className="small muted">{t(($) => $.votes.polls.note)}</p>
            <StrawPolls />
          </section>
        </div>
      </div>
    </main>
  )
}

/** A ballot that can be answered, under the exact words that it asks about. */
function OpenBallot({ ballot }: { readonly ballot: Ballot }) {
  const { words } = useTextWords(ballot.proposalId)
  return (
    <BallotCard
      ballot={ballot}
      isComing={ballot.clauses.some(({ clauseId }) => words(clauseId) === undefined)}
      about={
        <>
          <About clauseId={ballot.clauseId} ballot={ballot} />
          <ExactWords ballot={ballot} words={words} />
        </>
      }
    />
  )
}

function About(props: { readonly clauseId: string; readonly ballot?: Ballot }) {
  const { t, say } = useWords()
  const nameOf = useClauseName()
  const { dialogueId, room } = useDialogue()
  const place = findClause(room.proposals, props.clauseId)
  if (place === undefined) return null
  const name = nameOf(clausePlaces(place.proposal).get(props.clauseId))
  const renamed = props.ballot && renamedSince(props.ballot, props.clauseId, room.proposals)
  return (
    <p>
      <Link
        to="/dialogues/$dialogueId/room"
        params={{ dialogueId }}
        search={{ text: place.proposal.id, clause: props.clauseId }}
      >
        {name} · {say(place.proposal.title)}
      </Link>
      {renamed !== undefined && (
        <span className="small muted">
          {' '}
          {t(($) => $.votes.renamed, {
            printed: nameOf(renamed.printed),
            now: nameOf(renamed.now),
          })}
        </span>
      )}
    </p>
  )
}

function TwoKeys() {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [calling, setCalling] = useState<Proposal>()
  const acts = [...room.agreement.acts].reverse()
  return (
    <section>
      <h2 className={styles['heading']}>{t(($) => $.votes.acts.title)}</h2>
      <p className="small muted">{t(($) => $.votes.acts.note)}</p>
      {may('agreement/propose-act') && room.proposals.list.length > 0 && (
        <div className={styles['tools']}>
          <Menu
            label={t(($) => $.votes.acts.callPackage)}
            trigger={t(($) => $.votes.acts.callPackage)}
            sections={[
              {
                id: 'texts',
                title: t(($) => $.votes.acts.packageText),
                entries: room.proposals.list.map((proposal) => ({
                  id: proposal.id,
                  label: say(proposal.title),
                  onAction: () => setCalling(proposal),
                })),
              },
            ]}
          />
        </div>
      )}
      {acts.length === 0 && <p className="muted">{t(($) => $.votes.acts.none)}</p>}
      {acts.map((pending) => (
        <ActCard key={pending.id} pending={pending} about={<AboutAct pending={pending} />} />
      ))}
      {calling !== undefined && (
        <Package proposal={calling} onClose={() => setCalling(undefined)} />
      )}
    </section>
  )
}

function AboutAct(props: { readonly pending: TwoKeyAct }) {
  const { act } = props.pending
  if (act.type !== 'package') return <About clauseId={act.clauseId} />
  return act.clauses.map(({ clauseId }) => <About key={clauseId} clauseId={clauseId} />)
}
