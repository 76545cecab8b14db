import * as z from 'zod'
import type { Reply } from './index.ts'

const refusal = z.object({ error: z.object({ code: z.string() }) })

/** Reads a file; failures are values. `cancel` ends it, and then the answer is `client/cancelled`. */
export async function readFile(path: string, cancel: AbortSignal): Promise<Reply<Blob>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', signal: cancel })
    const { status } = response
    if (response.ok) return { ok: true, value: await response.blob() }
    const refused = refusal.safeParse(await response.json().catch(() => undefined))
    const code = refused.success ? refused.data.error.code : 'client/unexpected-answer'
    return { ok: false, code, status }
  } catch {
    return {
      ok: false,
      code: cancel.aborted ? 'client/cancelled' : 'client/unreachable',
      status: 0,
    }
  }
}
