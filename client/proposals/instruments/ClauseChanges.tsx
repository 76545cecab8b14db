import * as z from 'zod'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { dateAndTime, inUtc } from '../../platform/time/index.ts'
import { Card, Skeleton, Stack } from '../../ui/blocks.tsx'
import { DateTime } from '../../ui/marks.tsx'
import { redlineSchema, useOfClause } from './reading.ts'
import { Redline } from './Redline.tsx'

const answer = z.object({
  steps: z.array(
    z.object({ by: z.string(), to: z.string(), seq: z.number(), redline: redlineSchema }),
  ),
})

/** How a clause's words changed: who, when, and what, the latest first. */
export function ClauseChanges(props: { readonly clauseId: string }) {
  const { t, say, language } = useWords()
  const { room } = useDialogue()
  const { data } = useOfClause('history', props.clauseId, answer)
  if (data === undefined) return <Skeleton label={t(($) => $.room.wordings.loading)} />
  if (!data.ok) return <p className="muted">{t(($) => $.room.wordings.unread)}</p>
  const steps = data.value.steps.toReversed()
  return (
    <Card title={t(($) => $.room.wordings.changes)}>
      <Stack>
        {steps.map(({ by, to, seq, redline }) => {
          const name = room.dialogue.members[by]?.name
          return (
            <div key={seq}>
              <span className="small muted">
                {name === undefined ? '' : `${say(name)} · `}
                <DateTime instant={to} text={dateAndTime(to, language)} title={inUtc(to)} />
              </span>
              {(['en', 'zh'] as const)
                .filter((each) => redline[each].some(({ kind }) => kind !== 'same'))
                .map((each) => (
                  <Redline key={each} segments={redline[each]} lang={each} />
                ))}
            </div>
          )
        })}
      </Stack>
    </Card>
  )
}
