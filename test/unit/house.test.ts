import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'

const root = path.join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json'))).scripts

/** Fewer modules than this mean that the import rule read past the sources. */
const LEAST_MODULES = 150

test('the import rule reads the whole house', { timeout: 120_000 }, () => {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args =
    '--config .dependency-cruiser.cjs --output-type json shared server client test scripts'
  const output = execFileSync(process.execPath, [program, ...args.split(' ')], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  const { modules } = z
    .object({ modules: z.array(z.object({ source: z.string() })) })
    .parse(JSON.parse(output))
  const own = modules.map(({ source }) => source).filter((file) => tracked.includes(file))
  expect(own.length).toBeGreaterThan(LEAST_MODULES)
  for (const folder of ['shared', 'server', 'client', 'test', 'scripts']) {
    expect(own.filter((file) => file.startsWith(`${folder}/`))).not.toHaveLength(0)
  }
})

test('no tracked file names a path of a machine or the host of a registry', () => {
  const machine = ['work', 'root', 'home', 'Users'].map((name) => `/${name}/`).join('|')
  const foreign = new RegExp(`(?<![\\w.$}:/@-])(${machine})|registry\\.[\\w.-]+\\.\\w+/`)
  const texts = tracked.filter((file) =>
    /\.(ts|tsx|mjs|cjs|js|json|md|sql|ya?ml|css|html)$/.test(file),
  )
  expect(texts.length).toBeGreaterThan(LEAST_MODULES)
  const naming = texts.filter((file) => foreign.test(read(file)))
  expect(naming).toEqual([])
})

test('the container file copies files that exist and runs scripts that exist', () => {
  const lines = read('Dockerfile').split('\n')
  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1))
  expect(copied).not.toHaveLength(0)
  expect(copied.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  const run = [...read('Dockerfile').matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '')
  expect(run).toContain('build')
  expect(run.filter((name) => scripts[name] === undefined)).toEqual([])
  const stages = [...read('Dockerfile').matchAll(/ AS (\w+)/g)].map(([, name]) => name)
  const used = [...read('Dockerfile').matchAll(/--from=(\w+)/g)].map(([, name]) => name)
  expect(used.filter((name) => !stages.includes(name))).toEqual([])
})

test('the composition starts the application, PostgreSQL 18 and Redis with settings that are known', () => {
  const service = z.object({
    build: z.string().optional(),
    image: z.string().optional(),
    environment: z.record(z.string(), z.string()).default({}),
    depends_on: z.union([z.record(z.string(), z.unknown()), z.array(z.string())]).default({}),
    volumes: z.array(z.string()).default([]),
  })
  const { services } = z
    .object({ services: z.record(z.string(), service) })
    .parse(parse(read('docker-compose.yml'), { merge: true }))
  expect(services['database']?.image).toMatch(/^postgres:18/)
  expect(services['redis']?.image).toMatch(/^redis:/)
  const application = Object.values(services).filter(({ build }) => build !== undefined)
  expect(application.length).toBeGreaterThan(1)
  const config = read('server/platform/config.ts')
  for (const { build, environment, depends_on } of application) {
    expect(existsSync(path.join(root, build ?? '', 'Dockerfile'))).toBe(true)
    expect(Object.keys(environment).filter((name) => !config.includes(`  ${name}:`))).toEqual([])
    expect(Array.isArray(depends_on)).toBe(false)
    expect(Object.keys(depends_on).filter((name) => services[name] === undefined)).toEqual([])
  }
  const files = Object.values(services)
    .flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0] ?? ''))
    .filter((name) => name.startsWith('.'))
  expect(files).not.toHaveLength(0)
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  // The proxy knows exactly the nodes that there are.
  const nodes = Object.keys(services).filter((name) => services[name]?.build !== undefined)
  const upstream = [...read('deploy/nginx.conf').matchAll(/server ([\w-]+):3000/g)]
  expect(upstream.map(([, name]) => name).sort()).toEqual(nodes.sort())
})

test('every script that npm names exists', () => {
  const named = Object.values(scripts).flatMap((line) => line.match(/scripts\/[\w.-]+/g) ?? [])
  expect(named).not.toHaveLength(0)
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})
