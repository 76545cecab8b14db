import { LANGUAGES } from '#shared/kernel'
import { findClause } from '#shared/proposals'
import { LANGUAGE_NAMES, LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { dateAndTime } from '../../platform/time/index.ts'
import { Redline } from '../instruments/Redline.tsx'
import { useSinceConfirmed } from './api.ts'
import { Reading } from './Reading.tsx'
import styles from './versions.module.css'

/** What changed in each language since a clause's languages were confirmed to say the same; who confirmed it, and when. */
export function SinceConfirmed(props: { readonly clauseId: string; readonly stamp: unknown }) {
  const { t, say, language } = useWords()
  const { room } = useDialogue()
  const found = findClause(room.proposals, props.clauseId)
  const confirmed = found?.clause.concordance ?? null
  const query = useSinceConfirmed(found?.proposal.id ?? '', props.clauseId, [
    props.stamp,
    confirmed?.at,
  ])
  if (confirmed === null) return <p className="muted">{t(($) => $.concordance.ballotNever)}</p>
  const by = room.dialogue.members[confirmed.by]?.name
  return (
    <>
      <p className="small muted">
        {t(($) => $.concordance.by, {
          name: by === undefined ? t(($) => $.comments.someone) : say(by),
          when: dateAndTime(confirmed.at, language),
        })}
      </p>
      <Reading query={query}>
        {({ confirmed: words, changed }) =>
          words === null ? (
            <p className="muted">{t(($) => $.concordance.noWords)}</p>
          ) : (
            <div className={styles['both']}>
              {LANGUAGES.map((each) => {
                const segments = changed[each]
                return (
                  <div key={each}>
                    <p className="small muted">
                      {LANGUAGE_NAMES[each]}
                      {segments === undefined && ` · ${t(($) => $.concordance.unchanged)}`}
                    </p>
                    <Redline
                      segments={segments ?? [{ kind: 'same', text: words[each] }]}
                      lang={LANGUAGE_TAGS[each]}
                    />
                  </div>
                )
              })}
            </div>
          )
        }
      </Reading>
    </>
  )
}
