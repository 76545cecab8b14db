import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useDemoPeople, useMe } from '../../identity/account.ts'
import { SignInPage } from '../../identity/SignInPage.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from './Plain.tsx'

/** The sign-in page with what it needs; afterwards one goes where one wanted to go. */
export function SignIn(props: {
  readonly next: string | undefined
  readonly refused: string | undefined
}) {
  const { t } = useWords()
  usePageTitle(t(($) => $.app.signIn.title))
  const me = useMe()
  const isDemo = me.data?.ok === true && me.data.value.demo
  const people = useDemoPeople(isDemo)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const enter = async () => {
    queries.clear()
    await navigate({ href: props.next ?? '/' })
  }
  return (
    <Shell>
      <main>
        <SignInPage
          demoPeople={people.data?.ok === true ? people.data.value.people : undefined}
          onEntered={() => void enter()}
          refused={props.refused === undefined ? undefined : { code: props.refused }}
          aside={
            <p className="small">
              <Link to="/new-password">{t(($) => $.security.forgottenLink)}</Link>
            </p>
          }
        />
      </main>
    </Shell>
  )
}
