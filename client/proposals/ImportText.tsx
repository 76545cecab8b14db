import { PROPOSAL_KINDS, type ProposalKind } from '#shared/proposals'
import { LANGUAGES, type Language } from '#shared/kernel'
import { useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { LANGUAGE_NAMES, useWords } from '../platform/i18n/index.ts'
import { useSelf } from '../platform/record/dialogue.tsx'
import { newId } from '../platform/record/ids.ts'
import { Banner, Cluster } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import { Actions, Dialog, notify } from '../ui/overlays.tsx'
import { imported, previewed, type Preview } from './import/ask.ts'
import styles from './import/import.module.css'
import { ImportPreview } from './import/ImportPreview.tsx'

type Files = Readonly<Partial<Record<Language, File>>>

/** Brings files in as a text: shows what would be made, and makes it when the person wants it. */
export function ImportText(props: {
  readonly onImported: (proposalId: string) => void
  readonly onClose: () => void
}) {
  const { t, refusal } = useWords()
  const [files, setFiles] = useState<Files>({})
  const [title, setTitle] = useState(NO_WORDS)
  const [kind, setKind] = useState<ProposalKind>('compilation')
  const [preview, setPreview] = useState<Preview>()
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const { ask, busy, stop } = useAsk()

  const take = async (language: Language, file: File | undefined) => {
    if (file === undefined) return
    const now = { ...files, [language]: file }
    setFiles(now)
    setPreview(undefined)
    setFailure(undefined)
    const reply = await ask('reading', now, { kind, title: NO_WORDS, preview: true }, previewed)
    if (!reply.ok) {
      setFailure(reply)
      return
    }
    setPreview(reply.value)
    const found = reply.value.title
    setTitle((before) => ({ en: before.en || found.en, zh: before.zh || found.zh }))
  }
  const make = async () => {
    setFailure(undefined)
    const reply = await ask('making', files, { kind, title, preview: false }, imported)
    if (!reply.ok) {
      setFailure(reply)
      return
    }
    notify(
      'success',
      t(($) => $.room.texts.imported, { count: reply.value.clauses }),
    )
    props.onImported(reply.value.proposalId)
  }
  const close = () => {
    stop()
    props.onClose()
  }
  const count = preview?.clauses ?? 0
  return (
    <Dialog
      title={t(($) => $.room.texts.import)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={close}
    >
      <p className="muted">{t(($) => $.imports.hint)}</p>
      {LANGUAGES.map((language) => (
        <Cluster key={language}>
          <FileTrigger
            acceptedFileTypes={['.md', '.markdown', '.txt', '.docx']}
            onSelect={(chosen) => void take(language, chosen?.[0])}
          >
            <Button isDisabled={busy !== undefined}>
              {t(($) => $.imports[files[language] === undefined ? 'file' : 'other'])} ·{' '}
              {LANGUAGE_NAMES[language]}
            </Button>
          </FileTrigger>
          <span className="small muted">{files[language]?.name}</span>
        </Cluster>
      ))}
      {busy !== undefined && (
        <p className={styles['progress']} role="status">
          {busy === 'reading' ? t(($) => $.imports.reading) : t(($) => $.imports.making, { count })}
          <Button size="small" onPress={stop}>
            {t(($) => $.imports.stop)}
          </Button>
        </p>
      )}
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      {preview !== undefined && (
        <>
          <ImportPreview preview={preview} />
          <BilingualField label={t(($) => $.imports.title)} value={title} onChange={setTitle} />
          <Select
            label={t(($) => $.room.texts.kind)}
            placeholder={t(($) => $.room.texts.kind)}
            choices={PROPOSAL_KINDS.map((id) => ({
              id,
              label: t(($) => $.terms.proposalKind[id]),
            }))}
            value={kind}
            onChange={setKind}
          />
        </>
      )}
      <Actions>
        <Button onPress={close}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={preview === undefined || (title.en === '' && title.zh === '')}
          isPending={busy === 'making'}
          onPress={() => void make()}
        >
          {preview === undefined
            ? t(($) => $.room.texts.import)
            : t(($) => $.imports.make, { count })}
        </Button>
      </Actions>
    </Dialog>
  )
}

interface Wish {
  readonly kind: ProposalKind
  readonly title: { readonly en: string; readonly zh: string }
  readonly preview: boolean
}

/** Sends files to be read or made into a text, one request at a time, which can be taken back. */
function useAsk() {
  const { dialogueId } = useSelf()
  const [commandId] = useState(newId)
  const [busy, setBusy] = useState<'reading' | 'making'>()
  const running = useRef<AbortController>(undefined)
  const ask = async <T,>(
    what: 'reading' | 'making',
    { en, zh }: Files,
    { kind, title, preview }: Wish,
    schema: z.ZodType<T>,
  ) => {
    const controller = new AbortController()
    running.current?.abort()
    running.current = controller
    setBusy(what)
    const query = new URLSearchParams({
      commandId,
      kind,
      titleEn: title.en,
      titleZh: title.zh,
      en: String(en?.size ?? 0),
      zh: String(zh?.size ?? 0),
      preview: String(preview),
    }).toString()
    const body = new Blob([en, zh].filter((file) => file !== undefined))
    const path = `/api/dialogues/${dialogueId}/imports/files?${query}`
    const reply = await api.send(path, body, schema, controller.signal)
    if (running.current === controller) setBusy(undefined)
    return reply
  }
  return { ask, busy, stop: () => running.current?.abort() }
}
