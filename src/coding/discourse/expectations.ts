import type { Sentence, Token } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import type { Outlook } from '../record.ts'
import {
  deniedSubject,
  holderNoun,
  isFirstPerson,
  isOfficial,
  isOwnDoing,
  isPerson,
  saysOfOneself,
} from './outlook-holders.ts'
import { lemmaOf, subjectsOf, type View } from './view.ts'

export type Direction = Outlook['direction']

export const TURNED: { [direction in Direction]: Direction } = {
  skeptical: 'optimistic',
  optimistic: 'skeptical',
  mixed: 'mixed',
}

/** What a word means for what is to come (`outlooks.tsv`): good or ill in itself, doing well or badly, going on, ending, growing less. */
const FORTUNES = ['boon', 'bane', 'thrive', 'fail', 'last', 'end', 'fade'] as const
type Fortune = (typeof FORTUNES)[number]

function fortunesOf(view: View, token: Token): readonly Fortune[] {
  if (/^(?:PROPN|PRON|DET|NUM)$/.test(token.upos) || (token.upos === 'NOUN' && token.lemma === 'sign')) return []
  const [lemma, form] = [lemmaOf(token), token.form.toLowerCase()]
  const rows = view.lexicon.rows('outlooks', lemma)
  const all = form === lemma ? rows : [...rows, ...view.lexicon.rows('outlooks', form)]
  return all.length === 0 ? NONE : FORTUNES.filter((each) => all.some((row) => row.class === each))
}

const NONE: readonly Fortune[] = []

/**
 * What some words hold out, put together from what each means: "the quarrel will outlast both", "an end to the difficult days", "trade will grow",
 * "few obstacles" turned round, "neither a break nor a breakthrough" mixed. Null where they say nothing of good or ill.
 */
export function heldOut(
  view: View,
  sentence: Sentence,
  tokens: readonly number[],
  isDenied: boolean,
): Direction | null {
  const words = tokens
    .map((at) => sentence.tokens[at]!)
    .filter((token) => !view.quoted(token) || view.quoted(sentence.tokens[tokens[0]!]!))
  if (words.some(({ form }) => /^neither$/i.test(form))) return 'mixed'
  // "progress on trade but none on the frontier"
  if (words.some(({ form }, at) => /^but$/i.test(form) && /^(?:none|no|little|not)$/i.test(words[at + 1]?.form ?? '')))
    return 'mixed'
  const meant = words.map((token) => fortunesOf(view, token))
  const has = (fortune: Fortune) => meant.some((each) => each.includes(fortune))
  const direction = fortune(has, meant, words)
  if (!direction || direction === 'mixed') return direction
  const isSteady = words.some(
    ({ form }, at) => /^(?:but|though)$/i.test(form) && /^steady$/i.test(words[at + 1]?.form ?? ''),
  )
  // What a clause denies by "nothing" or "no" is denied once.
  const isFew = words.some(({ form }) => FEW.test(form) && !(isDenied && /^no/i.test(form)))
  return (isFew && !isSteady) !== isDenied ? TURNED[direction] : direction
}

const FEW = /^(?:little|no|few|slow|limited|modest|hardly|barely|scarcely|scant|nothing|nobody|none)$/i

function fortune(
  has: (fortune: Fortune) => boolean,
  meant: readonly (readonly Fortune[])[],
  words: readonly Token[],
): Direction | null {
  const [bane, boon] = [has('bane'), has('boon')]
  const [good, bad] = [has('thrive'), has('fail')]
  if (has('end') && !good && (bane || bad)) return 'optimistic'
  if (words.some(({ form }) => /^wors/i.test(form))) return 'skeptical'
  // "will take a generation"
  const isSlow = words.some(({ form }) => /^(?:years|decades|generations?)$/i.test(form))
  if (isSlow && words.some((token) => /^(?:take|need|require)$/.test(lemmaOf(token))))
    return good ? 'mixed' : 'skeptical'
  if (has('last') && !good) return bane || bad ? 'skeptical' : 'optimistic'
  if (has('fade') && !good && !bad) return bane ? 'optimistic' : 'skeptical'
  if (good && bad) return 'mixed'
  if (good) return 'optimistic'
  if (bad) return 'skeptical'
  if (has('end') && boon) return 'skeptical'
  if (!bane && !boon) return null
  if (bane && boon) {
    const first = meant.find((each) => each.includes('boon') || each.includes('bane'))!
    return words.some(({ form }) => /^(?:and|but|or)$/i.test(form))
      ? 'mixed'
      : first.includes('boon')
        ? 'optimistic'
        : 'skeptical'
  }
  return boon ? 'optimistic' : 'skeptical'
}

/** Told as still to come, or as what may come. */
export const looksAhead = ({ tense, modal }: Clause) =>
  tense === 'future' || /^(?:will|would|shall|may|might|can|could)$/.test(modal ?? '')

/** "Traders expect few obstacles", "experts believe that the quarrel will outlast both", "I suspect that it will fail": what someone looks forward to. */
export function expectation(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const strong = /^(?:expect|predict|foresee|forecast|hope|anticipate|fear|doubt|prophesy|augur|dread|trust)$/.test(
    clause.lemma,
  )
  if (
    !strong &&
    !/^(?:think|believe|see|say|reckon|argue|suspect|guess|bet|feel|figure|judge|maintain|insist|contend|hold|warn|caution|note|conclude|assume|suppose|fancy|wager|imagine|estimate|calculate|surmise|add|tell|suggest)$/.test(
      clause.lemma,
    )
  )
    return null
  if (clause.voice === 'passive' || !(strong || view.isTwoSided || ofMatter(view, sentence))) return null
  // A forecast is an expectation whoever makes it, and so is what a person by name thinks of a matter between countries.
  const forecasts =
    /^(?:predict|foresee|forecast|prophesy|anticipate|augur)$/.test(clause.lemma) && isPerson(view, clause)
  const thinks =
    /^(?:think|believe|reckon|expect|doubt|suspect|feel|figure|judge|guess|bet|wager|assume|suppose|fancy|conclude|imagine)$/.test(
      clause.lemma,
    ) &&
    isPerson(view, clause) &&
    !isOfficial(view, clause) &&
    (view.isTwoSided || ofMatter(view, sentence))
  const holds =
    holderNoun(view, clause) || saysOfOneself(view, clause) || holderNamed(view, clause) || isFirstPerson(clause)
  if (!holds && !forecasts && !thinks && !(strong && isOfMatter(view, clause))) return null
  const isDenied = clause.negated || deniedSubject(view, clause)

  if (clause.lemma === 'doubt')
    return isDenied ? 'optimistic' : ofMatter(view, sentence) || isAhead(view, clause) ? 'skeptical' : null
  if (clause.lemma === 'fear') return 'skeptical'
  // "Experts do not believe it."
  const isIt = clause.patients.some(({ token }) => /^(?:it|this|that)$/i.test(sentence.tokens[token]!.form))
  if (clause.lemma === 'believe' && isDenied && isIt) return 'skeptical'
  // "expects the next government to tear it up": however the parse hangs the infinitive.
  const inner = innerOf(view, clause, strong)
  const aims = inner === undefined ? null : view.clauseAt(sentence, inner)
  // "told a rally that his party would let it lapse": what one means to do.
  if (!strong && !thinks && aims && isOwnDoing(view, aims)) return null
  // What is only thought or said counts when it looks ahead.
  if (!strong && !(aims && looksAhead(aims))) {
    const judged = aims
      ? (judgementOf(view, aims) ?? wishedIn(view, aims))
      : clause.lemma === 'suspect'
        ? 'skeptical'
        : null
    return judged && isDenied ? TURNED[judged] : judged
  }
  const root = inner ?? clause.patients.map(({ token }) => token).find((token) => token > head)
  if (root === undefined || (view.quoted(sentence.tokens[root]!) && !view.quoted(sentence.tokens[head]!))) return null
  const below = subtreeOf(tree, root).filter((at) => at >= head)
  // "trade will mend what soldiers broke": the verb itself says which way it goes.
  if (aims?.kind === 'verb' && MENDS.test(aims.lemma) && !isDenied) return aims.negated ? 'skeptical' : 'optimistic'
  const found = heldOut(
    view,
    sentence,
    below,
    isDenied !== (aims?.negated === true && tree.tokens[inner!]!.deprel !== 'xcomp'),
  )
  // Not to think that something will be is to doubt it.
  return found ?? (clause.lemma !== 'say' && isDenied && aims && looksAhead(aims) ? 'skeptical' : null)
}

/** "Both governments expect relations to improve": not their own doing, but what a matter between them will come to. */
function isOfMatter(view: View, clause: Clause): boolean {
  if (!view.isTwoSided || clause.lemma === 'hope') return false
  const tree = view.tree(clause.sentence)
  const inner = innerOf(view, clause, true)
  const subjects = [
    ...clause.patients.map(({ token }) => token),
    ...(inner === undefined ? [] : [inner, ...childrenBy(tree, inner, 'nsubj', 'nsubj:pass')]),
  ]
  return subjects.some((at) => /^(?:relation|tie|trade|peace|truce|accord|pact)$/.test(lemmaOf(tree.tokens[at]!)))
}

/** "thinks that both sides now want peace", "suspects that neither side means it". */
function wishedIn(view: View, clause: Clause): Direction | null {
  if (
    clause.kind !== 'verb' ||
    clause.tense !== 'present' ||
    !/^(?:want|mean|need|seek|wish|desire)$/.test(clause.lemma)
  )
    return null
  const tree = view.tree(clause.sentence)
  const words = childrenBy(tree, clause.head, 'obj', 'xcomp').flatMap((at) => subtreeOf(tree, at))
  return heldOut(view, clause.sentence, words, clause.negated) ?? (clause.negated ? 'skeptical' : null)
}

const MENDS = /^(?:mend|repair|heal|improve|recover|succeed|prosper|flourish|thaw|bear fruit|pay off)$/

function innerOf(view: View, { sentence, head }: Clause, strong: boolean): number | undefined {
  const tree = view.tree(sentence)
  return [
    ...childrenBy(tree, head, 'ccomp', 'xcomp'),
    ...childrenBy(tree, head, 'advcl').filter(
      (child) => strong && childrenBy(tree, child, 'mark').some((at) => /^to$/i.test(tree.tokens[at]!.form)),
    ),
  ][0]
}

function isAhead(view: View, clause: Clause): boolean {
  const inner = innerOf(view, clause, true)
  const aims = inner === undefined ? undefined : view.clauseAt(clause.sentence, inner)
  return aims !== undefined && looksAhead(aims)
}

/** "the talks were doomed", "the truce is fragile", "this time it is different": a judgement of the matter that looks ahead by itself. */
export function judgementOf(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const isDoomed = clause.voice === 'passive' && fortunesOf(view, sentence.tokens[head]!).length > 0
  if (clause.kind === 'noun' || clause.conditional || (clause.kind === 'verb' && !isDoomed)) return null
  const tree = view.tree(sentence)
  const subjects = subjectsOf(clause)
    .concat(isDoomed ? clause.patients : [])
    .map(({ token }) => token)
  const isOfMatter = subjects.some(
    (at) =>
      /^(?:it|this|that|they|these)$/i.test(tree.tokens[at]!.form) ||
      view.lexicon.has('outlooks', lemmaOf(tree.tokens[at]!), 'matter'),
  )
  if (!isOfMatter) return null
  const own = new Set(
    childrenBy(tree, head, 'nsubj', 'nsubj:pass', 'conj', 'parataxis', 'advcl').flatMap((at) => subtreeOf(tree, at)),
  )
  const said = subtreeOf(tree, head).filter((at) => !own.has(at) || subjects.includes(at))
  return heldOut(view, sentence, said, clause.negated)
}

/** The sentence speaks of something between countries, or its story does. */
export function ofMatter(view: View, sentence: Sentence): boolean {
  return hasMatter(view, sentence) || isOfCountries(view)
}

const hasMatter = (view: View, sentence: Sentence) =>
  sentence.tokens.some((token) => view.lexicon.has('outlooks', lemmaOf(token), 'matter'))

const storiesOfCountries = new WeakMap<View, boolean>()

/** A story that is about what is between countries though not about two of them alone: in two sentences at least it names several with such a matter. */
function isOfCountries(view: View): boolean {
  let known = storiesOfCountries.get(view)
  if (known === undefined) {
    const countriesOf = (sentence: Sentence) =>
      new Set(
        view
          .mentions(sentence)
          .flatMap(({ entity }) => view.members(view.entity(entity)))
          .flatMap(({ country }) => country ?? []),
      )
    const told = view.body.filter((sentence) => hasMatter(view, sentence) && countriesOf(sentence).size > 1)
    storiesOfCountries.set(view, (known = told.length > 1))
  }
  return known
}

/** "gave the pact an even chance", "saw little chance of …", "put little faith in the promise". */
export function chanceGiven(view: View, clause: Clause): Direction | null {
  const isSeen = /^(?:give|see|rate|have|find|put|place|set)$/.test(clause.lemma)
  if (!isSeen || !(holderNoun(view, clause) || holderNamed(view, clause) || isFirstPerson(clause))) return null
  const tree = view.tree(clause.sentence)
  for (const { token } of clause.patients) {
    const lemma = lemmaOf(tree.tokens[token]!)
    const kinds = childrenBy(tree, token, 'amod', 'det', 'advmod').map((child) =>
      tree.tokens[child]!.form.toLowerCase(),
    )
    const isSmall = clause.negated || kinds.some((kind) => /^(?:little|no|poor|slim|small|scant|bleak|few)$/.test(kind))
    // "saw no reason for optimism"
    if (/^(?:reason|ground|cause|room)$/.test(lemma)) {
      const of = [
        ...childrenBy(tree, token, 'nmod'),
        ...clause.obliques
          .filter(({ preposition }) => preposition === 'for')
          .map(({ participant }) => participant.token),
      ]
      if (of.some((at) => view.lexicon.row('outlooks', lemmaOf(tree.tokens[at]!), 'noun')?.direction === 'optimistic'))
        return isSmall ? 'skeptical' : 'optimistic'
    }
    if (/^(?:faith|trust|confidence)$/.test(lemma) && /^(?:put|place|set|have)$/.test(clause.lemma))
      return isSmall ? 'skeptical' : 'optimistic'
    if (!/^(?:chance|odds|prospect|doubt)$/.test(lemma)) continue
    if (lemma === 'doubt') return isSmall ? 'optimistic' : 'skeptical'
    if (isSmall) return 'skeptical'
    if (kinds.some((kind) => /^(?:even|equal|fair)$/.test(kind))) return 'mixed'
    if (kinds.some((kind) => /^(?:good|better|strong|real|high)$/.test(kind))) return 'optimistic'
  }
  return null
}

/** "see the summit as a turning point", "called the deal a dead letter": what experts or columnists take it for. */
export function takenFor(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  if (
    !/^(?:see|view|regard|call|consider|describe|dismiss|hail|think|deem|judge|find|believe|declare|pronounce)$/.test(
      clause.lemma,
    )
  )
    return null
  const tree = view.tree(sentence)
  const isIt = clause.patients.some(({ token }) => /^(?:it|this)$/i.test(tree.tokens[token]!.form))
  if (clause.negated || !(ofMatter(view, sentence) || (isIt && view.isTwoSided))) return null
  if (!(holderNoun(view, clause) || holderNamed(view, clause) || isFirstPerson(clause))) return null
  const as = clause.obliques
    .filter(({ preposition }) => preposition === 'as')
    .map(({ participant }) => participant.token)
  // "considers the pact stillborn": the last thing said of it, however the parse hangs it.
  const isSmall = /^(?:consider|think|deem|judge|find|believe|declare|pronounce|call)$/.test(clause.lemma)
  const bare = isSmall ? childrenBy(tree, head, 'obj', 'advmod').filter((at) => tree.tokens[at]!.upos === 'ADJ') : []
  const taken = [...as, ...bare, ...childrenBy(tree, head, 'xcomp')].filter(
    (at) => at > head && tree.tokens[at]!.upos !== 'VERB',
  )
  // "called it a good development": praise for what is done, and no word of what will come of it.
  const isPraise = taken.some((at) =>
    /^(?:step|development|move|decision|news|gesture|visit|day)$/.test(lemmaOf(tree.tokens[at]!)),
  )
  return taken.length > 0 && !isPraise
    ? heldOut(
        view,
        sentence,
        taken.flatMap((at) => subtreeOf(tree, at)),
        false,
      )
    : null
}

/** A person by name who does not speak for a government: "Olaf Osica, who directs the Centre …", "Lina Khatib, a scholar". */
export function holderNamed(view: View, clause: Clause): boolean {
  return clause.agents.concat(clause.kind === 'copula' ? clause.receivers : []).some(({ token }) => {
    const entity = view.named(clause.sentence, token)
    return entity?.kind === 'person' && !entity.sectors.some((sector) => /^(?:GOV|MIL|LEG|JUD|IGO)$/.test(sector))
  })
}

/** "was sure that the friendship would hold", "is convinced that relations will recover": certainty about something to come. */
export function sureThat(view: View, clause: Clause): { direction?: string } | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (clause.negated || !/^(?:sure|certain|convinced|relaxed|persuaded)$/i.test(tree.tokens[head]!.form)) return null
  if (childrenBy(tree, head, 'advmod').some((child) => /^(?:less|not)$/i.test(tree.tokens[child]!.form))) return null
  const inner = childrenBy(tree, head, 'ccomp', 'advcl')[0]
  const aims = inner === undefined ? null : view.clauseAt(sentence, inner)
  if (!aims || !looksAhead(aims)) return null
  return {
    direction:
      heldOut(view, sentence, subtreeOf(tree, inner!), aims.negated) ?? (aims.negated ? 'skeptical' : 'optimistic'),
  }
}
