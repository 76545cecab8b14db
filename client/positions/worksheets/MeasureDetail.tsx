import type { Estimate, Measure } from '#shared/positions'
import type { Bilingual } from '#shared/kernel'
import { useState } from 'react'
import { Sources } from '../Sources.tsx'
import { hasWords, Said } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay, type PartyView } from '../../platform/record/dialogue.tsx'
import { dateOnly } from '../../platform/time/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip, DateTime, Party } from '../../ui/marks.tsx'
import { EstimateMeasure } from './MeasureDialogs.tsx'
import { points } from './points.ts'
import styles from './measures.module.css'

/** One measure, with each side's estimate beside the other's. */
export function MeasureDetail({ measure }: { readonly measure: Measure }) {
  const { t } = useWords()
  const { parties } = useDialogue()
  return (
    <section className={styles['detail']}>
      <h2 className={styles['name']}>
        <Said words={measure.name} />
      </h2>
      <dl className={styles['facts']}>
        <Fact label={t(($) => $.worksheets.protects)} words={measure.protects} />
        <Fact label={t(($) => $.worksheets.scope)} words={measure.scope} />
      </dl>
      <div className={styles['sides']}>
        {parties.map((party) => (
          <Side key={party.id} party={party} measure={measure} />
        ))}
      </div>
    </section>
  )
}

function Fact(props: { readonly label: string; readonly words: Bilingual }) {
  if (!hasWords(props.words)) return null
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        <Said words={props.words} />
      </dd>
    </div>
  )
}

function Side(props: { readonly party: PartyView; readonly measure: Measure }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const { party, measure } = props
  const said = measure.estimates.find(({ delegationId }) => delegationId === party.id)
  const own = me.delegationId === party.id && may('positions/estimate-measure')
  const delegation = t(($) => $.terms.delegation, { label: party.label })
  return (
    <section className={styles['side']}>
      <h3 className={styles['sideTitle']}>
        <Party tone={party.tone}>{t(($) => $.worksheets.estimateOf, { delegation })}</Party>
      </h3>
      {said === undefined ? (
        <p className="muted">{t(($) => $.worksheets.noEstimate)}</p>
      ) : (
        <Estimated said={said} />
      )}
      {own && (
        <p>
          <Button size="small" onPress={() => setAsking(true)}>
            {t(($) => (said === undefined ? $.worksheets.estimate : $.worksheets.reestimate))}
          </Button>
        </p>
      )}
      {asking && (
        <EstimateMeasure measure={measure} previous={said} onClose={() => setAsking(false)} />
      )}
    </section>
  )
}

function Estimated({ said }: { readonly said: Estimate }) {
  const { t, language } = useWords()
  const { parties } = useDialogue()
  return (
    <>
      <dl className={styles['facts']}>
        <Fact label={t(($) => $.worksheets.costs)} words={said.costs} />
        <Fact label={t(($) => $.worksheets.response)} words={said.response} />
      </dl>
      <p className={styles['payoffs']}>
        {parties.map(({ id, label }) => (
          <Chip key={id} tone="open">
            {t(($) => $.worksheets.payoffTo, { label, points: points(said.payoffs[id]) })}
          </Chip>
        ))}
      </p>
      <Sources sources={said.sources} />
      <p className="small muted">
        <DateTime instant={said.at} text={dateOnly(said.at, language)} />
      </p>
    </>
  )
}
