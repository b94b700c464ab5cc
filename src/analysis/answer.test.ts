import { expect, it } from 'vitest'
import type { LedgerItem } from '../ledger/index.ts'
import { citeHappening } from './citing.ts'
import { happening, party, source, tie } from './hand-made.ts'
import { pairReport } from './pair-report.ts'
import { saidAbout } from './said.ts'

const PAIR: [string, string] = ['RUS', 'PAK']
const answer = (items: LedgerItem[], happenings: Parameters<typeof pairReport>[1]['happenings'], asOf: string) =>
  pairReport(PAIR, { items, happenings, coverage: [] }, { asOf }).answer
const during = (item: LedgerItem, start: string, end: string, precision: 'day' | 'month' | 'year') =>
  ({ ...item, date: { start, end, precision } }) as LedgerItem

it('answers from the words of one article, with whose they are and how far they look back', () => {
  const words = 'A slow thaw of 33 years of accumulated ice began Wednesday'
  const items = [tie('t1', 'PAK+RUS', 'warming', '2003-02-06', words)]
  expect(answer(items, [], '2003-03-01')).toMatchObject({
    direction: 'warmer',
    text: 'Warmer, by the word of one source (Gazette, 6 February 2003), looking back on 33 years.',
    parts: [{ cites: [{ words }] }],
  })
  expect(saidAbout(items, PAIR).ties[0]!.since).toEqual({ words: '33 years', from: '1970' })
  expect(answer([], [], '2003-03-01')).toMatchObject({ direction: null, text: /^No source says.*; no dated act/ })
})

it('tells since when, from the first of those that say the same without a break', () => {
  const items = [
    tie('t1', 'PAK+RUS', 'warming', '2001-02-06', 'a thaw', 'Star'),
    during(tie('t2', 'PAK+RUS', 'cooling', '2002-07-06', 'a chill', 'Star'), '2002-03-01', '2002-07-06', 'month'),
    tie('t3', 'PAK+RUS', 'cooling', '2003-01-06', 'a chill', 'Herald'),
  ]
  expect(answer(items, [], '2003-03-01').text).toBe(
    'Colder, by the word of 2 independent sources (first Star, 6 July 2002, last Herald, 6 January 2003), since March 2002 by that of Star. Earlier (Star, 6 February 2001): warmer.',
  )
  // Told at about the same time it is the contrary.
  const late = [...items.slice(1), tie('t4', 'PAK+RUS', 'warming', '2002-11-06', 'a thaw', 'Star')]
  expect(answer(late, [], '2003-03-01').text).toMatch(/ Star, 6 November 2002 said the contrary\.$/)
})

it('counts copies of one story as one source', () => {
  const copy = { ...tie('t2', 'PAK+RUS', 'warming', '2003-02-06', 'a thaw', 'Herald') }
  copy.source = { ...copy.source, copyGroup: 'Gazette 2003-02-06' }
  const items = [tie('t1', 'PAK+RUS', 'warming', '2003-02-06', 'a thaw'), copy]
  expect(saidAbout(items, PAIR).ties[0]!.cites).toHaveLength(2)
  expect(answer(items, [], '2003-03-01').text).toMatch(/by the word of one source \(/)
})

it('takes a souring of months before for the past, not for how things stand', () => {
  const past = during(tie('t1', 'PAK+RUS', 'cooling', '2003-09-10', 'soured'), '2003-02-01', '2003-02-28', 'month')
  expect(answer([past], [], '2003-09-10')).toMatchObject({
    direction: null,
    text: 'No source says which way relations move now; Gazette, 10 September 2003 tells of a cooling in February 2003.',
  })
  const title = tie('t2', 'PAK+RUS', 'warming', '2003-09-10', 'Kinder words')
  expect(answer([past, title], [], '2003-09-10').direction).toBe('warmer')
})

it('follows the title and the beginning of an article before what it says further down', () => {
  const at = (item: LedgerItem, start: number) =>
    ({ ...item, item: { ...item.item, evidence: [{ start, end: start + 5 }] } }) as LedgerItem
  const items = [
    at(tie('a', 'PAK+RUS', 'cooling', '2003-09-10', 'a chill'), 900),
    at(tie('b', 'PAK+RUS', 'warming', '2003-09-10', 'a thaw'), 10),
  ]
  expect(answer(items, [], '2003-09-10').direction).toBe('warmer')
})

it('counts friendly and hostile acts of the last quarter, and says when they go against the words', () => {
  const acts = [
    happening('h0', 'THREATEN', 'RUSGOV', 'PAKGOV', '2002-02-01'),
    happening('h1', 'THREATEN', 'RUSGOV', 'PAKGOV', '2003-02-01'),
    happening('h2', 'SANCTION', 'PAKGOV', 'RUSGOV', '2003-02-03'),
    happening('h3', 'CONSULT', 'PAKGOV+RUSGOV', null, '2003-02-05'),
  ]
  const told = answer([], acts, '2003-03-01')
  expect(told.direction).toBeNull()
  expect(told.text).toMatch(
    /; of the last 3 acts reported between the two states \(1 to 5 February 2003\) 1 is friendly and 2 hostile/,
  )
  expect(told.parts[0]!.cites.map(({ id }) => id).sort()).toEqual(['h1', 'h2', 'h3'])
  const thaw = tie('t', 'PAK+RUS', 'warming', '2003-02-06', 'a thaw')
  expect(answer([thaw], acts, '2003-03-01').text).toMatch(/^Warmer,.* Against these words, of the last 3 acts/)
})

it('names a temperature that moves against the words, and none that moves with them', () => {
  const years = (type: 'CONSULT' | 'THREATEN', year: number) =>
    Array.from({ length: 10 }, (_, i) =>
      happening(`${type}${i}`, type, 'RUSGOV', 'PAKGOV', `${year}-0${(i % 9) + 1}-05`),
    )
  const acts = [...years('CONSULT', 2001), ...years('THREATEN', 2003)]
  const of = (trend: 'warming' | 'cooling') =>
    answer([tie('t', 'PAK+RUS', trend, '2003-09-06', 'so it is')], acts, '2003-10-01').text
  expect(of('warming')).toMatch(/Against these words, the temperature of what is reported moved −\d/)
  expect(of('cooling')).not.toMatch(/Against these words/)
})

it('gives no direction from words that are older than two years', () => {
  const old = tie('t', 'PAK+RUS', 'warming', '2000-02-06', 'a thaw')
  expect(answer([old], [], '2003-03-01')).toMatchObject({ direction: null, text: /^No source of the last two years/ })
})

it('cites the article that holds the words, not the first that told of it', () => {
  const [early, late] = [source('Star', '2003-02-04'), source('Herald', '2003-02-06')]
  const told = happening('h', 'CONSULT', 'RUS', 'PAK', '2003-02-03', { sources: [early, late] })
  expect(citeHappening(told).outlet).toBe('Star')
  expect(citeHappening({ ...told, wordsIn: late.article }).outlet).toBe('Herald')
})

it('takes a charge within the sentence for no word of its maker on how relations are', () => {
  const words = 'Relations soured again when Ankara accused Athens of sheltering a rebel.'
  const statement = (said: string) =>
    ({
      ...tie('s', 'PAK', null, '2003-09-10', said),
      kind: 'statement',
      parties: [{ ...party('PAK', 'Pakistan'), side: 'speaker' }],
      item: { form: 'indirect', stance: [] },
    }) as unknown as LedgerItem
  const by = (said: string) =>
    saidAbout([tie('t', 'PAK+RUS', 'cooling', '2003-09-10', words), statement(said)], PAIR).ties[0]!.by
  expect(by('Athens of sheltering a rebel leader')).toBe('Gazette')
  expect(by('Relations soured again when Ankara accused Athens')).toBe('Pakistan')
})

it('takes what is expected or wished for no trend, and a tie without a word of relations for none', () => {
  const said = (words: string, rule = 'tie/word', trend: 'warming' | null = 'warming') =>
    saidAbout([{ ...tie('t', 'PAK+RUS', trend as never, '2003-02-06', words), rule } as LedgerItem], PAIR)
  expect(said('An analyst expects a better relationship').ties.map(({ trend }) => trend)).toEqual([null])
  expect(said('Relations are warmer than expected').ties.map(({ trend }) => trend)).toEqual(['warming'])
  expect(said('He hopes for more trade, and ties have warmed').ties.map(({ trend }) => trend)).toEqual(['warming'])
  expect(said('He congratulated the champion, a black belt', 'tie/word', null).ties).toEqual([])
  expect(said('He called them friends', 'tie/word', null).ties).toHaveLength(1)
  expect(said('They find kinder words', 'tie/headline', null).ties).toHaveLength(1)
})

it('counts asking for something among neither friendly nor hostile acts', () => {
  const done = (type: 'REQUEST' | 'ACCUSE') =>
    answer([], [happening('h1', type, 'RUS', 'PAK', '2003-02-05', { mode: ['yield'] })], '2003-03-01').done
  expect(done('REQUEST')).toBeNull()
  expect(done('ACCUSE')).toMatchObject({ acts: 1 })
})
