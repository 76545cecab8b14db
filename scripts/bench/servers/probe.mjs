// Loaded into every server that is measured: answers what its process has used.
import process from 'node:process'

process.on('message', (wish) => {
  if (wish !== 'cpu' && wish !== 'memory') return
  if (wish === 'memory') for (let times = 0; times < 3; times++) globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ cpu: (user + system) / 1000, rss, heapUsed, external })
})
process.channel?.unref()
