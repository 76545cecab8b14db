import type { Ballot } from '#shared/agreement'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { Deadline, InstantField, instantOf } from './instants.tsx'

/** Closes an open ballot, after asking. */
export function CloseBallot(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  if (!may('agreement/close-ballot')) return null
  const close = async () => {
    setAsking(false)
    await act('agreement/close-ballot', { ballotId: props.ballot.id })
  }
  const { number } = props.ballot
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t(($) => $.ballots.close)}</Button>
      <Dialog
        title={t(($) => $.ballots.close)}
        closeLabel={t(($) => $.app.close)}
        isOpen={asking}
        onClose={() => setAsking(false)}
      >
        <p>{t(($) => $.ballots.closeAsk, { number })}</p>
        <Actions>
          <Button onPress={() => setAsking(false)}>{t(($) => $.app.cancel)}</Button>
          <Button kind="primary" onPress={() => void close()}>
            {t(($) => $.ballots.close)}
          </Button>
        </Actions>
      </Dialog>
    </>
  )
}

/** Extends an open ballot that has a stated instant to a later one. */
export function ExtendBallot(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const [to, setTo] = useState('')
  const { id, number, closesAt } = props.ballot
  if (closesAt === null || !may('agreement/extend-ballot')) return null
  const later = instantOf(to)
  const extend = async () => {
    if (later === null) return
    if (await act('agreement/extend-ballot', { ballotId: id, closesAt: later })) setAsking(false)
  }
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t(($) => $.votes.extend)}</Button>
      <Dialog
        title={t(($) => $.votes.extendTitle, { number })}
        closeLabel={t(($) => $.app.close)}
        isOpen={asking}
        onClose={() => setAsking(false)}
      >
        <Deadline label={t(($) => $.votes.closesAt)} instant={closesAt} />
        <InstantField label={t(($) => $.votes.extendTo)} value={to} onChange={setTo} />
        <Actions>
          <Button onPress={() => setAsking(false)}>{t(($) => $.app.cancel)}</Button>
          <Button
            kind="primary"
            isDisabled={later === null || later <= closesAt}
            onPress={() => void extend()}
          >
            {t(($) => $.votes.extendNow)}
          </Button>
        </Actions>
      </Dialog>
    </>
  )
}
