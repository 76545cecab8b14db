// Typesets documents in a thread of its own. Words come in as data and are never read as markup.
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parentPort } from 'node:worker_threads'
import fontverter from 'fontverter'
import { createTypstCompiler, initOptions } from '@myriaddreamin/typst.ts'

const require = createRequire(import.meta.url)
const SERIF = path.join(
  path.dirname(require.resolve('@fontsource/noto-serif-sc/package.json')),
  'files',
)
const SERIF_4 = path.join(
  path.dirname(require.resolve('@fontsource-variable/source-serif-4/package.json')),
  'files',
)
/** The large slice first; the numbered ones hold what it lacks (№ ≤ ≥ ℃ and rarer characters). */
const SLICES = /^noto-serif-sc-(chinese-simplified|\d+|latin|latin-ext)-(400|700)-normal\.woff$/
/** Letters that no slice of the first family has: ő, ș, Cyrillic names, Greek. The plain ones last. */
const OTHER_SCRIPTS = ['greek', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'latin']
const PDF = 1

const template = await readFile(new URL('./outcome.typ', import.meta.url), 'utf8')

async function fonts() {
  const names = (await readdir(SERIF)).filter((name) => SLICES.test(name))
  names.sort(
    (a, b) => Number(b.includes('chinese')) - Number(a.includes('chinese')) || (a < b ? -1 : 1),
  )
  const files = [
    ...names.map((name) => path.join(SERIF, name)),
    ...OTHER_SCRIPTS.map((name) => path.join(SERIF_4, `source-serif-4-${name}-wght-normal.woff2`)),
  ]
  return Promise.all(files.map(async (file) => fontverter.convert(await readFile(file), 'sfnt')))
}

async function start() {
  const compiler = createTypstCompiler()
  const wasm = require.resolve('@myriaddreamin/typst-ts-web-compiler/wasm')
  await compiler.init({
    getModule: () => readFile(wasm),
    beforeBuild: [
      initOptions.disableDefaultFontAssets(),
      initOptions.loadFonts(await fonts(), { assets: false }),
    ],
  })
  compiler.addSource('/outcome.typ', template)
  return compiler
}

/** Where a document names the program that made it; blanks of the same length keep every offset right. */
const PROGRAM = /\/(?:Creator|Producer) ?\([^()]*\)|<(xmp:CreatorTool|pdf:Producer)>[^<]*<\/\1>/g

/** The document without the name of the program that made it (OU6). */
function neutral(pdf) {
  const text = Buffer.from(pdf).toString('latin1')
  return new Uint8Array(
    Buffer.from(
      text.replace(PROGRAM, (named) => ' '.repeat(named.length)),
      'latin1',
    ),
  )
}

const starting = start()

parentPort.on('message', (tree) => {
  void starting
    .then(async (compiler) => {
      const { result, diagnostics } = await compiler.compile({
        mainFilePath: '/outcome.typ',
        format: PDF,
        inputs: { tree },
        diagnostics: 'full',
      })
      if (result === undefined) throw new Error(diagnostics?.[0]?.message ?? 'no result')
      parentPort.postMessage({ answer: neutral(result) })
    })
    .catch((error) => parentPort.postMessage({ error: `typesetting failed: ${String(error)}` }))
})
