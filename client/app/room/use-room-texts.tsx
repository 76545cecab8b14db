import { LANGUAGES } from '#shared/kernel'
import { plainRoot, type Words } from '#shared/proposals'
import { useEffect, useMemo, useState } from 'react'
import * as Y from 'yjs'
import * as z from 'zod'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { BracketedWords } from '../../proposals/BracketedWords.tsx'
import { useLive } from '../dialogue/DialogueFrame.tsx'
import type { RoomTexts } from './texts.ts'

const opened = z.object({ texts: z.array(z.object({ id: z.string(), state: z.base64() })) })

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** The words of a proposal's clauses, as the server has them. */
export function useRoomTexts(groupId: string | undefined): RoomTexts {
  const live = useLive()
  const { dialogueId, room } = useDialogue()
  const count = room.proposals.list.find(({ id }) => id === groupId)?.clauses.length
  const [texts, setTexts] = useState<{ groupId: string; words: ReadonlyMap<string, Words> }>()
  useEffect(() => {
    if (groupId === undefined) return
    return live.onOnline(() => {
      void live.request('texts:open', { dialogueId, groupId }, opened).then((answer) => {
        if (!answer.ok) return
        const words = answer.value.texts.map(({ id, state }) => {
          const doc = new Y.Doc()
          Y.applyUpdate(doc, bytes(state))
          const [en, zh] = LANGUAGES.map((language) => plainRoot(doc, language))
          return [id, { en: en ?? '', zh: zh ?? '' }] as const
        })
        setTexts({ groupId, words: new Map(words) })
      })
    })
  }, [live, dialogueId, groupId, count])
  return useMemo(() => {
    const words = texts?.groupId === groupId ? texts?.words : undefined
    return {
      state: words === undefined ? 'loading' : 'open',
      saving: 'saved',
      words: (clauseId) => words?.get(clauseId),
      cell: (clauseId, language) => (
        <BracketedWords words={words?.get(clauseId)?.[language] ?? ''} language={language} />
      ),
    }
  }, [texts, groupId])
}
