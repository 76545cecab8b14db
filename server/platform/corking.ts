import type { Duplex } from 'node:stream'

/** A connection of the transport below socket.io, as far as it is needed here. */
interface Transported {
  readonly request: { readonly socket: Duplex }
  on(event: 'flush', listener: () => void): unknown
}

/**
 * Holds what is written to a connection until the end of the turn of the event loop, so that the answers and
 * the updates that one commit brings leave in one system call and not in one each.
 */
export function corkEachTurn(engine: {
  on(event: 'connection', listener: (connection: Transported) => void): unknown
}): void {
  const held = new Set<Duplex>()
  const release = (): void => {
    for (const stream of held) stream.uncork()
    held.clear()
  }
  engine.on('connection', (connection) => {
    const { socket } = connection.request
    connection.on('flush', () => {
      if (held.has(socket)) return
      if (held.size === 0) setImmediate(release)
      held.add(socket)
      socket.cork()
    })
  })
}
