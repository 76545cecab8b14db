import { refuse } from '#shared/kernel'
import * as z from 'zod'
import type { AsPerson } from '../platform/behalf.ts'
import type { Http } from '../platform/http.ts'
import type { PersonalCommand } from './command.ts'
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
  { asPerson, command }: { readonly asPerson: AsPerson; readonly command: PersonalCommand },
): void {
  http.route('http/dialogues', 'get', '/api/dialogues', {}, async ({ who }) => ({
    dialogues: who === undefined ? [] : await asPerson(who, (tx) => dialoguesOf(tx, who.accountId)),
  }))

  http.route(
    'http/command',
    'post',
    '/api/dialogues/:dialogueId/commands',
    { params: inDialogue, body: commandBody },
    async ({ who, params, body }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const answer = await command(who, { ...params, ...body })
      return answer.ok ? { result: answer.result, heads: answer.heads } : answer
    },
  )
}
