import type { Ballot } from '#shared/agreement'
import { LANGUAGES } from '#shared/kernel'
import { clauseHash, findClause, type Words } from '#shared/proposals'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { sha256 } from '../../platform/record/hash.ts'
import styles from './ballots.module.css'

/** The words that an open ballot asks about, in every language, held against the hashes that it names. */
export function ExactWords(props: {
  readonly ballot: Ballot
  /** The present words of a clause, where they are there already. */
  readonly words: (clauseId: string) => Words | undefined
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const { ballot, words } = props
  return ballot.clauses.map(({ clauseId, hash }) => {
    const kind = findClause(room.proposals, clauseId)?.clause.kind
    const now = words(clauseId)
    if (kind === undefined) return null
    if (now === undefined) {
      return (
        <p key={clauseId} className="small muted" role="status">
          {t(($) => $.votes.wordsComing)}
        </p>
      )
    }
    const same = clauseHash(kind, now, sha256) === hash
    return (
      <div key={clauseId}>
        <blockquote className={styles['exact']}>
          {LANGUAGES.map((language) => (
            <p key={language} lang={LANGUAGE_TAGS[language]}>
              {now[language]}
            </p>
          ))}
        </blockquote>
        <p className={same ? 'small muted' : 'small'}>
          {same ? `✓ ${t(($) => $.votes.wordsMatch)}` : `⚠ ${t(($) => $.votes.wordsDiffer)}`}
        </p>
      </div>
    )
  })
}
