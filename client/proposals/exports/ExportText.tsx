import { LANGUAGES } from '#shared/kernel'
import type { Proposal } from '#shared/proposals'
import { LANGUAGE_NAMES, LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { ExportFiles } from './ExportFiles.tsx'

const FORMATS = ['docx', 'md', 'txt'] as const

/** Takes a text away: as it stands in either language, or in Word with what changed since a revision tracked. */
export function ExportText(props: { readonly proposal: Proposal }) {
  const { t, say } = useWords()
  const { dialogueId } = useDialogue()
  const may = useMay()
  const { id, title, revisions } = props.proposal
  if (!may('http/export-proposal')) return null
  const base = `/api/dialogues/${dialogueId}/proposals/${id}/export`
  const clean = LANGUAGES.map((language) => ({
    id: language,
    title: LANGUAGE_NAMES[language],
    files: FORMATS.map((format) => ({
      id: `${language}-${format}`,
      format,
      label: t(($) => $.versions.formats[format]),
      path: `${base}/${format}?language=${language}`,
    })),
  }))
  const tracked = revisions.toReversed().flatMap(({ number }) =>
    LANGUAGES.map((language) => ({
      id: `${number}-${language}`,
      format: 'docx',
      label: `${t(($) => $.room.texts.revision, { number })} · ${LANGUAGE_NAMES[language]}`,
      lang: LANGUAGE_TAGS[language],
      path: `${base}/docx?language=${language}&since=${number}`,
    })),
  )
  return (
    <ExportFiles
      label={t(($) => $.versions.export)}
      name={fileName(say(title))}
      sections={[
        ...clean,
        ...(tracked.length === 0
          ? []
          : [{ id: 'tracked', title: t(($) => $.versions.tracked), files: tracked }]),
      ]}
    />
  )
}

/** A title as the name of a file. */
function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)
}
