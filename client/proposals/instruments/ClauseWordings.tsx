import * as z from 'zod'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Card, Skeleton, Stack } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Party } from '../../ui/marks.tsx'
import { redlineSchema, useOfClause } from './reading.ts'
import { Redline } from './Redline.tsx'

const answer = z.object({
  wordings: z.array(
    z.object({ id: z.string(), delegationId: z.string().nullable(), redline: redlineSchema }),
  ),
})

/** What stands on the table beside a clause: each side's wording, as a redline of the present words. */
export function ClauseWordings(props: { readonly clauseId: string }) {
  const { t, say } = useWords()
  const { me, parties } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { data } = useOfClause('wordings', props.clauseId, answer)
  if (data === undefined) return <Skeleton label={t(($) => $.room.wordings.loading)} />
  if (!data.ok) return <p className="muted">{t(($) => $.room.wordings.unread)}</p>
  const { wordings } = data.value
  if (wordings.length === 0) return <p className="muted">{t(($) => $.room.wordings.none)}</p>
  const speaks = may('proposals/table-amendment')
  return (
    <Stack>
      {wordings.map(({ id, delegationId, redline }) => {
        const party = parties.find((each) => each.id === delegationId)
        return (
          <Card
            key={id}
            title={
              party === undefined ? (
                t(($) => $.room.wordings.compromise)
              ) : (
                <Party tone={party.tone}>{say(party.name)}</Party>
              )
            }
          >
            <Redline segments={redline.en} lang="en" />
            <Redline segments={redline.zh} lang="zh" />
            {speaks && delegationId === me.delegationId && (
              <Button
                size="small"
                onPress={() => void act('proposals/withdraw-amendment', { amendmentId: id })}
              >
                {t(($) => $.room.wordings.withdraw)}
              </Button>
            )}
          </Card>
        )
      })}
    </Stack>
  )
}
