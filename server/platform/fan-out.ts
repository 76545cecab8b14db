import type { Server, Socket } from 'socket.io'

/** How Engine.IO and Socket.IO mark an event of the default namespace. */
const EVENT = '42'
/** The first byte of a whole WebSocket frame of text (RFC 6455, 5.2). */
const WHOLE_TEXT = 0x81
/** From these lengths on a frame's length takes two, or eight, bytes more. */
const LONG = 126
const VERY_LONG = 65_536

/** What of a connection is looked at below the protocol; Engine.IO sends frames made beforehand by the same way. */
interface Line {
  readonly readyState: string
  readonly writeBuffer: readonly unknown[]
  readonly transport: {
    readonly writable: boolean
    readonly socket?: {
      readonly bufferedAmount: number
      readonly _sender?: { sendFrame(buffers: readonly Buffer[]): void }
    }
  }
}

/**
 * Sends an event to everybody of a room on this node: its frame is made once, and written as it is to every line on which
 * nothing waits. To a line that is busy it goes the usual way, behind what waits there, and so is counted and cut.
 */
export function fanOut(io: Server, room: string, event: string, payload: object): void {
  const { adapter, sockets } = io.of('/')
  const members = adapter.rooms.get(room)
  if (members === undefined) return
  const frame = textFrame(EVENT + JSON.stringify([event, payload]))
  for (const id of members) {
    const socket = sockets.get(id)
    if (socket !== undefined && !writeAtOnce(socket, frame)) socket.emit(event, payload)
  }
}

function writeAtOnce({ conn }: Socket, frame: Buffer): boolean {
  const { readyState, writeBuffer, transport } = conn as unknown as Line
  const line = transport.socket
  if (line?._sender === undefined || line.bufferedAmount > 0) return false
  if (readyState !== 'open' || !transport.writable || writeBuffer.length > 0) return false
  line._sender.sendFrame([frame])
  return true
}

/** A whole text as one WebSocket frame of a server: unmasked, not packed. */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length < LONG ? 2 : length < VERY_LONG ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = WHOLE_TEXT
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = LONG
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LONG + 1
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, head)
  return frame
}
