// Bundles the server's own files; packages stay where npm put them.
import { build } from 'esbuild'
import { cpSync, existsSync, readdirSync } from 'node:fs'

await build({
  entryPoints: { main: 'server/main.ts', 'import-thread': 'server/proposals/import-thread.ts' },
  outdir: 'dist/server',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
})

// What a room reads beside its own file is beside the bundle, too.
for (const room of readdirSync('server')) {
  const assets = `server/${room}/assets`
  if (existsSync(assets)) cpSync(assets, 'dist/server/assets', { recursive: true })
}
