import type { ClauseStatus } from '#shared/agreement'
import { useWords } from '../platform/i18n/index.ts'
import { useSelf } from '../platform/record/dialogue.tsx'
import { Chip, type ChipTone } from '../ui/marks.tsx'
import type { ClauseView } from './clause-view.ts'

const LOOKS: Readonly<Record<ClauseStatus, readonly [ChipTone, string]>> = {
  open: ['open', '○'],
  bracketed: ['bracketed', '[ ]'],
  'agreed-ad-referendum': ['adref', '✓'],
  agreed: ['agreed', '✓'],
  reserved: ['reserved', '⚑'],
  reopened: ['open', '↺'],
  withdrawn: ['open', '⊘'],
}

/** A clause's standing, with its sign and in words. */
export function StatusChip(props: { readonly view: ClauseView }) {
  const { t } = useWords()
  const { parties } = useSelf()
  const { view } = props
  const [tone, sign] = LOOKS[view.status]
  const status = view.ballot?.status
  const reserving = status?.state === 'closed' ? status.answers : []
  const labels = reserving
    .filter(({ answer }) => answer === 'reserve')
    .flatMap(({ delegationId }) => parties.find(({ id }) => id === delegationId)?.label ?? [])
  return (
    <Chip tone={tone} sign={sign}>
      {view.status === 'bracketed'
        ? t(($) => $.room.texts.brackets, { count: view.brackets })
        : view.status === 'reserved' && labels.length > 0
          ? t(($) => $.room.clause.reservedBy, { labels: labels.join(', ') })
          : t(($) => $.terms.status[view.status])}
    </Chip>
  )
}
