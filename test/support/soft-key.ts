import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

const base64url = (bytes: Buffer) => bytes.toString('base64url')
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()

/** User present, user verified, attested credential data follows. */
const PRESENT = 0x01
const VERIFIED = 0x04
const ATTESTED = 0x40

/** The first byte of a CBOR item, and its length for those longer than 23. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}
const text = (word: string) => Buffer.concat([head(3, word.length), Buffer.from(word)])
const bytes = (content: Buffer) => Buffer.concat([head(2, content.length), content])

/** A passkey in software, written from WebAuthn level 3: it makes and signs what an authenticator would. */
export class SoftKey {
  readonly id: string
  counter = 0
  readonly #origin: string
  readonly #verified: boolean
  readonly #credential = randomBytes(32)
  readonly #privateKey: KeyObject
  readonly #publicKey: Buffer

  constructor(origin: string, { verified = true } = {}) {
    this.#origin = origin
    this.#verified = verified
    this.id = base64url(this.#credential)
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#privateKey = privateKey
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    // COSE: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y.
    this.#publicKey = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      bytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      bytes(Buffer.from(y, 'base64url')),
    ])
  }

  /** What a browser answers when it is asked to make this passkey. */
  attest(challenge: string) {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.#credential.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, this.#credential, this.#publicKey])
    const authData = this.#authenticatorData(ATTESTED, attested)
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      bytes(authData),
    ])
    return {
      ...this.#credentialOf(),
      response: {
        clientDataJSON: base64url(this.#clientData('webauthn.create', challenge)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      },
    }
  }

  /** What a browser answers when it is asked to sign with this passkey. */
  assert(challenge: string) {
    this.counter += 1
    const authData = this.#authenticatorData(0, Buffer.alloc(0))
    const clientData = this.#clientData('webauthn.get', challenge)
    const signed = Buffer.concat([authData, sha256(clientData)])
    return {
      ...this.#credentialOf(),
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(authData),
        signature: base64url(sign('sha256', signed, this.#privateKey)),
      },
    }
  }

  #credentialOf() {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} }
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }),
    )
  }

  #authenticatorData(flags: number, rest: Buffer): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    const all = flags | PRESENT | (this.#verified ? VERIFIED : 0)
    return Buffer.concat([
      sha256(new URL(this.#origin).hostname),
      Buffer.from([all]),
      counter,
      rest,
    ])
  }
}
