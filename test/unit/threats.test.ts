import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const testFiles = execFileSync('git', ['ls-files', '-z', '--', '*.test.ts', '*.test.tsx'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))

/** The titles of a file's tests and of what groups them. */
function titlesIn(source: string): string[] {
  const call =
    /\b(?:test|it|describe)(?:\.each\((?:[^()]|\([^()]*\))*\))?\(\s*(['"`])((?:(?!\1).)*)\1/gs
  return [...source.matchAll(call)].map((match) => match[2] ?? '')
}

const titles = new Map(testFiles.map((file) => [file, titlesIn(read(file))]))

test('each of the threats W1 to W13 stands in the title of a test', () => {
  const named = new Set(
    [...titles.values()].flat().flatMap((title) => title.match(/\bW\d+\b/g) ?? []),
  )
  const threats = Array.from({ length: 13 }, (_, index) => `W${index + 1}`)
  expect(threats.filter((threat) => !named.has(threat))).toEqual([])
})

interface Named {
  readonly file: string
  readonly title: string | undefined
}

/** What the third column of the threat model's tables names: files, each with the beginning of a title. */
function namedInModel(): Named[] {
  const rows = read('docs/threat-model.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:threat|---)/.test(line))
  return rows.flatMap((row) => {
    const cell = row.split('|').at(-2) ?? ''
    const found = [...cell.matchAll(/`([\w./-]+\.test\.tsx?)`(?:: ([^;,]+))?/g)]
    expect(found.length, `a row without a test: ${row}`).toBeGreaterThan(0)
    return found.map(([, file = '', title]) => ({
      file: file.includes('/') ? file : `test/server/${file}`,
      title: title?.trim(),
    }))
  })
}

test('each test that the threat model names is there', () => {
  const named = namedInModel()
  expect(named.length).toBeGreaterThan(25)
  const missing = named.filter(({ file, title }) => {
    const there = titles.get(file)
    return there === undefined || !(title === undefined || there.some((one) => one.includes(title)))
  })
  expect(missing).toEqual([])
})
