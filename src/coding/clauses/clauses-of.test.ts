import { expect, test } from 'vitest'
import type { Clause } from '../clause.ts'
import { clausesOf } from './clauses-of.ts'
import { sentenceFrom } from './hand-parse.ts'

const words = (clause: Clause, list: readonly { token: number }[]) =>
  list.map((each) => clause.sentence.tokens[each.token]!.form)
const find = (clauses: Clause[], lemma: string) => clauses.find((clause) => clause.lemma === lemma)!

test('turns a passive round: the by-phrase acts, the subject undergoes', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'The|DET|DT|2|det town|NOUN|NN|4|nsubj:pass was|AUX|VBD|4|aux:pass shelled|VERB|VBN|0|root|shell by|ADP|IN|6|case rebels|NOUN|NNS|4|obl:agent|rebel',
    ),
  )
  const shell = find(clauses, 'shell')
  expect(shell.voice).toBe('passive')
  expect(words(shell, shell.agents)).toEqual(['rebels'])
  expect(words(shell, shell.patients)).toEqual(['town'])
})

test('lets the object of "urge" be the subject of the infinitive', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Britain|PROPN|NNP|2|nsubj urged|VERB|VBD|0|root|urge Spain|PROPN|NNP|2|obj to|PART|TO|5|mark leave|VERB|VB|2|xcomp',
    ),
  )
  const leave = find(clauses, 'leave')
  expect(words(leave, leave.agents)).toEqual(['Spain'])
  expect(leave.modal).toBe('urge')
})

test('keeps the subject of "promise" although it has an object', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Britain|PROPN|NNP|2|nsubj promised|VERB|VBD|0|root|promise Spain|PROPN|NNP|2|obj to|PART|TO|5|mark leave|VERB|VB|2|xcomp',
    ),
  )
  const leave = find(clauses, 'leave')
  expect(words(leave, leave.agents)).toEqual(['Britain'])
})

test('gives the noun under a light verb the participants of the verb', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Rome|PROPN|NNP|2|nsubj held|VERB|VBD|0|root|hold talks|NOUN|NNS|2|obj|talk with|ADP|IN|5|case Paris|PROPN|NNP|2|obl',
    ),
  )
  const talk = find(clauses, 'talk')
  expect(talk.light).toBe(find(clauses, 'hold').index)
  expect(words(talk, talk.agents)).toEqual(['Rome'])
  expect(talk.obliques.map((each) => each.preposition)).toEqual(['with'])
  expect(talk.tense).toBe('past')
})

test('a noun of time is no noun under a light verb: who met for two days met', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Rome|PROPN|NNP|2|nsubj met|VERB|VBD|0|root|meet Paris|PROPN|NNP|2|obj for|ADP|IN|6|case two|NUM|CD|6|nummod days|NOUN|NNS|2|obl|day',
    ),
  )
  expect(find(clauses, 'day').light).toBeUndefined()
})

test('turns the sides of "came under fire" round', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Rome|PROPN|NNP|2|nsubj came|VERB|VBD|0|root|come under|ADP|IN|4|case fire|NOUN|NN|2|obl from|ADP|IN|6|case Paris|PROPN|NNP|2|obl',
    ),
  )
  const fire = find(clauses, 'fire')
  expect(words(fire, fire.patients)).toEqual(['Rome'])
  expect(fire.agents).toEqual([])
})

test('resolves a relative pronoun to its noun', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Rebels|NOUN|NNS|4|nsubj|rebel who|PRON|WP|3|nsubj attacked|VERB|VBD|1|acl:relcl|attack fled|VERB|VBD|0|root|flee',
    ),
  )
  const attack = find(clauses, 'attack')
  expect(words(attack, attack.agents)).toEqual(['Rebels'])
})

test('shares the subject and the future of coordinated verbs', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Oslo|PROPN|NNP|3|nsubj will|AUX|MD|3|aux meet|VERB|VB|0|root Rome|PROPN|NNP|3|obj and|CCONJ|CC|6|cc sign|VERB|VB|3|conj pacts|NOUN|NNS|6|obj|pact',
    ),
  )
  const sign = find(clauses, 'sign')
  expect(words(sign, sign.agents)).toEqual(['Oslo'])
  expect(sign.tense).toBe('future')
})

test('reads "did not", "failed to" and "without" as negation, "if" as a condition', () => {
  const not = clausesOf(
    sentenceFrom('Oslo|PROPN|NNP|4|nsubj did|AUX|VBD|4|aux not|PART|RB|4|advmod attack|VERB|VB|0|root'),
  )
  expect(find(not, 'attack').negated).toBe(true)
  const failed = clausesOf(
    sentenceFrom('Oslo|PROPN|NNP|2|nsubj failed|VERB|VBD|0|root|fail to|PART|TO|4|mark attack|VERB|VB|2|xcomp'),
  )
  expect(find(failed, 'attack').negated).toBe(true)
  const plain = clausesOf(sentenceFrom('Oslo|PROPN|NNP|2|nsubj attacked|VERB|VBD|0|root|attack'))
  expect(find(plain, 'attack').negated).toBe(false)
  const condition = clausesOf(
    sentenceFrom('If|SCONJ|IN|3|mark Oslo|PROPN|NNP|3|nsubj attacks|VERB|VBZ|4|advcl|attack leave|VERB|VB|0|root'),
  )
  expect(find(condition, 'attack').conditional).toBe(true)
  expect(find(condition, 'leave').conditional).toBe(false)
})

test('mends "Serbia suspended negotiations" read as one noun phrase', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Serbia|PROPN|NNP|3|compound suspended|VERB|VBN|3|amod|suspend negotiations|NOUN|NNS|0|root|negotiation with|ADP|IN|5|case Kosovo|PROPN|NNP|3|nmod',
    ),
  )
  const suspend = find(clauses, 'suspend')
  expect(words(suspend, suspend.agents)).toEqual(['Serbia'])
  expect(words(suspend, suspend.patients)).toEqual(['negotiations'])
})

test('survives a tree that is only noise', () => {
  expect(() => clausesOf(sentenceFrom('a|NOUN|NN|2|conj b|VERB|VB|1|conj c|ADP|IN|0|root'))).not.toThrow()
})

test('finds the verb of a sentence that the parser read as one noun phrase', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Greece|PROPN|NNP|2|compound lent|NOUN|NN|0|root Albania|PROPN|NNP|2|obj two|NUM|CD|5|nummod boats|NOUN|NNS|2|obj|boat .|PUNCT|.|2|punct',
    ),
  )
  const lend = find(clauses, 'lend')
  expect(lend.kind).toBe('verb')
  expect(words(lend, lend.agents)).toEqual(['Greece'])
})

test('gives a verb the name before it that was hung on its object', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Ottawa|PROPN|NNP|4|compound eased|VERB|VBD|0|root|ease visa|NOUN|NN|4|compound rules|NOUN|NNS|2|obj|rule .|PUNCT|.|2|punct',
    ),
  )
  const ease = find(clauses, 'ease')
  expect(words(ease, ease.agents)).toEqual(['Ottawa'])
  expect(words(ease, ease.patients)).toEqual(['rules'])
})

test('joins the adjectives before a noun, whatever they hung on', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'Russian|ADJ|JJ|5|nsubj and|CCONJ|CC|3|cc Syrian|ADJ|JJ|1|conj aircraft|NOUN|NN|1|conj hit|VERB|VBD|0|root Idlib|PROPN|NNP|5|obj .|PUNCT|.|5|punct',
    ),
  )
  const hit = find(clauses, 'hit')
  expect(words(hit, hit.agents)).toEqual(['aircraft'])
})

test('reads "until the mission arrives" as still to come', () => {
  const clauses = clausesOf(
    sentenceFrom(
      'They|PRON|PRP|2|nsubj wait|VERB|VBP|0|root until|SCONJ|IN|6|mark the|DET|DT|5|det mission|NOUN|NN|6|nsubj arrives|VERB|VBZ|2|advcl|arrive .|PUNCT|.|2|punct',
    ),
  )
  expect(find(clauses, 'arrive').tense).toBe('future')
})
