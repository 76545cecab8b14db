import { refuse } from '#shared/kernel'
import type { Request, RequestHandler } from 'express'
import session, { type SessionData } from 'express-session'
import { randomBytes, randomUUID } from 'node:crypto'
import { ServerResponse, type IncomingMessage } from 'node:http'
import passport from 'passport'
import { Strategy as LocalStrategy } from 'passport-local'
import type { Database } from '../platform/db.ts'
import type { SignedIn } from '../platform/realtime.ts'
import { deviceWords } from './device.ts'
import { hashPassword, isOutdated, isPassword } from './password.ts'
import { SignInStore, type Validity } from './store-sign-ins.ts'
import { findByEmail, keepPassword, keepSecret } from './store.ts'

/** The account that passport puts on a request. */
interface User {
  readonly id: string
}

/** Reads, opens and ends sign-ins. */
export interface SignIns {
  readonly store: SignInStore
  /** Reads the sign-in from the cookie; runs before every route. */
  readonly middleware: readonly RequestHandler[]
  /** Who stands behind a request that passed the middleware. */
  accountOf(request: IncomingMessage): SignedIn | undefined
  /** Who stands behind a bare request, such as a socket's first one. */
  identify(request: IncomingMessage): Promise<SignedIn | undefined>
  /** Checks an address and a password; answers the account's id. */
  check(request: Request): Promise<string | undefined>
  /** Whether cookies go over TLS only. */
  readonly secure: boolean
  /** Signs in under a fresh secret, whatever cookie the request had. */
  open(request: Request, accountId: string): Promise<void>
  /** Notes that the person proved who they are, and gives the sign-in a fresh secret: the former opens nothing (W7). */
  renew(request: Request): Promise<void>
  /** Ends the request's sign-in. */
  close(request: Request): Promise<void>
}

/** Prepares sign-in on a database. */
export async function createSignIns(options: {
  readonly db: Database
  readonly secure: boolean
  readonly validity: Validity
}): Promise<SignIns> {
  const store = new SignInStore(options.db, options.validity)
  const secret = await keepSecret(options.db, 'cookie', randomBytes(32).toString('hex'))
  const read = session({
    name: options.secure ? '__Host-parley' : 'parley',
    secret,
    store,
    resave: false,
    saveUninitialized: false,
    genid: freshSecret,
    cookie: { httpOnly: true, sameSite: 'strict', secure: options.secure, path: '/' },
  })
  const people = passportOn(options.db)
  return {
    store,
    secure: options.secure,
    middleware: [read, people.initialize() as RequestHandler, people.session() as RequestHandler],
    accountOf,
    identify: (request) =>
      new Promise((resolve, reject) => {
        // Nothing is answered here; the session layer only wants something to hang on to.
        const unused = new ServerResponse(request)
        read(request as Request, unused as never, (error?: unknown) => {
          if (error === undefined) resolve(accountOf(request))
          else reject(error instanceof Error ? error : new Error('the sign-in cannot be read'))
        })
      }),
    check: (request) =>
      new Promise((resolve, reject) => {
        const decide = (error: unknown, user?: User | false) => {
          if (error instanceof Error) reject(error)
          else resolve(user === false ? undefined : user?.id)
        }
        const handle = people.authenticate('local', decide) as RequestHandler
        void handle(request, request.res as never, reject)
      }),
    open: (request, accountId) =>
      new Promise((resolve, reject) => {
        request.logIn({ id: accountId }, (error?: unknown) => {
          if (error instanceof Error) {
            reject(error)
            return
          }
          request.session.signInId = randomUUID()
          request.session.device = deviceWords(request.headers['user-agent'])
          save(request).then(resolve, reject)
        })
      }),
    renew: async (request) => {
      const [former, next] = [request.sessionID, freshSecret()]
      await store.renew(former, next)
      request.sessionID = next
      const data = JSON.parse(JSON.stringify(request.session)) as SessionData
      store.createSession(request, data)
      await save(request)
    },
    close: (request) =>
      new Promise((resolve, reject) => {
        request.session.destroy((error?: unknown) =>
          error instanceof Error ? reject(error) : resolve(),
        )
      }),
  }
}

const freshSecret = () => randomBytes(32).toString('base64url')

function save(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((failed?: unknown) =>
      failed instanceof Error ? reject(failed) : resolve(),
    )
  })
}

function accountOf(request: IncomingMessage): SignedIn | undefined {
  const { session: data } = request as Partial<Pick<Request, 'session'>>
  const accountId = data?.passport?.user
  const signInId = data?.signInId
  return accountId === undefined || signInId === undefined ? undefined : { accountId, signInId }
}

function passportOn(db: Database) {
  const people = new passport.Passport()
  people.use(
    new LocalStrategy({ usernameField: 'email' }, (email, password, done) => {
      checkPassword(db, email, password).then(
        (id) => done(null, id === undefined ? false : { id }),
        (error: unknown) => done(error),
      )
    }),
  )
  people.serializeUser((user, done) => done(null, (user as User).id))
  people.deserializeUser((id: string, done) => done(null, { id }))
  return people
}

async function checkPassword(db: Database, email: string, password: string) {
  const found = await findByEmail(db, email)
  const isRight = await isPassword(password, found?.password ?? null)
  if (!isRight || found === undefined) return undefined
  // A hash of former cost is made anew while the password is at hand.
  if (isOutdated(found.password)) {
    await keepPassword(db, found.account.id, await hashPassword(password))
  }
  return found.account.id
}

/** What a wrong address and a wrong password are both answered with. */
export const WRONG = refuse('identity/wrong-credentials')
