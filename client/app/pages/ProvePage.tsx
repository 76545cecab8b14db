import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import {
  answerOfInstitution,
  goToProof,
  handOver,
  type InstitutionAnswer,
} from '../../identity/institution-proof.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { Banner, PageHead, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Plain, usePageTitle } from './Plain.tsx'

/** The tab in which somebody proves with their institution who they are, while another page waits. */
export function ProvePage(props: { readonly waiting: string | undefined }) {
  const { t } = useWords()
  const title = t(($) => $.security.proveTitle)
  usePageTitle(title)
  const [answer] = useState(() => answerOfInstitution(location.hash))
  return (
    <Plain>
      <PageHead title={title} />
      {answer === undefined ? (
        <SetOut waiting={props.waiting} />
      ) : (
        <Back key={answer.waiting} answer={answer} />
      )}
    </Plain>
  )
}

function SetOut(props: { readonly waiting: string | undefined }) {
  const { t, refusal } = useWords()
  const { waiting } = props
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (waiting === undefined) return
    const gone = new AbortController()
    void goToProof(waiting, gone.signal).then((reply) => {
      if (!reply.ok && !gone.signal.aborted) setFailure(reply)
    })
    return () => gone.abort()
  }, [waiting, tries])
  if (waiting === undefined) return <p>{t(($) => $.security.provedNothing)}</p>
  if (failure === undefined) return <Skeleton label={t(($) => $.app.loading)} />
  return (
    <>
      <Banner tone="warning">{refusal(failure)}</Banner>
      <TryAgain
        onPress={() => {
          setFailure(undefined)
          setTries(tries + 1)
        }}
      />
    </>
  )
}

function Back(props: { readonly answer: InstitutionAnswer }) {
  const { t, refusal } = useWords()
  const navigate = useNavigate()
  const { answer } = props
  useEffect(() => {
    if (answer.proof === undefined) return
    handOver(answer)
    // A proof is good once: it need not stay in the address.
    history.replaceState(null, '', location.pathname)
  }, [answer])
  if (answer.refused === undefined) return <p role="status">{t(($) => $.security.proved)}</p>
  return (
    <>
      <Banner tone="warning">{refusal({ code: answer.refused })}</Banner>
      <TryAgain
        onPress={() => {
          void navigate({ to: '/prove', search: { waiting: answer.waiting }, reloadDocument: true })
        }}
      />
    </>
  )
}

function TryAgain(props: { readonly onPress: () => void }) {
  const { t } = useWords()
  return (
    <p>
      <Button kind="primary" onPress={props.onPress}>
        {t(($) => $.security.proveAgain)}
      </Button>
    </p>
  )
}
