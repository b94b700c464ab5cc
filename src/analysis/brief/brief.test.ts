import { expect, it } from 'vitest'
import type { LedgerItem } from '../../ledger/index.ts'
import { citeHappening } from '../citing.ts'
import { commitment, happening, party, source, tie } from '../hand-made.ts'
import { levelOf, type Offices } from '../offices.ts'
import { type PairOptions, pairReport } from '../pair-report.ts'
import { briefOf } from './brief.ts'
import { issueWords } from './position-words.ts'
import { briefHtml, briefMarkdown } from './text.ts'

const EVIL =
  '<script>alert(1)</script> [x](javascript:alert(1)) **b** `c` \u202egnp.exe "q" \'s\' & # |\n\n# Heading\n[^1]: forged'
const offices: Offices = {
  of: () => null,
  in: (country, day) =>
    country === 'RUS' && day < '2008-05'
      ? [{ name: 'Vladimir Putin', country, office: 'president', level: 'head', from: '1999-12', to: '2008-05' }]
      : [],
  stateName: (code) => ({ RUS: 'Russia', PAK: 'Pakistan' })[code] ?? code,
  region: () => '',
  country: (code) => code,
  names: (country, words) => words.includes({ RUS: 'Russia', PAK: 'Pakistan' }[country]!),
}
const statement = (words: string): LedgerItem => ({
  id: 'q1',
  kind: 'statement',
  source: source('Gazette', '2003-02-06'),
  date: null,
  parties: [{ ...party('RUSGOV', 'Vladimir Putin'), side: 'speaker' }],
  words,
  rule: 'test',
  item: {
    id: 'q1',
    speaker: null,
    addressees: [],
    form: 'direct',
    cue: 'said',
    content: { start: 0, end: 1 },
    stance: [],
    rule: 'test',
    evidence: [],
  },
})
const inputs = (words = 'Pakistan and Russia') => ({
  happenings: [
    ...Array.from({ length: 8 }, (_, i) =>
      happening(`m${i}`, 'CONSULT', 'RUSGOV', 'PAKGOV', `2003-02-0${i + 1}`, { mode: ['visit'], words }),
    ),
    happening('bad', 'THREATEN', 'PAK', 'RUS', '2003-02-03', { words }),
    happening('claim', 'ASSAULT', 'PAKMIL', 'RUS', '2003-02-03', { conceded: false, assertedBy: party('RUS'), words }),
  ],
  items: [
    tie('t', 'PAK+RUS', 'warming', '2003-02-06', `Relations have warmed: ${words}`),
    commitment('c', 'pledge', 'agreed', 'PAKGOV+RUSGOV', '2003-02-05', words, '2003-03-01'),
    commitment('a', 'agreement', 'signed', 'PAK+RUS', '2003-02-05', words),
    statement(`${words} Pakistan`),
  ],
  coverage: [],
})
const make = (words?: string, options: PairOptions = {}) =>
  briefOf(pairReport(['RUS', 'PAK'], inputs(words), { offices, asOf: '2003-06-01', ...options }), {
    offices,
    lastBrief: '2003-02-04',
  })

it('writes no sentence without a footnote, and each footnote is an item with its words', () => {
  const brief = make()
  const sentences = brief.sections.flatMap((section) => section.sentences)
  expect(sentences.length).toBeGreaterThan(15)
  const used = new Set<number>()
  for (const sentence of sentences) {
    expect(sentence.notes.length, sentence.text).toBeGreaterThan(0)
    for (const note of sentence.notes) used.add(note)
    for (const note of sentence.notes) expect(brief.notes[note - 1]!.words).not.toBe('')
  }
  expect([...used].sort((a, b) => a - b)).toEqual(brief.notes.map((_, i) => i + 1))
})

it('quotes only words of the item that the sentence points to', () => {
  const brief = make()
  for (const { quote, notes } of brief.sections.flatMap((section) => section.sentences))
    if (quote) expect(notes.some((n) => brief.notes[n - 1]!.words.startsWith(quote.replace(/ …$/, '')))).toBe(true)
})

it('says nothing of a pair of which nothing is known', () => {
  const report = pairReport(['RUS', 'PAK'], { happenings: [], items: [], coverage: [] }, { asOf: '2003-06-01' })
  expect(briefOf(report, { offices: null })).toMatchObject({ sections: [], notes: [] })
})

it('has the parts a desk officer looks for', () => {
  const titles = make().sections.map((section) => section.title)
  for (const title of [
    'Bottom line',
    'Temperature',
    'Since the last brief of 4 February 2003',
    'Last contacts recognised, by level',
    'Visits recognised, from Russia to Pakistan',
    'Open commitments of Pakistan',
    'Agreements signed or ratified',
    'Disputes and irritants',
    'Key quotations',
    'History as told',
    'Claims nobody concedes, and reports that differ',
    'In office in Russia on 1 June 2003',
  ])
    expect(titles).toContain(title)
})

it('names who was in office on the day asked about', () => {
  const people = (asOf: string) => make(undefined, { asOf }).sections.find((s) => s.title.startsWith('In office'))
  expect(people('2003-06-01')!.sentences[0]!.text).toBe('Vladimir Putin, president, since December 1999.')
  expect(people('2009-06-01')).toBeUndefined()
})

it('escapes hostile text in Markdown and HTML', () => {
  const brief = make(EVIL)
  const html = briefHtml(brief)
  expect(html).not.toContain('<script')
  expect(html).not.toMatch(/<[^>]*javascript:/)
  expect(html).not.toContain('\u202e')
  expect(html).toContain('&lt;script&gt;')
  expect(html).toContain("default-src 'none'")
  const markdown = briefMarkdown(brief)
  expect(markdown).not.toContain('<script')
  expect(markdown).not.toMatch(/[^\\]\]\(javascript/)
  expect(markdown).not.toMatch(/\n# Heading/)
  expect(markdown).not.toMatch(/\n\[\^1\]: forged/)
  expect(markdown).not.toMatch(/[^\\]\*\*b/)
  expect(markdown).not.toContain('\u202e')
})

it('gives the same brief whatever the order of reading', () => {
  const given = inputs()
  const report = (turn: boolean) =>
    pairReport(
      ['RUS', 'PAK'],
      {
        happenings: turn ? [...given.happenings].reverse() : given.happenings,
        items: turn ? [...given.items].reverse() : given.items,
        coverage: [],
      },
      { offices, asOf: '2003-06-01' },
    )
  expect(briefMarkdown(briefOf(report(true), { offices }))).toBe(briefMarkdown(briefOf(report(false), { offices })))
})

it('says once what several happenings would say in the same words, with one footnote that names them all', () => {
  const words = 'Pakistan expelled two Russians and closed their office'
  const happenings = ['one', 'two'].map((id) => happening(id, 'SANCTION', 'PAK', 'RUS', '2003-02-03', { words }))
  const report = pairReport(['RUS', 'PAK'], { happenings, items: [], coverage: [] }, { offices })
  const brief = briefOf(report, { offices })
  const disputes = brief.sections.find(({ title }) => title === 'Disputes and irritants')!
  expect(disputes.sentences).toHaveLength(1)
  const told = disputes.sentences[0]!.notes.map((n) => brief.notes[n - 1]!)
  expect(told.flatMap(({ id, also }) => [`happening ${id}`, ...(also ?? [])]).sort()).toEqual([
    'happening one',
    'happening two',
  ])
})

it('tells nothing twice: both ways once, what both hold once, what an earlier section tells not in the history', () => {
  const brief = make()
  const sentences = brief.sections.flatMap((section) => section.sentences.map(({ text }) => text))
  expect(sentences.filter((text) => text.startsWith('Both ways together'))).toHaveLength(1)
  const history = brief.sections.find(({ title }) => title === 'History as told')!
  const before = brief.sections
    .slice(brief.sections.findIndex(({ title }) => title === 'Temperature') + 1, brief.sections.indexOf(history))
    .flatMap((section) => section.sentences.flatMap(({ notes }) => notes))
  for (const { notes } of history.sentences) expect(notes.some((note) => before.includes(note))).toBe(false)
})

it('dates a stage as exactly as it is told, and says where only its report has a day', () => {
  const told = (date: { start: string; end: string; precision: 'month' } | null) => {
    const item = commitment('c', 'agreement', 'signed', 'RUS+PAK', '2003-02-05', 'a pact')
    const report = pairReport(
      ['RUS', 'PAK'],
      { happenings: [], items: [{ ...item, date } as LedgerItem], coverage: [] },
      { offices },
    )
    return briefOf(report, { offices: null }).sections.find(({ title }) => title.startsWith('Agreements'))!
      .sentences[0]!.text
  }
  expect(told({ start: '2003-01-01', end: '2003-01-31', precision: 'month' })).toBe(
    'Agreement: signed in January 2003.',
  )
  expect(told(null)).toBe('Agreement: signed, reported on 5 February 2003.')
})

it('tells no agreement of which its words do not say that anybody agreed', () => {
  const told = (words: string) => {
    const items = [commitment('c', 'agreement', 'agreed', 'RUS+PAK', '2003-02-05', words)]
    const report = pairReport(['RUS', 'PAK'], { happenings: [], items, coverage: [] }, { offices })
    const brief = briefOf(report, { offices, sentencesOf: () => [words] })
    return brief.sections.map(({ title }) => title).filter((title) => !title.startsWith('In office'))
  }
  expect(told('Russia and Pakistan agreed on a gas price')).toEqual(['Agreed, no signature recognised'])
  expect(told('Russia and Pakistan will overcome it')).toEqual([])
})

it('takes what is only planned for no act of the day on which it is told', () => {
  const last = (words: string) => {
    const happenings = [happening('h', 'AGREE', 'RUSGOV', 'PAK', '2003-02-05', { words })]
    const report = pairReport(['RUS', 'PAK'], { happenings, items: [], coverage: [] }, { offices })
    const [bottom] = briefOf(report, { offices, sentencesOf: () => [words] }).sections
    return bottom!.sentences.map(({ text }) => text).filter((text) => text.includes('the last act'))
  }
  expect(last('A minister of Russia will arrive in Pakistan on Wednesday')).toEqual([])
  expect(last('Russia offered Pakistan a pipeline')).toHaveLength(1)
})

it('gives a session that was announced the footnote that announces it, though it names nobody', () => {
  const items = [
    commitment(
      'w',
      'working-group',
      'agreed',
      'RUS+PAK',
      '2003-02-05',
      'Russia and Pakistan set up a joint commission',
    ),
    commitment(
      'n',
      'agreement',
      'agreed',
      'RUS+PAK',
      '2003-02-05',
      'The next session will be held in Lima',
      '2004-02-05',
    ),
  ]
  const report = pairReport(['RUS', 'PAK'], { happenings: [], items, coverage: [] }, { offices, asOf: '2003-06-01' })
  const sentences = [
    'Russia and Pakistan set up a joint commission',
    'The weather was fine.',
    'Snow fell.',
    'The next session will be held in Lima',
  ]
  const brief = briefOf(report, { offices, sentencesOf: () => sentences })
  const [body] = brief.sections.find(({ title }) => title === 'Joint bodies')!.sentences
  expect(body!.text).toContain('next session on 5 February 2004')
  expect(body!.notes.map((note) => brief.notes[note - 1]!.words)).toContain('The next session will be held in Lima')
})

it('keeps apart what companies of the two countries sign', () => {
  const items = [commitment('c', 'agreement', 'signed', 'RUSBUS+PAKBUS', '2003-02-05', 'a contract')]
  const report = pairReport(['RUS', 'PAK'], { happenings: [], items, coverage: [] }, { offices })
  expect(briefOf(report, { offices: null }).sections.map(({ title }) => title)).toEqual([
    'Agreements between others of the two countries',
  ])
})

it('says of an issue what it is about: without the day of the saying, its quotation marks closed', () => {
  expect(issueWords('an American offer of relief on Monday')).toBe('an American offer of relief')
  expect(issueWords('Havana to begin "a process of change.')).toBe('Havana to begin "a process of change"')
  expect(issueWords('the "road map" for peace')).toBe('the "road map" for peace')
})

it('says in the bottom line which promises that fell due in the last two years no report calls kept', () => {
  const given = {
    ...inputs(),
    items: [commitment('a', 'pledge', 'offered', 'PAK+RUS', '2003-02-05', 'Pakistan promised wheat', '2003-03-01')],
  }
  const at = (asOf: string) => {
    const report = pairReport(['RUS', 'PAK'], given, { offices, asOf })
    const [bottom] = briefOf(report, { offices }).sections
    return { late: report.commitments[0]!.overdueDays, bottom: bottom!.sentences.map(({ text }) => text).join('\n') }
  }
  expect(at('2004-06-01').late).toBe(458)
  expect(at('2004-06-01').bottom).toContain(
    'Of one commitment that fell due in the last two years the ledger holds no report that it was kept.',
  )
  expect(at('2006-06-01').bottom).not.toContain('fell due')
})

it('lists as expected only what was said within a year', () => {
  const report = pairReport(['RUS', 'PAK'], inputs(), { offices, asOf: '2003-06-01' })
  const cites = report.said.ties[0]!.cites
  const outlook = { by: 'analysts', direction: 'optimistic', published: '2003-02-06', cites } as never
  const titles = (asOf: string) =>
    briefOf({ ...report, asOf, said: { ...report.said, outlooks: [outlook] } }, { offices }).sections.map(
      ({ title }) => title,
    )
  expect(titles('2003-06-01')).toContain('What is expected')
  expect(titles('2005-06-01')).not.toContain('What is expected')
})

it('holds a deputy for an official, not for the minister', () => {
  expect(levelOf('deputy foreign minister')).toBe('official')
  expect(levelOf('assistant secretary of state')).toBe('official')
  expect(levelOf('foreign minister and his deputy')).toBe('foreign minister')
  expect(levelOf('deputy prime minister')).toBe('minister')
})

it('quotes once what a source says twice', () => {
  const words = 'Russia ordered them to leave … Russia ordered them to leave within a week … closed the consulate'
  expect(citeHappening(happening('h', 'SANCTION', 'RUS', 'PAK', '2003-02-01', { words })).words).toBe(
    'Russia ordered them to leave within a week … closed the consulate',
  )
})
