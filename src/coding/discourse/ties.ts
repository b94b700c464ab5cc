import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childBy, childrenBy, conjunctsOf, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import type { Tie } from '../record.ts'
import { isPast, periodOf } from './dating.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, subjectsOf, type View } from './view.ts'

type Found = Omit<Tie, 'id'>
type Relation = Tie['relation']

/**
 * The lasting relations the article tells of, one a pair, sign, trend and period; several tellings are several evidence spans. What someone says
 * between quotation marks, wishes, conditions and denials are no ties. Ids are given by the caller.
 */
export function codeTies(view: View): Found[] {
  const found: Found[] = []
  let context: Entity[] = []
  let before: Found[] = []
  for (const sentence of view.sentences) {
    const ties = [
      ...tiesIn(view, sentence, context),
      ...theyChanged(view, sentence, before),
      ...(sentence.in ? headlineTies(view, sentence) : []),
    ]
    before = ties
    found.push(...ties)
    const named = oneEach(
      view
        .mentions(sentence)
        .flatMap(({ entity }) => view.members(view.entity(entity)))
        .filter(isParty),
    )
    if (named.length === 2) context = named
  }
  return merge(view, found)
}

/** "Ties were strained. They have improved since": the pronoun takes up the relations of the sentence before. */
function theyChanged(view: View, sentence: Sentence, before: readonly Found[]): Found[] {
  const spoken = before.filter(({ rule }) => rule.startsWith('tie/relations'))
  if (spoken.length !== 1) return []
  const root = sentence.tokens.findIndex(({ head }) => head < 0)
  const clause = view.clauseAt(sentence, root)
  if (clause?.kind !== 'verb' || !isTold(view, clause) || view.quoted(sentence.tokens[root]!)) return []
  const isThey = childrenBy(view.tree(sentence), root, 'nsubj').some((child) =>
    /^(?:they|these)$/i.test(sentence.tokens[child]!.form),
  )
  const trend = phrasalLemmas(sentence, root, clause.lemma)
    .map((lemma) => view.lexicon.row('trends', lemma, 'verb'))
    .find((row) => row !== undefined)
  if (!isThey || !trend) return []
  return trendTie(
    view,
    sentence,
    spoken[0]!.between.map((id) => view.entity(id)),
    trend.trend!,
    root,
    'they-change',
  )
}

function tiesIn(view: View, sentence: Sentence, context: readonly Entity[]): Found[] {
  const out: Found[] = []
  sentence.tokens.forEach((token, index) => {
    if (view.quoted(token) && !sentence.in) return
    const lemma = lemmaOf(token)
    const rows = view.lexicon.rows('ties', lemma)
    if (token.upos === 'NOUN' && rows.some((row) => row.class === 'relation'))
      out.push(...relationNoun(view, sentence, index, context))
    if (token.upos !== 'VERB' && token.upos !== 'PROPN' && rows.some((row) => row.class === 'noun'))
      out.push(...partyNoun(view, sentence, index))
    if (view.lexicon.has('trends', lemma, 'noun') && token.upos === 'NOUN')
      out.push(...trendNoun(view, sentence, index))
    out.push(...backedPhrase(view, sentence, index))
  })
  for (const clause of view.clauses(sentence)) {
    if ((view.quoted(sentence.tokens[clause.head]!) && !sentence.in) || !isTold(view, clause)) continue
    if (clause.kind === 'copula') out.push(...closeTo(view, clause), ...atOdds(view, clause))
    if (clause.kind === 'verb') out.push(...stayingSo(view, clause), ...movers(view, clause), ...backing(view, clause))
  }
  return out
}

const isParty = (entity: Entity) => entity.country !== null || entity.code.startsWith('IGO')

/** Told as so: not denied, wished, conditional, asked for or merely possible. */
export function isTold(view: View, clause: Clause): boolean {
  if (clause.negated || clause.conditional || clause.modal !== null || clause.tense === 'future') return false
  const token = clause.sentence.tokens[clause.head]!
  const tree = view.tree(clause.sentence)
  const infinitive = childrenBy(tree, clause.head, 'mark').some((mark) => lemmaOf(tree.tokens[mark]!) === 'to')
  return !(infinitive && token.xpos === 'VB')
}

/** The nearest clause that governs a noun: the verb or copula it is subject, object or predicate of. */
function governing(view: View, sentence: Sentence, noun: number): Clause | null {
  const tree = view.tree(sentence)
  const own = view.clauseAt(sentence, noun)
  if (own?.kind === 'copula') return own
  for (let at = tree.tokens[noun]!.head, steps = 0; at >= 0 && steps < 6; at = tree.tokens[at]!.head, steps++) {
    const clause = view.clauseAt(sentence, at)
    if (clause && clause.kind !== 'noun') return clause
  }
  return null
}

function tie(
  view: View,
  sentence: Sentence,
  parties: readonly Entity[],
  relation: Relation,
  sign: -1 | 0 | 1,
  trend: Tie['trend'],
  head: number,
  rule: string,
): Found[] {
  const [a, b, ...more] = oneEach(parties.filter(isParty))
  if (!a || !b || more.length > 0) return []
  return [
    {
      between: [a.id, b.id],
      relation,
      sign,
      trend,
      date: periodOf(view, sentence, head),
      rule: `tie/${rule}`,
      evidence: [view.evidence(sentence)],
    },
  ]
}

const trendTie = (
  view: View,
  sentence: Sentence,
  parties: readonly Entity[],
  trend: string,
  head: number,
  rule: string,
) =>
  tie(
    view,
    sentence,
    parties,
    trend === 'warming' ? 'close' : 'strained',
    trend === 'warming' ? 1 : -1,
    trend as Tie['trend'],
    head,
    rule,
  )

/** "relations between A and B", "A's ties with B": parties from the phrase; what is said of them from its adjective or its verb. */
function relationNoun(view: View, sentence: Sentence, noun: number, context: readonly Entity[]): Found[] {
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

function partiesOfRelation(
  view: View,
  sentence: Sentence,
  noun: number,
  clause: Clause,
  context: readonly Entity[],
): Entity[] {
  const tree = view.tree(sentence)
  const phrase = subtreeOf(tree, noun)
  const actors = (token: number) => view.actors(sentence, token)
  const between = phrase.filter((at) => /^(?:between|among)$/.test(prepositionOf(tree, at))).flatMap(actors)
  if (oneEach(between).length > 1) return between
  // "Relations have warmed between A and B": the phrase hangs on the verb.
  const across = clause.obliques
    .filter(({ preposition }) => preposition === 'between')
    .flatMap(({ participant }) => actors(participant.token))
  if (oneEach(across).length > 1) return across
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
  const oblique = clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => actors(participant.token))
  const holders = clause.agents
    .filter(({ token }) => token !== noun && !phrase.includes(token))
    .flatMap(({ token }) => actors(token))
  const named = [...between, ...owners, ...(partner.length > 0 ? partner : oblique)]
  if (oneEach(named).length > 1) return named
  if (oneEach([...named, ...holders]).length > 1) return [...named, ...holders]
  if (named.length > 0) return []
  const inSentence = oneEach(
    view
      .mentions(sentence)
      .filter((mention) => mention.head < noun && mention.form !== 'place')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  if (inSentence.length === 2) return inSentence
  return context.length === 2 ? [...context] : [...view.mainPair]
}

/** The adjective predicated by a copula or by "remain", "stay", "become", "grow". */
function predicateAdjective(view: View, clause: Clause) {
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

function comparative(view: View, sentence: Sentence, clause: Clause): string | null {
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

/** "A slow thaw … between A and B". */
function trendNoun(view: View, sentence: Sentence, noun: number): Found[] {
  const tree = view.tree(sentence)
  const clause = governing(view, sentence, noun)
  if (clause && !isTold(view, clause)) return []
  const phrase = subtreeOf(tree, noun).filter((at) => at > noun)
  const between = phrase
    .filter((at) => /^(?:between|among)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at))
  const further = sentence.tokens.flatMap((_, at) =>
    at > noun && at < noun + 15 && prepositionOf(tree, at) === 'between' ? view.actors(sentence, at) : [],
  )
  const fallback = phrase
    .filter((at) => /^(?:with|in|of)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at))
  const row = view.lexicon.row('trends', lemmaOf(tree.tokens[noun]!), 'noun')!
  return trendTie(
    view,
    sentence,
    oneEach(between).length > 1 ? between : oneEach(further).length > 1 ? further : fallback,
    row.trend!,
    noun,
    'thaw',
  )
}

/** "A and B moved closer", "A drew closer to B", "drifted apart". */
function movers(view: View, clause: Clause): Found[] {
  const { sentence } = clause
  const mover = view.lexicon.row('trends', clause.lemma.split(' ')[0]!, 'mover', 'drifter')
  if (!mover) return []
  const trend = comparative(view, sentence, clause) ?? nearComparative(view, sentence, clause.head)
  if (!trend) return []
  const agents = clause.agents.flatMap(({ token }) => view.actors(sentence, token))
  if (oneEach(agents).length > 1) return trendTie(view, sentence, agents, trend, clause.head, 'closer')
  const towards = clause.obliques
    .filter(({ preposition }) => /^(?:to|with|from|toward|towards)$/.test(preposition))
    .flatMap(({ participant }) => view.actors(sentence, participant.token))
  return trendTie(view, sentence, [...agents, ...towards], trend, clause.head, 'closer')
}

function nearComparative(view: View, sentence: Sentence, head: number): string | null {
  for (const token of sentence.tokens.slice(head + 1, head + 5)) {
    const row = view.lexicon.row('trends', token.form.toLowerCase(), 'comparative')
    if (row) return row.trend!
  }
  return null
}

/** A headline of two countries with a word of warming or cooling; headlines parse poorly, so their words alone decide. */
function headlineTies(view: View, sentence: Sentence): Found[] {
  const parties = oneEach(
    view
      .mentions(sentence)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  if (parties.length !== 2) return []
  for (const [index, token] of sentence.tokens.entries()) {
    const row =
      view.lexicon.row('trends', token.form.toLowerCase(), 'comparative') ??
      (token.upos === 'NOUN' ? view.lexicon.row('trends', lemmaOf(token), 'noun') : undefined)
    const mover = sentence.tokens
      .slice(Math.max(0, index - 4), index)
      .some((each) => view.lexicon.has('trends', lemmaOf(each), 'mover', 'drifter'))
    if (row && (row.class === 'noun' || mover)) return trendTie(view, sentence, parties, row.trend!, index, 'headline')
  }
  return []
}

/** "X is close to Y", "X and Y are close": adjectives of nearness between the subject and whom it is near to. */
function closeTo(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const row = view.lexicon.row('ties', sentence.tokens[head]!.form.toLowerCase(), 'adj')
  if (!row || !/^(?:close|allied|aligned|friendly|hostile|estranged)$/.test(sentence.tokens[head]!.form.toLowerCase()))
    return []
  const own = subjectsOf(clause).flatMap(({ token }) => view.actors(sentence, token))
  const first = clause.parent?.relation === 'conj' ? view.clauses(sentence)[clause.parent.clause] : undefined
  const agents =
    own.length === 0 && first ? subjectsOf(first).flatMap(({ token }) => view.actors(sentence, token)) : own
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
function atOdds(view: View, clause: Clause): Found[] {
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
function stayingSo(view: View, clause: Clause): Found[] {
  if (!/^(?:remain|stay|become|grow)$/.test(clause.lemma)) return []
  const { sentence, head } = clause
  const row = predicateAdjective(view, clause)
  if (!row || !/^(?:close|allied|aligned|friendly|hostile|estranged)$/.test(row.lemma!)) return []
  const parties = subjectsOf(clause).flatMap(({ token }) => referents(view, sentence, token))
  return tie(view, sentence, parties, row.relation as Relation, Number(row.sign) as -1 | 1, null, head, 'staying-so')
}

/** Whom a phrase means: of "Pakistan's foe, India" it is India, not the owner of the foe. */
function referents(view: View, sentence: Sentence, head: number): Entity[] {
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
function groundOf(view: View, sentence: Sentence, head: number): Entity[] {
  const below = subtreeOf(view.tree(sentence), head)
  const place = view
    .mentions(sentence)
    .find((mention) => mention.form === 'place' && mention.head > head && below.includes(mention.head))
  return place ? [view.entity(place.entity)] : []
}

/** Whoever is set beside a noun of relation: "its ally, Russia", "Russia, an ally of Iran". */
function besideNoun(view: View, sentence: Sentence, noun: number): Entity[] {
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

const isTrade =
  /^(?:trading|trade|business|commercial|economic|coalition|sparring|dialogue|chess|former|marriage|running|life)$/i

/** "X is an ally of Y", "X and Y are rivals", "X's foe, Y", "Y, a close ally of X". */
function partyNoun(view: View, sentence: Sentence, noun: number): Found[] {
  const tree = view.tree(sentence)
  const token = tree.tokens[noun]!
  const row = view.lexicon.row('ties', lemmaOf(token), 'noun')!
  const modifiers = childrenBy(tree, noun, 'amod', 'compound', 'nmod')
  if (modifiers.some((child) => isTrade.test(tree.tokens[child]!.form))) return []
  const first =
    tree.tokens[noun]!.deprel === 'conj' && tree.tokens[tree.tokens[noun]!.head]!.upos === 'NOUN'
      ? tree.tokens[noun]!.head
      : noun
  const predicate = predicateOf(view, sentence, first)
  const subjects = predicate ? holdersOf(view, predicate, first) : besideNoun(view, sentence, first)
  if (predicate && !isTold(view, predicate)) return []
  const owners = [...new Set([noun, first])].flatMap((each) => ownersOf(view, sentence, each))
  const head = predicate?.head ?? noun
  const sign = Number(row.sign) as -1 | 1
  const make = (parties: Entity[]) =>
    tie(view, sentence, parties, row.relation as Relation, sign, null, head, 'party-noun')
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
  const right = oneEach(owners.filter(isParty)).filter(
    (owner) => !left.some((each) => standing(each) === standing(owner)),
  )
  if (left.length === 1 && right.length >= 1) return right.flatMap((owner) => make([left[0]!, owner]))
  if (left.length === 2 && right.length === 1 && token.xpos !== 'NN')
    return left.flatMap((each) => make([each, right[0]!]))
  return left.length === 2 && right.length === 0 ? make(left) : []
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

/** "the U.S.-backed rebels", "Iranian-supported militia". */
function backedPhrase(view: View, sentence: Sentence, index: number): Found[] {
  const tree = view.tree(sentence)
  const { form, start, head } = tree.tokens[index]!
  const joined = /^(.+)[-‐–]([a-z]+)$/i.exec(form)
  const word = (joined?.[2] ?? form).toLowerCase()
  const row = view.lexicon.row('ties', word, 'participle')
  if (!row) return []
  const split =
    !joined && index > 1 && /^[-‐–]$/.test(tree.tokens[index - 1]!.form) && tree.tokens[index - 1]!.end === start
  if (!joined && !split) return []
  const backerAt = joined ? index : index - 2
  const from = tree.tokens[backerAt]!.start
  const backer = view.mentions(sentence).find((mention) => mention.start <= from && from < mention.end)
  if (!backer) return []
  const target = head >= 0 && head > index ? head : index + 1
  if (target >= tree.tokens.length) return []
  const named = view.named(sentence, target)
  const sponsored = named && named.id !== backer.entity ? [named] : groundOf(view, sentence, target)
  return tie(view, sentence, [view.entity(backer.entity), ...sponsored], 'backs', 1, null, target, 'backed')
}

const SUPPLIES =
  /^(?:arms|arm|weapon|weapons|money|aid|ammunition|troop|troops|fighter|fund|funds|tank|missile|supply|equipment|adviser|support)$/
const lasting =
  /^(?:long|historically|traditionally|always|consistently|openly|quietly|secretly|steadfastly|repeatedly|still)$/

/** Backing told as a state or as history: "in the 1990s A supported the X", "A has long armed Y", "A sent arms to Y in the 1980s". */
function backing(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const auxiliaries = childrenBy(tree, head, 'aux').map((child) => lemmaOf(tree.tokens[child]!))
  const isLasting =
    (auxiliaries.includes('have') || clause.tense === 'present') &&
    (childrenBy(tree, head, 'advmod').some((child) => lasting.test(lemmaOf(tree.tokens[child]!))) ||
      view.times(sentence).some(({ kind }) => kind === 'since' || kind === 'duration'))
  if (!isLasting && !isPast(view, sentence, head)) return []
  const agents = clause.agents.flatMap(({ token }) => view.actors(sentence, token))
  if (oneEach(agents).length !== 1) return []
  const row = view.lexicon.row('ties', clause.lemma, 'verb')
  let targets: Entity[] = []
  if (row)
    targets = clause.patients.flatMap(({ token }) =>
      actsItself(view, sentence, token) ? view.actors(sentence, token) : [],
    )
  else if (
    /^(?:send|give|supply|provide|sell|ship|funnel|deliver)$/.test(clause.lemma) &&
    clause.patients.some(({ token }) => SUPPLIES.test(lemmaOf(tree.tokens[token]!)))
  )
    targets = [
      ...clause.receivers.map(({ token }) => token),
      ...clause.obliques.filter(({ preposition }) => preposition === 'to').map(({ participant }) => participant.token),
    ].flatMap((token) => view.actors(sentence, token))
  else if (clause.lemma === 'side')
    targets = clause.obliques
      .filter(({ preposition }) => preposition === 'with')
      .flatMap(({ participant }) => view.actors(sentence, participant.token))
  const sign = row ? (Number(row.sign) as -1 | 1) : 1
  return oneEach(targets).flatMap((target) =>
    tie(view, sentence, [agents[0]!, target], sign > 0 ? 'backs' : 'opposes', sign, null, head, 'backing'),
  )
}

/** True when a phrase's own head is an actor, or a noun that stands for one ("the government of X"), not a thing of someone's. */
function actsItself(view: View, sentence: Sentence, head: number): boolean {
  const mention = view.mentions(sentence).find((each) => each.head === head && each.form !== 'place')
  return (
    mention !== undefined ||
    /^(?:government|regime|side|army|force|rebel|separatist|party|movement|opponent|faction|militia)$/.test(
      lemmaOf(sentence.tokens[head]!),
    ) ||
    childBy(view.tree(sentence), head, 'appos') !== null
  )
}

/** One tie a pair, sign, trend and period; a telling without a date joins one that has it. */
function merge(view: View, found: readonly Found[]): Found[] {
  const kept: Found[] = []
  const pairOf = ({ between }: Found) =>
    between
      .map((id) => standing(view.entity(id)))
      .sort()
      .join(' ')
  for (const each of found) {
    const same = kept.find(
      (known) =>
        pairOf(known) === pairOf(each) &&
        known.sign === each.sign &&
        known.trend === each.trend &&
        (known.trend !== null || !known.date || !each.date || known.date.start === each.date.start),
    )
    if (!same) {
      kept.push({ ...each, evidence: [...each.evidence] })
      continue
    }
    same.date ??= each.date
    for (const span of each.evidence)
      if (!same.evidence.some(({ start, in: part }) => start === span.start && part === span.in))
        same.evidence.push(span)
  }
  return kept
}
