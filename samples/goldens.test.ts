import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { renderSamples } from './render.ts'

const rendered = renderSamples()

it('has a golden for every sample and no other', () => {
  expect(readdirSync('samples/expected').sort()).toEqual([...rendered.keys()].sort())
})

it.each([...rendered])('codes %s as the golden says (npm run goldens writes it anew)', (name, text) => {
  expect(text).toBe(readFileSync(`samples/expected/${name}`, 'utf8'))
})

it('is shown in the README as it is', () => {
  const shown = /```text\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))![1]!
  const golden = rendered.get('1999-greece-turkey-thaw.txt')!.split('\n')
  for (const line of shown.split('\n').filter((each) => each.trim() && each.trim() !== '…')) expect(golden).toContain(line)
})
