import type { Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { Banner, Card, PageHead, Stack } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Actions } from '../ui/overlays.tsx'
import { FactsFields, WordsFields } from './AssemblyFields.tsx'
import { isPreviewable, sentForm, startForm, type AssemblyForm } from './form.ts'
import styles from './outcomes.module.css'
import { PreviewFrame, ShownChoice, type Shown } from './PreviewFrame.tsx'
import { useAssembly, usePreview } from './preparing.ts'
import { WhatEnters } from './WhatEnters.tsx'

/** Assembles an outcome from a text: what it says, what enters, and how it will look. */
export function AssembleOutcome(props: {
  /** The outcome that the new one shall supersede. */
  readonly older: Outcome | undefined
  readonly onDone: () => void
}) {
  const { t, say } = useWords()
  const { room, serverOffset } = useDialogue()
  const act = useAct()
  const [today] = useState(() => new Date(Date.now() + serverOffset).toISOString().slice(0, 10))
  const [form, setForm] = useState(() => startForm(room.proposals.list[0], today, props.older))
  const [busy, setBusy] = useState(false)
  const assembly = useAssembly(form.proposalId, form.kind)
  const prepared = assembly.data?.ok === true ? assembly.data.value : undefined
  const change = (changes: Partial<AssemblyForm>) => setForm((now) => ({ ...now, ...changes }))
  const assemble = async () => {
    setBusy(true)
    const done = await act('outcomes/assemble', sentForm(form))
    setBusy(false)
    if (done) props.onDone()
  }
  const heading = t(($) => $.outcomes.assemble)
  return (
    <>
      <PageHead title={heading} note={t(($) => $.outcomes.assembleNote)}>
        <Button onPress={props.onDone}>{t(($) => $.outcomes.back)}</Button>
      </PageHead>
      <div role="form" aria-label={heading} className={styles['assemble']}>
        <Stack>
          <Card level={2} title={t(($) => $.outcomes.text)}>
            <FactsFields form={form} onChange={change} />
          </Card>
          <Card level={2} title={t(($) => $.outcomes.words)}>
            <Stack>
              <WordsFields form={form} onChange={change} />
            </Stack>
          </Card>
          <Card level={2} title={t(($) => $.outcomes.clauses)}>
            <WhatEnters rows={prepared?.clauses} />
          </Card>
          <Card level={2} title={t(($) => $.outcomes.names)}>
            <p className="small">
              {prepared === undefined || prepared.participants.length === 0
                ? t(($) => $.outcomes.namesNone)
                : t(($) => $.outcomes.namesNote, {
                    names: prepared.participants.map(say).join(', '),
                  })}
            </p>
          </Card>
          <Actions>
            <Button onPress={props.onDone}>{t(($) => $.app.cancel)}</Button>
            <Button
              kind="primary"
              isPending={busy}
              isDisabled={!isPreviewable(form)}
              onPress={() => void assemble()}
            >
              {t(($) => $.outcomes.assembleNow)}
            </Button>
          </Actions>
        </Stack>
        <Preview form={form} />
      </div>
    </>
  )
}

function Preview(props: { readonly form: AssemblyForm }) {
  const { t, refusal } = useWords()
  const [shown, setShown] = useState<Shown>('both')
  const query = usePreview(props.form, shown)
  const { data } = query
  return (
    <section className={styles['preview']} aria-label={t(($) => $.outcomes.preview)}>
      <div className={styles['previewHead']}>
        <h2>{t(($) => $.outcomes.preview)}</h2>
        <ShownChoice value={shown} onChange={setShown} />
      </div>
      <p className="small muted">{t(($) => $.outcomes.previewNote)}</p>
      {data === undefined && <p className="muted">{t(($) => $.outcomes.previewMissing)}</p>}
      {data?.ok === false && <Banner tone="warning">{refusal(data)}</Banner>}
      {data?.ok === true && 'refused' in data.value && (
        <Banner tone="warning">{refusal(data.value.refused)}</Banner>
      )}
      {data?.ok === true && 'html' in data.value && (
        <PreviewFrame html={data.value.html} isStale={query.isPlaceholderData} />
      )}
    </section>
  )
}
