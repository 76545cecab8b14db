import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { addAgreementRoutes } from './agreement/routes.ts'
import { countOpenBallots } from './agreement/store.ts'
import { addBetweenRoutes } from './between/routes.ts'
import { createSender, type Sender } from './between/sender.ts'
import { countWaitingMails, insertInvitationMail } from './between/store-mails.ts'
import { audiencesOf } from './dialogues/execute.ts'
import { addFurtherRoute } from './dialogues/further.ts'
import { addDialogueRoutes } from './dialogues/routes.ts'
import { createSeats } from './dialogues/seats.ts'
import { participations } from './dialogues/store.ts'
import { addInvitationRoutes } from './identity/invitations.ts'
import { openInstitution } from './identity/institution.ts'
import { addInstitutionRoutes } from './identity/routes-institution.ts'
import { createProver } from './identity/prove.ts'
import { createAskRecent } from './identity/recent.ts'
import { addMemberRoutes } from './identity/routes-members.ts'
import { addPasswordRoutes } from './identity/routes-passwords.ts'
import { addSecurityRoutes } from './identity/routes-security.ts'
import { createRecovery } from './identity/recovery.ts'
import { addIdentityRoutes } from './identity/routes.ts'
import { createSignIns } from './identity/sign-in.ts'
import { INVITATION_DAYS } from './identity/store-invitations.ts'
import { findAccounts, keepSecret } from './identity/store.ts'
import { watchSignIns } from './identity/watch.ts'
import { createLive, type Live } from './live.ts'
import {
  addOutcomePreview,
  carryOutOutcome,
  pdfWriter,
  publishedSite,
  typesetPublished,
} from './outcomes/index.ts'
import { asPersonOn } from './platform/behalf.ts'
import type { Config } from './platform/config.ts'
import type { Database, Tx } from './platform/db.ts'
import { addHealth } from './platform/health.ts'
import { createHttp, type Route } from './platform/http.ts'
import { sha256 } from './platform/hash.ts'
import type { Log } from './platform/log.ts'
import { createMetrics, type Metrics } from './platform/metrics.ts'
import { openNodes } from './platform/nodes.ts'
import { openSecurityLog } from './platform/security-log.ts'
import { serveClient } from './platform/static.ts'
import { addBracketReading } from './proposals/brackets.ts'
import { addConcordanceReading } from './proposals/concordance.ts'
import { addProposalExports } from './proposals/exports.ts'
import { addGlossaryExports } from './proposals/glossary.ts'
import { addProposalReading, proposalHistories } from './proposals/reading.ts'
import { addStanding } from './proposals/standing.ts'
import { addProposalRoutes } from './proposals/routes.ts'

/** The application, wired and not listening. */
export interface App {
  readonly server: Server
  /** Exact origins that are let in; whoever listens adds the local ones. */
  readonly origins: string[]
  readonly live: Live
  readonly metrics: Metrics
  /** Everything that can be asked for over HTTP. */
  readonly routes: readonly Route[]
  /** Makes in the background, from now on, the files of outcomes that somebody would have to wait for. */
  keepWarm(): void
  /** Refuses what is new, lets what runs finish, and closes what was opened, last first. */
  close(): Promise<void>
}

/** Wires the rooms to the edge. */
export async function createApp(options: {
  readonly config: Config
  readonly db: Database
  /** The same database, read as the role that sees what is public only. */
  readonly publicDb: Database
  readonly log: Log
  readonly root: string
}): Promise<App> {
  const { config, db, log } = options
  const origins = [...config.origins]
  const secure = origins.length > 0 && origins.every((origin) => origin.startsWith('https:'))
  const server = createServer()
  let isStopping = false

  const metrics = createMetrics()
  gaugeDatabase(metrics, db)
  const asPerson = asPersonOn(db)
  const nodes = config.redisUrl === undefined ? undefined : await openNodes(config.redisUrl, log)
  const origin = () => origins[0] ?? ''
  const sender =
    config.smtp === undefined || config.mailFrom === undefined
      ? undefined
      : createSender({
          db,
          smtp: config.smtp,
          from: config.mailFrom,
          origin,
          report: (error) => log.failed(error, { where: 'mails' }),
        })
  const signIns = await createSignIns({ db, secure, validity: config })
  const pdf = pdfWriter(db)
  const warming = { isOn: false }
  const warm = () => {
    if (!warming.isOn) return
    typesetPublished(db, pdf).catch((error: unknown) =>
      log.failed(error, { where: 'typesetting' }, 'warn'),
    )
  }
  const security = openSecurityLog(
    log,
    await keepSecret(db, 'log', randomBytes(32).toString('hex')),
  )
  const askRecent = createAskRecent(signIns.store, config.recentMinutes, security)
  const live = await createLive({
    db,
    server,
    log,
    metrics,
    sha256,
    origins,
    limits: config,
    identify: (request) => signIns.identify(request),
    nodes,
    askRecent,
    security,
    mailsMayWait: () => sender?.wake(),
    acknowledgeEarly: config.plant === 'early-ack',
    onOutcome: carryOutOutcome,
    onPublished: warm,
  })
  const http = createHttp({
    origins,
    secure,
    proxies: config.proxies,
    log,
    metrics,
    before: signIns.middleware,
    whoAsks: (request) => signIns.accountOf(request),
    permit: live.permit,
    askRecent,
    troubleOf: live.troubleOf,
  })
  addHealth(http, {
    sql: db,
    isStopping: () => isStopping,
    hearsOthers: () => nodes?.ready() !== false,
  })
  const seats = createSeats(db, live.ledger, live.execute)
  const identity = {
    db,
    mayLink: seats.mayLink,
    signIns,
    security,
    prover: createProver({ db, demo: config.demo, institution: config.institution }),
    demo: config.demo,
    onSignOut: (signInId: string) => live.realtime.cutSignIn(signInId, 'identity/signed-out'),
    onRenewed: (signInId: string, keptSocketId: string | undefined) =>
      live.realtime.renewSignIn(signInId, keptSocketId),
  }
  addIdentityRoutes(http, identity)
  addSecurityRoutes(http, identity)
  const recovery =
    sender &&
    createRecovery({
      db,
      security,
      wake: () => sender.wake(),
      report: (error) => log.failed(error, { where: 'password-link' }),
    })
  addPasswordRoutes(http, { ...identity, recovery })
  addInstitutionRoutes(http, {
    ...identity,
    sendsMail: sender !== undefined,
    recentMinutes: config.recentMinutes,
    institution: config.institution && openInstitution(config.institution),
    report: (error: unknown) => log.failed(error, { where: 'institution' }, 'warn'),
  })
  const invited = { ...identity, ...seats, ...mailing(sender) }
  addInvitationRoutes(http, invited)
  addMemberRoutes(http, invited)
  addDialogueRoutes(http, { asPerson, command: live.command })
  addFurtherRoute(http, {
    db,
    sha256,
    accountOf: async (id) => (await findAccounts(db, [id]))[0],
  })
  addBetweenRoutes(http, {
    db,
    sendsMail: sender !== undefined,
    origin,
    roomOf: (dialogueId) => live.ledger.events(dialogueId, 'room', 0),
    audiencesOf: async (dialogueId, accountId) => {
      const state = await live.ledger.recent(dialogueId)
      return state === undefined ? [] : audiencesOf(state, accountId)
    },
  })
  addAgreementRoutes(http, { db, ledger: live.ledger })
  addProposalRoutes(http, { command: live.execute })
  const texts = { asPerson, ledger: live.ledger, histories: proposalHistories() }
  addProposalReading(http, texts)
  addBracketReading(http, texts)
  addStanding(http, { db, ledger: live.ledger })
  addProposalExports(http, texts)
  addConcordanceReading(http, texts)
  addGlossaryExports(http, { ledger: live.ledger })
  addOutcomePreview(http, { db, origin, pdf, ledger: live.ledger, wordsOf: live.wordsOf })
  const site = publishedSite({
    sql: db,
    publicSql: options.publicDb,
    asPerson,
    origin,
    pdf,
    troubleOf: live.troubleOf,
    readerOf: async (request) => {
      // Nobody without a cookie is signed in, and most readers have none.
      if (request.headers.cookie === undefined) return undefined
      const who = await signIns.identify(request)
      if (who === undefined) return undefined
      const { accountId } = who
      return { accountId, ...(await asPerson(who, (tx) => participations(tx, accountId))) }
    },
  })
  http.app.use(site)
  serveClient(http.app, path.join(options.root, 'dist', 'client'))
  http.finish()
  server.on('request', http.answer)
  const endWatch = watchSignIns(signIns.store, live.realtime, (error) =>
    log.failed(error, { where: 'sign-ins' }),
  )

  return {
    server,
    origins,
    live,
    metrics,
    routes: http.routes,
    keepWarm: () => {
      warming.isOn = true
      warm()
    },
    close: async () => {
      isStopping = true
      endWatch()
      await live.close()
      nodes?.close()
      await recovery?.stop()
      await sender?.stop()
      await closeServer(server)
    },
  }
}

/** How an invitation is mailed, where mail is sent. */
function mailing(sender: Sender | undefined) {
  if (sender === undefined) return {}
  const mail = async (tx: Tx, accountId: string, path: string) => {
    await insertInvitationMail(tx, accountId, { path, days: INVITATION_DAYS })
    sender.wake()
  }
  return { mail }
}

function gaugeDatabase(metrics: Metrics, db: Database): void {
  for (const use of ['inUse', 'idle', 'waiting'] as const) {
    const name = { inUse: 'in_use', idle: 'idle', waiting: 'waiting' }[use]
    metrics.gauge(
      `parley_transactions_${name}`,
      `Transactions' connections: ${name}`,
      () => db.load()[use],
    )
  }
  metrics.gauge('parley_ballots_open', 'Ballots that await answers', () => countOpenBallots(db))
  metrics.gauge('parley_mails_waiting', 'Mails in the outbox', () => countWaitingMails(db))
}

/** How long requests that run may take to finish once the server stops, in milliseconds. */
const DRAIN_MS = 5000

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise((resolve) => server.close(resolve))
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
