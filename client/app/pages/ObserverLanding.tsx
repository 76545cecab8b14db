import { useQuery } from '@tanstack/react-query'
import { bilingualSchema, type Bilingual } from '#shared/kernel'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { sitePage } from '../../platform/i18n/site.ts'
import { dateOnly } from '../../platform/time/index.ts'
import { EmptyState, PageHead, Skeleton } from '../../ui/blocks.tsx'
import { Chip, DateTime } from '../../ui/marks.tsx'
import { Refused } from './Plain.tsx'
import styles from './pages.module.css'

const published = z.object({
  outcomes: z.array(
    z.object({
      reference: z.string(),
      title: bilingualSchema,
      topics: z.array(bilingualSchema),
      date: z.string(),
      supersededBy: z.string().nullable(),
      withdrawnOn: z.string().nullable(),
      address: z.string().regex(/^\/outcomes\//),
    }),
  ),
})

type Listed = z.infer<typeof published>['outcomes'][number]

/** What an observer may read: the published outcomes, by topic. */
export function ObserverLanding() {
  const { t, say, language } = useWords()
  const query = useQuery({
    queryKey: ['outcomes'],
    queryFn: () => api.get('/outcomes.json', published),
  })
  const list = query.data?.ok === true ? query.data.value.outcomes : []
  return (
    <>
      <PageHead title={t(($) => $.app.observer.title)} note={t(($) => $.app.observer.note)} />
      {query.isPending && <Skeleton label={t(($) => $.app.loading)} />}
      {query.data?.ok === false && <Refused refusal={query.data} />}
      {query.data?.ok === true && list.length === 0 && (
        <EmptyState title={t(($) => $.app.observer.none)} />
      )}
      {byTopic(list).map(({ topic, outcomes }) => (
        <section key={JSON.stringify(topic)} className={styles['topic']}>
          <h2>{topic === null ? t(($) => $.app.observer.noTopic) : say(topic)}</h2>
          <ul>
            {outcomes.map((outcome) => (
              <Entry key={outcome.reference} outcome={outcome} />
            ))}
          </ul>
        </section>
      ))}
      <p className={styles['after']}>
        <a href={sitePage('/outcomes', language)}>{t(($) => $.app.observer.open)}</a>
      </p>
    </>
  )
}

function Entry({ outcome }: { readonly outcome: Listed }) {
  const { t, say, language } = useWords()
  const { reference, title, date, address, supersededBy, withdrawnOn } = outcome
  const stands =
    withdrawnOn !== null
      ? t(($) => $.app.observer.withdrawn)
      : supersededBy !== null
        ? t(($) => $.app.observer.superseded)
        : undefined
  return (
    <li>
      <a href={sitePage(address, language)} className={styles['dialogue']}>
        <span className={styles['dialogueTitle']}>{say(title)}</span>
        <span className="muted small">
          {reference} · <DateTime instant={date} text={dateOnly(date, language)} />{' '}
          {stands !== undefined && <Chip tone="open">{stands}</Chip>}
        </span>
      </a>
    </li>
  )
}

/** Outcomes under each of their topics, in the order in which topics first appear; last those without one. */
function byTopic(
  list: readonly Listed[],
): readonly { readonly topic: Bilingual | null; readonly outcomes: readonly Listed[] }[] {
  const groups = new Map<string, { topic: Bilingual | null; outcomes: Listed[] }>()
  for (const outcome of list) {
    for (const topic of outcome.topics) {
      const key = JSON.stringify(topic)
      const group = groups.get(key) ?? { topic, outcomes: [] }
      group.outcomes.push(outcome)
      groups.set(key, group)
    }
  }
  const without = list.filter(({ topics }) => topics.length === 0)
  return [...groups.values(), ...(without.length === 0 ? [] : [{ topic: null, outcomes: without }])]
}
