import type { Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { Banner, Cluster, Skeleton } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import styles from './outcomes.module.css'
import { PreviewFrame, ShownChoice, type Shown } from './PreviewFrame.tsx'
import { copyPath, useCopy } from './preparing.ts'

const PUBLISHED = 'published'
const FILES = [
  ['pdf', 'PDF'],
  ['docx', 'Word'],
  ['md', 'Markdown'],
  ['akn.xml', 'Akoma Ntoso'],
] as const

/** The very page of an outcome, in each language and as each delegation's own copy. */
export function Copies(props: { readonly outcome: Outcome }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles['copies']}>
      <Button size="small" onPress={() => setOpen(!isOpen)}>
        {t(($) => $.outcomes[isOpen ? 'hidePreview' : 'showPreview'])}
      </Button>
      {isOpen && <Shelf outcome={props.outcome} />}
    </div>
  )
}

function Shelf(props: { readonly outcome: Outcome }) {
  const { t, say, refusal } = useWords()
  const { dialogueId, room } = useDialogue()
  const { id, sides } = props.outcome
  const [lang, setLang] = useState<Shown>('both')
  const [side, setSide] = useState(PUBLISHED)
  const place = sides.indexOf(side)
  const copy = place < 0 ? undefined : place + 1
  const { data } = useCopy(id, lang, copy)
  const named = sides.flatMap((sideId) =>
    room.dialogue.delegations.filter((delegation) => delegation.id === sideId),
  )
  return (
    <>
      <div className={styles['shelf']}>
        <ShownChoice value={lang} onChange={setLang} />
        {named.length > 1 && (
          <Select
            label={t(($) => $.outcomes.copy)}
            placeholder={t(($) => $.outcomes.publishedCopy)}
            choices={[
              { id: PUBLISHED, label: t(($) => $.outcomes.publishedCopy) },
              ...named.map(({ id: sideId, name }) => ({
                id: sideId,
                label: t(($) => $.outcomes.ownCopy, { name: say(name) }),
              })),
            ]}
            value={side}
            onChange={setSide}
          />
        )}
        <Cluster>
          <span className="small muted">{t(($) => $.outcomes.asFile)}</span>
          {FILES.map(([format, name]) => (
            <a key={format} href={copyPath(dialogueId, id, { lang, copy, format })} download>
              {name}
            </a>
          ))}
        </Cluster>
      </div>
      {data === undefined && <Skeleton label={t(($) => $.app.loading)} lines={6} />}
      {data?.ok === false && <Banner tone="warning">{refusal(data)}</Banner>}
      {data?.ok === true && <PreviewFrame html={data.value} />}
    </>
  )
}
