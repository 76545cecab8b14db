import { Link } from '@tanstack/react-router'
import type { Language } from '#shared/kernel'
import { findProposal, sidesDiffer, type Proposal } from '#shared/proposals'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { LANGUAGE_NAMES, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import type { LanguageView } from '../../proposals/ClauseRow.tsx'
import { EmptyState, PageHead, Skeleton } from '../../ui/blocks.tsx'
import { Segmented, Select } from '../../ui/fields.tsx'
import { Menu } from '../../ui/overlays.tsx'
import { Refused } from '../pages/Plain.tsx'
import { ComparisonTable } from './ComparisonTable.tsx'
import styles from './comparison.module.css'
import { useComparison } from './use-comparison.ts'

const VIEWS: readonly LanguageView[] = ['en', 'both', 'zh']

/** The four-column document of a text: base, each delegation's wording, compromise; made afresh and always current. */
export function ComparisonPage(props: {
  readonly text: string | undefined
  readonly onText: (proposalId: string) => void
}) {
  const { t, say } = useWords()
  const { dialogueId, room } = useDialogue()
  const { list } = room.proposals
  const proposal = findProposal(room.proposals, props.text ?? '') ?? list[0]
  return (
    <main className={styles['page']}>
      <PageHead title={t(($) => $.comparison.title)} note={t(($) => $.comparison.note)}>
        <Link
          to="/dialogues/$dialogueId/room"
          params={{ dialogueId }}
          search={proposal ? { text: proposal.id } : {}}
        >
          {t(($) => $.comparison.back)}
        </Link>
      </PageHead>
      {proposal === undefined ? (
        <EmptyState title={t(($) => $.room.texts.empty)} />
      ) : (
        <>
          <Select
            label={t(($) => $.comparison.text)}
            placeholder={t(($) => $.comparison.text)}
            value={proposal.id}
            onChange={props.onText}
            choices={list.map(({ id, title }) => ({ id, label: say(title) }))}
          />
          <Columns key={proposal.id} proposal={proposal} />
        </>
      )}
    </main>
  )
}

function Columns(props: { readonly proposal: Proposal }) {
  const { t, language } = useWords()
  const [languages, setLanguages] = useState<LanguageView>(language)
  const [which, setWhich] = useState<'every' | 'differing'>('every')
  const [look, setLook] = useState<'redline' | 'clean'>('redline')
  const read = useComparison(props.proposal)
  if (read.state === 'loading') return <Skeleton label={t(($) => $.app.loading)} lines={8} />
  if (read.state === 'refused') return <Refused refusal={{ code: read.code }} />
  const rows = which === 'every' ? read.rows : read.rows.filter(sidesDiffer)
  return (
    <>
      <div className={styles['tools']}>
        <Segmented
          label={t(($) => $.comparison.which)}
          value={which}
          onChange={setWhich}
          choices={(['every', 'differing'] as const).map((id) => ({
            id,
            label: t(($) => $.comparison[id]),
          }))}
        />
        <Segmented
          label={t(($) => $.room.view.label)}
          value={languages}
          onChange={setLanguages}
          choices={VIEWS.map((id) => ({ id, label: t(($) => $.room.view[id]) }))}
        />
        <Segmented
          label={t(($) => $.comparison.words)}
          value={look}
          onChange={setLook}
          choices={(['redline', 'clean'] as const).map((id) => ({
            id,
            label: t(($) => $.comparison[id]),
          }))}
        />
        <Exports proposalId={props.proposal.id} />
      </div>
      <p className="small muted" role="status">
        {t(($) => $.comparison.shown, { shown: rows.length, total: read.rows.length })}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={t(($) => $.comparison.none)}>
          {t(($) => $.comparison.noneHint)}
        </EmptyState>
      ) : (
        <ComparisonTable
          title={t(($) => $.comparison.title)}
          proposalId={props.proposal.id}
          rows={rows}
          languages={languages === 'both' ? ['en', 'zh'] : [languages]}
          isClean={look === 'clean'}
        />
      )}
    </>
  )
}

const FORMATS = ['docx', 'csv', 'md'] as const
const LANGUAGES_OUT: readonly Language[] = ['en', 'zh']

function Exports(props: { readonly proposalId: string }) {
  const { t } = useWords()
  const { dialogueId } = useDialogue()
  const fetchFile = (format: (typeof FORMATS)[number], language: Language) => {
    const link = document.createElement('a')
    link.href = `/api/dialogues/${dialogueId}/proposals/${props.proposalId}/comparison/${format}?language=${language}`
    link.download = `comparison-${language}.${format}`
    link.click()
  }
  return (
    <Menu
      label={t(($) => $.comparison.export)}
      trigger={
        <>
          <Download size={15} aria-hidden="true" /> {t(($) => $.comparison.export)}
        </>
      }
      sections={LANGUAGES_OUT.map((language) => ({
        id: language,
        title: LANGUAGE_NAMES[language],
        entries: FORMATS.map((format) => ({
          id: format,
          label: t(($) => $.comparison.exports[format]),
          onAction: () => fetchFile(format, language),
        })),
      }))}
    />
  )
}
