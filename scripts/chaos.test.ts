import { expect, it } from 'vitest'
import { chaos, whyNoChaos } from './chaos.ts'

const missing = whyNoChaos()

// The long form is `npm run soak`: four workers, 20,000 articles and sixty kills.
it.skipIf(missing)(
  `files every article once while servers, workers and the database are killed${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 240_000 },
  async () => {
    const { faults, kills } = await chaos({
      articles: 100,
      kills: 3,
      victims: ['worker', 'node', 'database'],
      workers: 2,
      ackWaitS: 3,
    })
    expect(faults).toEqual([])
    expect(kills).toEqual({ worker: 1, node: 1, database: 1 })
  },
)
