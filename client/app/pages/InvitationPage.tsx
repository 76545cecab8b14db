import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { acceptInvitation, readInvitation, type Invitation } from '../../identity/account.ts'
import { ChoosePassword } from '../../identity/ChoosePassword.tsx'
import { WithInstitution } from '../../identity/WithInstitution.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { PageHead, Skeleton } from '../../ui/blocks.tsx'
import { Plain, Refused, usePageTitle } from './Plain.tsx'
import styles from './pages.module.css'

/** Where somebody who was invited chooses a password and enters. */
export function InvitationPage(props: { readonly token: string }) {
  const { t, say } = useWords()
  const { token } = props
  usePageTitle(t(($) => $.account.invitation))
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => readInvitation(token),
  })
  const found = query.data?.ok === true ? query.data.value : undefined
  return (
    <Plain>
      <PageHead title={t(($) => $.account.invitation)} />
      {query.isPending && <Skeleton label={t(($) => $.app.loading)} />}
      {query.data?.ok === false && <Refused refusal={query.data} />}
      {found !== undefined && (
        <>
          <p className={styles['lead']}>
            {t(($) => $.account.invitedTo, {
              name: say(found.name),
              dialogue: say(found.dialogue.title),
            })}
          </p>
          {found.isNew ? (
            <Accept token={token} invitation={found} />
          ) : (
            <p>
              <Link to="/sign-in">{t(($) => $.app.signIn.title)}</Link>
            </p>
          )}
        </>
      )}
    </Plain>
  )
}

function Accept(props: { readonly token: string; readonly invitation: Invitation }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { invitation, token } = props
  return (
    <div className={styles['form']}>
      <p className="muted">{t(($) => $.account.signInAs, { email: invitation.email })}</p>
      <ChoosePassword
        owner={invitation}
        submit={t(($) => $.account.accept)}
        send={(password) => acceptInvitation(token, password)}
        onDone={() => {
          queries.clear()
          void navigate({ to: '/' })
        }}
      />
      <WithInstitution invitation={token} />
    </div>
  )
}
