import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { launch } from './launch.ts'
import type { Link } from './load.ts'
import { readFrame, SocketIo } from './sockets.ts'
import { singleEdits, type Keeper } from './systems.ts'

interface Place {
  readonly groupId: string
  readonly textId: string
}

interface Clause {
  readonly kind: 'operative'
  readonly level: 1
  readonly runs: { readonly en: readonly { readonly text: string }[]; readonly zh: readonly [] }
}

/** What is kept from one start of the product to the next. */
const cold: { parts?: string; history?: Place } = {}
const [BEFORE_UPDATE, QUOTE] = ['"update":"', '"']
/** How many updates of the long history may be on their way, and how many edits are in one. */
const [WINDOW, EDITS_AT_ONCE] = [400, 20]
const MOST_CLAUSES = 100
/** How many updates of a text a page lets be on their way. */
const MOST_UNDER_WAY = 4

/** The product as it is built and served, with its whole gate; only the limits on one client are raised. */
export async function startProduct(databaseUrl: string): Promise<Keeper> {
  const running = await launch('dist/server/main.js', {
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    PARLEY_DEMO: 'on',
    PARLEY_LOG: 'error',
    PARLEY_MESSAGES_PER_SECOND: '1000000',
    PARLEY_SOCKETS_PER_SIGN_IN: '100000',
  })
  const { url } = running
  const writers = await enterAs(url, ['head', 'delegate'])
  const [chair = ''] = await enterAs(url, ['moderator'])
  const dialogueId = await firstDialogue(url, chair)
  const connect = (cookie: string) => SocketIo.open(url, { cookie, origin: url })
  const chairs = await connect(chair)
  const texts: Place[] = []

  async function command(type: string, payload: object): Promise<Record<string, unknown>> {
    const id = randomUUID()
    const { answer } = await chairs.ask('command', { id, dialogueId, type, payload })
    return answer['result'] as Record<string, unknown>
  }

  async function newGroup(words: readonly string[]): Promise<{ groupId: string; ids: string[] }> {
    const title = { en: 'A measured text', zh: '测量用案文' }
    const opened = { title, kind: 'chairs-text', topicId: null }
    const groupId = (await command('proposals/open', opened))['id'] as string
    const ids: string[] = []
    for (let from = 0; from < words.length; from += MOST_CLAUSES) {
      const clauses = words.slice(from, from + MOST_CLAUSES).map(clauseOf)
      const afterId = ids.at(-1) ?? null
      const added = await command('proposals/add-clauses', {
        proposalId: groupId,
        afterId,
        clauses,
      })
      ids.push(...(added['ids'] as string[]))
    }
    return { groupId, ids }
  }

  const newText = async (words: string): Promise<Place> => {
    const { groupId, ids } = await newGroup([words])
    return { groupId, textId: ids[0] ?? '' }
  }

  let people = 0
  async function link(text: number, { writes }: { readonly writes: boolean }): Promise<Link> {
    const place = texts[text]
    if (place === undefined) throw new Error(`no text ${text}`)
    const { textId, groupId } = place
    const connection = await connect(writers[people++ % writers.length] ?? '')
    await connection.ask('texts:open', { dialogueId, groupId })
    const claimed = writes ? (await connection.ask('text:claim', { textId })).answer : {}
    const opened: Link = {
      client: (claimed['clientId'] as number | undefined) ?? 0,
      send: gathering(connection, textId),
      onEdit: () => undefined,
      close: () => connection.close(),
    }
    connection.onFrame = (frame) => {
      for (const edit of readFrame(frame, updateOf)) opened.onEdit(edit)
    }
    return opened
  }

  return {
    ...running,
    stop: async () => {
      chairs.close()
      await running.stop()
    },
    link,
    prepare: async (count, words) => {
      for (let text = 0; text < count; text++) texts.push(await newText(words))
    },
    prepareCold: async (parts, edits) => {
      cold.parts = (await newGroup(parts)).groupId
      cold.history = await newText('')
      const writer = await connect(writers[0] ?? '')
      await writeHistory(writer, cold.history, edits)
      writer.close()
    },
    open: async (which) => {
      const groupId = which === 'parts' ? cold.parts : cold.history?.groupId
      const reader = await connect(writers[0] ?? '')
      const begun = performance.now()
      const { bytes } = await reader.ask('texts:open', { dialogueId, groupId })
      const milliseconds = performance.now() - begun
      reader.close()
      return { bytes, milliseconds }
    },
  }
}

/** Writes as the product's page does: what comes while four updates are on their way goes out as one (TY11). */
function gathering(connection: SocketIo, textId: string): (update: Uint8Array) => void {
  let underWay = 0
  let gathered: Uint8Array[] = []
  function send(update: Uint8Array): void {
    underWay += 1
    const body = Buffer.from(update).toString('base64')
    const ids = `"textId":"${textId}","mid":"${randomUUID()}"`
    connection.tell('text:update', `{${ids},"baseSeq":0,"update":"${body}"}`, () => {
      underWay -= 1
      if (gathered.length === 0) return
      const waited = gathered
      gathered = []
      send(waited.length === 1 && waited[0] !== undefined ? waited[0] : Y.mergeUpdates(waited))
    })
  }
  return (update) => {
    if (connection.refused !== undefined) throw new Error(connection.refused)
    if (underWay < MOST_UNDER_WAY) send(update)
    else gathered.push(update)
  }
}

function clauseOf(text: string): Clause {
  return { kind: 'operative', level: 1, runs: { en: text === '' ? [] : [{ text }], zh: [] } }
}

function updateOf(frame: Buffer): Uint8Array {
  const from = frame.indexOf(BEFORE_UPDATE)
  if (from < 0) return new Uint8Array()
  const begin = from + BEFORE_UPDATE.length
  return Buffer.from(frame.toString('latin1', begin, frame.indexOf(QUOTE, begin)), 'base64')
}

/** Types a long history through the gate, edit by edit. */
async function writeHistory(writer: SocketIo, { textId }: Place, edits: number): Promise<void> {
  const { answer } = await writer.ask('text:claim', { textId })
  const doc = new Y.Doc()
  doc.clientID = answer['clientId'] as number
  let update: Uint8Array = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => (update = bytes))
  const underWay: Promise<unknown>[] = []
  const changes = [...singleEdits(edits)]
  for (let from = 0; from < edits; from += EDITS_AT_ONCE) {
    doc.transact(() => {
      for (const change of changes.slice(from, from + EDITS_AT_ONCE)) change(doc.getText('en'))
    })
    const body = Buffer.from(update).toString('base64')
    const sent = { textId, mid: randomUUID(), baseSeq: 0, update: body }
    underWay.push(writer.ask('text:update', sent))
    if (underWay.length >= WINDOW) await underWay.shift()
  }
  await Promise.all(underWay)
}

async function enterAs(url: string, roles: readonly string[]): Promise<string[]> {
  const response = await fetch(`${url}/api/demo/people`)
  const { people } = (await response.json()) as { people: { accountId: string; role: string }[] }
  const cookies: string[] = []
  for (const { accountId } of people.filter(({ role }) => roles.includes(role))) {
    const entered = await fetch(`${url}/api/demo/enter`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ accountId }),
    })
    cookies.push(entered.headers.get('set-cookie')?.split(';')[0] ?? '')
  }
  return cookies
}

async function firstDialogue(url: string, cookie: string): Promise<string> {
  const response = await fetch(`${url}/api/dialogues`, { headers: { cookie } })
  const { dialogues } = (await response.json()) as { dialogues: { id: string }[] }
  return dialogues[0]?.id ?? ''
}
