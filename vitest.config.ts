import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take long though they are short, so that none of them is left for the end, when the other core has nothing to do. */
const SLOW = [
  /src\/web\/pages/,
  /eval\/(tuned-)?gate/,
  /src\/scale\/parallel/,
  /src\/cli\/cli/,
  /src\/ledger\/contract/,
  /eval\//,
  /scripts\//,
]

/** The slow files first, in the order of the list; others as vitest has them, the larger sooner. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = SLOW.findIndex((name) => name.test(moduleId))
      return found < 0 ? SLOW.length : found
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'lexicon/**/*.test.ts',
      'train/**/*.test.ts',
      'eval/**/*.test.ts',
      'samples/**/*.test.ts',
    ],
    setupFiles: ['src/languages.ts'],
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
  },
})
