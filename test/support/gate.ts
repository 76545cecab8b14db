import { connect, createServer, type Socket } from 'node:net'

/** A way to the database that can be shut and opened again, as when PostgreSQL goes away and comes back. */
export interface Gate {
  /** The database's address through the gate. */
  readonly url: string
  /** Cuts whatever passes through, and refuses whoever comes. */
  shut(): Promise<void>
  open(): Promise<void>
}

/** Stands in front of a database. */
export async function gateTo(databaseUrl: string): Promise<Gate> {
  const url = new URL(databaseUrl)
  const target = { port: Number(url.port), host: url.hostname }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const database = connect(target)
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        database.destroy()
      })
    }
    client.pipe(database).pipe(client)
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port was bound')
  url.host = `127.0.0.1:${bound.port}`
  const shut = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { url: url.href, shut, open: () => listen(bound.port) }
}
