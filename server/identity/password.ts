import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** Cost of a password's hash: 64 MiB and some tenths of a second (OWASP's password storage cheat sheet, 2^16 / 8 / 2). */
const COST = { N: 2 ** 16, r: 8, p: 2 } as const
const KEY_BYTES = 32

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 128 * 1024 * 1024 }
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

/** Hashes a password as `scrypt$N$r$p$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  const { N, r, p } = COST
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Whether a hash was made at another cost than today's. */
export function isOutdated(hash: string | null): boolean {
  return hash !== null && !hash.startsWith(`scrypt$${COST.N}$${COST.r}$${COST.p}$`)
}

/** A hash that no password has, so that an unknown account costs as much time as a known one. */
const NOBODY = ['scrypt', COST.N, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA==', ''].join('$')

/** Whether a password belongs to a hash; `null` (no account, or none with a password) takes as long and is false. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', wanted = ''] = (hash ?? NOBODY).split('$')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const key = await derive(password, Buffer.from(salt, 'base64'), cost)
  const expected = Buffer.from(wanted, 'base64')
  return expected.length === key.length && timingSafeEqual(expected, key)
}
