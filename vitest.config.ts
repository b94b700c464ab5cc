import { defineConfig } from 'vitest/config'

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
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
  },
})
