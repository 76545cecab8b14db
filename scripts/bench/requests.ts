import net from 'node:net'

const END_OF_HEAD = '\r\n\r\n'
const LENGTH = /\r\ncontent-length: (\d+)/i

/** How a stretch of requests is asked. */
export interface Asking {
  readonly url: string
  /** The path of the nth request. */
  readonly path: (n: number) => string
  readonly seconds: number
  /** How many connections ask at once, each one request after the other. */
  readonly connections: number
  /** The status that every answer must have. */
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks as often as the server answers; returns answers per second and milliseconds to an answer. */
export async function askForever(asking: Asking) {
  const { url, path, seconds, connections, headers = {} } = asking
  const { hostname, port, host } = new URL(url)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const latencies: number[] = []
  const until = performance.now() + seconds * 1000
  let asked = 0
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect(Number(port), hostname)
      let begun = 0
      let waitingFor = 0
      let head: Buffer = Buffer.alloc(0)
      const ask = () => {
        if (performance.now() >= until) {
          socket.end()
          resolve()
          return
        }
        begun = performance.now()
        waitingFor = 0
        head = Buffer.alloc(0)
        socket.write(`GET ${path(asked++)} HTTP/1.1\r\nHost: ${host}\r\n${lines.join('')}\r\n`)
      }
      const answered = () => {
        latencies.push(performance.now() - begun)
        ask()
      }
      socket.on('connect', ask)
      socket.on('error', reject)
      socket.on('data', (data: Buffer) => {
        if (waitingFor > 0) {
          waitingFor -= data.length
          if (waitingFor <= 0) answered()
          return
        }
        head = head.length === 0 ? data : Buffer.concat([head, data])
        const end = head.indexOf(END_OF_HEAD)
        if (end < 0) return
        const text = head.toString('latin1', 0, end)
        if (Number(text.slice(9, 12)) !== asking.status) {
          reject(new Error(`${url}${path(0)} answered ${text.split('\r\n')[0] ?? ''}`))
          socket.destroy()
          return
        }
        const length = Number(LENGTH.exec(text)?.[1] ?? 0)
        waitingFor = end + END_OF_HEAD.length + length - head.length
        if (waitingFor <= 0) answered()
      })
    })
  await Promise.all(Array.from({ length: connections }, one))
  latencies.sort((a, b) => a - b)
  const quantile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0
  return { perSecond: latencies.length / seconds, p50: quantile(0.5), p99: quantile(0.99) }
}
