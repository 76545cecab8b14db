import { useQuery, useQueryClient } from '@tanstack/react-query'
import { LANGUAGES } from '#shared/kernel'
import { useState } from 'react'
import {
  endSignIn,
  fetchSignIns,
  useMe,
  type Account,
  type SignInEntry,
} from '../../identity/account.ts'
import { Between } from '../../between/OwnCards.tsx'
import { SecurityCards } from '../../identity/security/SecurityCards.tsx'
import { LANGUAGE_NAMES, LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { dateAndTime } from '../../platform/time/index.ts'
import { Card, PageHead, Row, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/fields.tsx'
import { Chip, DateTime } from '../../ui/marks.tsx'
import { notify } from '../../ui/overlays.tsx'
import { chooseTheme, rememberedTheme, THEMES, type Theme } from '../../ui/theme.ts'
import { useChooseLanguage } from '../shell/use-choose-language.ts'
import { OwnDevice } from './OwnDevice.tsx'
import { Plain, Refused, usePageTitle } from './Plain.tsx'
import styles from './pages.module.css'

const KEY = ['sign-ins'] as const

/** One's own account: where one is signed in, the language and the colour scheme. */
export function AccountPage() {
  const { t, say } = useWords()
  const me = useMe()
  const account = me.data?.ok === true ? me.data.value.account : null
  usePageTitle(t(($) => $.account.title))
  return (
    <Plain>
      <PageHead
        title={t(($) => $.account.title)}
        note={account === null ? undefined : say(account.name)}
      />
      <div className={styles['account']}>
        <SignIns />
        {account !== null && <Security account={account} />}
        {account !== null && <OwnDevice accountId={account.id} />}
        {account !== null && <Between />}
        <Appearance />
      </div>
    </Plain>
  )
}

function Security(props: { readonly account: Account }) {
  const queries = useQueryClient()
  const { email = '', name } = props.account
  return (
    <SecurityCards
      owner={{ email, name }}
      onEnded={() => void queries.invalidateQueries({ queryKey: KEY })}
    />
  )
}

function SignIns() {
  const { t } = useWords()
  const query = useQuery({ queryKey: KEY, queryFn: fetchSignIns })
  return (
    <Card title={t(($) => $.account.signIns)}>
      <p className="small muted">{t(($) => $.account.signInsNote)}</p>
      {query.isPending && <Skeleton label={t(($) => $.app.loading)} />}
      {query.data?.ok === false && <Refused refusal={query.data} />}
      {query.data?.ok === true && (
        <ul>
          {query.data.value.signIns.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Entry({ entry }: { readonly entry: SignInEntry }) {
  const { t, language, refusal } = useWords()
  const queries = useQueryClient()
  const end = async () => {
    const reply = await endSignIn(entry.id)
    if (reply.ok)
      notify(
        'success',
        t(($) => $.account.ended),
      )
    else notify('warning', refusal(reply))
    await queries.invalidateQueries({ queryKey: KEY })
  }
  const words = (instant: string) => dateAndTime(instant, language)
  return (
    <li className={styles['signIn']}>
      <Row>
        <span>
          {entry.device !== '' && <>{entry.device} · </>}
          <DateTime
            instant={entry.lastSeenAt}
            text={t(($) => $.account.seen, { when: words(entry.lastSeenAt) })}
          />
          <span className={styles['since']}>
            <DateTime
              instant={entry.createdAt}
              text={t(($) => $.account.since, { when: words(entry.createdAt) })}
            />
          </span>
        </span>
        {entry.current ? (
          <Chip tone="accent">{t(($) => $.account.here)}</Chip>
        ) : (
          <Button size="small" onPress={() => void end()}>
            {t(($) => $.account.end)}
          </Button>
        )}
      </Row>
    </li>
  )
}

function Appearance() {
  const { t, language } = useWords()
  const choose = useChooseLanguage()
  const [theme, setTheme] = useState<Theme>(rememberedTheme)
  return (
    <Card title={t(($) => $.account.appearance)}>
      <div className={styles['choices']}>
        <Segmented
          label={t(($) => $.app.language)}
          value={language}
          onChange={(choice) => choose(choice)}
          choices={LANGUAGES.map((id) => ({
            id,
            label: LANGUAGE_NAMES[id],
            lang: LANGUAGE_TAGS[id],
          }))}
        />
        <Segmented
          label={t(($) => $.app.theme.title)}
          value={theme}
          onChange={(choice) => {
            chooseTheme(choice)
            setTheme(choice)
          }}
          choices={THEMES.map((id) => ({ id, label: t(($) => $.app.theme[id]) }))}
        />
      </div>
    </Card>
  )
}
