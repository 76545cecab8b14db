import { isJoint, type GlossaryEntry } from '#shared/proposals'
import { useEffect, useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { EmptyState, PageHead } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segmented, TextField } from '../../ui/fields.tsx'
import { ExportFiles } from '../exports/ExportFiles.tsx'
import { Entry } from './Entry.tsx'
import styles from './glossary.module.css'
import { ProposeTerm } from './GlossaryDialogs.tsx'
import { useTermsOf } from './terms.ts'

const FILTERS = ['all', 'joint', 'apart'] as const
const FORMATS = ['csv', 'md', 'docx'] as const

/** The glossary of a dialogue: every term with each side's definition and the joint one. */
export function GlossaryPage(props: { readonly at: string | undefined }) {
  const { t, language } = useWords()
  const { room, dialogueId } = useDialogue()
  const may = useMay()
  const [words, setWords] = useState('')
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('all')
  const [proposing, setProposing] = useState(false)
  const terms = useTermsOf()
  const { at } = props
  const shown = inOrder(terms, language).filter(
    (entry) =>
      holds(entry, words) &&
      (filter === 'all' || isJoint(entry, room.dialogue) === (filter === 'joint')),
  )
  const isThere = terms.some(({ id }) => id === at)
  useEffect(() => {
    if (at !== undefined && isThere) document.getElementById(at)?.scrollIntoView()
  }, [at, isThere])
  return (
    <main className={styles['page']}>
      <PageHead title={t(($) => $.glossary.title)} note={t(($) => $.glossary.note)}>
        {may('glossary/propose-term') && (
          <Button onPress={() => setProposing(true)}>{t(($) => $.glossary.propose)}</Button>
        )}
        <ExportFiles
          label={t(($) => $.glossary.export)}
          name="glossary"
          sections={[
            {
              id: 'files',
              files: FORMATS.map((format) => ({
                id: format,
                format,
                label: t(($) => $.glossary.formats[format]),
                path: `/api/dialogues/${dialogueId}/glossary/export/${format}?language=${language}`,
              })),
            },
          ]}
        />
      </PageHead>
      <div className={styles['search']}>
        <TextField label={t(($) => $.glossary.search)} value={words} onChange={setWords} />
        <Segmented
          label={t(($) => $.glossary.filter)}
          value={filter}
          onChange={setFilter}
          choices={FILTERS.map((id) => ({ id, label: t(($) => $.glossary.filters[id]) }))}
        />
        <span className="small muted">{t(($) => $.glossary.count, { count: shown.length })}</span>
      </div>
      {terms.length === 0 && <EmptyState title={t(($) => $.glossary.none)} />}
      {terms.length > 0 && shown.length === 0 && (
        <EmptyState title={t(($) => $.glossary.noneFound, { words })} />
      )}
      {shown.map((entry) => (
        <Entry key={entry.id} entry={entry} isMarked={entry.id === at} />
      ))}
      {proposing && <ProposeTerm onClose={() => setProposing(false)} />}
    </main>
  )
}

function inOrder(terms: readonly GlossaryEntry[], language: 'en' | 'zh') {
  return [...terms].sort((a, b) => a.term[language].localeCompare(b.term[language], language))
}

function holds({ term, definitions, joint }: GlossaryEntry, words: string): boolean {
  const wanted = words.trim().toLowerCase()
  const said = [term, ...Object.values(definitions), ...(joint === null ? [] : [joint.definition])]
  return said.some(({ en, zh }) => en.toLowerCase().includes(wanted) || zh.includes(wanted))
}
