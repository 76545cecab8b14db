import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import * as z from 'zod'
import { fetchMe, ME_KEY } from '../identity/account.ts'
import { HomePage } from './pages/HomePage.tsx'
import type { Sheet } from '../positions/worksheets/WorksheetsPage.tsx'
import { InvitationPage } from './pages/InvitationPage.tsx'
import { FailurePage, MissingPage } from './pages/Plain.tsx'
import { SignIn } from './pages/SignIn.tsx'
import type { RoomChoice } from './room/Room.tsx'

interface RouterContext {
  readonly queries: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: MissingPage,
  errorComponent: FailurePage,
})

// Only addresses of this site: a link must not lead through the sign-in page to somewhere else.
const next = z.string().regex(/^\/(?![/\\])/)

const code = z.string().regex(/^identity\/[a-z-]{1,40}$/)

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) => {
    const parsed = next.safeParse(search['next'])
    const refused = code.safeParse(search['refused'])
    return {
      ...(parsed.success ? { next: parsed.data } : {}),
      ...(refused.success ? { refused: refused.data } : {}),
    }
  },
  component: function SignInRoute() {
    const search: { next?: string; refused?: string } = signInRoute.useSearch()
    return <SignIn next={search.next} refused={search.refused} />
  },
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.query({
      queryKey: ME_KEY,
      queryFn: fetchMe,
      staleTime: 30_000,
    })
    if (me.ok && me.value.account === null) {
      redirect({
        to: '/sign-in',
        search: location.href === '/' ? {} : { next: location.href },
        throw: true,
      })
    }
  },
  component: Outlet,
})

const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: HomePage })

const dialogue = createRoute({
  getParentRoute: () => signedIn,
  path: '/dialogues/$dialogueId',
  component: lazyRouteComponent(() => import('./dialogue/DialogueRoute.tsx'), 'DialogueRoute'),
})

const overview = createRoute({
  getParentRoute: () => dialogue,
  path: '/',
  component: lazyRouteComponent(() => import('./dialogue/pages.tsx'), 'OverviewPage'),
})

const roomSearch = z.object({
  text: z.uuid().optional().catch(undefined),
  clause: z.uuid().optional().catch(undefined),
  languages: z.enum(['en', 'both', 'zh']).optional().catch(undefined),
})

const room = createRoute({
  getParentRoute: () => dialogue,
  path: '/room',
  validateSearch: (search): RoomChoice => {
    const { text, clause, languages } = roomSearch.parse(search)
    return {
      ...(text === undefined ? {} : { text }),
      ...(clause === undefined ? {} : { clause }),
      ...(languages === undefined ? {} : { languages }),
    }
  },
  component: lazyRouteComponent(() => import('./room/RoomPage.tsx'), 'RoomPage'),
})

const questionSearch = z.object({ question: z.uuid().optional().catch(undefined) })

const positions = createRoute({
  getParentRoute: () => dialogue,
  path: '/positions',
  validateSearch: (search): { question?: string } => {
    const { question } = questionSearch.parse(search)
    return question === undefined ? {} : { question }
  },
  component: lazyRouteComponent(() => import('./dialogue/pages.tsx'), 'PositionsPage'),
})

const sessionSearch = z.object({ session: z.uuid().optional().catch(undefined) })

const sessions = createRoute({
  getParentRoute: () => dialogue,
  path: '/sessions',
  validateSearch: (search): { session?: string } => {
    const { session } = sessionSearch.parse(search)
    return session === undefined ? {} : { session }
  },
  component: lazyRouteComponent(() => import('./sessions/SessionsPage.tsx'), 'SessionsPage'),
})

const ballots = createRoute({
  getParentRoute: () => dialogue,
  path: '/ballots',
  component: lazyRouteComponent(() => import('./ballots/BallotsPage.tsx'), 'BallotsPage'),
})

const desk = createRoute({
  getParentRoute: () => dialogue,
  path: '/desk',
  component: lazyRouteComponent(() => import('./chair/DeskPage.tsx'), 'DeskPage'),
})

const ScreenPage = lazyRouteComponent(() => import('./screen/ScreenPage.tsx'), 'ScreenPage')

const screen = createRoute({
  getParentRoute: () => dialogue,
  path: '/screen',
  validateSearch: (search): { clause?: string } => {
    const { clause } = roomSearch.parse(search)
    return clause === undefined ? {} : { clause }
  },
  component: function ScreenRoute() {
    const { clause }: { clause?: string } = screen.useSearch()
    const navigate = screen.useNavigate()
    return (
      <ScreenPage
        clause={clause}
        onShow={(next) => void navigate({ search: { clause: next }, replace: true })}
      />
    )
  },
})

const ComparisonPage = lazyRouteComponent(
  () => import('./comparison/ComparisonPage.tsx'),
  'ComparisonPage',
)

const comparison = createRoute({
  getParentRoute: () => dialogue,
  path: '/comparison',
  validateSearch: (search): { text?: string } => {
    const { text } = roomSearch.parse(search)
    return text === undefined ? {} : { text }
  },
  component: function ComparisonRoute() {
    const { text }: { text?: string } = comparison.useSearch()
    const navigate = comparison.useNavigate()
    return (
      <ComparisonPage
        text={text}
        onText={(next) => void navigate({ search: { text: next }, replace: true })}
      />
    )
  },
})

const outcomes = createRoute({
  getParentRoute: () => dialogue,
  path: '/outcomes',
  component: lazyRouteComponent(() => import('./dialogue/pages.tsx'), 'OutcomesPage'),
})

const termSearch = z.object({ term: z.uuid().optional().catch(undefined) })

const glossary = createRoute({
  getParentRoute: () => dialogue,
  path: '/glossary',
  validateSearch: (search): { term?: string } => {
    const { term } = termSearch.parse(search)
    return term === undefined ? {} : { term }
  },
  component: lazyRouteComponent(() => import('./glossary/GlossaryRoute.tsx'), 'GlossaryRoute'),
})

const people = createRoute({
  getParentRoute: () => dialogue,
  path: '/people',
  component: lazyRouteComponent(() => import('./dialogue/pages.tsx'), 'PeoplePage'),
})

const record = createRoute({
  getParentRoute: () => dialogue,
  path: '/record',
  component: lazyRouteComponent(() => import('./record/RecordPage.tsx'), 'RecordPage'),
})

const sheetSearch = z.object({
  sheet: z.enum(['categories', 'measures']).optional().catch(undefined),
})

const worksheets = createRoute({
  getParentRoute: () => dialogue,
  path: '/worksheets',
  validateSearch: (search): { sheet?: Sheet } => {
    const { sheet } = sheetSearch.parse(search)
    return sheet === undefined ? {} : { sheet }
  },
  component: lazyRouteComponent(() => import('./dialogue/pages.tsx'), 'WorksheetsPage'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/AccountPage.tsx'), 'AccountPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: function InvitationRoute() {
    const { token } = invitation.useParams()
    return <InvitationPage token={token} />
  },
})

const ProvePage = lazyRouteComponent(() => import('./pages/ProvePage.tsx'), 'ProvePage')
const proveSearch = z.object({ waiting: z.uuid().optional().catch(undefined) })

const prove = createRoute({
  getParentRoute: () => signedIn,
  path: '/prove',
  validateSearch: (search): { waiting?: string } => {
    const { waiting } = proveSearch.parse(search)
    return waiting === undefined ? {} : { waiting }
  },
  component: function ProveRoute() {
    const { waiting }: { waiting?: string } = prove.useSearch()
    return <ProvePage waiting={waiting} />
  },
})

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('./pages/NewPasswordPage.tsx'), 'ForgottenPage'),
})

const NewPasswordPage = lazyRouteComponent(
  () => import('./pages/NewPasswordPage.tsx'),
  'NewPasswordPage',
)

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password/$token',
  component: function NewPasswordRoute() {
    const { token } = newPassword.useParams()
    return <NewPasswordPage token={token} />
  },
})

const tree = root.addChildren([
  signInRoute,
  invitation,
  forgotten,
  newPassword,
  signedIn.addChildren([
    home,
    account,
    prove,
    dialogue.addChildren([
      overview,
      room,
      positions,
      sessions,
      ballots,
      worksheets,
      desk,
      screen,
      comparison,
      outcomes,
      glossary,
      people,
      record,
    ]),
  ]),
])

/** Makes the router of the application. */
export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: false,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
