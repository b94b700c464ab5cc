import { expect, it } from 'vitest'
import { type ConlluSentence, readConllu } from '../../src/parse/index.ts'
import { lemmatize } from '../../src/parse/lemmatizer.ts'
import { trainLemmas } from './train-lemmas.ts'

const word = (form: string, lemma: string, upos: string, xpos: string) =>
  `1\t${form}\t${lemma}\t${upos}\t${xpos}\t_\t0\troot\t_\t_\n\n`
const seen: ConlluSentence[] = readConllu(
  [
    word('walked', 'walk', 'VERB', 'VBD'),
    word('talked', 'talk', 'VERB', 'VBD'),
    word('was', 'be', 'AUX', 'VBD'),
    word('Cities', 'city', 'NOUN', 'NNS'),
    word('parties', 'party', 'NOUN', 'NNS'),
    word('Oslo', 'Oslo', 'PROPN', 'NNP'),
  ].join(''),
)
const tables = trainLemmas(seen, ['provoke', 'provoked', 'stop', 'stopped', 'note', 'not', 'noted', 'deny', 'denied'])

it.each([
  ['was', 'AUX', 'VBD', 'be'],
  ['parked', 'VERB', 'VBD', 'park'],
  ['provoked', 'VERB', 'VBD', 'provoke'],
  ['stopped', 'VERB', 'VBN', 'stop'],
  ['noted', 'VERB', 'VBD', 'note'],
  ['Denied', 'VERB', 'VBN', 'deny'],
  ['withdrew', 'VERB', 'VBD', 'withdraw'],
  ['overthrown', 'VERB', 'VBN', 'overthrow'],
  ['treaties', 'NOUN', 'NNS', 'treaty'],
  ['Lima', 'PROPN', 'NNP', 'Lima'],
])('gives %s %s %s the lemma %s', (form, upos, xpos, lemma) => expect(lemmatize(tables, form, upos, xpos)).toBe(lemma))
