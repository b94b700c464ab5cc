import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ParsedText, splitSentences } from '../../parse/index.ts'
import { intervalOf } from './calendar.ts'
import { findTimes } from './find-times.ts'

function parsed(text: string, title?: string): ParsedText {
  const sentences = (part: string) =>
    splitSentences(part).map(({ start, end, paragraph, tokens }, index) => ({
      start,
      end,
      paragraph,
      index,
      tokens: tokens.map((token) => ({ ...token, lemma: token.form, upos: '', xpos: '', head: -1, deprel: '' })),
    }))
  return {
    article: {
      id: '',
      key: '',
      title,
      language: 'en',
      date: null,
      text,
      paragraphs: [{ start: 0, end: text.length }],
      sourceMap: [[0, 0]],
      issues: [],
    },
    body: sentences(text),
    title: title ? sentences(title) : [],
  }
}

/** Every time expression of a text as "words: start..end", or "words: kind" where it has no date. */
function told(text: string, reference: string | null = '2003-02-06'): string[] {
  return findTimes(parsed(text), reference ? intervalOf(reference) : null).map(
    ({ start, end, date, kind }) =>
      `${text.slice(start, end)}: ${date ? (date.start === date.end ? date.start : `${date.start}..${date.end}`) : kind}`,
  )
}

describe('hours of the day', () => {
  it('are no years, and a year behind a feast is its year', () => {
    const said = (text: string) => findTimes(parsed(text), null).map((time) => text.slice(time.start, time.end))
    expect(said('The envoys met at 1925 GMT.')).toEqual([])
    expect(said('Its plane landed at 1610 local time.')).toEqual([])
    expect(said('The treaty of 1925 was signed in 1925.')).toHaveLength(2)
    expect(said('He was arrested on Christmas Eve in 2000.')).toEqual(['Christmas Eve in 2000'])
  })
})

describe('findTimes', () => {
  it('takes a bare weekday as the latest one, the day of the story included', () => {
    expect(told('They met Wednesday and spoke on Thursday.')).toEqual(['Wednesday: 2003-02-05', 'Thursday: 2003-02-06'])
  })

  it('takes a weekday in a clause about the future as the coming one', () => {
    expect(told('She will arrive on Monday.')).toEqual(['Monday: 2003-02-10'])
  })

  it('takes a weekday six days back as tomorrow', () => {
    expect(told('The ministry said Friday that talks had failed.')).toEqual(['Friday: 2003-02-07'])
  })

  it('reads a range of months as one run', () => {
    expect(told('Exports rose in the January-September period.')).toEqual([
      'January: 2002-01-01..2002-01-31',
      'September: 2002-09-01..2002-09-30',
    ])
  })

  it('marks early, middle and late without cutting the unit', () => {
    const [time] = findTimes(parsed('It fell in late November.'), intervalOf('2003-02-06'))
    expect(time).toMatchObject({
      date: { start: '2002-11-01', end: '2002-11-30', precision: 'month' },
      mod: 'end',
      past: true,
    })
  })

  it('counts "on the eve of" from the day the text is about', () => {
    expect(told('They met Wednesday. He telephoned on the eve of the meeting.')).toEqual([
      'Wednesday: 2003-02-05',
      'eve: 2003-02-04',
    ])
  })

  it('reads "a day after" beside a day as that day', () => {
    expect(told('It struck on Tuesday, a day after the raid.')).toEqual([
      'Tuesday: 2003-02-04',
      'a day after: 2003-02-04',
    ])
  })

  it('takes the day of putting something off for a day past, and only the day it is put off to for one to come', () => {
    expect(told('The ministry postponed the talks on Tuesday.')).toEqual(['Tuesday: 2003-02-04'])
    expect(told('The ministry postponed the talks until Tuesday.')).toEqual(['Tuesday: 2003-02-11'])
  })

  it('takes a May who told something for a person', () => {
    const [time] = findTimes(
      parsed('Prime Minister Theresa May told members on Tuesday that talks had failed.'),
      intervalOf('2003-02-06'),
    ).filter(({ date }) => date?.precision === 'day')
    expect(time?.date?.start).toBe('2003-02-04')
  })

  it('counts from a date named after it', () => {
    expect(told("Two days before Monday's vote the king fled.")).toEqual([
      'Two days before: 2003-02-01',
      'Monday: 2003-02-03',
    ])
  })

  it('marks the edges of open and closed ranges', () => {
    const kinds = findTimes(
      parsed('He served from 1996 to 2001. It has been shut since 1991 and stays so until 2005.'),
      null,
    ).map(({ kind, date }) => `${kind} ${date?.start.slice(0, 4)}`)
    expect(kinds).toEqual(['since 1996', 'until 2001', 'since 1991', 'until 2005'])
  })

  it('leaves lengths, repetitions and vague times without a date', () => {
    expect(told('For decades, for 33 years, every year and recently they talked.')).toEqual([
      'decades: duration',
      '33 years: duration',
      'every year: set',
      'recently: point',
    ])
  })

  it('keeps numbers, verbs and names from being dates', () => {
    expect(
      told('The 2000 soldiers may march on the second hill, where 1500 people and April Haskins stood; 2,001 votes.'),
    ).toEqual([])
  })

  it('reads American, British and ISO days alike', () => {
    for (const day of [
      'Feb. 5, 2003',
      'February 5th, 2003',
      '5 February 2003',
      'the 5th of February, 2003',
      '2003-02-05',
      'Wednesday, Feb. 5',
      'Wednesday 5 February',
    ])
      expect(told(`It was signed on ${day}.`).join()).toContain('2003-02-05')
  })

  it('does not guess where the reference leaves two answers', () => {
    const text = 'They met Wednesday, last year and in December.'
    expect(
      findTimes(parsed(text), { start: '2003-01-01', end: '2003-03-31', precision: 'quarter' }).map(
        ({ date }) => date?.start ?? null,
      ),
    ).toEqual([null, '2002-01-01', '2002-12-01'])
    expect(findTimes(parsed(text), null).map(({ date }) => date)).toEqual([null, null, null])
  })

  it('leaves open what lies before the calendar', () => {
    const times = findTimes(parsed('It was built 1999 centuries ago.'), intervalOf('2003-02-06'))
    expect(times.map(({ date }) => date)).toEqual([null])
    expect(findTimes(parsed('It fell in the week of the day after.'), null).map(({ date }) => date)).toEqual([null])
  })

  it('reads the title first', () => {
    expect(
      findTimes(parsed('They met Wednesday.', 'Rivals to meet again in 2004'), null).map((time) => time.in ?? 'body'),
    ).toEqual(['title', 'body'])
  })

  it('gives spans that slice back, in order, without overlap, for any text', () => {
    const words = fc.constantFrom(
      'late',
      'November',
      ',',
      '5',
      '1999',
      'the',
      'week',
      'of',
      'May',
      'last',
      "'80s",
      '.',
      'a',
      'day',
      'after',
      'first',
      'quarter',
      '9/11',
      '20th',
      'century',
      '\n\n',
      'New',
      "Year's",
      'eve',
      '-',
      'to',
      'Friday',
      'ago',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), fc.boolean(), (list, known) => {
        const text = list.join(' ')
        let last = 0
        for (const { start, end, date } of findTimes(parsed(text), known ? intervalOf('2003-02-06') : null)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
          if (date) expect([intervalOf(date.start), intervalOf(date.end)]).not.toContain(null)
          last = end
        }
      }),
      { numRuns: 500 },
    )
  })
})
