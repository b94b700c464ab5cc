import { expect, it } from 'vitest'
import { soakInputs } from './soak-inputs.ts'

// The short form; `npm run soak` gives 20,000 damaged inputs and every large one, each with its two seconds. Here only a hang fails: the machine may be any.
it('gives an article or an issue for damaged and hostile inputs, in bounded memory, and hangs on none', async () => {
  expect(await soakInputs(300, 1, 11, 29, false)).toEqual([])
}, 120_000)
