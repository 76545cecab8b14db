import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { bilingualSchema } from '#shared/kernel'
import { roleSchema } from '#shared/identity'
import { useEffect } from 'react'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { sitePage } from '../../platform/i18n/site.ts'
import { EmptyState, PageHead, Skeleton } from '../../ui/blocks.tsx'
import { ObserverLanding } from './ObserverLanding.tsx'
import { Plain, Refused, usePageTitle } from './Plain.tsx'
import styles from './pages.module.css'

const listed = z.object({
  id: z.string(),
  title: bilingualSchema,
  role: roleSchema,
})

const dialogues = z.object({ dialogues: z.array(listed) })

type Listed = z.infer<typeof listed>

/** The dialogues one takes part in. */
export function HomePage() {
  const { t, language } = useWords()
  const query = useQuery({
    queryKey: ['dialogues'],
    queryFn: () => api.get('/api/dialogues', dialogues),
  })
  const list = query.data?.ok === true ? query.data.value.dialogues : []
  // Who takes part in one dialogue is led straight to it.
  const [only] = list.length === 1 ? list : []
  const navigate = useNavigate()
  const straight = only === undefined || only.role === 'observer' ? undefined : only.id
  useEffect(() => {
    if (straight === undefined) return
    const params = { dialogueId: straight }
    void navigate({ to: '/dialogues/$dialogueId', params, replace: true })
  }, [straight, navigate])
  const observesOnly = list.length > 0 && list.every((dialogue) => dialogue.role === 'observer')
  usePageTitle(t(($) => (observesOnly ? $.app.observer.title : $.app.home.title)))
  return (
    <Plain>
      {observesOnly ? (
        <ObserverLanding />
      ) : (
        <>
          <PageHead title={t(($) => $.app.home.title)} />
          {query.isPending && <Skeleton label={t(($) => $.app.loading)} />}
          {query.data?.ok === false && <Refused refusal={query.data} />}
          {query.data?.ok === true && list.length === 0 && (
            <EmptyState title={t(($) => $.app.home.empty)}>
              {t(($) => $.app.home.emptyHint)}
            </EmptyState>
          )}
          <ul className={styles['dialogues']}>
            {list.map((dialogue) => (
              <DialogueEntry key={dialogue.id} dialogue={dialogue} />
            ))}
          </ul>
          <p className={styles['after']}>
            <a href={sitePage('/outcomes', language)}>{t(($) => $.app.home.outcomes)}</a>
          </p>
        </>
      )}
    </Plain>
  )
}

function DialogueEntry(props: { readonly dialogue: Listed }) {
  const { t, say } = useWords()
  const { dialogue } = props
  return (
    <li>
      <Link
        to="/dialogues/$dialogueId"
        params={{ dialogueId: dialogue.id }}
        className={styles['dialogue']}
      >
        <span className={styles['dialogueTitle']}>{say(dialogue.title)}</span>
        <span className="muted small">
          {t(($) => $.app.home.you, { role: t(($) => $.terms.role[dialogue.role]) })}
        </span>
      </Link>
    </li>
  )
}
