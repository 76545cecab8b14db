// A bare socket.io relay with its default parser: what one socket of a room sends, the others get.
import { createServer } from 'node:http'
import process from 'node:process'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
io.on('connection', (socket) => {
  socket.on('join', (/** @type {string} */ room) => {
    void socket.join(room)
    socket.on('update', (/** @type {Buffer} */ update) => {
      socket.to(room).emit('update', update)
    })
  })
})
http.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (http.address())
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
