import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { terminalPage } from './terminal.ts'

it('is shown in docs/terminal.md as the program runs (npm run goldens writes it anew)', () => {
  expect(readFileSync('docs/terminal.md', 'utf8')).toBe(terminalPage())
})
