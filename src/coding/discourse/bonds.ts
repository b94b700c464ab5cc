import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy } from '../clauses/tree.ts'
import { type Found, isParty, tie, trendTie } from './tie-drafts.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/** Ties told by what parties feel or do toward each other: "distrust each other", "mended fences with Chile", "made peace", "stands by Peru". */
export function bonds(view: View, clause: Clause): Found[] {
  if (clause.kind !== 'verb' || clause.conditional || clause.modal !== null || clause.tense === 'future') return []
  return [...feelings(view, clause), ...steps(view, clause), ...loyalty(view, clause)]
}

const WARM = /^(?:trust|like|admire|respect|love|cherish)$/
const COLD = /^(?:distrust|mistrust|dislike|hate|resent|despise|loathe|shun|suspect)$/

/** "The two presidents distrust each other", "Peru mistrusts Chile"; not to trust is to distrust. */
function feelings(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  if (!WARM.test(clause.lemma) && !COLD.test(clause.lemma)) return []
  const holders = partiesAt(
    view,
    clause,
    clause.agents.map(({ token }) => token),
  )
  const isMutual = clause.patients.some(
    ({ token }) =>
      /^(?:each|one)$/i.test(sentence.tokens[token]!.form) &&
      /^(?:other|another)$/i.test(sentence.tokens[token + 1]?.form ?? ''),
  )
  const felt = isMutual
    ? []
    : namedAt(
        view,
        clause,
        clause.patients.map(({ token }) => token),
      )
  const pair = oneEach([...holders, ...felt])
  if (pair.length !== 2 || (!isMutual && (holders.length !== 1 || felt.length !== 1))) return []
  const sign = WARM.test(clause.lemma) !== clause.negated ? 1 : -1
  return tie(view, sentence, pair, sign > 0 ? 'close' : 'strained', sign, null, head, 'feelings')
}

/** What is done with a thing between two: verb, its object, and which way it goes. */
const STEPS: readonly (readonly [RegExp, RegExp, 'warming' | 'cooling'])[] = [
  [/^(?:mend|repair|rebuild)$/, /^(?:fence|bridge)$/, 'warming'],
  [/^bury$/, /^hatchet$/, 'warming'],
  [/^(?:make|conclude)$/, /^peace$/, 'warming'],
  [/^(?:heal|close|overcome|bridge)$/, /^(?:rift|breach|wound|estrangement)$/, 'warming'],
  [/^part$/, /^(?:company|way)$/, 'cooling'],
  [/^(?:turn)$/, /^back$/, 'cooling'],
]

/** "mended fences with Chile in 2010", "the two made peace in 1883", "turned its back on Chile". */
function steps(view: View, clause: Clause): Found[] {
  if (clause.negated || clause.voice === 'passive') return []
  const { sentence, head } = clause
  const objects = [...clause.patients.map(({ token }) => token), ...childrenBy(view.tree(sentence), head, 'obj')].map(
    (at) => lemmaOf(sentence.tokens[at]!),
  )
  const trend =
    /^(?:make up|patch up)$/.test(clause.lemma) && objects.length === 0
      ? 'warming'
      : STEPS.find(([verb, thing]) => verb.test(clause.lemma) && objects.some((each) => thing.test(each)))?.[2]
  if (!trend) return []
  const own = partiesAt(
    view,
    clause,
    clause.agents.map(({ token }) => token),
  )
  const others = namedAt(
    view,
    clause,
    clause.obliques
      .filter(({ preposition }) => /^(?:with|on|from|between)$/.test(preposition))
      .map(({ participant }) => participant.token),
  )
  const pair = oneEach([...own, ...others])
  return pair.length === 2 ? trendTie(view, sentence, pair, trend, head, 'steps') : []
}

/** "Bolivia stands by Peru": a parse may take whoever it stands by for a doer. */
function loyalty(view: View, clause: Clause): Found[] {
  if (clause.negated || !/^(?:stand|stick)$/.test(clause.lemma.split(' ')[0]!)) return []
  const by = clause.agents.filter(({ via }) => via === 'by').map(({ token }) => token)
  const own = partiesAt(
    view,
    clause,
    clause.agents.filter(({ via }) => via !== 'by').map(({ token }) => token),
  )
  const stoodBy = namedAt(view, clause, [
    ...by,
    ...clause.obliques
      .filter(({ preposition }) => /^(?:by|behind)$/.test(preposition))
      .map(({ participant }) => participant.token),
  ])
  return own.length === 1 && stoodBy.length === 1 && standing(own[0]!) !== standing(stoodBy[0]!)
    ? tie(view, clause.sentence, [own[0]!, stoodBy[0]!], 'backs', 1, null, clause.head, 'loyalty')
    : []
}

const partiesAt = (view: View, { sentence }: Clause, tokens: readonly number[]): Entity[] =>
  oneEach(tokens.flatMap((at) => view.actors(sentence, at)).filter(isParty))

/** Countries and governments that a phrase itself names, not the owner of what it names ("trusts a Chilean bank"). */
const namedAt = (view: View, clause: Clause, tokens: readonly number[]): Entity[] =>
  partiesAt(
    view,
    clause,
    tokens.filter((at) => view.named(clause.sentence, at) !== null),
  ).filter(
    ({ kind, sectors, code }) =>
      kind === 'state' || kind === 'population' || sectors.includes('GOV') || code.startsWith('IGO'),
  )
