import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { until } from './client.ts'

/** A mail as it came over the wire. */
interface CaughtMail {
  readonly to: string
  readonly raw: string
  /** The words, decoded. */
  readonly text: string
  readonly subject: string
  readonly messageId: string
}

/** A real mail server on a free port that keeps what it is sent. */
export interface Sink {
  readonly url: string
  readonly mails: readonly CaughtMail[]
  /** What is done with the next mails, before they are answered; an error is an answer of the mail server. */
  onMail: (mail: CaughtMail) => Promise<Error | undefined>
  /** Waits for a mail to an address that fits. */
  mailTo(to: string, fits?: (mail: CaughtMail) => boolean): Promise<CaughtMail>
  close(): Promise<void>
}

/** Starts a mail server. */
export async function openSink(): Promise<Sink> {
  const mails: CaughtMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString('utf8')
        const mail = caught(raw, session.envelope.rcptTo[0]?.address ?? '')
        mails.push(mail)
        void sink.onMail(mail).then((error) => callback(error))
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const sink: Sink = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    onMail: () => Promise.resolve(undefined),
    mailTo: (to, fits = () => true) =>
      until(() => mails.find((mail) => mail.to === to && fits(mail)), `a mail to ${to}`),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
  return sink
}

function caught(raw: string, to: string): CaughtMail {
  const gap = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, gap).replaceAll(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  const body = raw.slice(gap + 4)
  const encoding = header('Content-Transfer-Encoding').toLowerCase()
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body.replaceAll(/=\r\n/g, ''))
        : body
  return { to, raw, text, subject: words(header('Subject')), messageId: header('Message-ID') }
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Decodes the encoded words of a header (RFC 2047). */
function words(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, coded: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(coded, 'base64').toString('utf8')
        : quotedPrintable(coded.replaceAll('_', ' ')),
    )
}
