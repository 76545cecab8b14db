import { refuse } from '#shared/kernel'
import { createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import { keepSecret } from './store.ts'

const named = z.object({ device: z.uuid().toLowerCase() })

/**
 * Hands out the key under which a device keeps its unsent words: 32 bytes in base64, the same for the same account and
 * the same name of a device, to whoever is signed in to that account and to nobody else (TY1).
 */
export function addDeviceKeyRoute(http: Http, db: Database): void {
  http.route(
    'http/device-key',
    'get',
    '/api/device-key',
    { query: named },
    async ({ who, query }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const secret = await keepSecret(db, 'device', randomBytes(32).toString('hex'))
      const name = `unsent words/${who.accountId}/${query.device}`
      return { key: createHmac('sha256', secret).update(name).digest('base64') }
    },
  )
}
