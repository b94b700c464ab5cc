import { describe, expect, it } from 'vitest'
import { readArticle } from '../../article/index.ts'
import { ground } from '../../ground/index.ts'
import { loadResources } from '../../index.ts'
import { parseArticle } from '../../parse/index.ts'
import { explain } from '../explain.ts'

const resources = loadResources()

function eventsOf(text: string) {
  const { article } = readArticle({ id: 'a', kind: 'text', content: text, date: '2004-05-06' })
  const grounded = ground(parseArticle(article!, resources.model), resources.lexicon)
  return explain(grounded, resources.rules, resources.relate).flatMap((sentence) => sentence.events)
}

describe('reasons of learned events', () => {
  const told = [
    'Peruvian riot police used their batons on striking miners in Arequipa on Monday.',
    'Sudanese gunmen set upon a Chadian convoy near the border on Tuesday.',
    'The Kenyan parliament tore into the Ugandan government on Thursday.',
    'Syria threw a lifeline to Lebanon on Friday.',
  ].flatMap(eventsOf)

  it('names what weighed most, and how sure table and network were', () => {
    const learned = told.filter(({ rule }) => rule.startsWith('learned/'))
    expect(learned.length).toBeGreaterThan(0)
    for (const { reasons } of learned) {
      expect(reasons.at(-1)).toMatch(/^traits alone \d+ %, with the network \d+ %$/)
      expect(reasons.length).toBeGreaterThan(1)
      for (const each of reasons.slice(0, -1)) expect(each).toMatch(/^[^:]+.* \(\+\d+\.\d\)$/)
    }
  })

  it('leaves rules to speak for themselves', () => {
    const [event] = eventsOf('Chile recalled its ambassador from Lima on Monday.')
    expect(event!.rule).not.toMatch(/^learned/)
    expect(event!.reasons).toEqual([])
  })
})
