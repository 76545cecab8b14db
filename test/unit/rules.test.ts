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
  // A title is a string of a test file that begins with the rule's number, wherever it stands.
  const expressed = new Set(
    tracked
      .filter((file) => /\.test\.tsx?$/.test(file))
      .flatMap((file) => [...read(file).matchAll(/['"`](?:[A-Z]{1,3}\d+[ ,]+)+/g)])
      .flatMap(([title]) => title.match(/[A-Z]{1,3}\d+/g) ?? []),
  )
  expect(rules.length).toBeGreaterThan(50)
  expect(rules.filter((rule) => !expressed.has(rule ?? ''))).toEqual([])
})
