import { ProtocolClient } from './client.ts'
import type { TestServer } from './server.ts'

interface Person {
  readonly accountId: string
  readonly role: string
  readonly delegation: { readonly label: string } | null
}

/** Enters as somebody of the demonstration, without connecting. */
export async function enterDemo(
  server: TestServer,
  role: string,
  label: string | null = null,
  place = 0,
): Promise<{ client: ProtocolClient; accountId: string; dialogueId: string }> {
  const client = new ProtocolClient(server.url)
  const { body } = await client.http('GET', '/api/demo/people')
  const person = (body['people'] as Person[]).filter(
    (each) => each.role === role && (each.delegation?.label ?? null) === label,
  )[place]
  if (person === undefined) throw new Error(`nobody is ${role} ${label ?? ''}`)
  await client.http('POST', '/api/demo/enter', { accountId: person.accountId })
  const listed = await client.http('GET', '/api/dialogues')
  const [dialogue] = listed.body['dialogues'] as { id: string }[]
  return { client, accountId: person.accountId, dialogueId: dialogue?.id ?? '' }
}
