import { LANGUAGES } from '#shared/kernel'
import { clashes, redline, type Words } from '#shared/proposals'
import { useState } from 'react'
import { useWords } from '../../../platform/i18n/index.ts'
import { AskDialog } from '../../../platform/i18n/AskDialog.tsx'
import { useAct, useDialogue, useMay } from '../../../platform/record/dialogue.tsx'
import { dateAndTime, inUtc } from '../../../platform/time/index.ts'
import type { ClauseView } from '../../../proposals/clause-view.ts'
import { Redline } from '../../../proposals/instruments/Redline.tsx'
import { Card, Skeleton, Stack } from '../../../ui/blocks.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Chip, DateTime, Party } from '../../../ui/marks.tsx'
import { MergeWordings } from './MergeWordings.tsx'
import { TakeWording } from './TakeWording.tsx'
import { useHashOf, useOwnDrafts, useTabled, type TabledWordingView } from './use-wordings.ts'
import styles from './wordings.module.css'

/** What stands on the table beside a clause, and what can be made of it. */
export function Wordings(props: {
  readonly proposalId: string
  readonly view: ClauseView
  readonly name: string
  readonly mayWrite: boolean
}) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const [merging, setMerging] = useState(false)
  const { proposalId, view } = props
  const { clause, words } = view
  const tabled = useTabled(proposalId, clause.id)
  const { side, drafts } = useOwnDrafts(clause.id)
  const closed = clause.withdrawn
    ? 'withdrawnToTable'
    : clause.lock === null
      ? undefined
      : 'lockedToTable'
  const ready = tabled.filter(({ text }) => text !== undefined)
  const mayMerge = props.mayWrite && closed === undefined && words !== undefined
  return (
    <Stack>
      {tabled.length === 0 && <p className="small muted">{t(($) => $.room.wordings.none)}</p>}
      {words !== undefined && <Clashes tabled={ready} words={words} />}
      {tabled.map((tabledWording) => (
        <Wording
          key={tabledWording.amendment.id}
          tabled={tabledWording}
          view={view}
          mayTake={mayMerge}
          name={props.name}
        />
      ))}
      {closed !== undefined && (tabled.length > 0 || drafts.length > 0) && (
        <p className="small muted">{t(($) => $.wordings[closed])}</p>
      )}
      <div className={styles['acts']}>
        {mayMerge && ready.some(({ party }) => party !== undefined) && (
          <Button size="small" onPress={() => setMerging(true)}>
            {t(($) => $.wordings.merge)}
          </Button>
        )}
        {side !== undefined && may('proposals/draft-amendment') && (
          <Button
            size="small"
            onPress={() => void act('proposals/draft-amendment', { clauseId: clause.id })}
          >
            {t(($) => (side.party === undefined ? $.wordings.draftCompromise : $.wordings.draft))}
          </Button>
        )}
      </div>
      {merging && words !== undefined && (
        <MergeWordings
          clauseId={clause.id}
          words={words}
          tabled={ready}
          onClose={() => setMerging(false)}
        />
      )}
    </Stack>
  )
}

function Wording(props: {
  readonly tabled: TabledWordingView
  readonly view: ClauseView
  readonly mayTake: boolean
  readonly name: string
}) {
  const { t, say, language } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const hashOf = useHashOf()
  const [asking, setAsking] = useState<'take' | 'withdraw'>()
  const { amendment, party, text } = props.tabled
  const { clause, words } = props.view
  const speaks = may('proposals/table-amendment') && amendment.delegationId === me.delegationId
  const isSame = words !== undefined && hashOf(clause.kind, words) === amendment.hash
  const hasMoved = words !== undefined && hashOf(clause.kind, words) !== amendment.baseHash
  return (
    <Card
      title={
        party === undefined ? (
          t(($) => $.room.wordings.compromise)
        ) : (
          <Party tone={party.tone}>{say(party.name)}</Party>
        )
      }
      note={
        <DateTime
          instant={amendment.at}
          text={dateAndTime(amendment.at, language)}
          title={inUtc(amendment.at)}
        />
      }
    >
      {text === undefined || words === undefined ? (
        <Skeleton label={t(($) => $.room.wordings.loading)} lines={2} />
      ) : (
        LANGUAGES.map((each) => (
          <div key={each} className={styles['words']}>
            <Redline segments={redline(words[each], text.words[each], each)} lang={each} />
          </div>
        ))
      )}
      {isSame && (
        <Chip tone="agreed" sign="=">
          {t(($) => $.wordings.same)}
        </Chip>
      )}
      {!isSame && hasMoved && <p className="small muted">{t(($) => $.wordings.baseChanged)}</p>}
      <div className={styles['acts']}>
        {props.mayTake && !isSame && text !== undefined && (
          <Button size="small" onPress={() => setAsking('take')}>
            {t(($) => $.wordings.take)}
          </Button>
        )}
        {speaks && (
          <Button size="small" kind="quiet" onPress={() => setAsking('withdraw')}>
            {t(($) => $.wordings.withdraw)}
          </Button>
        )}
      </div>
      {asking === 'take' && text !== undefined && words !== undefined && (
        <TakeWording
          clauseId={clause.id}
          words={words}
          text={text}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'withdraw' && (
        <AskDialog
          title={t(($) => $.wordings.withdraw)}
          submit={t(($) => $.wordings.withdraw)}
          onClose={() => setAsking(undefined)}
          onSubmit={async () => {
            const named = { amendmentId: amendment.id }
            if (await act('proposals/withdraw-amendment', named)) setAsking(undefined)
          }}
        >
          <p>{t(($) => $.wordings.withdrawAsk)}</p>
        </AskDialog>
      )}
    </Card>
  )
}

/** Where the wordings on the table have different words for the same passage. */
function Clashes(props: { readonly tabled: readonly TabledWordingView[]; readonly words: Words }) {
  const { t, language } = useWords()
  const { parties } = useDialogue()
  const latest = props.tabled.filter(({ isLatest }) => isLatest)
  const named = latest.flatMap(({ party, text }) =>
    text === undefined
      ? []
      : [
          {
            label: party?.label ?? t(($) => $.room.wordings.compromise),
            text: text.words[language],
          },
        ],
  )
  const found = clashes(props.words[language], named, language)
  if (found.length === 0) return null
  return (
    <div className={styles['clash']} role="note">
      <p className="small">{t(($) => $.wordings.clash, { count: found.length })}</p>
      <ul lang={language}>
        {found.map(({ base, words }) => (
          <li key={`${base}${Object.values(words).join('|')}`}>
            <span className="small muted">
              {t(($) => $.wordings.clashBase)}: {base.trim() || '–'}
            </span>
            {Object.entries(words).map(([label, own]) => {
              const tone = parties.find((party) => party.label === label)?.tone
              return (
                <span key={label}>
                  {' · '}
                  {tone === undefined ? <b>{label}</b> : <Party tone={tone}>{label}</Party>}{' '}
                  {own.trim() || '–'}
                </span>
              )
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
