import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const cores = availableParallelism()

/** Begins with the file that takes longest: begun last, it would keep one core waiting for it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith('/drills.test.ts')
    const sorted = await super.sort(files)
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

export default defineConfig({
  resolve: { dedupe: ['yjs'] },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'unit',
          isolate: false,
          maxWorkers: cores,
          include: ['{shared,server,client}/**/*.test.{ts,tsx}', 'test/unit/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          isolate: false,
          maxWorkers: cores,
          include: ['test/server/**/*.test.ts'],
          globalSetup: ['scripts/built.ts', 'test/support/global-database.ts'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          isolate: false,
          // One browser and its server keep two cores busy: two files at once take as long as one after the other.
          fileParallelism: false,
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['scripts/built.ts', 'test/support/global-database.ts'],
          testTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
