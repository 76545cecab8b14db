import { isJoint, type GlossaryEntry } from '#shared/proposals'
import { useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Cluster } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Definitions } from './Definitions.tsx'
import styles from './glossary.module.css'
import { Define, ProposeJoint } from './GlossaryDialogs.tsx'

/** One term of the glossary, with what one may do about it. */
export function Entry(props: { readonly entry: GlossaryEntry; readonly isMarked: boolean }) {
  const { t } = useWords()
  const { me, parties, room } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState<'define' | 'joint'>()
  const { entry } = props
  const { id: entryId, joint, term } = entry
  const own = parties.find(({ id }) => id === me.delegationId)
  const labels = (isIn: boolean) =>
    parties
      .filter(({ id }) => joint?.confirmedBy.includes(id) === isIn)
      .map(({ label }) => label)
      .join(', ')
  const close = () => setAsking(undefined)
  return (
    <section
      id={entryId}
      className={classes(styles['entry'], props.isMarked && styles['marked'])}
      aria-label={`${term.en} · ${term.zh}`}
    >
      <h2 className={styles['head']}>
        <span lang="en">{term.en}</span>
        <span lang="zh-Hans">{term.zh}</span>
      </h2>
      <Definitions entry={entry} languages="both" />
      {joint !== null && !isJoint(entry, room.dialogue) && (
        <p className="small muted">
          {joint.confirmedBy.length > 0 &&
            `${t(($) => $.glossary.confirmedBy, { labels: labels(true) })} · `}
          {t(($) => $.glossary.awaits, { labels: labels(false) })}
        </p>
      )}
      <Cluster>
        {own !== undefined && may('glossary/define') && (
          <Button size="small" onPress={() => setAsking('define')}>
            {t(($) =>
              entry.definitions[own.id] === undefined ? $.glossary.define : $.glossary.redefine,
            )}
          </Button>
        )}
        {may('glossary/propose-joint') && (
          <Button size="small" onPress={() => setAsking('joint')}>
            {t(($) => (joint === null ? $.glossary.proposeJoint : $.glossary.proposeJointAnew))}
          </Button>
        )}
        {joint !== null &&
          own !== undefined &&
          may('glossary/confirm-joint') &&
          !joint.confirmedBy.includes(own.id) && (
            <Button
              size="small"
              kind="primary"
              onPress={() =>
                void act('glossary/confirm-joint', { entryId, version: joint.version })
              }
            >
              {t(($) => $.glossary.confirm)}
            </Button>
          )}
      </Cluster>
      {asking === 'define' && own !== undefined && (
        <Define entry={entry} party={own} onClose={close} />
      )}
      {asking === 'joint' && <ProposeJoint entry={entry} onClose={close} />}
    </section>
  )
}
