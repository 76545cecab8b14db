import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = 'http://localhost:3000'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    react(),
    {
      // Every browser that runs the client reads woff2; the older format would double the files of the fonts.
      name: 'woff2-only',
      enforce: 'pre',
      transform(code, id) {
        if (!id.includes('@fontsource') || !id.includes('.css')) return null
        return { code: code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, ''), map: null }
      },
    },
  ],
  resolve: { dedupe: ['yjs'] },
  build: {
    outDir: fileURLToPath(new URL('../dist/client', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // The page's content security policy allows no inline code and no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': server,
      '/outcomes': server,
      '/log': server,
      '/socket.io': { target: server, ws: true },
    },
  },
})
