import { eld } from 'eld/extrasmall'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'

const german =
  'Die Regierung in Wien hat am Montag angekündigt, dass sie den Vertrag mit dem Nachbarland kündigen werde.'

describe('a thread without a detector', () => {
  let language: typeof import('./language.ts')
  beforeEach(async () => {
    vi.resetModules()
    language = await import('./language.ts')
  })
  afterAll(() => vi.resetModules())

  it('knows English by its commonest words and refuses to guess the rest', () => {
    expect(
      language.languageOf('The minister said that the talks in the capital will go on for the rest of the week.'),
    ).toBe('en')
    expect(() => language.languageOf(german)).toThrow(expect.objectContaining({ code: 'article/no-detector' }))
  })

  it('fetches one for the first text that needs it, and no second time', async () => {
    const fetch = vi.fn(async () => eld)
    expect(await language.withDetector(() => language.languageOf(german), fetch)).toBe('de')
    expect(await language.withDetector(() => language.languageOf(german), fetch)).toBe('de')
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('lets other errors through', async () => {
    const fail = () => {
      throw new Error('else')
    }
    await expect(language.withDetector(fail, async () => eld)).rejects.toThrow('else')
  })
})
