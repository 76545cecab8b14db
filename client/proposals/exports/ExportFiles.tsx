import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { readFile } from '../../platform/http/file.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { Menu, notify } from '../../ui/overlays.tsx'
import styles from './exports.module.css'

/** A file that the server makes. */
export interface ExportedFile {
  readonly id: string
  readonly label: string
  readonly lang?: string
  readonly path: string
  /** What its name ends with. */
  readonly format: string
}

/** A menu of files; while one is being made it says so and can be cancelled, and a failure is said in a sentence. */
export function ExportFiles(props: {
  readonly label: string
  /** What the files are called, without the ending. */
  readonly name: string
  readonly sections: readonly {
    readonly id: string
    readonly title?: string
    readonly files: readonly ExportedFile[]
  }[]
}) {
  const { t, refusal } = useWords()
  const [making, setMaking] = useState<string>()
  const cancel = useRef<AbortController>(undefined)
  useEffect(() => () => cancel.current?.abort(), [])
  const take = async ({ path, label, format }: ExportedFile) => {
    const control = new AbortController()
    cancel.current = control
    setMaking(label)
    const file = await readFile(path, control.signal)
    setMaking(undefined)
    if (file.ok) download(`${props.name}.${format}`, file.value)
    else if (file.code !== 'client/cancelled') notify('warning', refusal(file))
  }
  if (making !== undefined) {
    return (
      <span className={styles['making']} role="status">
        {t(($) => $.versions.making, { file: making })}{' '}
        <Button size="small" onPress={() => cancel.current?.abort()}>
          {t(($) => $.app.cancel)}
        </Button>
      </span>
    )
  }
  return (
    <Menu
      label={props.label}
      trigger={
        <>
          <Download size={15} aria-hidden="true" /> {props.label}
        </>
      }
      sections={props.sections.map(({ files, ...section }) => ({
        ...section,
        entries: files.map((file) => ({
          id: file.id,
          label: file.label,
          ...(file.lang === undefined ? {} : { lang: file.lang }),
          onAction: () => void take(file),
        })),
      }))}
    />
  )
}
