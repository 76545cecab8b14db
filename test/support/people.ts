import { createHash } from 'node:crypto'
import { ProtocolClient } from './client.ts'

interface Person {
  readonly accountId: string
  readonly role: string
  readonly delegation: { readonly label: string } | null
}

/** Enters the demonstration as somebody with a role, by the delegation's letter and the place among those. */
export async function enterAs(
  url: string,
  role: string,
  label: string | null = null,
  place = 0,
): Promise<{ client: ProtocolClient; dialogueId: string; accountId: string }> {
  const client = new ProtocolClient(url)
  const { body } = await client.http('GET', '/api/demo/people')
  const person = (body['people'] as Person[]).filter(
    (each) => each.role === role && (each.delegation?.label ?? null) === label,
  )[place]
  if (person === undefined) throw new Error(`the demonstration has no ${role} ${label ?? ''}`)
  await client.http('POST', '/api/demo/enter', { accountId: person.accountId })
  const listed = await client.http('GET', '/api/dialogues')
  const [dialogue] = listed.body['dialogues'] as { id: string }[]
  return { client, dialogueId: dialogue?.id ?? '', accountId: person.accountId }
}

/** Opens a proposal with one operative clause; answers the hash that names its words. */
export async function newClause(
  client: ProtocolClient,
  dialogueId: string,
  words: { readonly en: string; readonly zh: string },
): Promise<{ proposalId: string; clauseId: string; hash: string }> {
  const ask = async (type: string, payload: unknown) => {
    const reply = await client.command(dialogueId, type, payload)
    if (!reply.ok) throw new Error(`${type}: ${reply.code ?? ''} ${JSON.stringify(reply.params)}`)
    return reply['result'] as Record<string, unknown>
  }
  const title = { en: 'A text', zh: '案文' }
  const opened = await ask('proposals/open', { title, kind: 'chairs-text', topicId: null })
  const runs = (text: string) => (text === '' ? [] : [{ text }])
  const clause = { kind: 'operative', level: 1, runs: { en: runs(words.en), zh: runs(words.zh) } }
  const proposalId = opened['id'] as string
  const added = await ask('proposals/add-clauses', { proposalId, afterId: null, clauses: [clause] })
  const [clauseId] = added['ids'] as string[]
  const canonical = JSON.stringify({ kind: 'operative', text: { en: words.en, zh: words.zh } })
  const hash = createHash('sha256').update(canonical).digest('hex')
  return { proposalId, clauseId: clauseId ?? '', hash }
}
