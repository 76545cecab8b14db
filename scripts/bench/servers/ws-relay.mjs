// A bare relay: what one socket of a room sends, the others get.
import process from 'node:process'
import { WebSocketServer } from 'ws'

/** @type {Map<string, Set<import('ws').WebSocket>>} */
const rooms = new Map()
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  const room = request.url ?? ''
  const members = rooms.get(room) ?? new Set()
  rooms.set(room, members.add(socket))
  socket.on('message', (data) => {
    for (const other of members) if (other !== socket) other.send(data)
  })
  socket.on('close', () => members.delete(socket))
})
server.on('listening', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
