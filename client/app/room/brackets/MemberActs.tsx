import { LANGUAGE_TAGS, useWords } from '../../../platform/i18n/index.ts'
import { useDialogue } from '../../../platform/record/dialogue.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Kbd, Party } from '../../../ui/marks.tsx'
import styles from './brackets.module.css'
import { keyNames } from './spot.ts'
import type { Chosen, Offer, useBracketActs } from './use-bracket-acts.ts'

/** Who holds a bracket, or that nobody signed it, or which option it is. */
export function Holders(props: { readonly member: Chosen['member'] }) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { holders, option } = props.member
  if (holders.length === 0 && option !== null) {
    return (
      <span className={styles['holder']}>{t(($) => $.brackets.option, { number: option })}</span>
    )
  }
  if (holders.length === 0) {
    return <span className={styles['holder']}>{t(($) => $.brackets.unsigned)}</span>
  }
  return (
    <span className={styles['holder']}>
      {holders.map((label, index) => {
        const tone = parties.find((party) => party.label === label)?.tone ?? 'a'
        return (
          <span key={label}>
            {index > 0 && ' · '}
            <Party tone={tone}>{label}</Party>
          </span>
        )
      })}
    </span>
  )
}

/** What can be done with one bracket, alternative or option. */
export function MemberActs(props: {
  readonly chosen: Chosen
  readonly answer: Chosen | undefined
  readonly run: ReturnType<typeof useBracketActs>['run']
  readonly withKeys?: boolean
}) {
  const { t } = useWords()
  const { chosen, answer, run } = props
  const { kind } = chosen.set
  const keys = keyNames()
  // One key does what is first to be done with a bracket.
  const key = props.withKeys === true && (
    <>
      {' '}
      <Kbd>{keys.take}</Kbd>
    </>
  )
  return (
    <div className={styles['acts']}>
      {kind !== 'bracket' && (
        <Button size="small" kind="primary" onPress={() => void run('take', chosen)}>
          {t(($) => $.brackets.take)}
          {key}
        </Button>
      )}
      {kind !== 'options' && (
        <Button size="small" onPress={() => void run('lift', chosen)}>
          {t(($) => $.brackets.lift)}
          {kind === 'bracket' && key}
        </Button>
      )}
      {kind !== 'options' && (
        <Button size="small" onPress={() => void run('strike', chosen)}>
          {t(($) => $.brackets.strike)}
        </Button>
      )}
      {answer !== undefined && (
        <Button
          size="small"
          onPress={() => void run(kind === 'bracket' ? 'lift' : 'take', chosen, true)}
        >
          {t(($) => (kind === 'bracket' ? $.brackets.liftBoth : $.brackets.takeBoth))}
        </Button>
      )}
    </div>
  )
}

/** Says what was done, and offers the same in the other language. */
export function OfferLine(props: {
  readonly offer: Offer
  readonly onTake: () => void
  readonly onDismiss: () => void
}) {
  const { t } = useWords()
  const { offer } = props
  const undo = t(($) => $.brackets.undo, { key: keyNames().undo })
  return (
    <div className={styles['offer']}>
      <p role="status" className="small">
        {t(($) => $.brackets.done[offer.type])}
        {offer.done && ` ${t(($) => $.brackets.inBoth)}`} {undo}
      </p>
      {offer.answer !== undefined && (
        <>
          <p className="small">
            {t(($) => $.brackets.offer[offer.answer?.language ?? 'zh'])}{' '}
            <span lang={LANGUAGE_TAGS[offer.answer.language]} className={styles['quote']}>
              {offer.answer.member.source}
            </span>
          </p>
          <div className={styles['acts']}>
            <Button size="small" kind="primary" onPress={props.onTake}>
              {t(($) => $.brackets.offerDo[offer.type])}
            </Button>
            <Button size="small" kind="quiet" onPress={props.onDismiss}>
              {t(($) => $.brackets.offerLeave)}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
