/** The status with which a refusal is answered over HTTP, where its code's form does not say it. */
const STATUS: Readonly<Record<string, number>> = {
  'command/malformed': 400,
  'http/not-found': 404,
  'http/invalid-input': 400,
  'http/too-large': 413,
  'http/too-many-readings': 429,
  'http/internal': 500,
  'server/failed': 500,
  'server/database-away': 503,
  'server/storage-full': 503,
  'identity/not-signed-in': 401,
  'identity/wrong-credentials': 401,
  'identity/wrong-proof': 401,
  'identity/wrong-passkey': 401,
  'identity/wrong-code': 400,
  'identity/password-short': 400,
  'identity/password-common': 400,
  'identity/password-personal': 400,
  'identity/reauthenticate': 403,
  'identity/not-allowed': 403,
  'identity/wrong-origin': 403,
  'identity/demo-off': 404,
  'identity/too-many-attempts': 429,
}

/** Unknown things are not found; every other refusal of a rule stands in the way of the state. */
export function statusOf(code: string): number {
  return STATUS[code] ?? (/\/unknown(-|$)/.test(code) ? 404 : 409)
}
