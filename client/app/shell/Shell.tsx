import { useNavigate, Link } from '@tanstack/react-router'
import { CircleUserRound, Languages } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { LANGUAGES } from '#shared/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { signOut, useMe } from '../../identity/account.ts'
import { forgetDevice, hasUnsentWords } from '../../platform/device/own-device.ts'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import { LANGUAGE_NAMES, LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { chooseTheme, rememberedTheme, THEMES, type Theme } from '../../ui/theme.ts'
import { Menu, Notices } from '../../ui/overlays.tsx'
import { Bell } from './Bell.tsx'
import styles from './Shell.module.css'
import { useChooseLanguage } from './use-choose-language.ts'

/** The frame of every page: its header with what the page puts there, and the page itself. */
export function Shell(props: {
  readonly title?: ReactNode
  readonly header?: ReactNode
  readonly full?: boolean
  readonly children: ReactNode
}) {
  const { t } = useWords()
  return (
    <div className={styles[props.full === true ? 'full' : 'frame']}>
      <a className={styles['skip']} href="#content">
        {t(($) => $.app.skip)}
      </a>
      <header className={styles['header']}>
        <Link to="/" className={styles['brand']}>
          <span className={styles['mark']} aria-hidden="true">
            [·]
          </span>
          <span className={props.title === undefined ? undefined : styles['brandName']}>
            {t(($) => $.app.name)}
          </span>
        </Link>
        {props.title !== undefined && <span className={styles['title']}>{props.title}</span>}
        <div className={styles['slot']}>{props.header}</div>
        <div className={styles['menus']}>
          <OwnBell />
          <LanguageMenu />
          <AccountMenu />
        </div>
      </header>
      <div id="content" className={styles['content']} tabIndex={-1}>
        {props.children}
      </div>
      <Notices label={t(($) => $.app.notices)} closeLabel={t(($) => $.app.close)} />
    </div>
  )
}

function OwnBell() {
  const me = useMe()
  return <Bell isSignedIn={me.data?.ok === true && me.data.value.account !== null} />
}

function LanguageMenu() {
  const { t, language } = useWords()
  const choose = useChooseLanguage()
  return (
    <Menu
      label={t(($) => $.app.language)}
      trigger={
        <>
          <Languages size={17} aria-hidden="true" />
          <span className={styles['menuWord']} lang={LANGUAGE_TAGS[language]}>
            {LANGUAGE_NAMES[language]}
          </span>
        </>
      }
      sections={[
        {
          id: 'language',
          entries: LANGUAGES.map((choice) => ({
            id: choice,
            label: LANGUAGE_NAMES[choice],
            lang: LANGUAGE_TAGS[choice],
            isSelected: choice === language,
            onAction: () => choose(choice),
          })),
        },
      ]}
    />
  )
}

function AccountMenu() {
  const { t, say } = useWords()
  const [theme, setTheme] = useState<Theme>(rememberedTheme)
  const me = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const account = me.data?.ok === true ? me.data.value.account : null
  const [isAsking, setAsking] = useState(false)
  const leave = async () => {
    setAsking(false)
    if (account !== null) await forgetDevice(account.id)
    await signOut()
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  const askToLeave = async () => {
    if (account !== null && (await hasUnsentWords(account.id))) setAsking(true)
    else await leave()
  }
  const themes = {
    id: 'theme',
    title: t(($) => $.app.theme.title),
    entries: THEMES.map((choice) => ({
      id: choice,
      label: t(($) => $.app.theme[choice]),
      isSelected: choice === theme,
      onAction: () => {
        chooseTheme(choice)
        setTheme(choice)
      },
    })),
  }
  return (
    <>
      <Menu
        label={t(($) => $.app.account)}
        trigger={
          <>
            <CircleUserRound size={17} aria-hidden="true" />
            {account !== null && <span className={styles['menuWord']}>{say(account.name)}</span>}
          </>
        }
        sections={
          account === null
            ? [themes]
            : [
                themes,
                {
                  id: 'account',
                  title: `${t(($) => $.app.signIn.signedInAs)} ${say(account.name)}`,
                  entries: [
                    {
                      id: 'settings',
                      label: t(($) => $.account.open),
                      onAction: () => void navigate({ to: '/account' }),
                    },
                    {
                      id: 'sign-out',
                      label: t(($) => $.app.signIn.signOut),
                      onAction: () => void askToLeave(),
                    },
                  ],
                },
              ]
        }
      />
      {isAsking && (
        <AskDialog
          title={t(($) => $.typing.signOut.title)}
          submit={t(($) => $.typing.signOut.anyway)}
          onSubmit={leave}
          onClose={() => setAsking(false)}
        >
          <p>{t(($) => $.typing.signOut.ask)}</p>
        </AskDialog>
      )}
    </>
  )
}
