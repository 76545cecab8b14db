import type { AddressInfo } from 'node:net'
import { canonicalOutcome, type CanonicalOutcome, type OutcomeParts } from '#shared/outcomes'
import express from 'express'
import { pdfWriter, publishedSite, type Reader } from '../../server/outcomes/index.ts'
import type { Database } from '../../server/platform/db.ts'
import { sha256 } from './world.ts'

/** The parts of an outcome that tests publish; what a test cares about is given. */
export function someOutcome(changes: Partial<OutcomeParts> = {}): CanonicalOutcome {
  const decision = canonicalOutcome(
    {
      kind: 'consensus-document',
      reference: 'PD-2026-03',
      dialogue: {
        en: 'Dialogue on AI, data security and semiconductors',
        zh: '人工智能、数据安全与半导体对话',
      },
      sides: [
        { en: 'Delegation of Alphaland', zh: '甲国代表团' },
        { en: 'Delegation of Betaland', zh: '乙国代表团' },
      ],
      topics: [{ en: 'Data security', zh: '数据安全' }],
      title: { en: 'Common categories of sensitive data', zh: '敏感数据的共同类别' },
      date: '2026-11-24',
      place: { en: 'Geneva', zh: '日内瓦' },
      convening: { en: 'The two delegations met in Geneva.', zh: '两个代表团在日内瓦举行会议。' },
      participants: [{ en: 'Ann Bell', zh: '安·贝尔' }],
      clauses: [
        {
          number: null,
          kind: 'heading',
          level: 1,
          text: { en: 'Principles', zh: '原则' },
          status: 'heading',
        },
        {
          number: '1',
          kind: 'operative',
          level: 1,
          text: {
            en: 'Cross-border data flow is essential & “free” <b>where</b> no interest is at stake.',
            zh: '双方认识到，数据跨境流动对商业运营至关重要。\n№ 5 ≤ 6 ≥ 3 ℃ αβ',
          },
          status: 'agreed',
        },
        {
          number: '2',
          kind: 'operative',
          level: 1,
          text: {
            en: 'Definitions will be prepared by legal and engineering experts.',
            zh: '定义由法律与工程专家共同拟定。',
          },
          status: 'agreed-ad-referendum',
        },
      ],
      recommendations: [
        { en: 'Refer the list to the official channel.', zh: '将清单转交官方渠道。' },
      ],
      ...changes,
    },
    sha256,
  )
  if (!decision.ok) throw new Error(decision.code)
  return decision.value
}

/** A public site of its own, on a free port. */
export interface RunningSite {
  readonly url: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/** Serves the public site; the header `x-reader` stands for somebody signed in; `first` sees every request before it. */
export async function runSite(
  sql: Database,
  readers: Record<string, Reader> = {},
  first?: express.RequestHandler,
  limits: Pick<Parameters<typeof publishedSite>[0], 'turns' | 'sizes'> = {},
): Promise<RunningSite> {
  const app = express()
  app.disable('x-powered-by')
  if (first !== undefined) app.use(first)
  app.use(
    publishedSite({
      sql,
      pdf: pdfWriter(sql),
      origin: () => 'https://parley.example',
      ...limits,
      readerOf: (req) => Promise.resolve(readers[String(req.headers['x-reader'])]),
    }),
  )
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    // Lengths and tags are those of the bytes themselves, unless a test asks for packed ones.
    get: (path, headers = {}) =>
      fetch(`${url}${path}`, { headers: { 'Accept-Encoding': 'identity', ...headers } }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
