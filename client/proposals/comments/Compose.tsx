import type { Passage } from '#shared/proposals'
import { useState } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useAct } from '../../platform/record/dialogue.tsx'
import { useOwnSide } from '../../platform/record/side.ts'
import { Choices } from '../../ui/fields.tsx'
import styles from './comments.module.css'
import { WriteBox } from './WriteBox.tsx'

/** Writes a comment on a passage, for one's own side or for everyone; private unless one says otherwise. */
export function Compose(props: {
  readonly passage: Passage
  /** Whether everyone in the room reads the text, so that everyone may read a comment on it. */
  readonly isCommon: boolean
  readonly onDone: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const side = useOwnSide()
  const [to, setTo] = useState<'side' | 'room'>(side === undefined ? 'room' : 'side')
  const { passage } = props
  const send = async (body: string) => {
    const done = await act('comments/make', { to, passage, body })
    if (done) props.onDone()
    return done
  }
  return (
    <div className={styles['compose']}>
      <WriteBox
        label={t(($) => $.comments.body)}
        send={t(($) => $.comments.send)}
        onSend={send}
        onCancel={props.onDone}
      >
        <span className={styles['quote']} lang={LANGUAGE_TAGS[passage.language]}>
          {passage.quote}
        </span>
        {side !== undefined && props.isCommon && (
          <Choices
            label={t(($) => $.comments.to)}
            value={to}
            onChange={setTo}
            choices={[
              {
                id: 'side',
                label: t(($) =>
                  side.party === undefined ? $.comments.toBureau : $.comments.toSide,
                ),
              },
              { id: 'room', label: t(($) => $.comments.toRoom) },
            ]}
          />
        )}
      </WriteBox>
    </div>
  )
}
