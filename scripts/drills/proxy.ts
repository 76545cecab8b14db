import { connect, createServer, type Socket } from 'node:net'

/** A proxy that delays, stalls and cuts what passes through it, as a bad network does. */
interface Proxy {
  readonly url: string
  /** Cuts every connection, or one of them. */
  cut(which: 'all' | 'one'): void
  /** Lets nothing pass for a while. */
  stall(ms: number): void
  close(): Promise<void>
}

/** Starts a proxy in front of an address; every piece waits a random time, but keeps its order. */
export async function startProxy(target: string, longestDelay: number): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const pairs = new Set<readonly [Socket, Socket]>()
  let stalledUntil = 0

  function carry(from: Socket, to: Socket): void {
    let last = Promise.resolve()
    from.on('data', (piece: Buffer) => {
      const delay = Math.max(Math.random() * longestDelay, stalledUntil - performance.now())
      const waited = new Promise((resolve) => setTimeout(resolve, delay))
      last = last.then(async () => {
        await waited
        if (!to.destroyed) to.write(piece)
      })
    })
    from.on('error', () => to.destroy())
    from.on('close', () => void last.then(() => to.destroy()))
  }

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const pair = [client, upstream] as const
    pairs.add(pair)
    carry(client, upstream)
    carry(upstream, client)
    client.once('close', () => pairs.delete(pair))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port was bound')
  return {
    url: `http://127.0.0.1:${bound.port}`,
    cut: (which) => {
      const all = [...pairs]
      const some = which === 'all' ? all : all.slice(0, 1)
      for (const [client, upstream] of some) {
        client.destroy()
        upstream.destroy()
      }
    },
    stall: (ms) => (stalledUntil = performance.now() + ms),
    close: async () => {
      for (const [client] of pairs) client.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
