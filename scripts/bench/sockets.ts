import WebSocket from 'ws'
import { editsIn } from './load.ts'

/** Opens a web socket and waits for it. */
export async function openSocket(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false, headers })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return socket
}

let lastFrame: Buffer = Buffer.alloc(0)
let lastEdits: readonly number[] = []

/** The edits in a frame; a frame that came to the connection before is read once for all. */
export function readFrame(
  frame: Buffer,
  updateOf: (frame: Buffer) => Uint8Array = (bytes) => bytes,
): readonly number[] {
  if (!frame.equals(lastFrame)) {
    lastFrame = frame
    lastEdits = editsIn(updateOf(frame))
  }
  return lastEdits
}

/** A socket.io connection over a bare web socket, so that the load costs as little as it can. */
export class SocketIo {
  readonly socket: WebSocket
  refused: string | undefined
  /** Told of every event, as it stands on the wire, and of every binary attachment. */
  onFrame: (frame: Buffer) => void = () => undefined
  #asked = 0
  readonly #answers = new Map<number, (answer: Record<string, unknown>, bytes: number) => void>()
  readonly #taken = new Map<string, () => void>()

  private constructor(socket: WebSocket) {
    this.socket = socket
  }

  static async open(
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SocketIo> {
    const socket = await openSocket(`${url}/socket.io/?EIO=4&transport=websocket`, headers)
    const opened = new SocketIo(socket)
    await new Promise<void>((resolve, reject) => {
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) opened.onFrame(data)
        else if (data[0] === 0x32) socket.send('3')
        else if (data[1] === 0x32) opened.onFrame(data)
        else if (data[1] === 0x33) opened.#answer(data)
        else if (data[1] === 0x30) resolve()
        else if (data[1] === 0x34) reject(new Error(data.toString()))
      })
      socket.send('40')
    })
    return opened
  }

  /** Sends an event and calls when it is taken, where one waits for that; a refusal is kept. */
  tell(event: string, payload: string, taken?: () => void): void {
    const id = ++this.#asked
    if (taken !== undefined) this.#taken.set(String(id), taken)
    this.socket.send(`42${id}["${event}",${payload}]`)
  }

  /** Sends an event with bytes, as the default parser does: two frames. */
  tellBytes(event: string, bytes: Uint8Array): void {
    this.socket.send(`451-["${event}",{"_placeholder":true,"num":0}]`)
    this.socket.send(bytes)
  }

  /** Sends an event and waits for its answer and its size. */
  async ask(
    event: string,
    payload: unknown,
  ): Promise<{ answer: Record<string, unknown>; bytes: number }> {
    const id = ++this.#asked
    const answered = new Promise<{ answer: Record<string, unknown>; bytes: number }>((resolve) => {
      this.#answers.set(id, (answer, bytes) => resolve({ answer, bytes }))
    })
    this.socket.send(`42${id}${JSON.stringify([event, payload])}`)
    const { answer, bytes } = await answered
    if (answer['ok'] !== true) throw new Error(`${event}: ${JSON.stringify(answer)}`)
    return { answer, bytes }
  }

  close(): void {
    this.socket.close()
  }

  #answer(frame: Buffer): void {
    const from = frame.indexOf('[')
    const number = frame.toString('latin1', 2, from)
    const taken = this.#taken.get(number)
    if (taken !== undefined && !frame.includes('"ok":false')) {
      this.#taken.delete(number)
      taken()
      return
    }
    const id = Number(number)
    const answer = this.#answers.get(id)
    if (answer === undefined) {
      if (frame.includes('"ok":false')) this.refused ??= frame.toString()
      return
    }
    this.#answers.delete(id)
    const [value] = JSON.parse(frame.toString('utf8', from)) as [Record<string, unknown>]
    answer(value, frame.length)
  }
}
