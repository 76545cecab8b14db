import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { expect, test } from 'vitest'
import { fanOut } from './fan-out.ts'

test('every member of a room is sent the same, whole and in order, also behind what waits on a busy line', async () => {
  const http = createServer()
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const words = [
    '一',
    'x'.repeat(110),
    '字'.repeat(200),
    'y'.repeat(70_000),
    '😀'.repeat(200_000),
    '',
  ]
  const sent = [...words, ...words].map((text, number) => ({ number, text }))
  const heard = ['in', 'in', 'out'].map((room) => {
    const client = connect(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      auth: { room },
    })
    const got: unknown[] = []
    const last = new Promise<void>((resolve) => client.on('last', resolve))
    client.on('text', (payload) => got.push(payload))
    return { room, client, got, last }
  })
  await new Promise<void>((resolve) => {
    let here = 0
    io.on('connection', (socket) => {
      void socket.join((socket.handshake.auth as { room: string }).room)
      here += 1
      if (here === heard.length) resolve()
    })
  })
  // All at once: what is large leaves something waiting, and what goes to everybody stands in between.
  for (const payload of sent) {
    if (payload.number % 3 === 2) io.to('in').emit('text', payload)
    else fanOut(io, 'in', 'text', payload)
  }
  fanOut(io, 'nobody', 'text', {})
  io.emit('last')
  await Promise.all(heard.map(({ last }) => last))
  for (const { room, got, client } of heard) {
    expect(got).toEqual(room === 'in' ? sent : [])
    client.disconnect()
  }
  await io.close()
})
