import { expect, it } from 'vitest'
import { drawAt } from './draws.ts'
import { identityOf, Numbers } from './names.ts'

it('numbers keys as a map does, however many there are', () => {
  const numbers = new Numbers(3)
  const known = new Map<number, number>()
  for (let i = 0; i < 5000; i++) {
    const key = identityOf(`group ${Math.floor(drawAt(3, i) * 2000)}`)
    if (!known.has(key)) known.set(key, known.size)
    expect(numbers.of(key)).toBe(known.get(key))
  }
  expect(numbers.count).toBe(known.size)
})
