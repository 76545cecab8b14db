import { refuse } from '#shared/kernel'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import type { Execute } from './execute.ts'
import { dialoguesOf } from './store.ts'

const commandBody = z.strictObject({
  id: z.uuid().toLowerCase(),
  type: z.string().max(60),
  payload: z.unknown(),
})
const inDialogue = z.object({ dialogueId: z.uuid().toLowerCase() })

/** Registers what can be done with dialogues over HTTP: list one's own, and command. */
export function addDialogueRoutes(
  http: Http,
  { db, execute }: { readonly db: Database; readonly execute: Execute },
): void {
  http.route('http/dialogues', 'get', '/api/dialogues', {}, async ({ who }) => ({
    dialogues: who === undefined ? [] : await dialoguesOf(db, who.accountId),
  }))

  http.route(
    'http/command',
    'post',
    '/api/dialogues/:dialogueId/commands',
    { params: inDialogue, body: commandBody },
    async ({ who, params, body }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const answer = await execute(who.accountId, { ...params, ...body })
      return answer.ok ? { result: answer.result, heads: answer.heads } : answer
    },
  )
}
