// A bare express server: for every number in the path, a page of as many bytes, made beforehand.
import express from 'express'
import process from 'node:process'

/** @type {Map<string, string>} */
const bodies = new Map()
const app = express()
app.get('/bytes/:count', (req, res) => {
  const { count } = req.params
  const body = bodies.get(count) ?? 'x'.repeat(Number(count))
  bodies.set(count, body)
  res.type('html').send(body)
})
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
