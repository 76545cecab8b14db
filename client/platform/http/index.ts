import type { RefusalParams } from '#shared/kernel'
import * as z from 'zod'
import { withProof } from '../reauthenticate/index.ts'

/** What a request came to: a value, or a refusal with its code. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly code: string
      readonly params?: RefusalParams
      readonly status: number
    }

const refusal = z.object({
  error: z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
})

interface Asked {
  readonly method?: 'POST' | 'DELETE'
  readonly content?: unknown
  readonly bytes?: Blob
  readonly signal?: AbortSignal
}

function ask<T>(path: string, schema: z.ZodType<T>, asked: Asked = {}): Promise<Reply<T>> {
  return withProof(() => askOnce(path, schema, asked))
}

async function askOnce<T>(path: string, schema: z.ZodType<T>, asked: Asked): Promise<Reply<T>> {
  let response: Response
  try {
    response = await fetch(path, {
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'content-type': asked.bytes === undefined ? 'application/json' : 'application/octet-stream',
      },
      method: asked.method ?? 'GET',
      ...(asked.content === undefined ? {} : { body: JSON.stringify(asked.content) }),
      ...(asked.bytes === undefined ? {} : { body: asked.bytes }),
      ...(asked.signal === undefined ? {} : { signal: asked.signal }),
    })
  } catch {
    const code = asked.signal?.aborted === true ? 'client/cancelled' : 'client/unreachable'
    return { ok: false, code, status: 0 }
  }
  const answer: unknown =
    response.status === 204 ? null : await response.json().catch(() => undefined)
  const { status } = response
  if (!response.ok) {
    const refused = refusal.safeParse(answer)
    if (!refused.success) return { ok: false, code: 'client/unexpected-answer', status }
    const { code, params } = refused.data.error
    return params === undefined ? { ok: false, code, status } : { ok: false, code, params, status }
  }
  const parsed = schema.safeParse(answer)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, code: 'client/unexpected-answer', status }
}

async function askText(path: string): Promise<Reply<string>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin' })
    if (response.ok) return { ok: true, value: await response.text() }
    const refused = refusal.safeParse(await response.json().catch(() => undefined))
    const code = refused.success ? refused.data.error.code : 'client/unexpected-answer'
    return { ok: false, code, status: response.status }
  } catch {
    return { ok: false, code: 'client/unreachable', status: 0 }
  }
}

/** The server's HTTP operations; failures are values, and every answer is checked against its shape. */
export const api = {
  /** Reads. */
  get: <T>(path: string, schema: z.ZodType<T>) => ask(path, schema),
  /** Reads a page or another text as it is. */
  text: (path: string) => askText(path),
  /** How many bytes stand at an address; `null` when it cannot be told. */
  size: async (path: string): Promise<number | null> => {
    const answer = await fetch(path, { method: 'HEAD', credentials: 'same-origin' }).catch(
      () => null,
    )
    const length = answer?.ok === true ? answer.headers.get('content-length') : null
    return length === null ? null : Number(length)
  },
  /** Asks for a change. */
  post: <T>(path: string, body: unknown, schema: z.ZodType<T>) =>
    ask(path, schema, { method: 'POST', content: body }),
  /** Sends bytes; `signal` takes the request back. */
  send: <T>(path: string, bytes: Blob, schema: z.ZodType<T>, signal: AbortSignal) =>
    ask(path, schema, { method: 'POST', bytes, signal }),
  /** Takes something away. */
  delete: <T>(path: string, schema: z.ZodType<T>) => ask(path, schema, { method: 'DELETE' }),
}
