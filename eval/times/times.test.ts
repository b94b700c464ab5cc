import { describe, expect, it } from 'vitest'
import { readGold, scoreTimes } from './score.ts'

describe('time gold', () => {
  const gold = readGold()
  const score = scoreTimes(gold)

  it('holds more than 200 dated expressions, each found in its sentence', () => {
    const named = gold.flatMap(({ text, times }) => times.map(({ words }) => text.includes(words)))
    expect(named.every(Boolean)).toBe(true)
    expect(
      gold.flatMap(({ times }) => times).filter(({ date }) => date !== null && date !== 'any').length,
    ).toBeGreaterThanOrEqual(200)
  })

  it('is right in at least 95 of 100, and at least 95 of 100 dates said are right', () => {
    expect(score.right / score.wanted, score.misses.join('\n')).toBeGreaterThanOrEqual(0.95)
    expect(score.saidRight / score.said, score.misses.join('\n')).toBeGreaterThanOrEqual(0.95)
    expect(score.modsRight / score.modsWanted, score.misses.join('\n')).toBeGreaterThanOrEqual(0.9)
  })
})
