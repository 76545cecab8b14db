import type { Proposal } from '#shared/proposals'
import type { Session } from '#shared/sessions'
import { FileInput, Plus } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useMay } from '../../platform/record/dialogue.tsx'
import { ImportText } from '../../proposals/ImportText.tsx'
import { NewText } from '../../proposals/NewText.tsx'
import { TextsList } from '../../proposals/TextsList.tsx'
import { Agenda } from '../../sessions/Agenda.tsx'
import { PlanSession } from '../../sessions/SessionControl.tsx'
import { Groups } from '../../sessions/Groups.tsx'
import { Speakers } from '../../sessions/Speakers.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { RailHead } from '../../ui/rail.tsx'
import { useAgendaLinks } from '../agenda-links.tsx'

/** The left column: agenda, texts with their progress, speakers. */
export function Rail(props: {
  readonly session: Session | undefined
  readonly selected: string | undefined
  readonly brackets: (proposal: Proposal) => { clauses: number; marks: number } | undefined
  readonly onSelect: (proposalId: string) => void
}) {
  const { t } = useWords()
  const may = useMay()
  const [opening, setOpening] = useState<'new' | 'import'>()
  const { session } = props
  const links = useAgendaLinks()
  return (
    <>
      {session === undefined ? (
        <section>
          <RailHead title={t(($) => $.room.agenda.title)} />
          <p className="small muted">{t(($) => $.room.noSession)}</p>
          <PlanSession />
        </section>
      ) : (
        <Agenda session={session} links={links} />
      )}
      <section>
        <RailHead title={t(($) => $.room.texts.title)}>
          {may('proposals/open') && (
            <IconButton label={t(($) => $.room.texts.open)} onPress={() => setOpening('new')}>
              <Plus size={15} aria-hidden="true" />
            </IconButton>
          )}
          {may('http/import-proposal') && (
            <IconButton label={t(($) => $.room.texts.import)} onPress={() => setOpening('import')}>
              <FileInput size={15} aria-hidden="true" />
            </IconButton>
          )}
        </RailHead>
        <TextsList selected={props.selected} brackets={props.brackets} onSelect={props.onSelect} />
        {opening === 'new' && <NewText onClose={() => setOpening(undefined)} />}
        {opening === 'import' && (
          <ImportText
            onImported={(proposalId) => {
              setOpening(undefined)
              props.onSelect(proposalId)
            }}
            onClose={() => setOpening(undefined)}
          />
        )}
      </section>
      <Groups />
      {session !== undefined && <Speakers session={session} />}
    </>
  )
}
