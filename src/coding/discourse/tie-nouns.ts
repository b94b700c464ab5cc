import type { Entity } from '../../ground/index.ts'
import type { Sentence, Token } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import { predicateAdjective } from './relations-between.ts'
import { type Found, isParty, isTold, type Relation, tie } from './tie-drafts.ts'
import { antecedentOf, relativeBefore } from './tie-phrase-parties.ts'
import { lemmaOf, oneEach, standing, subjectsOf, type View } from './view.ts'

/** "X is an ally of Y", "X and Y are rivals", "X's foe, Y", "Y, a close ally of X". */
export function partyNoun(view: View, sentence: Sentence, noun: number): Found[] {
  const tree = view.tree(sentence)
  const token = tree.tokens[noun]!
  const row = nounOf(view, token)
  if (!row) return []
  const isMany = token.xpos === 'NNS' || token.upos === 'VERB'
  const modifiers = childrenBy(tree, noun, 'amod', 'compound', 'nmod').filter((child) => child < noun)
  if (modifiers.some((child) => isTrade.test(tree.tokens[child]!.form))) return []
  const first =
    tree.tokens[noun]!.deprel === 'conj' && tree.tokens[tree.tokens[noun]!.head]!.upos === 'NOUN'
      ? tree.tokens[noun]!.head
      : noun
  const predicate = predicateOf(view, sentence, first)
  const subjects = predicate ? holdersOf(view, predicate, first) : besideNoun(view, sentence, first)
  if (predicate && !isTold(view, predicate)) return []
  // "were hardly enemies", "no longer rivals"
  if (
    predicate &&
    childrenBy(tree, noun, 'advmod').some((child) =>
      /^(?:hardly|scarcely|barely|never|longer)$/i.test(tree.tokens[child]!.form),
    )
  )
    return []
  const owned = [...new Set([noun, first])].flatMap((each) => ownersOf(view, sentence, each))
  const relative = relativeBefore(sentence, noun)
  const antecedent = owned.length === 0 && relative !== null ? antecedentOf(view, sentence, relative) : null
  const owners = antecedent ? [antecedent] : owned
  const head = predicate?.head ?? noun
  // "no friend of": the other way round.
  const turned = childrenBy(tree, noun, 'det').some((child) => /^no$/i.test(tree.tokens[child]!.form)) ? -1 : 1
  const sign = (Number(row.sign) * turned) as -1 | 1
  const relation = turned > 0 ? (row.relation as Relation) : sign > 0 ? 'close' : 'foe'
  const make = (parties: readonly Entity[]) => tie(view, sentence, parties, relation, sign, null, head, 'party-noun')
  const pair = isMany && !predicate ? (pairMeant(view, sentence, noun) ?? pairMeant(view, sentence, first)) : null
  if (pair) {
    // "the two American allies" are allies of America.
    const [owner] = oneEach(owners.filter(isParty)).filter(
      (each) => !pair.some((one) => standing(one) === standing(each)),
    )
    return owner ? pair.flatMap((each) => make([each, owner])) : make(pair)
  }
  const people =
    row.relation === 'close' &&
    !modifiers.some(
      (child) =>
        view.lexicon.has('ties', lemmaOf(tree.tokens[child]!), 'adj') ||
        /^(?:main|biggest|chief|key|strategic|staunch|traditional|old|longtime|long-time)$/.test(
          lemmaOf(tree.tokens[child]!),
        ),
    )
  if (people && !/^(?:friend|partner|backer|patron|protector|sponsor|supporter)$/.test(lemmaOf(token))) return []
  const left = oneEach(subjects.filter(isParty))
  const others = oneEach(owners.filter(isParty)).filter(
    (owner) => !left.some((each) => standing(each) === standing(owner)),
  )
  // "India helped Bangladesh and has been its closest friend": nobody is a friend of himself.
  const isOwn = owners.length > 0 && others.length === 0 && left.length === 1 && isOwnedByPronoun(view, sentence, noun)
  const right = isOwn ? lastOther(view, sentence, noun, left[0]!) : others
  if (left.length === 1 && right.length >= 1) return right.flatMap((owner) => make([left[0]!, owner]))
  if (left.length === 2 && right.length === 1 && token.xpos !== 'NN')
    return left.flatMap((each) => make([each, right[0]!]))
  return left.length === 2 && right.length === 0 ? make(left) : []
}

/** The row of a noun of ally or foe; "enemies" is one where the tagger takes it for a verb, too. */
function nounOf(view: View, token: Token) {
  const row = view.lexicon.row('ties', lemmaOf(token), 'noun')
  if (row || token.upos !== 'VERB') return row
  return view.lexicon.row('ties', token.form.toLowerCase().replace(/ies$/, 'y').replace(/s$/, ''), 'noun')
}

function isOwnedByPronoun(view: View, sentence: Sentence, noun: number): boolean {
  const tree = view.tree(sentence)
  return childrenBy(tree, noun, 'nmod:poss').some((child) => tree.tokens[child]!.upos === 'PRON')
}

/** The last party named before a noun, there or in the sentence before, that is another than this one. */
function lastOther(view: View, sentence: Sentence, noun: number, one: Entity): Entity[] {
  const previous = sentence.in ? undefined : view.body[sentence.index - 1]
  const places = [view.mentions(sentence).filter(({ head }) => head < noun), previous ? view.mentions(previous) : []]
  for (const mentions of places) {
    const found = mentions
      .filter(({ form }) => form !== 'pronoun' && form !== 'modifier')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((each) => isParty(each) && standing(each) !== standing(one))
    if (found.length > 0) return [found[0]!]
  }
  return []
}

/** "X is close to Y", "X and Y are close": adjectives of nearness between the subject and whom it is near to. */
export function closeTo(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const row = view.lexicon.row('ties', sentence.tokens[head]!.form.toLowerCase(), 'adj')
  if (
    !row ||
    !/^(?:close|allied|aligned|friendly|hostile|estranged|loyal)$/.test(sentence.tokens[head]!.form.toLowerCase())
  )
    return []
  const own = subjectsOf(clause).flatMap(({ token }) => view.actors(sentence, token))
  const first = clause.parent?.relation === 'conj' ? view.clauses(sentence)[clause.parent.clause] : undefined
  // "Governments were estranged": of the two the article is about.
  const bare = subjectsOf(clause).some(
    ({ token }) =>
      own.length === 0 &&
      sentence.tokens[token]!.xpos === 'NNS' &&
      /^(?:government|capital|country|neighbou?r|nation)$/.test(lemmaOf(sentence.tokens[token]!)),
  )
  const agents = bare
    ? [...view.mainPair]
    : own.length === 0 && first
      ? subjectsOf(first).flatMap(({ token }) => view.actors(sentence, token))
      : own
  const near = clause.obliques
    .filter(({ preposition }) => /^(?:to|with|toward|towards)$/.test(preposition))
    .flatMap(({ participant }) => referents(view, sentence, participant.token))
  if (near.length === 0 && clause.obliques.some(({ preposition }) => preposition === 'to')) return []
  const parties =
    near.length > 0 ? [...agents.slice(0, oneEach(agents).length > 1 ? 0 : agents.length), ...near] : agents
  const pairs =
    near.length > 0 && oneEach(agents).length === 1 ? oneEach(near).map((each) => [agents[0]!, each]) : [parties]
  return pairs.flatMap((pair) =>
    tie(view, sentence, pair, row.relation as Relation, Number(row.sign) as -1 | 1, null, head, 'close-to'),
  )
}

/** "A and B have been at war since 1948", "A is at odds with B". */
export function atOdds(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const noun = lemmaOf(sentence.tokens[head]!)
  if (!/^(?:war|odds|odd|loggerhead|loggerheads|dagger)$/.test(noun) || sentence.tokens[head - 1]?.form !== 'at')
    return []
  const agents = subjectsOf(clause).flatMap(({ token }) => view.actors(sentence, token))
  const others = clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => referents(view, sentence, participant.token))
  const war = noun === 'war'
  return tie(view, sentence, [...agents, ...others], war ? 'foe' : 'strained', -1, null, head, 'at-odds')
}

/** "A and B remain estranged": a pair that stays or becomes so, said of the parties themselves. */
export function stayingSo(view: View, clause: Clause): Found[] {
  if (!/^(?:remain|stay|become|grow)$/.test(clause.lemma)) return []
  const { sentence, head } = clause
  const row = predicateAdjective(view, clause)
  if (!row || !/^(?:close|allied|aligned|friendly|hostile|estranged)$/.test(row.lemma!)) return []
  const parties = subjectsOf(clause).flatMap(({ token }) => referents(view, sentence, token))
  const sign = Number(row.sign) as -1 | 1
  const trend = /^(?:become|grow)$/.test(clause.lemma) ? (sign > 0 ? 'warming' : 'cooling') : null
  return tie(view, sentence, parties, row.relation as Relation, sign, trend, head, 'staying-so')
}

const QUARRELS = /^(?:quarrel|feud|bicker|squabble|spar|clash|wrangle|fall out)$/

/** "A and B have quarreled over the river since 1858", "the neighbours fell out in 2010". */
export function quarrels(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  if (!QUARRELS.test(clause.lemma) || clause.negated || clause.conditional) return []
  const tree = view.tree(sentence)
  const isLasting =
    clause.lemma === 'fall out' ||
    childrenBy(tree, head, 'aux').some((at) => lemmaOf(tree.tokens[at]!) === 'have') ||
    childrenBy(tree, head, 'advmod').some((at) => /^(?:long|often|always|regularly)$/i.test(tree.tokens[at]!.form))
  const others = clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => referents(view, sentence, participant.token))
  const own = subjectsOf(clause).flatMap(({ token }) => referents(view, sentence, token))
  const parties = oneEach([...own, ...others].filter(isParty))
  if (!isLasting || parties.length !== 2) return []
  const trend = clause.lemma === 'fall out' ? 'cooling' : null
  return tie(view, sentence, parties, 'strained', -1, trend, head, 'quarrel')
}

/** "Cairo and Khartoum, long at odds over a border,": said beside the two. */
export function oddsBeside(view: View, sentence: Sentence, noun: number): Found[] {
  const { form } = sentence.tokens[noun]!
  if (!/^(?:odds|loggerheads)$/i.test(form) || !/^at$/i.test(sentence.tokens[noun - 1]?.form ?? '')) return []
  if (view.clauseAt(sentence, noun)?.kind === 'copula') return []
  let before = noun - 2
  while (sentence.tokens[before]?.upos === 'ADV') before--
  // "at odds with Spain" is said of one of them and Spain.
  const isBeside = sentence.tokens[before]?.form === ',' && !/^with$/i.test(sentence.tokens[noun + 1]?.form ?? '')
  const pair = isBeside ? pairMeant(view, sentence, noun - 1) : null
  return pair ? tie(view, sentence, pair, 'strained', -1, null, noun, 'at-odds') : []
}

/** "had been on friendly terms", "are barely on speaking terms". */
export function onTerms(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (!/^terms?$/i.test(tree.tokens[head]!.form) || prepositionOf(tree, head) !== 'on') return []
  const words = childrenBy(tree, head, 'amod', 'compound').map((at) => tree.tokens[at]!.form.toLowerCase())
  const row = words.map((word) => view.lexicon.row('ties', word, 'adj')).find((found) => found !== undefined)
  const isSpeaking = words.includes('speaking')
  const doubted =
    clause.negated ||
    childrenBy(tree, head, 'advmod').some((at) => /^(?:barely|hardly|scarcely|not|no)$/i.test(tree.tokens[at]!.form))
  if (!row && !isSpeaking) return []
  const others = clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => referents(view, sentence, participant.token))
  const own = subjectsOf(clause).flatMap(({ token }) => view.actors(sentence, token))
  const sign = (row ? Number(row.sign) * (doubted ? -1 : 1) : doubted ? -1 : 1) as -1 | 1
  const relation = sign > 0 ? 'close' : 'strained'
  return tie(view, sentence, [...own, ...others], relation, sign, null, head, 'on-terms')
}

/** "South Africa and Mozambique, foes since …, signed", "the two allies": the two that a plural noun of relation is set beside or stands for. */
function pairMeant(view: View, sentence: Sentence, noun: number): readonly Entity[] | null {
  const { tokens } = sentence
  let at = noun - 1
  while (at > 0 && /^(?:ADJ|NUM|ADV|DET)$/.test(tokens[at]!.upos)) at--
  if (tokens[at]?.form === ',') {
    const named = oneEach(
      view
        .mentions(sentence)
        .filter(({ to, head }) => to <= at && head >= at - 8)
        .flatMap(({ entity }) => view.members(view.entity(entity)))
        .filter(isParty),
    )
    const isJoined = tokens.slice(Math.max(0, at - 8), at).some(({ form }) => /^(?:and|&)$/i.test(form))
    return named.length === 2 && isJoined ? named : null
  }
  const isTwo = tokens.slice(Math.max(0, noun - 4), noun).some(({ form }) => /^(?:two|both)$/i.test(form))
  const known = view.mentions(sentence).find(({ head, form }) => head === noun && form === 'nominal')
  const members = known ? view.entity(known.entity).members : undefined
  if (!isTwo) return members?.length === 2 ? oneEach(members.map((id) => view.entity(id))) : null
  return view.pairBefore(sentence, noun)
}

/** "the two estranged neighbours": an adjective of relation before a plural that means a pair. */
export function pairOfKind(view: View, sentence: Sentence, noun: number): Found[] {
  const token = sentence.tokens[noun]!
  if (token.xpos !== 'NNS' || !/^(?:neighbou?r|country|nation|state|capital|government|side)$/.test(lemmaOf(token)))
    return []
  const tree = view.tree(sentence)
  const row = childrenBy(tree, noun, 'amod')
    .map((child) => tree.tokens[child]!.form.toLowerCase())
    .filter((form) => /^(?:estranged|hostile|friendly|allied|rival|feuding|warring)$/.test(form))
    .map((form) => view.lexicon.row('ties', form, 'adj'))
    .find((found) => found !== undefined)
  const pair = row ? pairMeant(view, sentence, noun) : null
  return row && pair
    ? tie(view, sentence, pair, row.relation as Relation, Number(row.sign) as -1 | 1, null, noun, 'pair-of-kind')
    : []
}

const isTrade =
  /^(?:trading|trade|business|commercial|economic|coalition|sparring|dialogue|chess|former|marriage|running|life)$/i

/** Whom a phrase means: of "Pakistan's foe, India" it is India, not the owner of the foe. */
function referents(view: View, sentence: Sentence, head: number): readonly Entity[] {
  if (view.lexicon.has('ties', lemmaOf(sentence.tokens[head]!), 'noun')) return besideNoun(view, sentence, head)
  const actors = view.actors(sentence, head)
  return actors.length > 0 ? actors : groundOf(view, sentence, head)
}

/** The name before a comma before the phrase: "Russia, an old ally of …", where the parse sees two subjects. */
function nameBefore(view: View, sentence: Sentence, noun: number): Entity | null {
  let at = noun - 1
  while (at > 0 && /^(?:DET|ADJ|NOUN|ADV|PART|PROPN|PRON|ADP)$/.test(sentence.tokens[at]!.upos)) at--
  if (sentence.tokens[at]?.form !== ',') return null
  const mention = view.mentions(sentence).find(({ to, form }) => to === at && (form === 'name' || form === 'place'))
  return mention ? view.entity(mention.entity) : null
}

/** The country where people without a known name are at home or at work: "the guerrillas who fought in X". */
export function groundOf(view: View, sentence: Sentence, head: number): Entity[] {
  const below = subtreeOf(view.tree(sentence), head)
  const place = view
    .mentions(sentence)
    .find((mention) => mention.form === 'place' && mention.head > head && below.includes(mention.head))
  return place ? [view.entity(place.entity)] : []
}

/** Whoever is set beside a noun of relation: "its ally, Russia", "Russia, an ally of Iran". */
function besideNoun(view: View, sentence: Sentence, noun: number): readonly Entity[] {
  const tree = view.tree(sentence)
  const below = childrenBy(tree, noun, 'appos', 'flat').flatMap((child) => view.actors(sentence, child))
  if (below.length > 0) return below
  const { deprel, head } = tree.tokens[noun]!
  if (/^(?:appos|flat|compound|nmod:desc)/.test(deprel) && head >= 0) return view.actors(sentence, head)
  const named = nameBefore(view, sentence, noun)
  if (named) return [named]
  const next = tree.tokens[noun + 1]
  if (next?.upos === 'PROPN') return view.actors(sentence, noun + 1)
  return []
}

/** The clause that says of its subject that it is this noun: a copula, or "remain", "become", "call". */
function predicateOf(view: View, sentence: Sentence, noun: number): Clause | null {
  const own = view.clauseAt(sentence, noun)
  if (own?.kind === 'copula') return own
  const { head, deprel } = sentence.tokens[noun]!
  const above = head >= 0 ? view.clauseAt(sentence, head) : undefined
  return above &&
    above.kind === 'verb' &&
    /^(?:xcomp|obj|obl)/.test(deprel) &&
    /^(?:remain|become|stay|be)$/.test(above.lemma)
    ? above
    : null
}

function holdersOf(view: View, clause: Clause, noun: number): Entity[] {
  return subjectsOf(clause)
    .filter(({ token, via }) => token !== noun && via !== 'possessive' && via !== 'modifier')
    .flatMap(({ token }) => referents(view, clause.sentence, token))
}

/** Whose ally or foe it is: possessor, demonym, "of X", "to X". */
function ownersOf(view: View, sentence: Sentence, noun: number): Entity[] {
  const tree = view.tree(sentence)
  return tree.children[noun]!.flatMap((child) => {
    const { deprel } = tree.tokens[child]!
    if (deprel === 'nmod:poss') return view.actors(sentence, child)
    if (/^nmod/.test(deprel) && /^(?:of|to|with)$/.test(prepositionOf(tree, child)))
      return view.named(sentence, child) ||
        /^both$/i.test(tree.tokens[child]!.form) ||
        tree.tokens[child]!.xpos === 'NNS'
        ? view.actors(sentence, child)
        : []
    if (/^(?:amod|compound)/.test(deprel) && tree.tokens[child]!.upos !== 'NOUN') {
      const mention = view.mentions(sentence).find(({ from, to }) => from <= child && child < to)
      return mention ? [view.entity(mention.entity)] : []
    }
    return []
  })
}
