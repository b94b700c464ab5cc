import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Token } from '../../parse/index.ts'
import { sentenceFrom } from './hand-parse.ts'
import { repaired } from './repair.ts'

const WORDS =
  'told|reporters|that|Sunday|is|to|due|travel|and|Equatorial|Guinea|Gabon|signed|treaty|of|who|,|Kenya|set|on'.split(
    '|',
  )
const TAGS = [
  'PROPN/NNP',
  'NOUN/NN',
  'NOUN/NNS',
  'VERB/VBD',
  'VERB/VB',
  'VERB/VBN',
  'VERB/VBG',
  'ADP/IN',
  'CCONJ/CC',
  'ADV/RB',
  'AUX/VBZ',
  'PRON/PRP',
  'ADJ/JJ',
]
const RELATIONS =
  'nsubj|nsubj:outer|obj|iobj|obl|conj|cc|flat|compound|appos|acl|acl:relcl|case|mark|cop|aux|nmod|advmod|amod|xcomp'.split(
    '|',
  )

const token = fc.record({
  form: fc.constantFrom(...WORDS),
  tag: fc.constantFrom(...TAGS),
  deprel: fc.constantFrom(...RELATIONS),
  above: fc.nat(),
})

it('gives a verb its subject without hanging what is above the verb below it', () => {
  const { tokens } = sentenceFrom(
    'Ada|PROPN|NNP|5|nsubj Ottawa|PROPN|NNP|3|compound eased|VERB|VBD|1|parataxis rules|NOUN|NNS|3|obj said|VERB|VBD|0|root',
  )
  const after = repaired(tokens)
  expect(after.map(({ head, deprel }) => [head, deprel])).toEqual([
    [4, 'nsubj'],
    [2, 'nsubj'],
    [0, 'parataxis'],
    [2, 'obj'],
    [-1, 'root'],
  ])
})

it('turns a participle with a subject into the verb after another mend', () => {
  const { tokens } = sentenceFrom(
    'Peru|PROPN|NNP|5|compound and|CCONJ|CC|5|cc Chile|PROPN|NNP|4|advmod signed|VERB|VBD|5|amod accords|NOUN|NNS|0|root on|ADP|IN|7|case mining|NOUN|NN|5|nmod',
  )
  const after = repaired(tokens)
  expect(after[3]).toMatchObject({ head: -1, deprel: 'root' })
  expect(after[4]).toMatchObject({ head: 3, deprel: 'obj' })
})

it('hangs the nation before a title on the man who bears it', () => {
  const { tokens } = sentenceFrom(
    'Abiy|PROPN|NNP|6|nsubj and|CCONJ|CC|5|cc Eritrean|PROPN|NNP|1|conj President|PROPN|NNP|5|nmod:desc Isaias|PROPN|NNP|1|conj signed|VERB|VBD|0|root',
  )
  expect(repaired(tokens)[2]).toMatchObject({ head: 4, deprel: 'compound' })
})

it('makes a tree of every tree', () => {
  fc.assert(
    fc.property(fc.array(token, { minLength: 2, maxLength: 12 }), fc.nat(), (drawn, at) => {
      // Each token hangs from one drawn before it in an order that starts anywhere, so that heads lie on both sides.
      const order = drawn.map((_, i) => (i + at) % drawn.length)
      const tokens = drawn.map((each, index): Token => {
        const place = order.indexOf(index)
        const [upos, xpos] = each.tag.split('/') as [Token['upos'], string]
        return {
          form: each.form,
          lemma: each.form.toLowerCase().replace('told', 'tell'),
          upos,
          xpos,
          head: place === 0 ? -1 : order[each.above % place]!,
          deprel: place === 0 ? 'root' : each.deprel,
          start: index * 10,
          end: index * 10 + each.form.length,
        } as Token
      })
      const after = repaired(tokens)
      for (const [index] of after.entries()) {
        let step = index
        for (let steps = 0; step >= 0 && steps <= after.length; steps++) step = after[step]!.head
        expect(step).toBe(-1)
      }
    }),
    { numRuns: 3000 },
  )
})

it('reads "is due to visit" as a plan and "is due in" as a place where someone is awaited', () => {
  const visit = repaired(
    sentenceFrom(
      'Abiy|PROPN|NNP|5|nsubj:outer is|AUX|VBZ|5|cop due|ADJ|JJ|5|mark to|PART|TO|3|fixed visit|VERB|VB|0|root Oman|PROPN|NNP|5|obj',
    ).tokens,
  )
  expect(visit.map(({ head, deprel }) => [head, deprel])).toEqual([
    [4, 'nsubj'],
    [4, 'aux'],
    [4, 'aux'],
    [4, 'mark'],
    [-1, 'root'],
    [4, 'obj'],
  ])
  const place = repaired(
    sentenceFrom(
      'Abiy|PROPN|NNP|5|nsubj is|AUX|VBZ|5|cop due|ADJ|JJ|5|case in|ADP|IN|5|case Oman|PROPN|NNP|0|root on|ADP|IN|7|case Monday|PROPN|NNP|5|nmod',
    ).tokens,
  )
  expect(place.map(({ head, deprel }) => [head, deprel])).toEqual([
    [2, 'nsubj'],
    [2, 'cop'],
    [-1, 'root'],
    [4, 'case'],
    [2, 'obl'],
    [6, 'case'],
    [2, 'obl'],
  ])
})

it('takes the name behind an opening phrase for the subject of a verb that has none', () => {
  const opening =
    'After|ADP|IN|2|case talks|NOUN|NNS|8|obl on|ADP|IN|4|case Wednesday|PROPN|NNP|2|nmod ,|PUNCT|,|7|punct'
  const said = `Minister|PROPN|NNP|7|nmod:desc Kim|PROPN|NNP|4|appos refused|VERB|VBD|0|root`
  const { tokens } = sentenceFrom(`${opening} ${said}`)
  expect(repaired(tokens)[6]).toMatchObject({ head: 7, deprel: 'nsubj' })
  const other = sentenceFrom(`${opening} ${said} he|PRON|PRP|8|nsubj`)
  expect(repaired(other.tokens)[6]).toMatchObject({ head: 3, deprel: 'appos' })
})

it('takes a visiting guest for whom the talks are with', () => {
  const before = 'They|PRON|PRP|2|nsubj held|VERB|VBD|0|root talks|NOUN|NNS|2|obj'
  const guest = 'Minister|PROPN|NNP|7|nmod:desc Fico|PROPN|NNP|5|obj'
  const { tokens } = sentenceFrom(`${before} with|SCONJ|IN|5|mark visiting|VERB|VBG|3|acl ${guest}`)
  expect(repaired(tokens).slice(3)).toMatchObject([
    { head: 6, deprel: 'case' },
    { head: 6, deprel: 'amod' },
    { head: 6, deprel: 'nmod:desc' },
    { head: 2, deprel: 'nmod' },
  ])
  const after = sentenceFrom(`${before} after|SCONJ|IN|5|mark visiting|VERB|VBG|2|advcl ${guest}`)
  expect(repaired(after.tokens)[6]).toMatchObject({ head: 4, deprel: 'obj' })
})

it('hangs who is led in behind a day or a place on the verb', () => {
  const talks = sentenceFrom(
    'Rome|PROPN|NNP|2|nsubj began|VERB|VBD|0|root talks|NOUN|NNS|2|obj in|ADP|IN|5|case May|PROPN|NNP|2|obl with|ADP|IN|7|case Lima|PROPN|NNP|5|nmod',
  )
  expect(repaired(talks.tokens)[6]).toMatchObject({ head: 1, deprel: 'obl' })
  const killed =
    'He|PRON|PRP|3|nsubj:pass was|AUX|VBD|3|aux:pass seized|VERB|VBN|0|root and|CCONJ|CC|5|cc shot|VERB|VBN|3|conj in|ADP|IN|7|case Lima|PROPN|NNP|5|obl'
  const shot = sentenceFrom(`${killed} by|ADP|IN|9|case guards|NOUN|NNS|7|nmod`)
  expect(repaired(shot.tokens)[8]).toMatchObject({ head: 4, deprel: 'obl:agent' })
  const seen = sentenceFrom(`${killed} with|ADP|IN|9|case guards|NOUN|NNS|7|nmod`)
  expect(repaired(seen.tokens)[8]).toMatchObject({ head: 6, deprel: 'nmod' })
})

it('takes a name between commas behind "the envoy to Kosovo" for the envoy', () => {
  const envoy =
    'The|DET|DT|2|det envoy|NOUN|NN|9|nsubj to|ADP|IN|4|case Kosovo|PROPN|NNP|2|nmod ,|PUNCT|,|6|punct Ada|PROPN|NNP|4|conj Bell|PROPN|NNP|6|flat'
  const said = sentenceFrom(`${envoy} ,|PUNCT|,|2|punct left|VERB|VBD|0|root`)
  expect(repaired(said.tokens)[5]).toMatchObject({ head: 1, deprel: 'appos' })
  const listed = sentenceFrom(`${envoy} and|CCONJ|CC|6|cc left|VERB|VBD|0|root`)
  expect(repaired(listed.tokens)[5]).toMatchObject({ head: 3, deprel: 'conj' })
})

it('takes the last of two adjectives for the noun where no noun closes the phrase', () => {
  const { tokens } = sentenceFrom(
    'Courts|NOUN|NNS|2|nsubj sentenced|VERB|VBD|0|root an|DET|DT|4|det Omani|ADJ|JJ|2|obj militant|ADJ|JJ|2|xcomp on|ADP|IN|7|case Monday|PROPN|NNP|2|obl',
  )
  const [, , article, nation, noun] = repaired(tokens)
  expect(noun).toMatchObject({ upos: 'NOUN', head: 1, deprel: 'obj' })
  expect(nation).toMatchObject({ head: 4, deprel: 'amod' })
  expect(article).toMatchObject({ head: 4 })
})
