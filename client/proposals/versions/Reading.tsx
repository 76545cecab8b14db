import type { ReactNode } from 'react'
import type { Reply } from '../../platform/http/index.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'

/** Something that is read from the server: on its way, refused with a sentence and another try, or there. */
export function Reading<T>(props: {
  readonly query: { readonly data: Reply<T> | undefined; readonly refetch: () => unknown }
  readonly children: (value: T) => ReactNode
}) {
  const { t, refusal } = useWords()
  const { data, refetch } = props.query
  if (data === undefined) return <Skeleton label={t(($) => $.versions.loading)} />
  if (data.ok) return props.children(data.value)
  return (
    <p className="muted">
      {t(($) => $.versions.unread)} {refusal(data)}{' '}
      <Button size="small" onPress={() => void refetch()}>
        {t(($) => $.versions.again)}
      </Button>
    </p>
  )
}
