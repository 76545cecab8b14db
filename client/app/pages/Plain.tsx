import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { Banner, PageHead } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Shell } from '../shell/Shell.tsx'
import styles from './pages.module.css'

/** Names the page in the browser's title. */
export function usePageTitle(name: string): void {
  const { t } = useWords()
  const product = t(($) => $.app.name)
  useEffect(() => {
    document.title = `${name} · ${product}`
  }, [name, product])
}

/** A page of running content under the plain header. */
export function Plain(props: { readonly children: ReactNode }) {
  return (
    <Shell>
      <Running>{props.children}</Running>
    </Shell>
  )
}

/** Running content, as wide as is read well. */
export function Running(props: { readonly children: ReactNode }) {
  return <main className={styles['page']}>{props.children}</main>
}

/** Shown at an address where there is nothing. */
export function MissingPage() {
  const { t } = useWords()
  usePageTitle(t(($) => $.app.missing.title))
  return (
    <Plain>
      <PageHead title={t(($) => $.app.missing.title)} />
      <p className={styles['lead']}>{t(($) => $.app.missing.note)}</p>
      <p>
        <Link to="/">{t(($) => $.app.missing.home)}</Link>
      </p>
    </Plain>
  )
}

/** Shown when a page fails. */
export function FailurePage(_: ErrorComponentProps) {
  const { t } = useWords()
  usePageTitle(t(($) => $.app.failure.title))
  return (
    <Plain>
      <PageHead title={t(($) => $.app.failure.title)} />
      <p className={styles['lead']}>{t(($) => $.app.failure.note)}</p>
      <Button kind="primary" onPress={() => location.reload()}>
        {t(($) => $.app.failure.reload)}
      </Button>
    </Plain>
  )
}

/** Says in a sentence what the server refused. */
export function Refused(props: { readonly refusal: { readonly code: string } }) {
  const { refusal } = useWords()
  return <Banner tone="warning">{refusal(props.refusal)}</Banner>
}
