import { Plus } from 'lucide-react'
import type { Measure } from '#shared/positions'
import { useState } from 'react'
import { Said } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { EmptyState } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { ChainGraph } from './ChainGraph.tsx'
import { AddMeasure } from './MeasureDialogs.tsx'
import { MeasureDetail } from './MeasureDetail.tsx'
import { Scenarios } from './Scenarios.tsx'
import styles from './measures.module.css'

/** Measures and countermeasures: what each protects, what it is expected to draw, and what that costs whom. */
export function Measures() {
  const { t } = useWords()
  const { room } = useDialogue()
  const [chosen, setChosen] = useState<string>()
  const { measures } = room.worksheets
  const selected = measures.find(({ id }) => id === chosen) ?? measures[0]
  if (selected === undefined) {
    return (
      <EmptyState title={t(($) => $.worksheets.noMeasures)} action={<Add onAdded={setChosen} />}>
        {t(($) => $.worksheets.noMeasuresHint)}
      </EmptyState>
    )
  }
  return (
    <>
      <div className={styles['tools']}>
        <p className="small muted">{t(($) => $.worksheets.graphHint)}</p>
        <Add onAdded={setChosen} />
      </div>
      <ChainGraph measures={measures} selected={selected.id} onSelect={setChosen} />
      <InWords measures={measures} />
      <MeasureDetail measure={selected} />
      <Scenarios />
    </>
  )
}

function Add(props: { readonly onAdded: (id: string) => void }) {
  const { t } = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  if (!may('positions/add-measure')) return null
  return (
    <>
      <Button onPress={() => setAdding(true)}>
        <Plus size={15} aria-hidden="true" /> {t(($) => $.worksheets.addMeasure)}
      </Button>
      {adding && <AddMeasure onAdded={props.onAdded} onClose={() => setAdding(false)} />}
    </>
  )
}

/** The chain in words: what the picture shows, for who does not see it. */
function InWords({ measures }: { readonly measures: readonly Measure[] }) {
  const { t, say } = useWords()
  const nameOf = (id: string) => {
    const found = measures.find((measure) => measure.id === id)
    return found === undefined ? '' : say(found.name)
  }
  return (
    <details className={styles['words']}>
      <summary>{t(($) => $.worksheets.inWords)}</summary>
      <ul id="chain-in-words">
        {measures.map(({ id, name, answers }) => (
          <li key={id}>
            <Said words={name} />
            {answers.length > 0 && (
              <span className="muted">
                {' '}
                {t(($) => $.worksheets.answersTo, { names: answers.map(nameOf).join('; ') })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
