import nodemailer from 'nodemailer'
import type { Database } from '../platform/db.ts'
import { composeMail } from './mail-words.ts'
import { claimMail, endMail, postponeMail, untilNextMail, type ClaimedMail } from './store-mails.ts'

/** Sends what waits in the outbox. */
export interface Sender {
  /** Looks at once: a mail was put into the outbox. */
  wake(): void
  stop(): Promise<void>
}

/** What the sender is built from. */
export interface SenderOptions {
  readonly db: Database
  /** The mail server, as an address: `smtp://user:password@host:587`, `smtps://…`. */
  readonly smtp: string
  readonly from: string
  /** The address under which people reach this site; asked when a mail gets its words. */
  readonly origin: () => string
  readonly report: (error: unknown) => void
  /** How long a claim lasts, in milliseconds; longer than the mail server may take. */
  readonly leaseMs?: number
  /** How long after a failure the next attempt is made, in milliseconds; then four times as long, and so on. */
  readonly retryMs?: number
}

const LEASE_MS = 120_000
const SMTP_TIMEOUT_MS = 20_000
const RETRY_MS = 30_000
const LONGEST_RETRY_MS = 3_600_000
/** After so many attempts a mail is given up; with the pauses between them that is about a day. */
const MOST_ATTEMPTS = 30
/** How often the outbox is looked at without being woken, in milliseconds: another node may have filled it. */
const LOOK_MS = 5000

/** Sends mails one after another; every node may have a sender (BT8). */
export function createSender(options: SenderOptions): Sender {
  const { db, report, leaseMs = LEASE_MS } = options
  const transport = nodemailer.createTransport({
    url: options.smtp,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain =
    options.from
      .split('@')
      .at(-1)
      ?.replace(/[^\w.-]/g, '') ?? 'parley'
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let again = false
  let isStopped = false

  async function send(mail: ClaimedMail): Promise<void> {
    try {
      await transport.sendMail({
        from: options.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.body,
        date: mail.date,
        messageId: `<${mail.id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        xMailer: false,
      })
    } catch (error) {
      await failed(mail, error)
      return
    }
    await endMail(db, mail.id, 'sent')
  }

  async function failed(mail: ClaimedMail, error: unknown): Promise<void> {
    report(withoutWords(error))
    if (isForGood(error) || mail.attempts >= MOST_ATTEMPTS) await endMail(db, mail.id, 'refused')
    else {
      const pause = (options.retryMs ?? RETRY_MS) * 4 ** (mail.attempts - 1)
      await postponeMail(db, mail.id, Math.min(pause, LONGEST_RETRY_MS))
    }
  }

  async function pass(): Promise<void> {
    for (;;) {
      if (isStopped) return
      const mail = await claimMail(db, leaseMs, (it) => composeMail(it, options.origin()))
      if (mail === undefined) return
      if (mail !== 'nothing-to-tell') await send(mail)
    }
  }

  function run(): void {
    clearTimeout(timer)
    if (isStopped) return
    if (running !== undefined) {
      again = true
      return
    }
    running = pass()
      .then(() => untilNextMail(db))
      .catch((error: unknown) => {
        report(withoutWords(error))
        return LOOK_MS
      })
      .then((wait) => {
        running = undefined
        if (isStopped) return
        timer = setTimeout(run, again ? 0 : Math.min(Math.max(wait ?? LOOK_MS, 50), LOOK_MS))
        timer.unref()
        again = false
      })
  }

  run()
  return {
    wake: run,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await running
      transport.close()
    },
  }
}

/** Whether the mail server said that it will never take this mail: the address does not exist, and the like. */
function isForGood(error: unknown): boolean {
  const { responseCode, command } = Object(error) as { responseCode?: unknown; command?: unknown }
  const code = typeof responseCode === 'number' ? responseCode : 0
  return code >= 500 && code < 600 && (command === 'RCPT TO' || command === 'DATA')
}

/** What may stand in the log of a failure: no address and no answer of the mail server, which repeats it. */
function withoutWords(error: unknown): Error {
  const { code, responseCode, command } = Object(error) as Record<string, unknown>
  return new Error(
    `a mail could not be sent: ${[code, responseCode, command].map(String).join(' ')}`,
  )
}
