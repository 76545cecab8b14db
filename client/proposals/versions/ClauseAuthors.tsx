import { LANGUAGES } from '#shared/kernel'
import { LANGUAGE_NAMES, LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { dateAndTime } from '../../platform/time/index.ts'
import { Card, Row } from '../../ui/blocks.tsx'
import { classes } from '../../ui/classes.ts'
import { Party } from '../../ui/marks.tsx'
import { Author } from '../comments/Author.tsx'
import { useAuthors, type Written } from './api.ts'
import { Reading } from './Reading.tsx'
import styles from './versions.module.css'

/** Who wrote which words of a clause, in the colours of the delegations, with each one's share. */
export function ClauseAuthors(props: {
  readonly proposalId: string
  readonly clauseId: string
  readonly stamp: unknown
}) {
  const { t } = useWords()
  const query = useAuthors(props.proposalId, props.clauseId, props.stamp)
  return (
    <>
      <p className="small muted">{t(($) => $.versions.authorsNote)}</p>
      <Reading query={query}>
        {(authors) =>
          LANGUAGES.map((language) => (
            <Card key={language} title={LANGUAGE_NAMES[language]}>
              <Words written={authors[language]} lang={LANGUAGE_TAGS[language]} />
            </Card>
          ))
        }
      </Reading>
    </>
  )
}

function Words(props: { readonly written: Written; readonly lang: string }) {
  const { t, say, language } = useWords()
  const { room, parties } = useDialogue()
  const { runs, shares } = props.written
  const partyOf = (accountId: string) =>
    parties.find(({ id }) => id === room.dialogue.members[accountId]?.delegationId)
  if (runs.length === 0) return <p className="muted">{t(($) => $.versions.nobody)}</p>
  const sums = new Map<string, number>()
  for (const { by, share } of shares) {
    const side = partyOf(by)?.id ?? ''
    sums.set(side, (sums.get(side) ?? 0) + share)
  }
  return (
    <>
      <p className={styles['authored']} lang={props.lang}>
        {runs.map(({ text, by, at }, index) => {
          const name = room.dialogue.members[by]?.name
          const who = name === undefined ? t(($) => $.comments.someone) : say(name)
          return (
            <span
              key={index}
              className={classes(styles['hand'], styles[`hand-${partyOf(by)?.tone ?? 'none'}`])}
              title={`${who} · ${dateAndTime(at, language)}`}
            >
              {text}
            </span>
          )
        })}
      </p>
      <span className={styles['bar']} aria-hidden="true">
        {[...sums].map(([side, share]) => (
          <i
            key={side}
            className={styles[`bar-${parties.find(({ id }) => id === side)?.tone ?? 'none'}`]}
            style={{ width: `${share * 100}%` }}
          />
        ))}
      </span>
      {[...sums].map(([side, share]) => {
        const party = parties.find(({ id }) => id === side)
        return (
          <Row key={side} small>
            {party === undefined ? (
              <span>{t(($) => $.versions.bureauAuthor)}</span>
            ) : (
              <Party tone={party.tone}>
                {t(($) => $.terms.delegation, { label: party.label })}
              </Party>
            )}
            <span className="mono">{Math.round(share * 100)} %</span>
          </Row>
        )
      })}
      <div className={styles['people']}>
        {shares.map(({ by, characters, share }) => (
          <Row key={by} small>
            <span>
              <Author accountId={by} />
            </span>
            <span className="muted mono">
              {t(($) => $.versions.share, { percent: Math.round(share * 100), count: characters })}
            </span>
          </Row>
        ))}
      </div>
    </>
  )
}
