import { Download } from 'lucide-react'
import { matrixCsv, STANCES, type MatrixRow, type Stance } from '#shared/positions'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { download } from '../ui/download.ts'
import { Menu } from '../ui/overlays.tsx'
import { pngOf, svgOf } from '../ui/picture.ts'
import { matrixPicture } from './matrix-picture.ts'

/** Keeps the matrix as a file: a table in both languages, or a picture in the reader's. */
export function MatrixExport(props: {
  readonly rows: readonly MatrixRow[]
  readonly note: string
}) {
  const { t, say, language } = useWords()
  const { room, parties } = useDialogue()
  const stances = Object.fromEntries(
    STANCES.map((stance) => [stance, t(($) => $.terms.position[stance])]),
  ) as Record<Stance, string>
  const distance = t(($) => $.positions.distance)
  const csv = () => {
    const words = { language, topic: t(($) => $.room.texts.topic), distance, stances }
    const text = matrixCsv(room.dialogue, props.rows, words)
    download('positions.csv', new Blob([text], { type: 'text/csv;charset=utf-8' }))
  }
  const picture = () => {
    const named = parties.map(({ id, label }) => ({
      id,
      name: t(($) => $.terms.delegation, { label }),
    }))
    return matrixPicture(room.dialogue.topics, named, props.rows, {
      title: `${say(room.dialogue.title)} · ${t(($) => $.positions.title)}`,
      note: props.note,
      lang: LANGUAGE_TAGS[language],
      question: t(($) => $.positions.question),
      distance,
      say,
      stances,
    })
  }
  const svg = () =>
    download('positions.svg', new Blob([svgOf(picture())], { type: 'image/svg+xml' }))
  const png = async () => {
    const file = await pngOf(picture())
    if (file !== null) download('positions.png', file)
  }
  return (
    <Menu
      label={t(($) => $.positions.export)}
      trigger={
        <>
          <Download size={15} aria-hidden="true" /> {t(($) => $.positions.export)}
        </>
      }
      sections={[
        {
          id: 'files',
          entries: [
            { id: 'csv', label: t(($) => $.positions.exportCsv), onAction: csv },
            { id: 'svg', label: t(($) => $.positions.exportSvg), onAction: svg },
            { id: 'png', label: t(($) => $.positions.exportPng), onAction: () => void png() },
          ],
        },
      ]}
    />
  )
}
