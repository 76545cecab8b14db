import { useWords } from '../../../platform/i18n/index.ts'
import { useDialogue } from '../../../platform/record/dialogue.tsx'
import { Chip } from '../../../ui/marks.tsx'

/** Says beside a clause that other wordings of it lie on the table. */
export function TabledNote(props: { readonly clauseId: string }) {
  const { t } = useWords()
  const { room } = useDialogue()
  const count = room.instruments.amendments.filter(
    ({ clauseId, withdrawn }) => clauseId === props.clauseId && !withdrawn,
  ).length
  if (count === 0) return null
  return (
    <Chip tone="accent" sign="≠">
      {t(($) => $.wordings.count, { count })}
    </Chip>
  )
}
