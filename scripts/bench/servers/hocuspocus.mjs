// Hocuspocus with its documented database persistence, on the same PostgreSQL as the product.
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'
import process from 'node:process'
import postgres from 'postgres'

const sql = postgres(process.env['DATABASE_URL'] ?? '')
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const [row] = await sql`SELECT data FROM documents WHERE name = ${documentName}`
        return /** @type {Buffer | undefined} */ (row?.['data']) ?? null
      },
      store: async ({ documentName, state }) => {
        await sql`
          INSERT INTO documents (name, data) VALUES (${documentName}, ${state})
          ON CONFLICT (name) DO UPDATE SET data = EXCLUDED.data`
      },
    }),
  ],
})
await server.listen()
process.send?.({ url: `http://127.0.0.1:${server.address.port}` })
