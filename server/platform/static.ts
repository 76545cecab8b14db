import express, { type Express } from 'express'
import path from 'node:path'

/** Paths that belong to the server: an unknown one is not answered with the page. */
const SERVER_PATHS =
  /^\/(api|published|outcomes|log|socket\.io|healthz|readyz|metrics|assets)(\/|$)/

/** Serves the built client: files with a hash in their name for ever, the page itself always afresh. */
export function serveClient(app: Express, folder: string): void {
  const assets = { immutable: true, maxAge: '1y', index: false, redirect: false } as const
  app.use('/assets', express.static(path.join(folder, 'assets'), assets))
  app.use(express.static(folder, { index: false, redirect: false, maxAge: '1h' }))
  app.use((request, response, next) => {
    const isPage = request.method === 'GET' || request.method === 'HEAD'
    if (!isPage || SERVER_PATHS.test(request.path) || path.extname(request.path) !== '') {
      next()
      return
    }
    response.set('Cache-Control', 'no-cache')
    response.sendFile(
      'index.html',
      { root: folder, cacheControl: false, dotfiles: 'allow' },
      (error) => {
        if (error) next()
      },
    )
  })
}
