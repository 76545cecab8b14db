import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))

test('every numbered rule is expressed by a test that carries its number', () => {
  const folder = path.join(root, 'docs', 'spec')
  const rules = readdirSync(folder).flatMap((file) =>
    [...read(`docs/spec/${file}`).matchAll(/^- \*\*([A-Z]{1,3}\d+)\*\*/gm)].map(([, rule]) => rule),
  )
  const titles = tracked
    .filter((file) => /\.test\.tsx?$/.test(file))
    .flatMap((file) => [...read(file).matchAll(/(?:test|it)(?:\.\w+)?\(\s*(['"`])(.+?)\1/gs)])
    .map(([, , title]) => title)
    .join('\n')
  expect(rules.length).toBeGreaterThan(50)
  expect(rules.filter((rule) => !new RegExp(`\\b${rule}\\b`).test(titles))).toEqual([])
})
