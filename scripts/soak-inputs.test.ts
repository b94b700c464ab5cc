import { expect, it } from 'vitest'
import { soakInputs } from './soak-inputs.ts'

// The short form; `npm run soak` gives 20,000 damaged inputs and every large one.
it('gives an article or an issue for damaged and hostile inputs, in time and in memory', async () => {
  expect(await soakInputs(300, 1, 11, 29)).toEqual([])
}, 120_000)
