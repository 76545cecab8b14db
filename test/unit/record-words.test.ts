import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { en } from '../../client/platform/i18n/en/index.ts'

const shared = path.join(import.meta.dirname, '..', '..', 'shared')

it('every event of the record has a sentence on the page that shows it', () => {
  const files = readdirSync(shared, { recursive: true, encoding: 'utf8' })
  const types = files
    .filter((file) => /events\.ts$/.test(file))
    .map((file) => readFileSync(path.join(shared, file), 'utf8').split('const EVENTS =')[1] ?? '')
    .flatMap((text) => [...text.slice(0, text.search(/\n\}|\}\n/)).matchAll(/\b([A-Z]\w+):/g)])
    .map(([, type]) => type)
  expect(types.length).toBeGreaterThan(80)
  expect(types.filter((type) => !Object.hasOwn(en.record.event, type ?? ''))).toEqual([])
})
