import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import * as z from 'zod'
import { fetchMe, ME_KEY } from '../identity/account.ts'
import { HomePage } from './pages/HomePage.tsx'
import { FailurePage, MissingPage } from './pages/Plain.tsx'
import { SignIn } from './pages/SignIn.tsx'

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

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) => {
    const parsed = next.safeParse(search['next'])
    return parsed.success ? { next: parsed.data } : {}
  },
  component: function SignInRoute() {
    const search: { next?: string } = signInRoute.useSearch()
    return <SignIn next={search.next} />
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

const tree = root.addChildren([signInRoute, signedIn.addChildren([home])])

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
