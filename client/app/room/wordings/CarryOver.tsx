import { LANGUAGES } from '#shared/kernel'
import {
  carryOver,
  editsBetween,
  redline,
  type ClauseKind,
  type DraftAmendment,
  type Words,
} from '#shared/proposals'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod'
import { AskDialog } from '../../../platform/i18n/AskDialog.tsx'
import { LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { api } from '../../../platform/http/index.ts'
import { useAct, useDialogue } from '../../../platform/record/dialogue.tsx'
import { Redline } from '../../../proposals/instruments/Redline.tsx'
import { Banner, Skeleton } from '../../../ui/blocks.tsx'
import { Button } from '../../../ui/Button.tsx'
import { notify } from '../../../ui/overlays.tsx'
import { keyNames } from '../brackets/spot.ts'
import { useTextAct } from '../brackets/use-bracket-acts.ts'
import { useHashOf } from './use-wordings.ts'
import styles from './wordings.module.css'

const answer = z.object({ words: z.object({ en: z.string(), zh: z.string() }) })

/** Reads the clause's words from which a draft began, or to which it was carried over last. */
function useBase(proposalId: string, draft: DraftAmendment) {
  const { dialogueId } = useDialogue()
  const { baseHash, baseAt, clauseId } = draft
  const query = new URLSearchParams({ hash: baseHash, at: baseAt }).toString()
  const path = `/api/dialogues/${dialogueId}/proposals/${proposalId}/clauses/${clauseId}/words?${query}`
  return useQuery({ queryKey: ['base', path], queryFn: () => api.get(path, answer) }).data
}

/** Says that the clause has changed since a draft began, shows what, and offers to carry the draft over. */
export function MovedNote(props: {
  readonly proposalId: string
  readonly draft: DraftAmendment
  readonly words: Words
  readonly onCarry: () => void
}) {
  const { t, refusal } = useWords()
  const [isShown, setShown] = useState(false)
  const base = useBase(props.proposalId, props.draft)
  return (
    <Banner
      tone="info"
      action={
        <>
          <Button size="small" kind="quiet" onPress={() => setShown(!isShown)}>
            {t(($) => $.wordings.seeMoved)}
          </Button>
          {base?.ok === true && (
            <Button size="small" onPress={props.onCarry}>
              {t(($) => $.wordings.carry)}
            </Button>
          )}
        </>
      }
    >
      {t(($) => $.wordings.moved)}
      {base?.ok === false && ` ${refusal(base)}`}
      {isShown &&
        base?.ok === true &&
        LANGUAGES.map((language) => (
          <span key={language} className={styles['words']}>
            <Redline
              segments={redline(base.value.words[language], props.words[language], language)}
              lang={language}
            />
          </span>
        ))}
    </Banner>
  )
}

/** Asks whether a draft shall take over what changed in its clause, and shows what it will say. */
export function CarryOver(props: {
  readonly proposalId: string
  readonly draft: DraftAmendment
  readonly audience: string
  readonly kind: ClauseKind
  readonly words: Words
  readonly own: Words
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const edit = useTextAct()
  const hashOf = useHashOf()
  const base = useBase(props.proposalId, props.draft)
  const { draft, words, own } = props
  if (base === undefined) return <Skeleton label={t(($) => $.app.loading)} lines={2} />
  if (!base.ok) return null
  const carried = (language: 'en' | 'zh') =>
    carryOver(
      { base: base.value.words[language], draft: own[language], clause: words[language] },
      language,
    )
  const after = { en: carried('en'), zh: carried('zh') }
  const passages = LANGUAGES.flatMap((language) =>
    after[language].passages.map((passage) => ({ language, ...passage })),
  )
  const carry = async () => {
    const done = await edit(
      draft.id,
      (now) => {
        if (now.en !== own.en || now.zh !== own.zh) return undefined
        return {
          en: { edits: editsBetween(now.en, after.en.text, 'en') },
          zh: { edits: editsBetween(now.zh, after.zh.text, 'zh') },
        }
      },
      props.audience,
    )
    if (!done) return
    const named = { amendmentId: draft.id, hash: hashOf(props.kind, words) }
    if (!(await act('proposals/rebase-amendment', named))) return
    notify(
      'success',
      t(($) => $.wordings.carryDone, { key: keyNames().undo }),
    )
    props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.wordings.carryTitle)}
      submit={t(($) => $.wordings.carryDo)}
      wide
      onSubmit={carry}
      onClose={props.onClose}
    >
      <p>{t(($) => $.wordings.carryAsk)}</p>
      <div className={styles['pair']}>
        {LANGUAGES.map((language) => (
          <div key={language} className={styles['paper']}>
            <Redline
              segments={redline(own[language], after[language].text, language)}
              lang={language}
            />
          </div>
        ))}
      </div>
      {passages.length > 0 && (
        <div className={styles['clash']}>
          <p className="small">{t(($) => $.wordings.carryPassages, { count: passages.length })}</p>
          <ul>
            {passages.map(({ language, base: was, clause, draft: mine }) => (
              <li key={`${language}${was}${mine}`} lang={LANGUAGE_TAGS[language]}>
                <span className="muted">{t(($) => $.wordings.carryWas)}:</span> {was || '–'} ·{' '}
                <span className="muted">{t(($) => $.wordings.carryClause)}:</span> {clause || '–'} ·{' '}
                <span className="muted">{t(($) => $.wordings.carryDraft)}:</span> {mine || '–'}
              </li>
            ))}
          </ul>
        </div>
      )}
    </AskDialog>
  )
}
