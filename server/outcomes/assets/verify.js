// Checks an outcome in the browser: every hash and the signature are computed here, from the log's own leaves.
const form = document.getElementById('verify')
const result = document.getElementById('result')
const chinese = result.dataset.lang === 'zh'
const both = result.dataset.lang === 'both'

const WORDS = {
  canonical: ['The file is in its canonical form', '文件为规范格式'],
  notCanonical: ['The file is not in its canonical form', '文件不是规范格式'],
  clauses: ['Every clause matches its hash', '每一条款均与其哈希值相符'],
  notClauses: ['A clause does not match its hash', '有条款与其哈希值不符'],
  served: ['The file is what this site publishes', '文件与本站发布的内容一致'],
  notServed: [
    'This site publishes other words under this reference',
    '本站以此编号发布的文字与文件不同',
  ],
  root: ['The log’s leaves give the signed root', '日志条目与签名的根哈希相符'],
  notRoot: ['The log’s leaves do not give the signed root', '日志条目与签名的根哈希不符'],
  signed: ['The signature of the head is right', '日志头签名有效'],
  notSigned: ['The signature of the head is wrong', '日志头签名无效'],
  unsigned: ['This browser cannot check Ed25519 signatures', '此浏览器无法核验 Ed25519 签名'],
  logged: ['It stands in the log, entry', '已载入日志，条目'],
  notLogged: ['It does not stand in the log', '未载入日志'],
  withdrawn: [
    'It was withdrawn: the notice names it and stands in the log. Date:',
    '该成果已撤回，撤回通知指明该成果并已载入日志。日期：',
  ],
  notWithdrawn: [
    'This site says that it was withdrawn, but the notice does not name it or does not stand in the log',
    '本站称其已撤回，但通知未指明该成果或未载入日志',
  ],
  superseded: [
    'It was superseded: the later outcome says so and stands in the log. Reference:',
    '该成果已被取代，后续成果载明此事并已载入日志。编号：',
  ],
  notSuperseded: [
    'This site says that it was superseded, but the later outcome does not say so or does not stand in the log. Reference:',
    '本站称其已被取代，但后续成果未载明此事或未载入日志。编号：',
  ],
  failed: ['It could not be read', '无法读取'],
  grew: ['The log only grew since the head of size', '日志此后仅有增加，此前日志头的条目数为'],
  notGrew: [
    'The log is no continuation of the head of size',
    '日志与此前的日志头不连续，其条目数为',
  ],
  kept: ['This browser will remember the head of size', '此浏览器将记住日志头，其条目数为'],
}

function words(key) {
  const [en, zh] = WORDS[key]
  return both ? `${en} · ${zh}` : chinese ? zh : en
}

function tell(good, key, more = '') {
  const line = document.createElement('li')
  line.className = good ? 'ok' : 'bad'
  line.textContent = `${good ? '✓' : '✗'} ${words(key)} ${more}`.trimEnd()
  result.append(line)
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
const encode = (text) => new TextEncoder().encode(text)

async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all))
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

async function rootOf(hashes) {
  if (hashes.length === 0) return sha256()
  if (hashes.length === 1) return hashes[0]
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  const left = await rootOf(hashes.slice(0, k))
  const right = await rootOf(hashes.slice(k))
  return sha256(Uint8Array.of(1), left, right)
}

/** Whether a consistency proof leads from the older root to the newer one (RFC 9162, 2.1.4.2). */
async function onlyGrew(older, newer, proof) {
  if (older.size === newer.size) return proof.length === 0 && older.root === newer.root
  if (older.size > newer.size) return false
  if (older.size === 0) return true
  const isWhole = (older.size & (older.size - 1)) === 0
  const [start, ...rest] = isWhole ? [bytesOf(older.root), ...proof] : proof
  if (start === undefined) return false
  let [at, last] = [older.size - 1, newer.size - 1]
  while (at % 2 === 1) [at, last] = [at >> 1, last >> 1]
  let [before, after] = [start, start]
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      before = await sha256(Uint8Array.of(1), sibling, before)
      after = await sha256(Uint8Array.of(1), sibling, after)
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1]
    } else after = await sha256(Uint8Array.of(1), after, sibling)
    ;[at, last] = [at >> 1, last >> 1]
  }
  return last === 0 && hex(before) === older.root && hex(after) === newer.root
}

const REMEMBERED = 'parley-log-head'

/** The head that this browser saw last, and the one that somebody was given, where there are such. */
async function olderHeads() {
  const given = new FormData(form).get('head')
  const texts = [localStorage.getItem(REMEMBERED)]
  if (given instanceof File && given.size > 0) texts.push(await given.text())
  return texts.filter((text) => text !== null).map((text) => JSON.parse(text))
}

/** Proves that the log continues each older head; the present one is remembered if it does. */
async function checkGrowth(head) {
  let whole = true
  for (const older of await olderHeads()) {
    const path = `/log/consistency?first=${older.size}&second=${head.size}`
    const answer = older.size > 0 && older.size <= head.size ? await fetch(path) : undefined
    const { proof } = answer?.ok ? await answer.json() : { proof: [] }
    const signed = older.publicKey === head.publicKey && (await isSigned(older).catch(() => false))
    const good = signed && (await onlyGrew(older, head, proof.map(bytesOf)))
    tell(good, good ? 'grew' : 'notGrew', String(older.size))
    whole &&= good
  }
  if (!whole) return
  localStorage.setItem(REMEMBERED, JSON.stringify(head))
  tell(true, 'kept', String(head.size))
}

async function isSigned(head) {
  const rootBytes = String.fromCharCode(...bytesOf(head.root))
  const text = `${head.origin}\n${head.size}\n${btoa(rootBytes)}\n`
  const spki = fromBase64(head.publicKey)
  const key = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, fromBase64(head.signature), encode(text))
}

async function get(path) {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer
}

/** What stands at a path; nothing only if the site says that there is none. */
async function find(path) {
  const answer = await fetch(path)
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.text()
}

const WITHDRAWAL = 'parley-withdrawal/1'

async function checkWords(text) {
  const outcome = JSON.parse(text)
  const good = canonical(outcome) === text
  tell(good, good ? 'canonical' : 'notCanonical')
  if (outcome.format === WITHDRAWAL) return outcome
  let whole = true
  for (const { kind, text: words, textHash } of outcome.clauses ?? []) {
    if (hex(await sha256(encode(canonical({ kind, text: words })))) !== textHash) whole = false
  }
  tell(whole, whole ? 'clauses' : 'notClauses')
  return outcome
}

async function checkLog(digest) {
  const head = await (await get('/log/head')).json()
  const { leaves } = await (await get('/log/leaves')).json()
  const size = Number(head.size)
  const hashes = []
  for (const leaf of leaves.slice(0, size)) {
    hashes.push(await sha256(Uint8Array.of(0), bytesOf(leaf)))
  }
  const rooted = leaves.length >= size && hex(await rootOf(hashes)) === head.root
  tell(rooted, rooted ? 'root' : 'notRoot')
  try {
    const signed = await isSigned(head)
    tell(signed, signed ? 'signed' : 'notSigned')
    if (signed && rooted) await checkGrowth(head)
  } catch {
    tell(false, 'unsigned')
  }
  const entry = leaves.slice(0, size).indexOf(digest)
  if (entry >= 0) tell(true, 'logged', String(entry + 1))
  else tell(false, 'notLogged')
  return new Set(leaves.slice(0, size))
}

/** What became of an outcome, as far as the log proves it: a notice of withdrawal, a later outcome in its place. */
async function checkFate(outcome, digest, leaves) {
  const logged = async (text) => leaves.has(hex(await sha256(encode(text))))
  const address = `/outcomes/${encodeURIComponent(outcome.reference)}`
  const notice = await find(`${address}.withdrawal.json`)
  if (notice !== undefined) {
    const { reference, sha256: named, date } = JSON.parse(notice)
    const right = reference === outcome.reference && named === digest && (await logged(notice))
    tell(right, right ? 'withdrawn' : 'notWithdrawn', right ? date : '')
  }
  const by = JSON.parse((await find(`${address}.standing.json`)) ?? '{}').supersededBy
  if (typeof by !== 'string') return
  const newer = (await find(`/outcomes/${encodeURIComponent(by)}.json`)) ?? 'null'
  const right = JSON.parse(newer)?.supersedes === outcome.reference && (await logged(newer))
  tell(right, right ? 'superseded' : 'notSuperseded', by)
}

async function verify() {
  result.replaceChildren()
  const data = new FormData(form)
  const file = data.get('file')
  const given = file instanceof File && file.size > 0
  try {
    const reference = String(data.get('reference')).trim()
    const text = given
      ? await file.text()
      : await (await get(`/outcomes/${encodeURIComponent(reference)}.json`)).text()
    const outcome = await checkWords(text)
    const digest = hex(await sha256(encode(text)))
    if (given) {
      const ending = outcome.format === WITHDRAWAL ? 'withdrawal.json' : 'json'
      const same =
        (await find(`/outcomes/${encodeURIComponent(outcome.reference)}.${ending}`)) === text
      tell(same, same ? 'served' : 'notServed')
    }
    const leaves = await checkLog(digest)
    if (outcome.format !== WITHDRAWAL) await checkFate(outcome, digest, leaves)
  } catch (error) {
    tell(false, 'failed', error instanceof Error ? error.message : '')
  }
  result.dataset.done = 'true'
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void verify()
})
if (form.elements.reference.value !== '') void verify()
