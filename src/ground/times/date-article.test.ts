import { describe, expect, it } from 'vitest'
import { type ParsedText, splitSentences } from '../../parse/index.ts'
import { dateArticle, type OfficeHolder } from './date-article.ts'

function parsed(...paragraphs: string[]): ParsedText {
  const text = paragraphs.join('\n\n')
  return {
    article: { id: '', key: '', language: 'en', date: null, text, paragraphs: [], sourceMap: [[0, 0]], issues: [] },
    body: splitSentences(text).map(({ start, end, paragraph, tokens }, index) => ({
      start,
      end,
      paragraph,
      index,
      tokens: tokens.map((token) => ({ ...token, lemma: token.form, upos: '', xpos: '', head: -1, deprel: '' })),
    })),
    title: [],
  }
}

const holder = (name: string, from: string | null, to: string | null): OfficeHolder => ({
  name,
  terms: [{ from, to }],
  span: { start: 0, end: 1 },
})

describe('dateArticle', () => {
  it('keeps a given date', () => {
    const given = {
      start: '2003-02-06',
      end: '2003-02-06',
      precision: 'day',
      basis: 'given',
      why: 'told by the user',
    } as const
    expect(dateArticle({ parsed: parsed('They met.'), given })).toEqual({ date: given, why: 'told by the user' })
  })

  it('leaves the date open when nothing tells', () => {
    const { date, why } = dateArticle({ parsed: parsed('The two ministers shook hands on Wednesday.'), given: null })
    expect(date).toBeNull()
    expect(why).toBe('Nothing in the text says when it was written.')
  })

  it('takes the months in which all who are named held their offices', () => {
    const officeHolders = [
      holder('Ada Bern', '1998-03', '2004-05'),
      holder('Carl Dorn', '2001-06', '2008-08'),
      holder('Emil Falk', '2003-09', null),
    ]
    const { date } = dateArticle({ parsed: parsed('The three leaders met.'), given: null, officeHolders })
    expect(date).toMatchObject({ start: '2003-09-01', end: '2004-05-31', basis: 'inferred' })
  })

  it('puts a story that tells December as last year early in a year', () => {
    const officeHolders = [holder('Ada Bern', '2002-09', '2003-11')]
    const { date, why } = dateArticle({
      parsed: parsed('The ministers quarrelled last year. In December, they recalled their envoys.'),
      given: null,
      officeHolders,
    })
    expect(date).toMatchObject({ start: '2003-01-01', end: '2003-07-31' })
    expect(why).toContain('December is told as part of last year')
  })

  it('finds the year of a weekday with its day', () => {
    const officeHolders = [holder('Ada Bern', '2001-01', '2005-12')]
    const { date } = dateArticle({
      parsed: parsed('The accord was signed on Wednesday, 5 February.'),
      given: null,
      officeHolders,
    })
    expect(date?.start.slice(0, 4)).toBe('2003')
  })

  it('is no older than the happenings it speaks of', () => {
    const officeHolders = [holder('Ada Bern', '2000-01', '2002-12')]
    const { date } = dateArticle({
      parsed: parsed('Since the fall of the Taliban, trade has grown.'),
      given: null,
      officeHolders,
    })
    expect(date).toMatchObject({ start: '2001-11-01', end: '2002-12-31' })
  })

  it('leaves out a clue that contradicts the offices', () => {
    const officeHolders = [holder('Ada Bern', '1996-01', '1997-12')]
    const { date } = dateArticle({ parsed: parsed('The euro zone was only a plan.'), given: null, officeHolders })
    expect(date).toMatchObject({ start: '1996-01-01', end: '1997-12-31' })
  })

  it('says that one open end is too little', () => {
    const { date, why } = dateArticle({ parsed: parsed('The bridge was bombed in 1999.'), given: null })
    expect(date).toBeNull()
    expect(why).toContain('Too little')
  })
})
