/** The refusal that asks a person to prove again who they are. */
export const ASKS_FOR_PROOF = 'identity/reauthenticate'

type Asker = () => Promise<boolean>

let asker: Asker | undefined
let asking: Promise<boolean> | undefined

/** Says who shows the question on the page. Returns what takes it back. */
export function onAskForProof(show: Asker): () => void {
  asker = show
  return () => {
    if (asker === show) asker = undefined
  }
}

/** Asks once, however many wait for it; answers whether the person has proved who they are. */
function askForProof(): Promise<boolean> {
  asking ??= (asker?.() ?? Promise.resolve(false)).finally(() => {
    asking = undefined
  })
  return asking
}

/**
 * Does something that may be refused for want of a recent authentication: asks for it in place, then does the same
 * again. What was typed stays where it is meanwhile.
 */
export async function withProof<A extends { readonly ok: boolean }>(
  attempt: () => Promise<A>,
): Promise<A> {
  for (;;) {
    const answer = await attempt()
    const asksForProof = !answer.ok && 'code' in answer && answer.code === ASKS_FOR_PROOF
    if (!asksForProof || !(await askForProof())) return answer
  }
}
