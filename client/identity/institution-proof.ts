import * as z from 'zod'
import { api, type Reply } from '../platform/http/index.ts'

/** What a tab is back with from the institution, for the page that waits. */
export interface InstitutionAnswer {
  /** Names the page that waits. */
  readonly waiting: string
  /** What that page shows as a proof, once. */
  readonly proof?: string | undefined
  /** Why there is none. */
  readonly refused?: string | undefined
}

const CHANNEL = 'parley-proof'
const handedOver = z.object({ waiting: z.uuid(), proof: z.string() })

/** Waits for a proof that another tab of this browser hands over to a page; returns what ends that. */
export function awaitProof(waiting: string, take: (proof: string) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const parsed = handedOver.safeParse(data)
    if (parsed.success && parsed.data.waiting === waiting) take(parsed.data.proof)
  }
  return () => channel.close()
}

/** Hands a proof over to the page that waits for it. */
export function handOver({ waiting, proof }: InstitutionAnswer): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ waiting, proof })
  channel.close()
}

/** Sets out to the institution for a proof; the page is left. */
export async function goToProof(waiting: string, signal: AbortSignal): Promise<Reply<unknown>> {
  const begun = await api.post(
    '/api/reauthenticate/institution',
    { waiting },
    z.object({ address: z.url() }),
  )
  if (begun.ok && !signal.aborted) location.assign(begun.value.address)
  return begun
}

/** What the address says of the institution's answer, when the browser is back. */
export function answerOfInstitution(hash: string): InstitutionAnswer | undefined {
  const answer = z.object({
    waiting: z.uuid(),
    proof: z.string().optional(),
    refused: z.string().optional(),
  })
  return answer.safeParse(Object.fromEntries(new URLSearchParams(hash.slice(1)))).data
}
