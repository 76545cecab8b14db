import { mustAcceptRules } from '#shared/dialogues'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { AddToDialogue } from '../../dialogues/AddQuestion.tsx'
import { GroundRules, Members, Topics } from '../../dialogues/Overview.tsx'
import { PeopleView } from '../../dialogues/PeoplePage.tsx'
import { OutcomesDesk } from '../../outcomes/OutcomesDesk.tsx'
import { PositionsView } from '../../positions/PositionsPage.tsx'
import { WorksheetsView } from '../../positions/worksheets/WorksheetsPage.tsx'
import { TextSummary } from '../../proposals/TextsList.tsx'
import { Card, PageHead } from '../../ui/blocks.tsx'
import { Deadlines } from '../overview/Deadlines.tsx'
import { NextSteps } from '../overview/NextSteps.tsx'
import { bracketsOf, useStanding, type Standing } from '../overview/standing.ts'
import { SinceLast } from '../overview/SinceLast.tsx'
import { SessionsCard } from '../sessions/SessionsCard.tsx'
import styles from './pages.module.css'

/** What a dialogue consists of, and the way into its room. */
export function OverviewPage() {
  const { t, say } = useWords()
  const { dialogueId, room, me } = useDialogue()
  const standing = useStanding()
  const asked = mustAcceptRules(room.dialogue, me.accountId)
  return (
    <main className={styles['page']}>
      <PageHead title={say(room.dialogue.title)}>
        <Link to="/dialogues/$dialogueId/room" params={{ dialogueId }} className={styles['enter']}>
          {t(($) => $.dialogue.enterRoom)}
        </Link>
      </PageHead>
      {asked && <GroundRules />}
      <NextSteps standing={standing} />
      <div className={styles['columns']}>
        <div>
          <SinceLast />
          <Texts standing={standing} />
          <Topics />
        </div>
        <div>
          <Deadlines />
          <SessionsCard />
          <Members />
          {!asked && <GroundRules />}
        </div>
      </div>
    </main>
  )
}

function Texts({ standing }: { readonly standing: Standing | undefined }) {
  const { t } = useWords()
  const { dialogueId, room } = useDialogue()
  return (
    <Card level={2} title={t(($) => $.dialogue.texts)}>
      {room.proposals.list.length === 0 && <p className="muted">{t(($) => $.room.texts.empty)}</p>}
      <ul>
        {room.proposals.list.map((proposal) => (
          <li key={proposal.id}>
            <Link
              to="/dialogues/$dialogueId/room"
              params={{ dialogueId }}
              search={{ text: proposal.id }}
              className={styles['text']}
            >
              <TextSummary proposal={proposal} brackets={bracketsOf(proposal, standing)} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The positions page; the address may name the question that is looked for. */
export function PositionsPage() {
  const { question } = useSearch({ from: '/signed-in/dialogues/$dialogueId/positions' })
  return (
    <main className={styles['wide']}>
      <PositionsView question={question}>
        <AddToDialogue />
      </PositionsView>
    </main>
  )
}

/** The page of people, roles and rules. */
export function PeoplePage() {
  return (
    <main className={styles['page']}>
      <PeopleView />
    </main>
  )
}

/** The page of worksheets; the address names which one is shown. */
export function WorksheetsPage() {
  const { sheet } = useSearch({ from: '/signed-in/dialogues/$dialogueId/worksheets' })
  const navigate = useNavigate({ from: '/dialogues/$dialogueId/worksheets' })
  return (
    <main className={styles['wide']}>
      <WorksheetsView
        sheet={sheet ?? 'categories'}
        onChoose={(chosen) => void navigate({ search: { sheet: chosen }, replace: true })}
      />
    </main>
  )
}

/** The page of outcomes on their way. */
export function OutcomesPage() {
  return (
    <main className={styles['wide']}>
      <OutcomesDesk />
    </main>
  )
}
