import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { Banner } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { goToInstitution, useSignInWays } from './security.ts'

/** Offers to sign in with one's institution, where there is one; with an invitation, to accept it so. */
export function WithInstitution(props: { readonly invitation: string | null }) {
  const { t, refusal } = useWords()
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const query = useSignInWays()
  const name = query.data?.ok === true ? query.data.value.institution : null
  if (name === null) return null
  const go = async () => {
    const reply = await goToInstitution(props.invitation)
    if (!reply.ok) setFailure(reply)
  }
  return (
    <>
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      <Button onPress={() => void go()}>{t(($) => $.security.withInstitution, { name })}</Button>
    </>
  )
}
