import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'

let seats: Seats

beforeAll(async () => {
  seats = new Seats(await startTestServer())
})
afterAll(() => seats.close())

it('TY1 a device’s key is handed to its own account and to nobody else', async () => {
  const [one, two] = [await seats.enter('head', 'A'), await seats.enter('head', 'B')]
  const [device, other] = [randomUUID(), randomUUID()]
  const key = async (client: ProtocolClient, name: string) => {
    const { body } = await client.http('GET', `/api/device-key?device=${name}`)
    return body['key']
  }
  const mine = await key(one, device)
  expect(Buffer.from(String(mine), 'base64')).toHaveLength(32)
  expect(await key(one, device)).toBe(mine)
  expect(await key(await seats.enter('head', 'A'), device)).toBe(mine)
  expect(await key(one, other)).not.toBe(mine)
  expect(await key(two, device)).not.toBe(mine)
  const stranger = new ProtocolClient(seats.server.url)
  expect((await stranger.http('GET', `/api/device-key?device=${device}`)).status).toBe(401)
  expect((await one.http('GET', '/api/device-key?device=mine')).status).toBe(400)
})
