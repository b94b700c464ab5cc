import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf, type Tree } from '../clauses/tree.ts'
import { pairInView } from './relations-between.ts'
import { since } from './said-of-relations.ts'
import { type Found, isParty, isTold, tie, trendTie } from './tie-drafts.ts'
import { stops } from './tie-trends.ts'
import { lemmaOf, oneEach, standing, subjectsOf, type View } from './view.ts'

type Context = readonly Entity[]

/**
 * Ties told by idiom: a history of mistrust, a shadow over relations, a break with a neighbour, a page turned, ice that melts, a feud that runs deep.
 * `context` is the pair that the sentences before were about, for relations told without their parties.
 */
export function tieIdioms(view: View, clause: Clause, context: Context): Found[] {
  if (clause.conditional) return []
  if (clause.kind === 'verb' && unforgiven(view, clause).length > 0) return unforgiven(view, clause)
  const lives = clause.kind === 'verb' && clause.negated ? undead(view, clause, context) : []
  if (lives.length > 0 || !isTold(view, clause)) return lives
  if (clause.kind === 'copula') return [...minded(view, clause), ...asNeighbours(view, clause)]
  if (clause.kind !== 'verb') return []
  return [
    ...sharedHistory(view, clause),
    ...shadowed(view, clause, context),
    ...brokeWith(view, clause),
    ...fromTo(view, clause),
    ...takenAs(view, clause),
    ...pagesTurned(view, clause),
    ...leaned(view, clause),
    ...gotAlong(view, clause),
    ...undead(view, clause, context),
    ...brokeOut(view, clause, context),
    ...thaws(view, clause, context),
    ...stillAt(view, clause),
  ]
}

const actorsAt = (view: View, sentence: Sentence, tokens: readonly number[]): Entity[] =>
  oneEach(tokens.flatMap((at) => view.actors(sentence, at)).filter(isParty))

const subjectTokens = (view: View, clause: Clause): number[] => [
  ...new Set([
    ...subjectsOf(clause).map(({ token }) => token),
    ...childrenBy(view.tree(clause.sentence), clause.head, 'nsubj', 'nsubj:pass'),
  ]),
]

const subjectPair = (view: View, clause: Clause): Entity[] =>
  actorsAt(view, clause.sentence, subjectTokens(view, clause))

const obliquesBy = (clause: Clause, preposition: RegExp): number[] =>
  clause.obliques.filter((each) => preposition.test(each.preposition)).map(({ participant }) => participant.token)

const objectTokens = (clause: Clause): number[] =>
  clause.patients.map(({ token }) => token).filter((token) => token > clause.head)

/** The sign a noun gives a relation, where it names one: "friendship" 1, "feud" -1, "relations" 0. */
function signOf(view: View, lemma: string): number | null {
  const row = view.lexicon.row('ties', lemma, 'relnoun', 'relation')
  return row ? Number(row.sign) : null
}

/** Between whom a relation told by a noun is: named with it, else those in view. */
function partiesOf(view: View, sentence: Sentence, noun: number, context: Context): readonly Entity[] {
  const tree = view.tree(sentence)
  const phrase = subtreeOf(tree, noun)
  const between = phrase.filter((at) => /^(?:between|among)$/.test(prepositionOf(tree, at)))
  if (between.length > 0) return actorsAt(view, sentence, between)
  const named = actorsAt(
    view,
    sentence,
    phrase.filter(
      (at) =>
        (at !== noun && /^(?:with|toward|towards)$/.test(prepositionOf(tree, at))) ||
        (tree.tokens[at]!.head === noun && tree.tokens[at]!.deprel === 'nmod:poss'),
    ),
  )
  if (named.length > 1) return named
  return view.isTwoSided ? pairInView(view, sentence, context) : []
}

/** A phrase that says whose it is in another way than a relation has it: "the thaw in the mountains", "the ice of Greenland". */
function isElsewhere(view: View, sentence: Sentence, noun: number): boolean {
  const tree = view.tree(sentence)
  return childrenBy(tree, noun, 'nmod', 'compound').some((at) => {
    if (/^(?:between|with|among)$/.test(prepositionOf(tree, at))) return false
    const { start, end, upos, lemma } = tree.tokens[at]!
    const isDated = view.times(sentence).some((time) => time.start <= start && end <= time.end)
    const isOfRelation = signOf(view, lemma.toLowerCase()) !== null
    return !isDated && !isOfRelation && upos !== 'NUM' && actorsAt(view, sentence, [at]).length === 0
  })
}

/** "have a prickly history", "share a long history of mistrust". */
function sharedHistory(view: View, clause: Clause): Found[] {
  if (!/^(?:have|share)$/.test(clause.lemma)) return []
  const { sentence } = clause
  const tree = view.tree(sentence)
  const noun = objectTokens(clause).find((at) => /^(?:history|past|record|tradition)$/.test(lemmaOf(tree.tokens[at]!)))
  const pair = subjectPair(view, clause)
  if (noun === undefined || pair.length !== 2) return []
  const words = subtreeOf(tree, noun).filter((at) => at !== noun)
  const signs = words.flatMap((at) => {
    const { form } = tree.tokens[at]!
    const row =
      view.lexicon.row('ties', form.toLowerCase(), 'adj') ??
      view.lexicon.row('ties', lemmaOf(tree.tokens[at]!), 'relnoun')
    const isIll = /^(?:blood|conflict|quarrel|war|dispute)$/.test(lemmaOf(tree.tokens[at]!))
    return row ? [Number(row.sign)] : isIll ? [-1] : []
  })
  const sign = signs[0]
  return sign
    ? tie(view, sentence, pair, sign > 0 ? 'close' : 'strained', sign as -1 | 1, null, clause.head, 'history')
    : []
}

/** What is laid on a relation: "put a strain on relations", "cast a shadow over ties". */
const LAID: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:put|place|impose)$/, /^(?:strain|burden)$/],
  [/^(?:cast|throw|leave)$/, /^(?:shadow|cloud|chill|pall|stain|scar)$/],
  [/^deal$/, /^blow$/],
  [/^bring$/, /^chill$/],
]
const HURTS = /^(?:strain|sour|poison|damage|wreck|spoil|test|chill|mar|cloud|embitter|hurt|ruin|fray)$/

/** "The affair has strained an old friendship", "the arrest cast a shadow over relations", "memories of the war poison ties". */
function shadowed(view: View, clause: Clause, context: Context): Found[] {
  const { sentence, lemma } = clause
  const laid = LAID.filter(([verb]) => verb.test(lemma))
  if (laid.length === 0 && !HURTS.test(lemma)) return []
  const tree = view.tree(sentence)
  const isLaid = laid.some(([, thing]) => objectTokens(clause).some((at) => thing.test(lemmaOf(tree.tokens[at]!))))
  const objects = isLaid
    ? [
        ...obliquesBy(clause, /^(?:on|over|upon|to|in)$/),
        ...objectTokens(clause).flatMap((at) => childrenBy(tree, at, 'nmod')),
      ]
    : HURTS.test(lemma)
      ? objectTokens(clause)
      : []
  const noun = objects.find((at) => {
    const sign = signOf(view, lemmaOf(tree.tokens[at]!))
    return sign !== null && (sign > 0 || isLaid || clause.tense === 'present')
  })
  if (noun === undefined || isElsewhere(view, sentence, noun)) return []
  const still = clause.tense === 'present' && !isLaid
  const pair = partiesOf(view, sentence, noun, context)
  return still
    ? tie(view, sentence, pair, 'strained', -1, null, clause.head, 'shadow')
    : trendTie(view, sentence, pair, 'cooling', clause.head, 'shadow')
}

/** Countries and their governments that a phrase itself names. */
const statesAt = (view: View, clause: Clause, tokens: readonly number[]): Entity[] =>
  actorsAt(
    view,
    clause.sentence,
    tokens.filter((at) => view.named(clause.sentence, at) !== null),
  ).filter(({ kind, sectors }) => kind === 'state' || sectors.includes('GOV'))

/** "London broke with Guatemala in 1963", "Peru has turned away from Chile". */
function brokeWith(view: View, clause: Clause): Found[] {
  const isBreak = /^(?:break|split|fall out)$/.test(clause.lemma) && objectTokens(clause).length === 0
  const isAway = /^turn away$/.test(clause.lemma)
  if (!isBreak && !isAway) return []
  const others = statesAt(view, clause, obliquesBy(clause, isAway ? /^from$/ : /^with$/))
  const own = subjectPair(view, clause)
  const isOther = own[0] && others[0] && standing(own[0]) !== standing(others[0])
  return own.length === 1 && others.length === 1 && isOther && clause.lemma !== 'fall out'
    ? trendTie(view, clause.sentence, [...own, ...others], 'cooling', clause.head, 'broke-with')
    : []
}

/** "have drifted from union to enmity", "turned from friends into foes", "the friendship ripened into an alliance". */
function fromTo(view: View, clause: Clause): Found[] {
  if (
    !/^(?:drift|go|move|turn|pass|slide|change|swing|evolve|lurch|progress|grow|ripen|blossom|shift)/.test(clause.lemma)
  )
    return []
  const { sentence } = clause
  const tree = view.tree(sentence)
  const worthOf = (at: number) => {
    const lemma = lemmaOf(tree.tokens[at]!)
    const row = view.lexicon.row('ties', lemma, 'relnoun', 'noun')
    if (row) return Number(row.sign)
    return /^(?:union|peace|embrace|cooperation|love|trust)$/.test(lemma)
      ? 1
      : /^(?:war|confrontation|conflict|suspicion)$/.test(lemma)
        ? -1
        : 0
  }
  const to = obliquesBy(clause, /^(?:to|into)$/)
    .concat(
      subtreeOf(tree, clause.head).filter((at) => at > clause.head && /^(?:to|into)$/.test(prepositionOf(tree, at))),
    )
    .find((at) => worthOf(at) !== 0)
  if (to === undefined) return []
  const hasFrom = subtreeOf(tree, clause.head).some((at) => at > clause.head && prepositionOf(tree, at) === 'from')
  const subject = subjectTokens(view, clause)
  const relation = subject.find((at) => signOf(view, lemmaOf(tree.tokens[at]!)) !== null)
  if (!hasFrom && relation === undefined) return []
  const pair = relation === undefined ? subjectPair(view, clause) : partiesOf(view, sentence, relation, [])
  return trendTie(view, sentence, pair, worthOf(to) > 0 ? 'warming' : 'cooling', clause.head, 'from-to')
}

/** "sees Chile as its main threat", "has long regarded Peru with suspicion", "considers Ecuador a friend". */
function takenAs(view: View, clause: Clause): Found[] {
  if (!/^(?:see|regard|view|consider|treat|call|eye|watch|think of|look on|look upon|look at)$/.test(clause.lemma))
    return []
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const own = subjectPair(view, clause)
  const seen = statesAt(view, clause, [...objectTokens(clause), ...obliquesBy(clause, /^(?:on|upon|at|of)$/)])
  const below = subtreeOf(tree, head).filter((at) => at > head)
  const isMutual = /\beach other\b/i.test(view.words(sentence)) && own.length === 2
  const pair = isMutual ? own : own.length === 1 && seen.length === 1 ? oneEach([...own, ...seen]) : []
  if (pair.length !== 2) return []
  const sign = below
    .map((at) => {
      const lemma = lemmaOf(tree.tokens[at]!)
      const preposition = prepositionOf(tree, at)
      if (preposition === 'with' || /^(?:warily|nervously|suspiciously|fondly|coldly)$/.test(lemma))
        return /^(?:suspicion|distrust|mistrust|hostility|contempt|disdain|fear|hatred|warily|nervously|suspiciously|coldly)$/.test(
          lemma,
        )
          ? -1
          : /^(?:affection|warmth|sympathy|admiration|fondly)$/.test(lemma)
            ? 1
            : 0
      if (preposition !== 'as' && !/^(?:xcomp|obj|obl)/.test(tree.tokens[at]!.deprel)) return 0
      if (/^(?:threat|menace|danger|aggressor|bully|oppressor)$/.test(lemma)) return -1
      return Number(view.lexicon.row('ties', lemma, 'noun')?.sign ?? 0)
    })
    .find((value) => value !== 0)
  if (!sign) return []
  return tie(view, sentence, pair, sign > 0 ? 'close' : 'strained', sign as -1 | 1, null, head, 'taken-as')
}

/** What two do with what lay between them. */
const STEPS: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:bury|forget|overcome)$/, /^(?:past|difference|quarrel|feud|enmity|hostility|rivalry|war)$/],
  [/^(?:patch up|make up|end|lay to rest|set aside)$/, /^(?:quarrel|feud|enmity|rift|rivalry)$/],
  [/^turn$/, /^page$/],
  [/^wipe$/, /^slate$/],
  [/^(?:open|begin|start|write)$/, /^(?:chapter|page)$/],
  [/^make$/, /^way$/],
  [/^come$/, /^way$/],
]

/** "are burying their past", "turned a page in 1999", "have come a long way", "a new chapter opened between the two". */
function pagesTurned(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const steps = STEPS.filter(([verb]) => verb.test(clause.lemma))
  if (steps.length === 0) return []
  const tree = view.tree(sentence)
  const isChapter =
    /^(?:open|begin|start)$/.test(clause.lemma) &&
    subjectTokens(view, clause).some((at) => /^(?:chapter|era|page)$/.test(lemmaOf(tree.tokens[at]!)))
  if (isChapter) {
    const between = subtreeOf(tree, head).filter((at) => prepositionOf(tree, at) === 'between')
    return trendTie(view, sentence, actorsAt(view, sentence, between), 'warming', head, 'page-turned')
  }
  const objects = [...objectTokens(clause), ...childrenBy(tree, head, 'obj', 'obl:unmarked')]
  const isStep = steps.some(([, thing]) => objects.some((at) => thing.test(lemmaOf(tree.tokens[at]!))))
  const isLong = !/^(?:come|make)$/.test(clause.lemma) || /\ba long way\b/i.test(view.words(sentence))
  const pair = isStep && isLong ? subjectPair(view, clause) : []
  return pair.length === 2 ? trendTie(view, sentence, pair, 'warming', head, 'page-turned') : []
}

/** "leaned back towards India after his election", "has warmed to Chile". */
function leaned(view: View, clause: Clause): Found[] {
  if (!/^(?:lean|tilt|gravitate|edge|veer|warm|cool|drift|swing|turn)(?: |$)/.test(clause.lemma)) return []
  const preposition = /^(?:warm|cool)/.test(clause.lemma)
    ? /^(?:to|toward|towards)$/
    : /^(?:toward|towards|back towards?)$/
  const others = statesAt(view, clause, obliquesBy(clause, preposition))
  const own = subjectPair(view, clause)
  if (own.length !== 1 || others.length !== 1 || standing(own[0]!) === standing(others[0]!)) return []
  const isLasting = /\b(?:always|long|traditionally|usually)\b/i.test(view.words(clause.sentence))
  if (isLasting) return tie(view, clause.sentence, [...own, ...others], 'close', 1, null, clause.head, 'leaned')
  return trendTie(
    view,
    clause.sentence,
    [...own, ...others],
    clause.lemma.startsWith('cool') ? 'cooling' : 'warming',
    clause.head,
    'leaned',
  )
}

/** "The two presidents get along well", "have lived in peace for a century", "are bound by an old friendship". */
function gotAlong(view: View, clause: Clause): Found[] {
  if (!/^(?:get|(?:live|coexist|bind|link|unite|join)$)/.test(clause.lemma)) return []
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const words = sentence.tokens
    .slice(head, head + 3)
    .map(({ form }) => form.toLowerCase())
    .join(' ')
  const gets = clause.lemma.startsWith('get') && /^\S+ (?:along|on) (?:well|famously|fine|badly)/.test(words)
  const lives =
    /^(?:live|coexist)$/.test(clause.lemma) &&
    obliquesBy(clause, /^(?:in|at)$/).some((at) =>
      /^(?:peace|harmony|amity|friendship)$/.test(lemmaOf(tree.tokens[at]!)),
    )
  const bound =
    /^(?:bind|link|unite|join)$/.test(clause.lemma) &&
    subtreeOf(tree, head).some((at) => at > head && signOf(view, lemmaOf(tree.tokens[at]!)) === 1)
  if (!gets && !lives && !bound) return []
  const subject = bound
    ? actorsAt(view, sentence, [...clause.patients.map(({ token }) => token), ...subjectTokens(view, clause)])
    : subjectPair(view, clause)
  const pair = oneEach([...subject, ...statesAt(view, clause, obliquesBy(clause, /^with$/))])
  const sign = /badly$/.test(words) ? -1 : 1
  return pair.length === 2
    ? tie(view, sentence, pair, sign > 0 ? 'close' : 'strained', sign, null, head, 'got-along')
    : []
}

const DIES = /^(?:die|fade|vanish|disappear|heal|end|abate|go away)$/
const LINGERS = /^(?:linger|persist|endure|simmer|smoulder|smolder|fester|run|survive|divide|separate)$/

/** "The old hatred has not died", "hostility runs deep", "a feud has kept the two apart": an ill relation that goes on. */
function undead(view: View, clause: Clause, context: Context): Found[] {
  const { sentence, lemma } = clause
  if (!(clause.negated ? DIES.test(lemma) : lemma === 'keep' || LINGERS.test(lemma))) return []
  const tree = view.tree(sentence)
  const noun = subjectTokens(view, clause).find((at) => signOf(view, lemmaOf(tree.tokens[at]!)) === -1)
  if (noun === undefined) return []
  const needed = clause.negated ? undefined : { keep: /\bapart\b/i, run: /\bdeep\b/i }[lemma]
  if (needed && !needed.test(view.words(sentence))) return []
  const named = actorsAt(view, sentence, objectTokens(clause))
  const pair = named.length === 2 ? named : partiesOf(view, sentence, noun, context)
  return tie(view, sentence, pair, 'strained', -1, null, clause.head, 'undead')
}

const QUARREL =
  /^(?:row|dispute|quarrel|feud|spat|rift|crisis|conflict|rivalry|enmity|standoff|animosity|estrangement|tension|hostility|mistrust|distrust|war of words)$/

/** "The row erupted in January", "the quarrel dates from the war of 1973": since when they are at odds. */
function brokeOut(view: View, clause: Clause, context: Context): Found[] {
  if (
    !/^(?:erupt|break out|flare|flare up|begin|start|date|date back|go back|arise|originate|blow up)$/.test(
      clause.lemma,
    )
  )
    return []
  const { sentence } = clause
  const tree = view.tree(sentence)
  const noun = subjectTokens(view, clause).find((at) => QUARREL.test(lemmaOf(tree.tokens[at]!)))
  if (noun === undefined || view.times(sentence).every(({ date }) => date === null)) return []
  if (isElsewhere(view, sentence, noun) && !view.isTwoSided) return []
  const pair = partiesOf(view, sentence, noun, context)
  const after = view.times(sentence).find(({ date, start }) => date !== null && start > sentence.tokens[noun]!.start)
  return tie(view, sentence, pair, 'strained', -1, null, clause.head, 'broke-out').map((found) => {
    const date = found.date ?? after?.date ?? null
    return { ...found, date: date ? since(view, date) : null }
  })
}

const TURNS =
  /^(?:thaw|rapprochement|d[ée]tente|reconciliation|estrangement|rift|chill|freeze|falling-out|warming|honeymoon|courtship|ice)$/
const GOES_ON =
  /^(?:begin|start|date|date back|go back|set in|come|quicken|gather|continue|deepen|accelerate|gain|take|prove|last|follow|grow|pick up|speed up|proceed)$/
const PASSES = /^(?:lift|end|pass|melt|break|thaw|ease|crack|subside|dissolve|give way|evaporate)$/
/** "The thaw began in 1991", "a reconciliation in 2011 proved short-lived", "the chill has lifted", "the ice is melting". */
function thaws(view: View, clause: Clause, context: Context): Found[] {
  const { sentence, lemma: verb } = clause
  if (!PASSES.test(verb) && !GOES_ON.test(verb) && !stops(view, clause)) return []
  const tree = view.tree(sentence)
  // Behind "as" a subject with a clause of its own may be parsed as a bare phrase before the verb.
  const bare = childrenBy(tree, clause.head, 'obl').filter((at) => at < clause.head && !prepositionOf(tree, at))
  const noun = [...subjectTokens(view, clause), ...bare].find((at) => TURNS.test(lemmaOf(tree.tokens[at]!)))
  if (noun === undefined || isElsewhere(view, sentence, noun)) return []
  const lemma = lemmaOf(tree.tokens[noun]!)
  const own =
    lemma === 'ice'
      ? 'cooling'
      : (view.lexicon.row('trends', lemma, 'noun')?.trend ??
        (/^(?:honeymoon|courtship)$/.test(lemma) ? 'warming' : null))
  if (own === null) return []
  const trend =
    own === 'cooling' && PASSES.test(verb)
      ? 'warming'
      : own === 'warming' && stops(view, clause)
        ? 'cooling'
        : lemma !== 'ice' && GOES_ON.test(verb)
          ? own
          : null
  if (trend === null) return []
  const phrase = subtreeOf(tree, noun).map((at) => tree.tokens[at]!)
  const within = view
    .times(sentence)
    .find(
      ({ date, start, kind }) =>
        date !== null &&
        kind === 'point' &&
        phrase.some((token) => token.start === start || (token.start > start && token.start < start + 12)),
    )
  return trendTie(view, sentence, partiesOf(view, sentence, noun, context), trend, clause.head, 'thaws').map(
    (found) => ({
      ...found,
      // "The thaw that began in the spring has ended": not in the spring.
      date: trend === own ? (found.date ?? within?.date ?? null) : within ? null : found.date,
    }),
  )
}

/** "remain technically at war", "are still at odds". */
function stillAt(view: View, clause: Clause): Found[] {
  if (!/^(?:remain|stay)$/.test(clause.lemma)) return []
  const at = childrenBy(view.tree(clause.sentence), clause.head, 'obl', 'xcomp').find((each) =>
    /^(?:war|odds|loggerheads)$/.test(lemmaOf(clause.sentence.tokens[each]!)),
  )
  const pair = at === undefined ? [] : subjectPair(view, clause)
  const isWar = at !== undefined && lemmaOf(clause.sentence.tokens[at]!) === 'war'
  return pair.length === 2
    ? tie(view, clause.sentence, pair, isWar ? 'foe' : 'strained', -1, null, clause.head, 'at-odds')
    : []
}

/** "Peru has never forgiven Chile for the war." */
function unforgiven(view: View, clause: Clause): Found[] {
  if (clause.lemma !== 'forgive' || !clause.negated || clause.modal !== null) return []
  const own = subjectPair(view, clause)
  const others = statesAt(view, clause, objectTokens(clause))
  return own.length === 1 && others.length === 1 && standing(own[0]!) !== standing(others[0]!)
    ? tie(view, clause.sentence, [...own, ...others], 'strained', -1, null, clause.head, 'unforgiven')
    : []
}

const MINDS: { [form: string]: -1 | 1 } = {
  wary: -1,
  suspicious: -1,
  distrustful: -1,
  mistrustful: -1,
  resentful: -1,
  jealous: -1,
  fond: 1,
}

/** "Lima is wary of Santiago", "have been fond of each other since the summit". */
function minded(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const sign = MINDS[sentence.tokens[head]!.form.toLowerCase()]
  if (!sign) return []
  const tree: Tree = view.tree(sentence)
  const of = [...obliquesBy(clause, /^of$/), ...childrenBy(tree, head, 'obl', 'nmod')].filter((at) => at > head)
  const isMutual =
    of.some((at) => /^(?:each|one)$/i.test(tree.tokens[at]!.form)) ||
    /\bof (?:each other|one another)\b/i.test(view.words(sentence))
  const own = subjectPair(view, clause)
  const others = isMutual ? [] : statesAt(view, clause, of)
  const pair = oneEach([...own, ...others])
  if (pair.length !== 2 || (!isMutual && (own.length !== 1 || others.length !== 1))) return []
  return tie(view, sentence, pair, sign > 0 ? 'close' : 'strained', sign, null, head, 'minded')
}

/** "they were watchful neighbours", "are good neighbours": said of the two. */
function asNeighbours(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const { lemma, xpos } = tree.tokens[head]!
  const kind = childrenBy(tree, head, 'amod').map((at) => tree.tokens[at]!.form.toLowerCase())
  const isBest = /^best$/i.test(tree.tokens[head]!.form)
  const friends =
    isBest && childrenBy(tree, head, 'nmod', 'obl').some((at) => /^friend$/.test(lemmaOf(tree.tokens[at]!)))
  const sign = friends
    ? 1
    : /^neighbou?r$/i.test(lemma) && xpos === 'NNS'
      ? kind.some((form) =>
          /^(?:watchful|uneasy|hostile|bad|difficult|quarrelsome|wary|suspicious|unfriendly|bitter)$/.test(form),
        )
        ? -1
        : kind.some((form) => /^(?:good|friendly|loving|peaceful|close)$/.test(form))
          ? 1
          : 0
      : 0
  const pair = sign === 0 ? [] : subjectPair(view, clause)
  return sign !== 0 && pair.length === 2
    ? tie(view, sentence, pair, sign > 0 ? 'close' : 'strained', sign, null, head, 'neighbours')
    : []
}

/** "There is no love lost between Lima and Santiago." */
export function loveLost(view: View, sentence: Sentence): Found[] {
  if (!/\b(?:no|little) love (?:is |was )?lost between\b/i.test(view.words(sentence))) return []
  const tree = view.tree(sentence)
  const love = sentence.tokens.findIndex(({ form }) => /^love$/i.test(form))
  const between = sentence.tokens.flatMap((_, at) => (at > love && prepositionOf(tree, at) === 'between' ? [at] : []))
  return tie(view, sentence, actorsAt(view, sentence, between), 'strained', -1, null, love, 'love-lost')
}

/** "Peru, estranged from Chile since 1979,", "Lima and Santiago, estranged since the spy affair of 1979,": an adjective of relation set beside. */
export function besideSo(view: View, sentence: Sentence, index: number): Found[] {
  const { form } = sentence.tokens[index]!
  if (!/^(?:estranged|alienated|allied|divorced)$/i.test(form)) return []
  let at = index - 1
  while (at > 0 && sentence.tokens[at]!.upos === 'ADV') at--
  if (sentence.tokens[at]?.form !== ',') return []
  const left = oneEach(
    view
      .mentions(sentence)
      .filter(({ to }) => to <= at && to >= at - 6)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  const isBond = /^allied$/i.test(form)
  const next = sentence.tokens[index + 1]
  const right = /^(?:from|with|to)$/i.test(next?.form ?? '')
    ? oneEach(
        view
          .mentions(sentence)
          .filter(({ from }) => from > index && from <= index + 4)
          .flatMap(({ entity }) => view.members(view.entity(entity)))
          .filter(isParty),
      ).slice(0, 1)
    : []
  const pair = right.length > 0 ? [...left.slice(-1), ...right] : left
  return tie(view, sentence, pair, isBond ? 'ally' : 'strained', isBond ? 1 : -1, null, index, 'beside-so')
}

/** "Once partners and now bitter rivals, Peru and Chile …", "The two presidents, once brothers and now rivals, …": nouns of relation in a list beside a pair. */
export function listedBeside(view: View, sentence: Sentence): Found[] {
  const { tokens } = sentence
  const comma = tokens.findIndex(({ form }) => form === ',')
  const opens = comma > 0 && comma < 10 && /^(?:once|long|formerly|now|old|for)$/i.test(tokens[0]!.form)
  if (!opens) return []
  const named = oneEach(
    view
      .mentions(sentence)
      .filter(({ from }) => from > comma && from <= comma + 6)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  if (named.length !== 2) return []
  return tokens.slice(0, comma).flatMap((token, at) => {
    const row = token.xpos === 'NNS' ? view.lexicon.row('ties', lemmaOf(token), 'noun') : undefined
    return row
      ? tie(view, sentence, named, row.relation as 'close', Number(row.sign) as -1 | 1, null, at, 'listed')
      : []
  })
}
