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
  failed: ['It could not be read', '无法读取'],
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

async function checkWords(text) {
  const outcome = JSON.parse(text)
  const good = canonical(outcome) === text
  tell(good, good ? 'canonical' : 'notCanonical')
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
  } catch {
    tell(false, 'unsigned')
  }
  const entry = leaves.slice(0, size).indexOf(digest)
  if (entry >= 0) tell(true, 'logged', String(entry + 1))
  else tell(false, 'notLogged')
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
      const served = await fetch(`/outcomes/${encodeURIComponent(outcome.reference)}.json`)
      const same = served.ok && (await served.text()) === text
      tell(same, same ? 'served' : 'notServed')
    }
    await checkLog(digest)
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
