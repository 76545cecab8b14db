import '../ui/tokens.css'
import '../ui/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { ProveDialog } from '../identity/ProveDialog.tsx'
import { LANGUAGE_TAGS, startWords, useWords } from '../platform/i18n/index.ts'
import { loadChineseFaces } from '../ui/fonts.ts'
import { applyTheme, rememberedTheme } from '../ui/theme.ts'
import { makeRouter } from './router.tsx'

const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
})
const router = makeRouter(queries)

function Application() {
  const { language } = useWords()
  return (
    <I18nProvider locale={LANGUAGE_TAGS[language]}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <ProveDialog />
      </QueryClientProvider>
    </I18nProvider>
  )
}

applyTheme(rememberedTheme())
await startWords()
const element = document.getElementById('root')
if (element === null) throw new Error('the page has no root element')
createRoot(element).render(<Application />)
void loadChineseFaces()
