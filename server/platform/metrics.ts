import { createServer, type Server } from 'node:http'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted while the server works. No label names a person, a delegation, a dialogue or a text. */
export interface Metrics {
  /** A request was answered; `route` is its pattern. */
  request(method: string, route: string, status: number, ms: number): void
  /** A message was answered, with a refusal's code or `ok`; `event` is one of the registered ones. */
  message(event: string, code: string): void
  /** Updates of texts were committed together. */
  commit(ms: number, updates: number): void
  /** Adds something that is read whenever somebody asks; what cannot be read then is `NaN`. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** Everything, as Prometheus reads it. */
  render(): Promise<string>
}

/** How long a value may take to be read, in milliseconds: the database may be away when one wants to know most. */
const PATIENCE_MS = 1000
/** How often the event loop's lag is looked at, in milliseconds: every look wakes an idle process. */
const LAG_EVERY_MS = 100
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const CODE = /^[a-z][\w/-]{0,60}$/

/** Opens a set of counters of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_EVERY_MS })
  const requests = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Requests by the pattern of their route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const messages = new Counter({
    name: 'parley_messages_total',
    help: 'Messages on sockets by event and answer; text:update are the edits',
    labelNames: ['event', 'code'],
    registers,
  })
  const commits = new Histogram({
    name: 'parley_commit_seconds',
    help: 'From the beginning of a commit of edits until it is durable',
    buckets: SECONDS,
    registers,
  })
  const batches = new Histogram({
    name: 'parley_commit_edits',
    help: 'Edits in one commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  })
  return {
    request: (method, route, status, ms) => {
      requests.observe({ method, route, status: String(status) }, ms / 1000)
    },
    message: (event, code) => messages.inc({ event, code: CODE.test(code) ? code : 'other' }),
    commit: (ms, updates) => {
      commits.observe(ms / 1000)
      batches.observe(updates)
    },
    gauge: (name, help, read) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: async () => {
          gauge.set(await inTime(read))
        },
      })
    },
    render: () => registry.metrics(),
  }
}

/** `NaN` says that the value is not known; a former one would look like a present one. */
async function inTime(read: () => number | Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(NaN), PATIENCE_MS)
  })
  const asked = Promise.resolve()
    .then(read)
    .catch(() => NaN)
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}

/** A server beside the product's that answers `GET /metrics` and nothing else; it is not for the public. */
export function metricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.render().then(
      (text) => {
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
        response.end(text)
      },
      () => response.writeHead(500).end(),
    )
  })
}
