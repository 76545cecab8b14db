import {
  DATA_CLASSES,
  type Classification,
  type DataCategory,
  type DataClass,
} from '#shared/positions'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../../platform/i18n/BilingualField.tsx'
import { hasWords, Said } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct } from '../../platform/record/dialogue.tsx'
import { Choices } from '../../ui/fields.tsx'
import { sourcesOf, SourcesField } from '../Sources.tsx'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import styles from './worksheets.module.css'

interface OnRow {
  readonly category: DataCategory
  readonly onClose: () => void
}

/** Adds a category with its legal sources. */
export function AddCategory(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [name, setName] = useState(NO_WORDS)
  const [sources, setSources] = useState('')
  const [tried, setTried] = useState(false)
  const listed = sourcesOf(sources)
  const add = async () => {
    setTried(true)
    if (listed.length === 0) return
    if (await act('positions/add-category', { name, sources: listed })) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.worksheets.addCategory)}
      submit={t(($) => $.positions.add)}
      isDisabled={!hasWords(name)}
      onSubmit={add}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.worksheets.category)} value={name} onChange={setName} />
      <SourcesField
        value={sources}
        onChange={setSources}
        error={tried && listed.length === 0 ? t(($) => $.worksheets.sourceNeeded) : undefined}
      />
    </AskDialog>
  )
}

/** Where a head classes a category for the delegation. */
export function Classify(props: OnRow & { readonly previous: Classification | undefined }) {
  const { t } = useWords()
  const act = useAct()
  const { category, previous } = props
  const [dataClass, setDataClass] = useState<DataClass | undefined>(previous?.dataClass)
  const [threshold, setThreshold] = useState(previous?.threshold ?? NO_WORDS)
  const [tried, setTried] = useState(false)
  const missing = dataClass === 'conditional' && !hasWords(threshold)
  const classify = async () => {
    setTried(true)
    if (dataClass === undefined || missing) return
    const said = { categoryId: category.id, dataClass }
    const stated = dataClass === 'conditional' ? { ...said, threshold } : said
    if (await act('positions/classify-category', stated)) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.worksheets.classify)}
      submit={t(($) => $.worksheets.classifyNow)}
      isDisabled={dataClass === undefined}
      onSubmit={classify}
      onClose={props.onClose}
    >
      <p className={styles['about']}>
        <Said words={category.name} />
      </p>
      <Choices
        label={t(($) => $.worksheets.class)}
        value={dataClass}
        onChange={setDataClass}
        choices={DATA_CLASSES.map((id) => ({ id, label: t(($) => $.worksheets.dataClass[id]) }))}
      />
      {dataClass === 'conditional' && (
        <BilingualField
          label={t(($) => $.worksheets.threshold)}
          value={threshold}
          onChange={setThreshold}
          rows={2}
          error={tried && missing ? t(($) => $.worksheets.thresholdNeeded) : undefined}
        />
      )}
      <p className="small muted">{t(($) => $.worksheets.classifyNote)}</p>
    </AskDialog>
  )
}

/** Where the joint definition of a category is written. */
export function Define({ category, onClose }: OnRow) {
  const { t } = useWords()
  const act = useAct()
  const [definition, setDefinition] = useState(category.definition ?? NO_WORDS)
  const define = async () => {
    if (await act('positions/define-category', { categoryId: category.id, definition })) onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.worksheets.definition)}
      submit={t(($) => $.worksheets.defineNow)}
      isDisabled={!hasWords(definition)}
      onSubmit={define}
      onClose={onClose}
    >
      <p className={styles['about']}>
        <Said words={category.name} />
      </p>
      <BilingualField
        label={t(($) => $.worksheets.definition)}
        value={definition}
        onChange={setDefinition}
        rows={3}
      />
    </AskDialog>
  )
}
