import { expect, it } from 'vitest'
import type { Happening } from '../../ledger/index.ts'
import { commitment, happening, party, source } from '../hand-made.ts'
import type { Offices } from '../offices.ts'
import { pairReport } from '../pair-report.ts'
import { briefOf } from './brief.ts'
import { contactWords } from './meeting-words.ts'
import { Pages } from './pages.ts'
import { temperatureWords } from './temperature-words.ts'

const offices = {
  of: () => null,
  in: () => [],
  stateName: (code) => ({ RUS: 'Russia', PAK: 'Pakistan' })[code] ?? code,
  region: () => '',
  country: () => null,
  names: (country, words) => words.includes({ RUS: 'Russia', PAK: 'Pakistan' }[country]!),
} satisfies Offices
/** The brief on some happenings: sentences that start so, each with the words of its footnotes. */
function told(happenings: Happening[], asOf: string, start: RegExp) {
  const report = pairReport(['RUS', 'PAK'], { happenings, items: [], coverage: [] }, { offices, asOf })
  const sentencesOf = (article: string) =>
    happenings.filter(({ sources }) => sources[0]!.article === article).map(({ words }) => words)
  const brief = briefOf(report, { offices, sentencesOf })
  const sentences = brief.sections.flatMap((section) => section.sentences).filter(({ text }) => start.test(text))
  return sentences.map(({ text, notes }) => ({ text, words: notes.map((n) => brief.notes[n - 1]!.words) }))
}

it('rests a figure on the happenings that weigh most in it, less sure ones too, and says so', () => {
  const old = happening('a', 'SANCTION', 'RUS', 'PAK', '2001-02-03', { words: 'Russia expelled men of Pakistan' })
  const late = { words: 'Four of the men were sent home to Russia', confidence: 0.5 }
  const both = [old, happening('b', 'SANCTION', 'PAK', 'RUS', '2003-02-03', late)]
  expect(told(both, '2003-03-01', /^Both ways/)).toEqual([
    {
      text: expect.stringMatching(/not enough evidence.*\); part of it is recognised with less certainty\.$/),
      words: expect.arrayContaining([late.words, old.words]),
    },
  ])
  // Words that name neither of the two are no footnote, and the old act alone carries too little.
  const unnamed = { ...late, words: 'Four of the men were sent home' }
  expect(told([old, happening('b', 'SANCTION', 'PAK', 'RUS', '2003-02-03', unnamed)], '2003-03-01', /^Both/)).toEqual(
    [],
  )
})

it('cites a visit once for a figure, whatever is told of its days', () => {
  const acts = ['will travel to', 'arrived in', 'ended his visit to'].map((deed, i) =>
    happening(`v${i}`, 'CONSULT', 'RUS', 'PAK', `2003-02-0${3 + i}`, {
      mode: ['visit'],
      words: `The minister of Russia ${deed} Pakistan`,
    }),
  )
  expect(told(acts, '2003-03-01', /^Both ways/)[0]!.words).toHaveLength(1)
})

it('says of a friendly figure that the last acts are hostile, and of few happenings that they are few', () => {
  const thanks = Array.from({ length: 20 }, (_, i) =>
    happening(`t${i}`, 'SUPPORT', 'RUS', 'PAK', `2001-02-${String(i + 1).padStart(2, '0')}`, {
      words: `Russia thanked Pakistan for number ${i}`,
    }),
  )
  const threat = happening('x', 'THREATEN', 'RUS', 'PAK', '2002-02-01', { words: 'Russia threatened Pakistan' })
  const [both] = told([...thanks, threat], '2002-03-05', /^Both ways/)
  expect(both!.text).toMatch(
    / friendly: .*; the latest friendly act it rests on is of February 2001; the last act recognised is hostile\.$/,
  )
  expect(both!.words).toContain(threat.words)
  const few = [
    ...thanks.slice(0, 3),
    happening('y', 'THREATEN', 'RUS', 'PAK', '2001-02-09', { words: threat.words }),
    happening('z', 'ACCUSE', 'PAK', 'RUS', '2001-02-12', { words: 'Pakistan accused Russia' }),
  ]
  expect(told(few, '2001-02-20', /^Both ways/)[0]!.text).toMatch(/too few happenings to be sure/)
})

it('says of figures without much evidence what they are worth, and not that a rounded 3 is less than 3', () => {
  const direction = (nEff: number) => ({ from: null, change365: null, now: { slow: { value: null, nEff } } }) as never
  const say = (nEff: number) => temperatureWords(direction(nEff), 'both', { settings: { floor: 3 } } as never)
  expect(say(2.99)).toMatch(/worth just under 3 new happenings, 3 wanted/)
  expect(say(1)).toMatch(/worth one new happening, 3 wanted/)
  expect(say(0)).toMatch(/too old to count/)
})

it('says of a figure whose evidence is older than a year of when the latest is', () => {
  const acts = [1, 2].map((day) =>
    happening(`a${day}`, 'SANCTION', 'RUS', 'PAK', `2001-02-0${day}`, { words: `Russia expelled ${day} of Pakistan` }),
  )
  expect(told(acts, '2001-12-01', /^Both ways/)[0]!.text).not.toMatch(/the latest/)
  expect(told(acts, '2003-03-01', /^Both ways/)[0]!.text).toMatch(
    /; the latest of what it rests on is of February 2001\.$/,
  )
})

it('cites the happenings between which a change lies, gives but the months without them, and tells it once', () => {
  const acts = (type: 'THREATEN' | 'SUPPORT', year: number, last = 'Pakistan') =>
    Array.from({ length: 12 }, (_, i) => {
      const day = `${year}-${String(i + 1).padStart(2, '0')}-05`
      const whom = type === 'SUPPORT' && i === 0 ? last : 'Pakistan'
      const words = `Russia ${type === 'SUPPORT' ? 'thanked' : 'threatened'} ${whom} for number ${i}`
      return happening(`${type}${i}`, type, 'RUS', 'PAK', day, { words, sources: [source(`Star ${i % 4}`, day)] })
    })
  const [thaw, ...more] = told([...acts('THREATEN', 2001), ...acts('SUPPORT', 2002)], '2003-01-01', /^A thaw/)
  expect(more).toEqual([])
  expect(thaw!.text).toMatch(
    /it lies between 5 December 2001 \(last happening before it\) and 5 January 2002 \(first after it\); the mean before it −\d\.\d, after it \+\d\.\d/,
  )
  expect(thaw!.words).toEqual(
    expect.arrayContaining(['Russia threatened Pakistan for number 11', 'Russia thanked Pakistan for number 0']),
  )
  const [bare] = told([...acts('THREATEN', 2001), ...acts('SUPPORT', 2002, 'it')], '2003-01-01', /^A thaw/)
  expect(bare!.text).toMatch(/^A thaw is confirmed: it lies between December 2001 and January 2002; the mean before it/)
})

it('tells praise of both leaders only with words that name both', () => {
  const praise = (words: string, before = '') => {
    const names = {
      actors: [party('RUS', 'Russia')],
      recipients: [party('PAKGOV', 'Ali Khan'), party('INDGOV', 'Ravi Rao')],
    }
    const act = happening('a', 'SUPPORT', 'RUS', 'PAK', '2003-02-03', { words, ...(before ? names : {}) })
    const report = pairReport(['RUS', 'PAK'], { happenings: [act], items: [], coverage: [] }, { offices })
    const brief = briefOf(report, {
      offices,
      sentencesOf: () => [before, 'Snow fell.', 'Rain fell.', 'Hail fell.', words],
    })
    const found = brief.sections.find(({ title }) => title === 'History as told')?.sentences[0]
    return found && [found.text, found.quote, brief.notes[found.notes[0]! - 1]!.words]
  }
  expect(praise('Russia praised Pakistan')![0]).toMatch(/^Russia praised Pakistan/)
  const both = 'Russia praised both leaders on Monday.'
  const met = 'Ali Khan of Pakistan met Ravi Rao.'
  expect(praise(both, met)).toEqual([
    'Russia praised both leaders (Ali Khan and Ravi Rao), reported on 3 February 2003.',
    both,
    `${met} … ${both}`,
  ])
  expect(praise(both, 'Ali Khan of Pakistan met him.')).toBeUndefined()
})

it('tells a meeting as one with others only where these took part in it', () => {
  const participants = ['RUS', 'PAK'].map((code) => ({ name: code, code, country: code, office: null }))
  const words = (core: string) => {
    const cite = { words: core, published: '2003-02-04' }
    const contact = { kind: 'multilateral', participants, date: null, place: null, cites: [cite] }
    const names = (code: string) => code
    return contactWords(contact as never, names, { words: core, core, cite } as never, false, null).noun
  }
  expect(words('RUS and PAK met at the summit of eight leading powers')).toMatch(/^a meeting of/)
  expect(words('RUS and PAK met on the margins of a conference of all countries')).toMatch(/^a meeting of/)
  expect(words('RUS, PAK and other powers met in Geneva')).toMatch(/^a meeting, with others, of/)
})

it('does not wait for the signature of an agreement to meet again, nor of what is told right after a signing', () => {
  const titles = (...words: string[]) => {
    const items = words.map((each, i) =>
      commitment(`c${i}`, 'agreement', /signed/.test(each) ? 'signed' : 'agreed', 'RUS+PAK', '2003-02-05', each),
    )
    const report = pairReport(['RUS', 'PAK'], { happenings: [], items, coverage: [] }, { offices, asOf: '2003-03-01' })
    return briefOf(report, { offices, sentencesOf: () => words }).sections.map(({ title }) => title)
  }
  const awaiting = 'Agreed, no signature recognised'
  expect(titles('Russia and Pakistan agreed to free prisoners.')).toContain(awaiting)
  expect(titles('Russia and Pakistan agreed to meet again.')).not.toContain(awaiting)
  const signed = 'Russia and Pakistan signed a declaration on fishing.'
  expect(titles(signed, 'The neighbours agreed to free prisoners.')).not.toContain(awaiting)
  expect(titles(signed, 'Russia and Pakistan agreed to free prisoners.')).toContain(awaiting)
})

it('leaves out the first sentences of a long quotation, not the last', () => {
  const pages = new Pages((support) => support)
  const last = 'He gave the pledge to the envoy, who visited both countries last week.'
  const cite = { id: 'a', kind: 'lexicon' as const, words: '' }
  pages.section('One', (say) => say('A visit.', [cite], `${'The minister spoke of many things. '.repeat(25)}${last}`))
  const { quote } = pages.written()[0]!.sentences[0]!
  expect(quote).toMatch(/^The minister .*who visited both countries last week\.$/)
  expect(quote!.length).toBeLessThan(701)
})
