import { ProtocolClient, type Reply } from './client.ts'
import type { TestServer } from './server.ts'

interface DemoPerson {
  readonly accountId: string
  readonly role: string
  readonly delegation: { readonly label: string } | null
}

/** People of the demonstration at one server, each connected as a client of the protocol. */
export class Seats {
  readonly server: TestServer
  readonly clients: ProtocolClient[] = []
  dialogueId = ''

  constructor(server: TestServer) {
    this.server = server
  }

  /** Signs in as somebody of a role, connects and opens the dialogue. */
  async join(role: string, label: string | null = null, place = 0): Promise<ProtocolClient> {
    const client = await this.enter(role, label, place)
    await client.connect()
    const opened = await client.openDialogue(this.dialogueId)
    if (!opened.ok && role !== 'observer') throw new Error(opened.code)
    return client
  }

  /** Signs in as somebody of a role. */
  async enter(role: string, label: string | null = null, place = 0): Promise<ProtocolClient> {
    const client = new ProtocolClient(this.server.url)
    const { body } = await client.http('GET', '/api/demo/people')
    const person = (body['people'] as DemoPerson[]).filter(
      (each) => each.role === role && (each.delegation?.label ?? null) === label,
    )[place]
    if (person === undefined) throw new Error(`nobody is ${role} ${label ?? ''}`)
    await client.http('POST', '/api/demo/enter', { accountId: person.accountId })
    const listed = await client.http('GET', '/api/dialogues')
    this.dialogueId = (listed.body['dialogues'] as { id: string }[])[0]?.id ?? ''
    this.clients.push(client)
    return client
  }

  /** Carries out a command that must succeed. */
  async do(client: ProtocolClient, type: string, payload: unknown) {
    return done(type, await client.command(this.dialogueId, type, payload))
  }

  /** A new proposal of one clause. */
  async newClause(
    chair: ProtocolClient,
    words: { readonly en: string; readonly zh: string },
  ): Promise<{ proposalId: string; clauseId: string }> {
    const title = { en: 'A text', zh: '案文' }
    const opening = { title, kind: 'chairs-text', topicId: null }
    const { id: proposalId } = await this.do(chair, 'proposals/open', opening)
    const runs = { en: [{ text: words.en }], zh: [{ text: words.zh }] }
    const { ids } = await this.do(chair, 'proposals/add-clauses', {
      proposalId,
      afterId: null,
      clauses: [{ kind: 'operative', level: 1, runs }],
    })
    return { proposalId: proposalId as string, clauseId: (ids as string[])[0] ?? '' }
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.disconnect()
    await this.server.close()
  }
}

function done(type: string, reply: Reply): Record<string, unknown> {
  if (!reply.ok) throw new Error(`${type}: ${reply.code ?? ''} ${JSON.stringify(reply.params)}`)
  return reply['result'] as Record<string, unknown>
}
