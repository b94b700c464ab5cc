import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changesIn, cleanText, MappedText, spanToSource } from './index.ts'

it.each([
  ['spaces that do not break', 'Mr\u00a0Ivanov\u2009said\u202f5', 'Mr Ivanov said 5'],
  ['soft hyphens and zero-width marks', 'inter\u00adnation\u200bal\ufeff', 'international'],
  ['marks of direction', '\u202aKabul\u202c \u200fsaid', 'Kabul said'],
  ['ligatures', 'The ﬁrst oﬃcial ﬂew', 'The first official flew'],
  ['letters written as base and accent', 'Bogota\u0301 and S\u0327anl\u0131urfa', 'Bogotá and Şanlıurfa'],
  ['dashes', 'so\u2010called \u2212 2018\u20122019 \u2015 yes', 'so-called - 2018–2019 — yes'],
  ['quotes', '\u275dWe sail,\u275e he didn\u00b4t say', '“We sail,” he didn’t say'],
  ['wide Latin letters', 'ＮＨＫ １２', 'NHK 12'],
])('makes plain: %s', (_what, written, plain) => {
  expect(cleanText(written)).toBe(plain)
})

it.each([
  '“We sail,” he said — ‘at dawn’ … «oui»',
  "``We sail,'' he said",
  'می\u200cخواهد',
  '👩\u200d🚀',
  'café',
  'naïve',
])('leaves %s as it is', (text) => {
  expect(cleanText(text)).toBe(text)
})

const pieces = ['a', 'é', 'e\u0301', 'ﬁ', '\u00ad', '\u00a0', ' ', '\u200b', '“', '\u2011', '漢', '\u3000', '\n']

it('cleans twice as once, and maps every kept character back to itself', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (list) => {
      const source = list.join('')
      const out = new MappedText(source)
      out.keepClean(0, source.length)
      const { text, map } = out.done()
      expect(text).toBe(cleanText(source))
      expect(cleanText(text)).toBe(text)
      const changed = changesIn(source)
      for (let i = 0; i < text.length; i++) {
        const { start, end } = spanToSource(map, { start: i, end: i + 1 })
        // The whole of what is spelt with several signs, not its first.
        const from = cleanText(source.slice(start, end))
        if (from.length > 1) expect(from).toContain(text[i])
        else expect(from).toBe(text[i])
        if (changed.every((change) => start < change.start || start >= change.end)) expect(source[start]).toBe(text[i])
      }
    }),
  )
})
