import { payoffsOf, type Scenario } from '#shared/positions'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../../platform/i18n/BilingualField.tsx'
import { hasWords, Said } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Button } from '../../ui/Button.tsx'
import { Chip, Party } from '../../ui/marks.tsx'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import { MakeClause } from './MakeClause.tsx'
import { Picked } from './MeasureDialogs.tsx'
import { points } from './points.ts'
import styles from './measures.module.css'

/** Scenarios compared: what measures taken together bring each delegation, as each side estimates it. */
export function Scenarios() {
  const { t } = useWords()
  const { room, parties } = useDialogue()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { scenarios } = room.worksheets
  return (
    <section className={styles['scenarios']}>
      <div className={styles['tools']}>
        <h2 className={styles['name']}>{t(($) => $.worksheets.scenarios)}</h2>
        {may('positions/add-scenario') && (
          <Button onPress={() => setAdding(true)}>{t(($) => $.worksheets.addScenario)}</Button>
        )}
      </div>
      <p className="small muted">{t(($) => $.worksheets.scenariosHint)}</p>
      {scenarios.length === 0 && <p className="muted">{t(($) => $.worksheets.noScenarios)}</p>}
      {scenarios.length > 0 && (
        <div className={styles['scroll']}>
          <table className={styles['compared']}>
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  {t(($) => $.worksheets.scenario)}
                </th>
                {parties.map((party) => (
                  <th key={party.id} scope="colgroup" colSpan={parties.length}>
                    <Party tone={party.tone}>
                      {t(($) => $.worksheets.estimateOf, {
                        delegation: t(($) => $.terms.delegation, { label: party.label }),
                      })}
                    </Party>
                  </th>
                ))}
              </tr>
              <tr>
                {parties.flatMap((by) =>
                  parties.map((to) => (
                    <th key={`${by.id}/${to.id}`} scope="col">
                      {t(($) => $.worksheets.forParty, { label: to.label })}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              {scenarios.map((scenario) => (
                <Compared key={scenario.id} scenario={scenario} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding && <AddScenario onClose={() => setAdding(false)} />}
    </section>
  )
}

function Compared({ scenario }: { readonly scenario: Scenario }) {
  const { t, say } = useWords()
  const { room, parties } = useDialogue()
  const may = useMay()
  const [making, setMaking] = useState(false)
  const { measures } = room.worksheets
  const roll = parties.map(({ id }) => id)
  const estimates = payoffsOf(scenario, measures, roll)
  const values = estimates.flatMap(({ payoffs }) => roll.map((id) => payoffs[id] ?? null))
  const spiral = values.every((value) => value !== null && value < 0)
  const taken = measures.filter(({ id }) => scenario.measureIds.includes(id))
  return (
    <tr>
      <th scope="row">
        <Said words={scenario.name} />
        <span className={styles['taken']}>{taken.map(({ name }) => say(name)).join(' + ')}</span>
        {spiral && (
          <Chip tone="reserved" sign="↘">
            {t(($) => $.worksheets.spiral)}
          </Chip>
        )}
        {may('proposals/add-clauses') && room.proposals.list.length > 0 && (
          <Button size="small" kind="quiet" onPress={() => setMaking(true)}>
            {t(($) => $.worksheets.makeClause)}
          </Button>
        )}
        {making && (
          <MakeClause kind="operative" words={scenario.name} onClose={() => setMaking(false)} />
        )}
      </th>
      {estimates.flatMap(({ estimatedBy, payoffs }) =>
        roll.map((id) => (
          <td key={`${estimatedBy}/${id}`} className={styles[sense(payoffs[id])]}>
            {points(payoffs[id])}
          </td>
        )),
      )}
    </tr>
  )
}

function sense(value: number | null | undefined): 'unknown' | 'loss' | 'even' | 'gain' {
  if (value === null || value === undefined) return 'unknown'
  return value < 0 ? 'loss' : value > 0 ? 'gain' : 'even'
}

function AddScenario(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const [name, setName] = useState(NO_WORDS)
  const [picked, setPicked] = useState<readonly string[]>([])
  const add = async () => {
    if (await act('positions/add-scenario', { name, measureIds: [...picked] })) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.worksheets.addScenario)}
      submit={t(($) => $.positions.add)}
      isDisabled={!hasWords(name) || picked.length === 0}
      onSubmit={add}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.worksheets.scenario)} value={name} onChange={setName} />
      <Picked
        label={t(($) => $.worksheets.takenTogether)}
        measures={room.worksheets.measures}
        picked={picked}
        onPick={setPicked}
      />
    </AskDialog>
  )
}
