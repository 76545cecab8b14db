import { LANGUAGES, type Bilingual, type Language } from '#shared/kernel'
import { isJoint, type GlossaryEntry } from '#shared/proposals'
import type { ReactNode } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Chip, Party } from '../../ui/marks.tsx'
import styles from './glossary.module.css'

/** What each side means by a term, and what they mean together. */
export function Definitions(props: {
  readonly entry: GlossaryEntry
  readonly languages: 'own' | 'both'
}) {
  const { t, language } = useWords()
  const { room, parties } = useDialogue()
  const { entry } = props
  const shown = props.languages === 'both' ? LANGUAGES : [language]
  const { joint } = entry
  return (
    <dl className={styles['definitions']}>
      {parties.map((party) => {
        const definition = entry.definitions[party.id]
        return (
          <Definition
            key={party.id}
            heading={
              <Party tone={party.tone}>
                {t(($) => $.terms.delegation, { label: party.label })}
              </Party>
            }
            words={definition}
            none={t(($) => $.glossary.undefined)}
            languages={shown}
          />
        )
      })}
      {joint !== null && (
        <Definition
          heading={
            <>
              {t(($) => $.glossary.joint)}{' '}
              {isJoint(entry, room.dialogue) ? (
                <Chip tone="agreed" sign="✓" wraps>
                  {t(($) => $.glossary.isJoint)}
                </Chip>
              ) : (
                <Chip tone="open" sign="○" wraps>
                  {t(($) => $.glossary.proposed, { version: joint.version })}
                </Chip>
              )}
            </>
          }
          words={joint.definition}
          none=""
          languages={shown}
        />
      )}
    </dl>
  )
}

function Definition(props: {
  readonly heading: ReactNode
  readonly words: Bilingual | undefined
  readonly none: string
  readonly languages: readonly Language[]
}) {
  return (
    <div>
      <dt>{props.heading}</dt>
      {props.words === undefined ? (
        <dd className="muted small">{props.none}</dd>
      ) : (
        props.languages.map((each) => (
          <dd key={each} lang={LANGUAGE_TAGS[each]} className={styles['words']}>
            {props.words?.[each]}
          </dd>
        ))
      )}
    </div>
  )
}
