import { expect, it } from 'vitest'
import type { Happening, LedgerItem } from '../../ledger/index.ts'
import { commitment, happening, party, source } from '../hand-made.ts'
import type { Offices } from '../offices.ts'
import { pairReport } from '../pair-report.ts'
import { briefOf } from './brief.ts'
import { writeBrief } from './whole-sentences.ts'

const text = `LAHORE. India and Pakistan opened a border gate.

Foreign Minister Khurshid Kasuri met his host for an hour on the margins of a summit, his office said. Nobody else was told.

Pakistan said on Monday that India had closed the gate again. It regretted the decision. Rain fell. Snow fell. Kasuri condemned the attack.`

const offices: Offices = {
  of: () => null,
  in: () => [],
  stateName: (code) => ({ IND: 'India', PAK: 'Pakistan' })[code] ?? code,
  region: () => '',
  country: (code) => code,
  names: (country, words) => words.includes({ IND: 'India', PAK: 'Pakistan' }[country]!),
}

const reportOn = (words: string, more: Partial<Happening> = {}) => {
  const told = happening('h1', 'CONSULT', 'PAKGOV', 'INDGOV', '2005-04-18', {
    words,
    sources: [source('Courier', '2005-04-19', 'a1')],
    ...more,
  })
  return pairReport(['IND', 'PAK'], { happenings: [told], items: [], coverage: [] }, { asOf: '2005-04-30', offices })
}
const protest = (words: string, more: Partial<Happening> = {}) =>
  reportOn(words, { type: 'ACCUSE', score: -3.5, recipients: [party('IND', 'India')], ...more })
const told = async (report: ReturnType<typeof reportOn>) => {
  const brief = await writeBrief(report, { offices }, async () => text)
  return brief.sections.find(({ title }) => title === 'Disputes and irritants')?.sentences ?? []
}

it('quotes the whole sentence in which the words of a happening stand', async () => {
  const brief = await writeBrief(
    reportOn('met his host for an hour on the margins'),
    { offices: null },
    async () => text,
  )
  const whole = 'Foreign Minister Khurshid Kasuri met his host for an hour on the margins of a summit, his office said.'
  expect(brief.notes.map((note) => note.words)).toContain(whole)
  const quotes = brief.sections.flatMap((section) => section.sentences.flatMap(({ quote }) => quote ?? []))
  expect(quotes.length).toBeGreaterThan(0)
  expect(new Set(quotes)).toEqual(new Set([whole]))
})

it('leaves words alone whose article is not at hand', async () => {
  const report = reportOn('Neighbours Meet')
  expect(await writeBrief(report, { offices }, async () => null)).toEqual(briefOf(report, { offices }))
})

it('quotes what goes before where a sentence names only one side, and calls the day by its report where no time is told', async () => {
  const [sentence] = await told(protest('It regretted the decision', { actors: [party('PAK', 'Pakistan')] }))
  // The Monday is that of what was said before.
  expect(sentence!.text).toBe('Pakistan toward India, reported on 19 April 2005:')
  expect(sentence!.quote).toBe(
    'Pakistan said on Monday that India had closed the gate again. It regretted the decision.',
  )
  const [gate] = await told(protest('India and Pakistan opened a border gate', { actors: [party('PAK', 'Pakistan')] }))
  expect(gate!.text).toBe('Pakistan toward India, reported on 19 April 2005:')
})

it('does not write what its words and those before do not say, what is unsure, or whom they do not name', async () => {
  const kasuri = { actors: [party('PAKGOV', 'Khurshid Kasuri')] }
  expect(await told(protest('Kasuri condemned the attack', kasuri))).toEqual([])
  expect(await told(protest('It regretted the decision', { ...kasuri, confidence: 0.59 }))).toEqual([])
  const [unnamed] = await told(protest('It regretted the decision', kasuri))
  expect(unnamed!.text).toBe('Pakistan toward India, reported on 19 April 2005:')
})

it('tells a meeting as a visit only where the words say that its visitor went', async () => {
  const stories: [words: string, isVisit: boolean][] = [
    ['Kasuri of Pakistan flew to India on Monday.', true],
    ['The premier of India flew to Pakistan on Monday and met Kasuri.', false],
    ['Kasuri of Pakistan met the premier of India on Monday, the first visit since Ali came to India.', true],
    ['Pakistan and India held talks on Monday.', false],
  ]
  for (const [words, isVisit] of stories) {
    const report = reportOn(words, {
      mode: ['visit'],
      actors: [party('PAKGOV', 'Khurshid Kasuri')],
      recipients: [party('IND', 'India')],
    })
    const brief = await writeBrief(report, { offices }, async () => words)
    expect(brief.sections.some(({ title }) => title.startsWith('Visits recognised, from Pakistan'))).toBe(isVisit)
  }
})

const accusing = async (words: string, more: Partial<Happening> = {}) => {
  const report = protest(words, { actors: [party('PAK', 'Pakistan')], ...more })
  const brief = await writeBrief(report, { offices }, async () => `LAHORE. ${words} Nobody else was told.`)
  return brief.sections.find(({ title }) => title === 'Disputes and irritants')?.sentences.map(({ text }) => text) ?? []
}

it('dates an act only by a time that its words tell of it: its weekday, its day and month, or one counted from another', async () => {
  const stories: [words: string, date: string][] = [
    ['Pakistan blamed India on Monday.', 'on 18 April 2005'],
    ['Pakistan blamed India on April 18.', 'on 18 April 2005'],
    ['Pakistan blamed India two days after the blast.', 'on 18 April 2005'],
    ["Pakistan blamed India two days after Monday's blast.", 'reported on 19 April 2005'],
    ['Pakistan blamed India for a talk that is due on July 17.', 'reported on 19 April 2005'],
    ['Pakistan blamed India after a quarrel on Friday.', 'reported on 19 April 2005'],
  ]
  for (const [words, date] of stories)
    expect((await accusing(words))[0], words).toMatch(
      new RegExp(`^Pakistan blamed India(?: for a talk that is due on July 17)?,? ${date}`),
    )
})

it('says what was done in the words of the source, and leaves it to the quotation where they have no plain verb for it', async () => {
  expect(await accusing('Pakistan summoned the envoy of India on Monday.')).toEqual([
    'Pakistan summoned an envoy of India on 18 April 2005.',
  ])
  expect(await accusing('Pakistan spoke of India with bitterness on Monday.')).toEqual([
    'Pakistan toward India, on 18 April 2005:',
  ])
})

it('takes no day for that of an act on which it is only said, up to or from which something holds, or that comes before "which"', async () => {
  const more = { type: 'SANCTION' as const, score: -6, mode: ['discontinue'] }
  expect(await accusing('Pakistan has recalled its envoy from India, the minister said on Monday.', more)).toEqual([
    'Pakistan recalled its envoy from India, reported on 19 April 2005.',
  ])
  expect(await accusing('Pakistan gave India until the end of Monday to explain.', { type: 'THREATEN' })).toEqual([
    'Pakistan set a deadline for India, reported on 19 April 2005.',
  ])
  expect(await accusing('Twenty countries left on Monday out of love for Pakistan, which blames India.')).toEqual([
    'Pakistan blamed India, reported on 19 April 2005.',
  ])
})

it('tells no condemning of an act that is not said to be the other side’s, and no denial of what nobody is told to have said', async () => {
  expect(
    await accusing('India buried its dead. Pakistan condemned the bombing.', {
      words: 'Pakistan condemned the bombing',
    }),
  ).toEqual([])
  expect(await accusing('Pakistan condemned the tests of India.')).toHaveLength(1)
  const denial = { type: 'REJECT' as const, score: -2 }
  expect(await accusing('The next session is in India. Pakistan denied that it had bought the talks.', denial)).toEqual(
    [],
  )
  expect(
    await accusing('India said that troops had come. Pakistan denied it.', { ...denial, words: 'Pakistan denied it' }),
  ).toEqual(['Pakistan contradicted India, reported on 19 April 2005.'])
})

it('tells a denial with what is denied, and as nobody’s contradiction what only its maker goes on to say', async () => {
  const denial = { type: 'REJECT' as const, score: -2, words: 'Pakistan denies it' }
  const story = 'India says that a plane was shot down. Pakistan denies it and blames the army of India.'
  const report = protest('Pakistan denies it', { actors: [party('PAK', 'Pakistan')], ...denial })
  const brief = await writeBrief(report, { offices }, async () => story)
  const [sentence] = brief.sections.find(({ title }) => title === 'Disputes and irritants')!.sentences
  expect(sentence).toMatchObject({ text: 'Pakistan contradicted India, reported on 19 April 2005.', quote: story })
  expect(await accusing('Rain fell. Pakistan denies it and blames the army of India.', denial)).toEqual([])
  // what the other side says is not what is denied
  const other = { ...denial, words: 'Pakistan denies that it had the poison' }
  expect(await accusing('India said it would never bow. Pakistan denies that it had the poison.', other)).toEqual([])
  expect(
    await accusing('India said Pakistan had used poison. Pakistan denies that it had the poison.', other),
  ).toHaveLength(1)
})

it('tells what has no plain verb in the words of the source, where they can stand alone', async () => {
  const put =
    'India said so. Pakistan postponed a meeting with the minister of India on Monday, two days after the flood.'
  expect(await accusing(put, { type: 'REJECT', score: -2, words: 'Pakistan postponed a meeting' })).toEqual([
    'Pakistan postponed a meeting with the minister of India, on 18 April 2005.',
  ])
  const loans = 'India tested a bomb. Pakistan suspended new loans.'
  expect(await accusing(loans, { type: 'SANCTION', score: -5, words: 'Pakistan suspended new loans' })).toEqual([])
})

it('tells nothing of a happening whose words tell of another year, or whose side is people beyond any one country', async () => {
  expect(await accusing('The last leader of Pakistan to blame India was Zia, in 1987.')).toEqual([])
  expect(
    await accusing('Western governments blame India over Pakistan.', {
      actors: [party('PAKGOV', 'Western governments')],
    }),
  ).toEqual([])
})

const textsOf = async (report: ReturnType<typeof reportOn>, article: string, title: string | RegExp) => {
  const brief = await writeBrief(report, { offices }, async () => article)
  return brief.sections.find((section) => section.title.match(title))?.sentences.map(({ text }) => text) ?? []
}

it('calls the last what was recognised, and tells of a later one that is less sure as such', async () => {
  const first = 'Kasuri of Pakistan met the premier of India on Monday.'
  const later = 'Officials of Pakistan and India held talks on Wednesday.'
  const told = (words: string, day: string, confidence: number) =>
    happening(words, 'CONSULT', 'PAKGOV+INDGOV', null, day, {
      words,
      confidence,
      sources: [source('Courier', '2005-04-21', 'a1')],
    })
  const happenings = [told(first, '2005-04-18', 0.9), told(later, '2005-04-20', 0.5)]
  const report = pairReport(['IND', 'PAK'], { happenings, items: [], coverage: [] }, { asOf: '2005-04-30', offices })
  expect((await textsOf(report, `${first} ${later}`, 'Bottom line')).slice(-2)).toEqual([
    'The last contact recognised in the sources was a meeting of Pakistan and India on 18 April 2005.',
    'A later contact is less surely recognised: talks of Pakistan and India on 20 April 2005.',
  ])
})

it('has whoever signed together meet, and those who met somebody else not', async () => {
  const signed = 'India and Pakistan signed a treaty on Monday.'
  const report = reportOn(signed, {
    type: 'SUPPORT',
    cameo: '057',
    actors: [party('IND', 'India'), party('PAK', 'Pakistan')],
    recipients: [],
  })
  expect((await textsOf(report, signed, 'Bottom line')).at(-1)).toBe(
    'The last contact recognised in the sources was the signing of a treaty by India and Pakistan on 18 April 2005.',
  )
  // The coder has one sign toward the other; the words have both of them sign.
  const leaders = 'The leaders of India and Pakistan signed a treaty on Monday.'
  const toward = { type: 'SUPPORT' as const, cameo: '057', actors: [party('IND', 'India')], recipients: [party('PAK')] }
  expect((await textsOf(reportOn(leaders, toward), leaders, 'Bottom line')).at(-1)).toMatch(/the signing of a treaty/)
  const alone = 'The president of India signed a treaty on Monday that Pakistan rejected.'
  expect((await textsOf(reportOn(alone, toward), alone, 'Bottom line')).join(' ')).not.toMatch(/last contact/)
  const others = 'Kasuri of Pakistan was in India on Monday for talks with the European Union.'
  expect((await textsOf(reportOn(others), others, 'Bottom line')).filter((each) => /contact/.test(each))).toEqual([])
})

it('counts as the last acts none that an agreement only holds', async () => {
  const term = 'Under the treaty Pakistan frees Indian fishermen.'
  const report = reportOn(term, { type: 'CONCEDE', score: 3 })
  expect((await textsOf(report, term, 'Bottom line')).join(' ')).not.toMatch(/friendly|last act/)
})

it('tells what an article says of a joint body later, and then not that nothing is reported', async () => {
  const set = 'India and Pakistan agreed to set up a joint commission, which will meet in May.'
  const later = 'The joint commission set up last year has met twice. Pakistan blamed India.'
  const founded = commitment('w', 'working-group', 'agreed', 'IND+PAK', '2005-04-18', set, '2005-05-20')
  const blamed = happening('h1', 'ACCUSE', 'PAK', 'IND', '2006-04-18', {
    words: 'Pakistan blamed India',
    sources: [source('Courier', '2006-04-19', 'a1')],
  })
  const report = pairReport(
    ['IND', 'PAK'],
    { happenings: [blamed], items: [founded], coverage: [] },
    { asOf: '2006-04-30', offices },
  )
  const brief = await writeBrief(report, { offices }, async (article) => (article.startsWith('Courier') ? later : set))
  expect(brief.sections.find(({ title }) => title === 'Joint bodies')?.sentences).toMatchObject([
    {
      text: expect.stringMatching(
        /^Joint commission: agreed on or set up.*; a session was announced for 20 May 2005\.$/,
      ),
    },
    {
      text: 'Joint commission, told of later, reported on 19 April 2006:',
      quote: 'The joint commission set up last year has met twice.',
    },
  ])
})

it('does not call in force what is a term of a treaty, nor an agreement what was only planned', async () => {
  const term = 'Under the treaty India recognises the borders of Pakistan.'
  const treaty = 'India and Pakistan signed a treaty on Monday.'
  const off = 'India told Pakistan that a planned accord on water was cancelled.'
  const reportOf = (...items: LedgerItem[]) =>
    pairReport(['IND', 'PAK'], { happenings: [], items, coverage: [] }, { asOf: '2005-09-30', offices })
  const signed = reportOf(
    commitment('t', 'agreement', 'signed', 'IND+PAK', '2005-04-18', treaty),
    commitment('r', 'recognition', 'in-force', 'IND+PAK', '2005-04-18', term),
  )
  const article = `${treaty} ${term}`
  expect(await textsOf(signed, article, 'Agreements in force')).toEqual([])
  expect((await textsOf(signed, article, 'Agreements signed')).join(' ')).toMatch(/Recognition: a term of an agreement/)
  const dropped = reportOf(commitment('o', 'agreement', 'withdrawn', 'IND+PAK', '2005-08-18', off))
  expect((await textsOf(dropped, off, 'Kept, broken')).join(' ')).toMatch(/^Planned agreement: cancelled/)
})

it('names no session as the next that an article calls off, and the place of a visit not that of one before it', async () => {
  const set = 'India and Pakistan agreed to set up a joint commission, which will meet in May.'
  const off = 'The yearly joint commission, which was to meet in May, will not take place. Pakistan blamed India.'
  const founded = commitment('w', 'working-group', 'agreed', 'IND+PAK', '2005-04-18', set, '2005-05-20')
  const blamed = happening('h1', 'ACCUSE', 'PAK', 'IND', '2005-04-24', {
    words: 'Pakistan blamed India',
    sources: [source('Courier', '2005-04-25', 'a1')],
  })
  const inputs = { happenings: [blamed], items: [founded], coverage: [] }
  const report = pairReport(['IND', 'PAK'], inputs, { asOf: '2005-04-30', offices })
  const brief = await writeBrief(report, { offices }, async (article) => (article.startsWith('Courier') ? off : set))
  const bodies = brief.sections.find(({ title }) => title === 'Joint bodies')?.sentences ?? []
  expect(bodies.map(({ text }) => text).join(' ')).toMatch(/a session was announced for 20 May 2005\. .*told of later/)
  const visit = "It was Pakistan's Kasuri's first visit to India since the failed summit in Agra in 2001."
  const came = reportOn(visit, {
    mode: ['visit'],
    place: { name: 'Agra', country: 'IND' } as Happening['place'],
    recipients: [party('IND', 'India')],
  })
  const told = (await textsOf(came, visit, 'Bottom line')).join(' ')
  expect(told).toMatch(/The last contact recognised in the sources was a visit/)
  expect(told).not.toMatch(/Agra/)
})
