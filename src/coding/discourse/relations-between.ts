import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import { type Said, saidFrom } from './said-of-relations.ts'
import { type Found, governing, isEnded, isParty, isTold, type Relation, tie, trendTie } from './tie-drafts.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, type View } from './view.ts'

/** Words before a noun that make it no subject of what follows: a preposition over it, or a verb since the last break. */
function opensClause({ tokens }: Sentence, noun: number): boolean {
  let at = noun - 1
  while (
    at >= 0 &&
    (/^(?:DET|ADJ|NOUN|PROPN|PRON|NUM|PART|ADV)$/.test(tokens[at]!.upos) ||
      (/^since$/i.test(tokens[at]!.form) && /^then$/i.test(tokens[at + 1]!.form)))
  )
    at--
  const before = tokens[at]
  return (
    !before ||
    (before.upos === 'PUNCT' && before.form !== '-') ||
    /^(?:and|but|while|when|as|that|although|though|because)$/i.test(before.form)
  )
}

/** "Relations between A and B have been tense since 2004 and soured again in May": what the words after the noun say of it. */
function readOff(view: View, sentence: Sentence, noun: number, context: readonly Entity[]): Found[] {
  const tree = view.tree(sentence)
  const isSubject = tree.tokens[noun]!.deprel.startsWith('nsubj')
  if (!isSubject && !opensClause(sentence, noun)) return []
  if (sentence.tokens.slice(0, noun).some(({ form }) => /^(?:if|unless|whether)$/i.test(form))) return []
  const clause = governing(view, sentence, noun)
  if (clause?.conditional) return []
  const said = saidFrom(view, sentence, noun)
  if (said.length === 0) return []
  const parties = partiesOfRelation(view, sentence, noun, clause, context)
  return said.flatMap((each) => toldTie(view, sentence, parties, each, 'relations-told'))
}

/**
 * "the friendship has cooled", "its quarrel with Fiji": nouns that name the relation with its sign. A state needs both its parties named with it; a
 * change is of whoever the story is about.
 */
export function namedRelation(view: View, sentence: Sentence, noun: number, context: readonly Entity[]): Found[] {
  const row = view.lexicon.row('ties', lemmaOf(sentence.tokens[noun]!), 'relnoun')
  if (!row) return []
  // "a treaty of peace and friendship" is a treaty.
  if (
    sentence.tokens
      .slice(Math.max(0, noun - 5), noun)
      .some((token) => view.lexicon.has('commitments', lemmaOf(token), 'noun'))
  )
    return []
  const tree = view.tree(sentence)
  const sign = Number(row.sign) as -1 | 1
  if (sign < 0 && isEnded(sentence, noun)) return []
  const clause = governing(view, sentence, noun)
  if (clause && !isTold(view, clause)) return []
  if (tree.tokens[noun]!.deprel.startsWith('nsubj') || opensClause(sentence, noun)) {
    const changes = saidFrom(view, sentence, noun).filter(({ trend }) => trend !== null)
    const parties = partiesOfRelation(view, sentence, noun, clause, context)
    const told = sign > 0 ? changes : []
    if (told.length > 0) return told.flatMap((each) => toldTie(view, sentence, parties, each, 'relations-told'))
  }
  if (
    clause &&
    /^(?:bury|end|settle|resolve|heal|overcome|forget|mend|avoid|prevent|renounce|patch up|make up|set aside)$/.test(
      clause.lemma,
    )
  )
    return []
  const parties = partiesOfRelation(view, sentence, noun, clause, null)
  // "The rift has healed", "tensions are rising", "the feud is over": what becomes of an ill relation.
  const goes = sign < 0 && clause ? goingOf(view, clause, noun) : null
  // "The honeymoon is over."
  const isOver =
    sign > 0 &&
    clause &&
    goingOf(view, clause, noun) === 'warming' &&
    /^(?:over|end|past|fade|diminish)$/.test(clause.lemma)
  if (isOver) return trendTie(view, sentence, parties, 'cooling', clause.head, 'relations-told')
  if (goes) return trendTie(view, sentence, parties, goes, clause!.head, 'relations-told')
  // A rapprochement, a rift, an estrangement: the noun names a change.
  const turn = view.lexicon.row('trends', row.lemma!, 'noun')?.trend
  const isTurn = turn !== undefined && (turn === 'warming') === sign > 0
  return tie(
    view,
    sentence,
    parties,
    row.relation as Relation,
    sign,
    isTurn ? (turn as 'warming') : null,
    clause?.head ?? noun,
    'relation-named',
  )
}

const ENDS =
  /^(?:over|heal|end|ease|fade|subside|abate|lessen|diminish|vanish|close|narrow|cool off|die down|pass|past|forgotten)$/
const GROWS = /^(?:deepen|widen|rise|grow|mount|increase|flare|escalate|sharpen|harden|intensify|worsen)$/

/** Whether an ill relation that is the subject of a clause lessens or grows. */
function goingOf(view: View, clause: Clause, noun: number): 'warming' | 'cooling' | null {
  const isSubject = [...clause.agents, ...(clause.kind === 'copula' ? clause.receivers : [])].some(
    ({ token }) => token === noun,
  )
  if (!isSubject) return null
  const words = [clause.lemma, lemmaOf(view.tree(clause.sentence).tokens[clause.head]!)]
  return words.some((word) => ENDS.test(word)) ? 'warming' : words.some((word) => GROWS.test(word)) ? 'cooling' : null
}

/** "relations between A and B", "A's ties with B": parties from the phrase; what is said of them from its adjective or its verb. */
export function relationNoun(view: View, sentence: Sentence, noun: number, context: readonly Entity[]): Found[] {
  const tree = view.tree(sentence)
  if (lemmaOf(tree.tokens[noun]!) !== 'relationship' && tree.tokens[noun]!.xpos === 'NN') return []
  if (
    childrenBy(tree, noun, 'amod', 'compound').some((child) =>
      /^(?:business|trade|commercial|economic|family|blood|trading|cultural|public|labor|labour|race)$/i.test(
        tree.tokens[child]!.form,
      ),
    )
  )
    return []
  const read = readOff(view, sentence, noun, context)
  if (read.length > 0) return read
  // "Ties improved after …": a verb right after the noun that the parse reads as a participle.
  const reduced = childrenBy(tree, noun, 'acl').find((child) => child === noun + 1 && tree.tokens[noun]!.head < 0)
  const clause = reduced === undefined ? governing(view, sentence, noun) : (view.clauseAt(sentence, reduced) ?? null)
  if (!clause || !isTold(view, clause)) return []
  const parties = partiesOfRelation(view, sentence, noun, clause, context)
  const isSubject =
    reduced !== undefined ||
    (subtreeOf(tree, clause.head).includes(noun) &&
      childrenBy(tree, clause.head, 'nsubj').some((child) => conjunctsOf(tree, child).includes(noun)))
  if (isSubject) {
    const adjective = predicateAdjective(view, clause)
    if (adjective)
      return tie(
        view,
        sentence,
        parties,
        adjective.relation as Relation,
        Number(adjective.sign) as -1 | 1,
        null,
        clause.head,
        'relations-are',
      )
    const trend = phrasalLemmas(sentence, clause.head, clause.lemma)
      .map((lemma) => view.lexicon.row('trends', lemma, 'verb'))
      .find((row) => row !== undefined)
    if (trend) return trendTie(view, sentence, parties, trend.trend!, clause.head, 'relations-change')
    if (atTheirLowest(sentence, clause, noun))
      return tie(view, sentence, parties, 'strained', -1, null, clause.head, 'relations-low')
    const compared = comparative(view, sentence, clause)
    if (compared) return trendTie(view, sentence, parties, compared, clause.head, 'relations-change')
  }
  const described = childrenBy(tree, noun, 'amod')
    .flatMap((child) => conjunctsOf(tree, child))
    .map((child) => view.lexicon.row('ties', lemmaOf(tree.tokens[child]!), 'adj'))
    .find((row) => row !== undefined)
  if (
    described &&
    (isSubject || /^(?:have|enjoy|maintain|keep|share|retain|cultivate|cite|boast|forge|build)$/.test(clause.lemma))
  )
    return tie(
      view,
      sentence,
      parties,
      described.relation as Relation,
      Number(described.sign) as -1 | 1,
      null,
      clause.head,
      'relations-of-kind',
    )
  const strained =
    /^(?:strain|sour|worsen|ruin|wreck|damage|poison|harm|hurt|chill|upset|sever|freeze|mar|cloud)$/.test(clause.lemma)
  const mended = /^(?:improve|mend|repair|rebuild|warm|thaw|deepen|strengthen|normali[sz]e)$/.test(clause.lemma)
  const isObject = clause.patients.some(({ token }) => token === noun)
  if (isObject && (strained || mended) && clause.lemma !== 'sever')
    return trendTie(view, sentence, parties, mended ? 'warming' : 'cooling', clause.head, 'relations-changed')
  return []
}

export function partiesOfRelation(
  view: View,
  sentence: Sentence,
  noun: number,
  clause: Clause | null,
  context: readonly Entity[] | null,
): Entity[] {
  const tree = view.tree(sentence)
  const phrase = subtreeOf(tree, noun)
  const actors = (token: number) => view.actors(sentence, token)
  const across = phrase.filter((at) => /^(?:between|among)$/.test(prepositionOf(tree, at)))
  const between = across.flatMap(actors)
  if (oneEach(between.filter(isParty)).length > 1) return between
  // "the relationship between price and demand"
  if (across.length > 0 && between.length === 0) return []
  // "Relations have warmed between A and B": the phrase hangs on the verb.
  const apart = (clause?.obliques ?? [])
    .filter(({ preposition }) => preposition === 'between')
    .flatMap(({ participant }) => actors(participant.token))
  if (oneEach(apart).length > 1) return apart
  const owners = childrenBy(tree, noun, 'nmod:poss', 'amod', 'compound')
    .flatMap((child) => conjunctsOf(tree, child))
    .flatMap((child) =>
      view
        .mentions(sentence)
        .filter(({ from, to }) => from <= child && child < to)
        .flatMap((mention) => view.members(view.entity(mention.entity))),
    )
  const partner = phrase
    .filter(
      (at) =>
        at > noun && /^(?:with|to|toward|towards)$/.test(prepositionOf(tree, at)) && tree.tokens[at]!.head === noun,
    )
    .flatMap(actors)
  const oblique = (clause?.obliques ?? [])
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => actors(participant.token))
  const holders = (clause?.agents ?? [])
    .filter(({ token }) => token !== noun && !phrase.includes(token))
    .flatMap(({ token }) => actors(token))
  const named = [...between, ...owners, ...(partner.length > 0 ? partner : oblique)]
  if (oneEach(named).length > 1) return named
  if (oneEach([...named, ...holders]).length > 1) return [...named, ...holders]
  if (!context) return []
  const known = oneEach(named.filter(isParty))
  if (known.length > 0) return completed(view, known[0]!, context)
  const inSentence = oneEach(
    view
      .mentions(sentence)
      .filter((mention) => mention.head < noun && mention.form !== 'place')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  if (inSentence.length === 2) return inSentence
  if (inSentence.length === 1 && /^with$/i.test(sentence.tokens[0]!.form))
    return completed(view, inSentence[0]!, context)
  // "Singh flew to Russia. Ties have cooled within a week": of one of the story's two with a third, the story's two are meant.
  const ofStory = context.filter((each) => view.mainPair.some((one) => standing(one) === standing(each)))
  const isAside = view.mainPair.length === 2 && ofStory.length === 1
  return context.length === 2 && !isAside ? [...context] : [...view.mainPair]
}

/** Whom a relation told without its parties is between: the two the sentence names, the one it names and its partner, else the story's two. */
export function pairInView(view: View, sentence: Sentence, context: readonly Entity[]): readonly Entity[] {
  const named = oneEach(
    view
      .mentions(sentence)
      .filter(({ form }) => form !== 'place')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((entity) => entity.country !== null && (entity.kind === 'state' || entity.sectors.includes('GOV'))),
  )
  if (named.length === 2) return named
  if (named.length === 1) return completed(view, named[0]!, context)
  return view.mainPair
}

/** "With Washington ties have remained strained": the other side is whoever the sentences before and the article are both about. */
export function completed(view: View, one: Entity, context: readonly Entity[]): Entity[] {
  const rest = context.filter((each) => standing(each) !== standing(one))
  const main = view.mainPair.filter((each) => standing(each) !== standing(one))
  const shared = rest.find((each) => main.some((other) => standing(other) === standing(each)))
  const other = main.length === 1 ? main[0] : shared
  return other ? [one, other] : []
}

/** The adjective predicated by a copula or by "remain", "stay", "become", "grow". */
export function predicateAdjective(view: View, clause: Clause) {
  const { sentence, head, kind } = clause
  const tree = view.tree(sentence)
  const tokens =
    kind === 'copula'
      ? conjunctsOf(tree, head)
      : /^(?:remain|stay|become|grow|turn|get|be|feel|look|seem)$/.test(clause.lemma)
        ? childrenBy(tree, head, 'xcomp', 'advmod', 'obj').flatMap((child) => conjunctsOf(tree, child))
        : [head]
  for (const token of tokens) {
    const { form, upos, xpos } = tree.tokens[token]!
    if (upos !== 'ADJ' && xpos !== 'VBN') continue
    const row = view.lexicon.row('ties', form.toLowerCase(), 'adj')
    if (row) return row
  }
  return null
}

export function comparative(view: View, sentence: Sentence, clause: Clause): string | null {
  const tree = view.tree(sentence)
  const below = [clause.head, ...childrenBy(tree, clause.head, 'xcomp', 'advmod', 'obj', 'obl', 'acl', 'amod')]
  for (const at of below) {
    const row = view.lexicon.row('trends', tree.tokens[at]!.form.toLowerCase(), 'comparative')
    if (row) return row.trend!
  }
  return null
}

function atTheirLowest(sentence: Sentence, clause: Clause, noun: number): boolean {
  const words = sentence.tokens
    .slice(Math.min(noun, clause.head), clause.head + 10)
    .map(({ form }) => form.toLowerCase())
  return (
    /^(?:hit|reach|sink|fall|be|plunge|plummet|low|point|bottom|stand)$/.test(clause.lemma) &&
    words.some((word) => /^(?:bottom|low|lowest|nadir|ebb)$/.test(word))
  )
}

/**
 * "Ties were strained. They have improved since", "Those with Bogotá have worsened": a pronoun that opens the sentence takes up the relations of the one
 * before.
 */
export function theyChanged(view: View, sentence: Sentence, before: readonly Found[]): Found[] {
  const spoken = before.filter(({ rule }) => /^tie\/(?:relations|they)/.test(rule))
  const pairs = new Set(spoken.map(({ between }) => between.map((id) => standing(view.entity(id))).join()))
  const at = sentence.tokens.findIndex(({ upos }) => upos === 'PRON' || upos === 'NOUN' || upos === 'PROPN')
  const token = sentence.tokens[at]
  if (pairs.size !== 1 || !token || !/^(?:they|these|those|it)$/i.test(token.form) || view.quoted(token)) return []
  let pair = spoken[0]!.between.map((id) => view.entity(id))
  let from = at
  if (/^those$/i.test(token.form)) {
    const other =
      sentence.tokens[at + 1]?.form === 'with' ? view.mentions(sentence).find(({ head }) => head > at + 1) : undefined
    if (!other) return []
    from = other.to - 1
    pair = withShared(view, sentence, view.entity(other.entity), pair)
  }
  return saidFrom(view, sentence, from).flatMap((said) => toldTie(view, sentence, pair, said, 'they-change'))
}

/** The new party with the one of the pair before that the sentence speaks of, else the pair's first. */
function withShared(view: View, sentence: Sentence, other: Entity, pair: readonly Entity[]): Entity[] {
  const rest = pair.filter((each) => standing(each) !== standing(other))
  const named = view.mentions(sentence).map(({ entity }) => standing(view.entity(entity)))
  const shared = rest.find((each) => named.includes(standing(each))) ?? rest[0]
  return shared ? [shared, other] : []
}

/** A tie as the words of a sentence tell it, with the date that stands beside them. */
function toldTie(view: View, sentence: Sentence, pair: readonly Entity[], said: Said, rule: string): Found[] {
  return tie(view, sentence, pair, said.relation, said.sign, said.trend, said.at, rule).map((found) => ({
    ...found,
    date: said.isRecord ? null : (said.date ?? found.date),
  }))
}
