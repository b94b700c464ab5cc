import { expect, it } from 'vitest'
import { chaos, whyNoChaos } from './chaos.ts'

const missing = whyNoChaos()

// The long form is `npm run soak`: 20,000 articles and sixty kills.
it.skipIf(missing)(
  `files every article once while servers, workers and the database are killed${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 240_000 },
  async () => {
    const { faults, kills } = await chaos({ articles: 150, kills: 4 })
    expect(faults).toEqual([])
    expect(kills).toEqual({ worker: 2, node: 1, database: 1 })
  },
)
