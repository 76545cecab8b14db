// Checks a published outcome from outside: npm run verify -- <address or file> [--site <address>] [--head <file>]
// It shares no code with the server, so that a mistake there is not repeated here.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const USAGE =
  'npm run verify -- <address or .json file> [--site <address of the site>] [--head <file that keeps the head seen last>]'

/** @param {...Uint8Array} parts */
const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const WITHDRAWAL = 'parley-withdrawal/1'
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
/** @param {unknown} hex */
const bytes = (hex) => Buffer.from(String(hex), 'hex')

let failures = 0
/** @param {boolean} good @param {string} what */
function tell(good, what) {
  if (!good) failures += 1
  console.log(`${good ? '✓' : '✗'} ${what}`)
}

/** Keys sorted, no white space. @param {any} value @returns {string} */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}

/** Walks an inclusion proof upwards. @param {Buffer} leaf @param {number} index @param {number} size @param {Buffer[]} proof */
function rootFromInclusion(leaf, index, size, proof) {
  /** @param {Buffer} hash @param {number} at @param {number} width @param {Buffer[]} path @returns {Buffer | undefined} */
  const climb = (hash, at, width, path) => {
    if (width === 1) return path.length === 0 ? hash : undefined
    const sibling = path.at(-1)
    if (sibling === undefined) return undefined
    let k = 1
    while (k * 2 < width) k *= 2
    const rest = path.slice(0, -1)
    const inLeft = at < k
    const below = inLeft ? climb(hash, at, k, rest) : climb(hash, at - k, width - k, rest)
    if (below === undefined) return undefined
    return inLeft ? sha256(NODE, below, sibling) : sha256(NODE, sibling, below)
  }
  return climb(leaf, index, size, proof)
}

/** The root over leaves' hashes. @param {Buffer[]} hashes @returns {Buffer} */
function rootOf(hashes) {
  if (hashes.length === 0) return sha256()
  if (hashes.length === 1) return /** @type {Buffer} */ (hashes[0])
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return sha256(NODE, rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)))
}

/** @param {string} address */
async function get(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return answer.text()
}

/** What stands at an address; nothing only if the site says that there is none. @param {string} address */
async function find(address) {
  const answer = await fetch(address)
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ask again later`)
  return answer.text()
}

/**
 * Whether a consistency proof leads from the older root to the newer one (RFC 9162, 2.1.4.2).
 * @param {{ size: number, root: string }} older @param {{ size: number, root: string }} newer @param {Buffer[]} proof
 */
function onlyGrew(older, newer, proof) {
  if (older.size === newer.size) return proof.length === 0 && older.root === newer.root
  if (older.size === 0) return proof.length === 0
  const isWhole = (older.size & (older.size - 1)) === 0
  const path = isWhole ? [bytes(older.root), ...proof] : proof
  const [start, ...rest] = path
  if (start === undefined) return false
  let [at, last] = [older.size - 1, newer.size - 1]
  while (at % 2 === 1) [at, last] = [at >> 1, last >> 1]
  let [before, after] = [start, start]
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      before = sha256(NODE, sibling, before)
      after = sha256(NODE, sibling, after)
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1]
    } else after = sha256(NODE, after, sibling)
    ;[at, last] = [at >> 1, last >> 1]
  }
  return last === 0 && before.equals(bytes(older.root)) && after.equals(bytes(newer.root))
}

/** @param {string} text */
function checkWords(text) {
  const outcome = JSON.parse(text)
  tell(canonical(outcome) === text, 'the file is in its canonical form')
  if (outcome.format === WITHDRAWAL) return outcome
  const whole = outcome.clauses.every(
    (/** @type {any} */ clause) =>
      sha256(Buffer.from(canonical({ kind: clause.kind, text: clause.text }))).toString('hex') ===
      clause.textHash,
  )
  tell(whole, 'every clause matches its hash')
  return outcome
}

/** @param {any} head */
function isSigned(head) {
  const text = `${head.origin}\n${head.size}\n${bytes(head.root).toString('base64')}\n`
  const der = Buffer.from(head.publicKey, 'base64')
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' })
  const named = head.origin === `parley-log-${sha256(der).toString('hex').slice(0, 16)}`
  return (
    named && verifySignature(null, Buffer.from(text), key, Buffer.from(head.signature, 'base64'))
  )
}

/** @param {string} site @param {Buffer} digest @param {string | undefined} headFile */
async function checkLog(site, digest, headFile) {
  const head = JSON.parse(await get(`${site}/log/head`))
  tell(isSigned(head), `the head of ${head.origin} with ${head.size} entries is signed by its key`)
  const { leaves } = JSON.parse(await get(`${site}/log/leaves`))
  const hashes = leaves
    .slice(0, head.size)
    .map((/** @type {string} */ leaf) => sha256(LEAF, bytes(leaf)))
  const whole = hashes.length === head.size && rootOf(hashes).equals(bytes(head.root))
  tell(whole, 'the leaves of the log give the signed root')
  const address = `${site}/log/inclusion?sha256=${digest.toString('hex')}&size=${head.size}`
  const claim = JSON.parse(await get(address).catch(() => 'null'))
  const root =
    claim && rootFromInclusion(sha256(LEAF, digest), claim.index, head.size, claim.proof.map(bytes))
  const stands = root?.equals(bytes(head.root)) === true
  tell(stands, stands ? `it stands in the log, entry ${claim.index + 1}` : 'it stands in the log')
  await checkGrowth(site, head, hashes, headFile)
  return new Set(leaves.slice(0, head.size))
}

/** @param {string} site @param {any} head @param {Buffer[]} hashes @param {string | undefined} headFile */
async function checkGrowth(site, head, hashes, headFile) {
  if (headFile === undefined) return
  if (existsSync(headFile)) {
    const before = JSON.parse(readFileSync(headFile, 'utf8'))
    const older = hashes.slice(0, before.size)
    const address = `${site}/log/consistency?first=${before.size}&second=${head.size}`
    const { proof } =
      before.size === 0 ? { proof: [] } : JSON.parse(await get(address).catch(() => '{"proof":[]}'))
    const grew =
      before.size <= head.size &&
      rootOf(older).equals(bytes(before.root)) &&
      onlyGrew(before, head, proof.map(bytes))
    tell(
      grew && before.publicKey === head.publicKey && isSigned(before),
      `the log only grew since it had ${before.size} entries`,
    )
  }
  if (failures === 0) writeFileSync(headFile, `${JSON.stringify(head)}\n`)
}

/**
 * What became of an outcome, as far as the log proves it: a notice of withdrawal, a later outcome in its place.
 * @param {string} site @param {any} outcome @param {Buffer} digest @param {Set<string>} leaves
 */
async function checkFate(site, outcome, digest, leaves) {
  /** @param {string} text */
  const logged = (text) => leaves.has(sha256(Buffer.from(text)).toString('hex'))
  const notice = await find(`${site}/outcomes/${outcome.reference}.withdrawal.json`)
  if (notice !== undefined) {
    const { reference, sha256: named, date } = JSON.parse(notice)
    const right = reference === outcome.reference && named === digest.toString('hex')
    tell(
      right && logged(notice),
      `it was withdrawn on ${date}: the notice names it and stands in the log`,
    )
  }
  const standing = await find(`${site}/outcomes/${outcome.reference}.standing.json`)
  const by = JSON.parse(standing ?? '{}').supersededBy
  if (typeof by !== 'string') return
  const newer = (await find(`${site}/outcomes/${by}.json`)) ?? 'null'
  const names = JSON.parse(newer)?.supersedes === outcome.reference
  tell(
    names && logged(newer),
    `it was superseded by ${by}: that outcome says so and stands in the log`,
  )
}

/** @param {string[]} given */
async function main(given) {
  const rest = [...given]
  /** @param {string} name */
  const option = (name) => {
    const at = rest.indexOf(name)
    return at < 0 ? undefined : rest.splice(at, 2)[1]
  }
  const [siteOption, headFile] = [option('--site'), option('--head')]
  const [target] = rest
  if (target === undefined || rest.length !== 1) {
    console.error(USAGE)
    return 2
  }
  const isAddress = /^https?:\/\//.test(target)
  const known = /\.(json|md|akn\.xml|pdf|docx|bib|ris|txt)$/
  const text = isAddress
    ? await get(`${target.replace(/[?#].*$/, '').replace(known, '')}.json`)
    : readFileSync(target, 'utf8')
  const outcome = checkWords(text)
  const digest = sha256(Buffer.from(text))
  const site = (siteOption ?? (isAddress ? new URL(target).origin : undefined))?.replace(/\/$/, '')
  console.log(`  ${outcome.reference} ${outcome.date} sha-256 ${digest.toString('hex')}`)
  if (site === undefined) console.log('  the log was not asked: give --site <address of the site>')
  else {
    const leaves = await checkLog(site, digest, headFile)
    if (outcome.format !== WITHDRAWAL) await checkFate(site, outcome, digest, leaves)
  }
  return failures === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  return 1
})
