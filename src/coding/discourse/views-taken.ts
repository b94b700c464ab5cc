import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import { lemmaOf, type View } from './view.ts'

export type Stance = 'for' | 'against' | 'unclear'

/** A view and the tokens of what it is of. */
export interface Taken {
  stance: Stance
  tokens: readonly number[]
  rule: string
}

/**
 * Views told by more than a verb of approving: "spoke out against the blockade", "gave its blessing to the plan", "stressed the need for talks",
 * "considers the treaty a mistake", "disagrees with the ruling", "does not recognise the border", "takes the opposite view".
 */
export function viewTaken(view: View, clause: Clause): Taken | null {
  if (clause.conditional || clause.voice === 'passive') return null
  return (
    sided(view, clause) ??
    lent(view, clause) ??
    stressed(view, clause) ??
    judgedAs(view, clause) ??
    judgedInWords(view, clause) ??
    differed(view, clause) ??
    brooked(view, clause) ??
    likedToSee(view, clause)
  )
}

const PLEADS = /^(?:speak|come|speak out|come out|argue|vote|campaign|lobby|stand|warn|caution|protest|rail|side)$/

/** "spoke out against the blockade", "came out for the plan", "warned against a blockade". */
function sided(view: View, clause: Clause): Taken | null {
  const { sentence } = clause
  if (!PLEADS.test(clause.lemma) && !PLEADS.test(lemmaOf(sentence.tokens[clause.head]!))) return null
  const isWarning = /^(?:warn|caution|protest|rail|side)/.test(clause.lemma)
  const tree = view.tree(sentence)
  // "came out against", "spoke against lifting it"
  const behind = [
    ...clause.obliques.map(({ participant }) => participant.token),
    ...childrenBy(tree, clause.head, 'advcl', 'obl'),
  ]
  for (const at of behind.filter((each) => each > clause.head)) {
    const preposition = prepositionOf(tree, at)
    const isFor =
      /^in favou?r(?: of)?$/.test(preposition) ||
      isInFavour(view, clause, at) ||
      (preposition === 'for' &&
        /^(?:vote|campaign|lobby|speak up|come out)$/.test(clause.lemma) &&
        MEASURE.test(lemmaOf(tree.tokens[at]!)))
    if (preposition === 'against' && clause.lemma !== 'side')
      return { stance: 'against', tokens: subtreeOf(tree, at), rule: 'sided' }
    if (isFor && !isWarning) return { stance: 'for', tokens: subtreeOf(tree, at), rule: 'sided' }
  }
  return null
}

/** "in favour of the plan", where the parse hangs the plan on "favour". */
function isInFavour(view: View, { sentence }: Clause, at: number): boolean {
  return /^favou?r$/.test(lemmaOf(sentence.tokens[at]!)) && prepositionOf(view.tree(sentence), at) === 'in'
}

const GIVES =
  /^(?:express|voice|reiterate|declare|state|give|lend|throw|reaffirm|repeat|announce|register|offer|have|affirm|renew|restate|share|put)$/
const APPROVAL = /^(?:support|backing|blessing|endorsement|approval|weight|solidarity|satisfaction|sympathy|agreement)$/
const REFUSAL =
  /^(?:opposition|objection|disapproval|condemnation|rejection|reservation|misgiving|disagreement|outrage)$/
const WORRY = /^(?:concern|alarm|worry|unease|regret)$/

/** "voiced their opposition to the blockade", "gave its blessing to the plan", "expressed concern over the fighting". */
function lent(view: View, clause: Clause): Taken | null {
  if (!GIVES.test(clause.lemma) || clause.negated) return null
  const tree = view.tree(clause.sentence)
  for (const { token } of clause.patients) {
    const lemma = lemmaOf(tree.tokens[token]!)
    const stance: Stance | null = APPROVAL.test(lemma)
      ? 'for'
      : REFUSAL.test(lemma)
        ? 'against'
        : WORRY.test(lemma)
          ? 'unclear'
          : null
    if (!stance) continue
    const of = [
      ...childrenBy(tree, token, 'nmod', 'acl'),
      ...clause.obliques.map(({ participant }) => participant.token),
    ].find((at) => at > token && /^(?:for|to|of|behind|about|over|at|with)$/.test(prepositionOf(tree, at)))
    if (of === undefined) continue
    // "expressed support for Chile": a tie.
    const isParty = view.mentions(clause.sentence).some((mention) => mention.head === of && mention.form !== 'nominal')
    if (!isParty) return { stance, tokens: subtreeOf(tree, of), rule: 'lent' }
  }
  return null
}

/** "stressed the need for talks", "underlined the importance of free elections", "sees no need for a new treaty". */
function stressed(view: View, clause: Clause): Taken | null {
  const sees = /^(?:see|find|feel)$/.test(clause.lemma)
  if (
    !sees &&
    !/^(?:stress|underline|underscore|emphasi[sz]e|highlight|recogni[sz]e|acknowledge|affirm|reaffirm|reiterate|recall|insist)$/.test(
      clause.lemma,
    )
  )
    return null
  const tree = view.tree(clause.sentence)
  for (const { token } of clause.patients) {
    if (!/^(?:need|importance|necessity|urgency|right|value)$/.test(lemmaOf(tree.tokens[token]!))) continue
    const of = [
      ...childrenBy(tree, token, 'nmod', 'acl'),
      ...clause.obliques.map(({ participant }) => participant.token),
    ].find((at) => at > token)
    const isNo =
      clause.negated || childrenBy(tree, token, 'det').some((at) => /^(?:no|little)$/i.test(tree.tokens[at]!.form))
    if (of !== undefined && (!sees || isNo))
      return { stance: isNo ? 'against' : 'for', tokens: subtreeOf(tree, of), rule: 'stressed' }
  }
  return null
}

/** What a word says of a matter by `judgements.tsv`; an adjective before a noun outweighs it: "an unfortunate step". */
function judgementAt(view: View, sentence: Sentence, at: number): Stance | null {
  const tree = view.tree(sentence)
  const own = [...childrenBy(tree, at, 'amod'), at].map((each) => {
    const { lemma, form } = sentence.tokens[each]!
    const rows = [lemma, form].flatMap((word) => view.lexicon.rows('judgements', word.toLowerCase()))
    return (rows[0]?.stance as Stance | undefined) ?? null
  })
  return own.find((stance) => stance !== null) ?? null
}

/** "considers the treaty a mistake", "calls the accord a betrayal", "regards the treaty as void", "looks on the pact with suspicion". */
function judgedAs(view: View, clause: Clause): Taken | null {
  const { sentence, head } = clause
  if (
    !/^(?:regard|see|view|consider|perceive|treat|call|deem|think|find|declare|brand|label|term|dub|describe|dismiss|denounce|condemn|reject|look|pronounce|judge|cast|greet|receive|paint|portray|characteri[sz]e)(?: |$)/.test(
      clause.lemma,
    )
  )
    return null
  const tree = view.tree(sentence)
  const object =
    childrenBy(tree, head, 'obj')[0] ??
    clause.obliques.find(({ preposition }) => /^(?:on|at|upon)$/.test(preposition))?.participant.token
  if (object === undefined || clause.negated) return null
  const taken = subtreeOf(tree, head).filter(
    (at) =>
      at > object &&
      (/^(?:as|with)$/.test(prepositionOf(tree, at)) ||
        /^(?:xcomp|obl)/.test(tree.tokens[at]!.deprel) ||
        (tree.tokens[at]!.deprel === 'obj' && tree.tokens[at]!.head === head)),
  )
  const judged = taken.find((at) => judgementAt(view, sentence, at) !== null)
  if (judged === undefined) return heldAs(view, clause, object, taken)
  // A judgement of a party, not of a matter, is blame or praise.
  const isParty = view.mentions(sentence).some((mention) => mention.head === object && mention.form !== 'pronoun')
  if (isParty) return null
  // "dismissed the pipeline as a toy": what it was called is part of the view; what it is taken for is not.
  const isSaid =
    /^(?:call|dismiss|denounce|condemn|reject|brand|label|term|dub|describe|pronounce|judge|cast|paint|portray|characteri[sz]e)(?: |$)/.test(
      clause.lemma,
    )
  const within = new Set(isSaid ? [] : subtreeOf(tree, judged))
  const phrase = isSaid ? subtreeOf(tree, object).concat(subtreeOf(tree, judged)) : subtreeOf(tree, object)
  const tokens = [...new Set(phrase)].filter((at) => !within.has(at)).sort((x, y) => x - y)
  return { stance: judgementAt(view, sentence, judged)!, tokens, rule: 'regarded' }
}

/** Matters that are judged as such; what is said of talks, visits and the state of relations is no view of them that a party holds. */
const NO_MATTER =
  /^(?:talk|meeting|visit|negotiation|discussion|conversation|atmosphere|mood|relation|relationship|tie|link|situation|time|day|moment|answer|question|people|thing|problem|weather|trip|round|session|summit|exchange|contact|friendship|friend|man|woman)$/

/** "Said the sale was provocative", "insists that the dam is vital": a judgement of a matter in the words of whoever holds it. */
function judgedInWords(view: View, clause: Clause): Taken | null {
  const { sentence, head } = clause
  if (
    !/^(?:say|add|declare|insist|believe|argue|maintain|think|feel|contend|complain|conclude|state|claim|write)$/.test(
      clause.lemma,
    )
  )
    return null
  if (clause.negated) return null
  const tree = view.tree(sentence)
  for (const at of childrenBy(tree, head, 'ccomp')) {
    const said = view.clauses(sentence).find((each) => each.head === at && each.kind === 'copula')
    if (!said || said.negated || said.conditional || said.modal !== null || said.tense === 'future') continue
    const subject = childrenBy(tree, at, 'nsubj')[0]
    if (subject === undefined || NO_MATTER.test(lemmaOf(tree.tokens[subject]!))) continue
    const isMatter =
      /^(?:it|this|that)$/i.test(tree.tokens[subject]!.form) ||
      (tree.tokens[subject]!.upos === 'NOUN' && !view.mentions(sentence).some((mention) => mention.head === subject))
    const stance = isMatter ? judgementAt(view, sentence, at) : null
    if (stance) return { stance, tokens: subtreeOf(tree, at), rule: 'said-of' }
  }
  return null
}

/** "regards the passage as its own waters", "consider the province part of Serbia": what a country takes a matter for, by no word of praise or blame. */
function heldAs(view: View, clause: Clause, object: number, taken: readonly number[]): Taken | null {
  if (!/^(?:regard|view|consider|deem|treat|recogni[sz]e)$/.test(clause.lemma) || taken.length === 0) return null
  const { sentence } = clause
  const isState = clause.agents.some(({ token }) => view.actors(sentence, token).some(({ kind }) => kind === 'state'))
  const isParty = view
    .mentions(sentence)
    .some(({ head, form }) => head === object && form !== 'pronoun' && form !== 'nominal')
  if (!isState || isParty) return null
  const tree = view.tree(sentence)
  const tokens = [...new Set([...subtreeOf(tree, object), ...taken.flatMap((at) => subtreeOf(tree, at))])]
  return { stance: 'for', tokens: tokens.sort((x, y) => x - y), rule: 'held-as' }
}

/** "disagrees with the ruling", "does not recognise the border", "takes the opposite view". */
function differed(view: View, clause: Clause): Taken | null {
  const tree = view.tree(clause.sentence)
  if (/^(?:agree|disagree|concur)$/.test(clause.lemma)) {
    const matter = clause.obliques.find(
      ({ preposition, participant }) =>
        preposition === 'with' &&
        view.named(clause.sentence, participant.token) === null &&
        tree.tokens[participant.token]!.upos === 'NOUN',
    )?.participant.token
    if (matter === undefined) return null
    return {
      stance: (clause.lemma === 'disagree') !== clause.negated ? 'against' : 'for',
      tokens: subtreeOf(tree, matter),
      rule: 'agreed-with',
    }
  }
  const object = clause.patients.map(({ token }) => token).find((token) => token > clause.head)
  if (object === undefined) return null
  if (/^(?:recogni[sz]e|acknowledge|accept)$/.test(clause.lemma) && clause.negated)
    return { stance: 'against', tokens: subtreeOf(tree, object), rule: 'unrecognised' }
  const isView = /^(?:view|position|stance|line)$/.test(lemmaOf(tree.tokens[object]!))
  const kind = childrenBy(tree, object, 'amod')
    .map((at) => tree.tokens[at]!.form.toLowerCase())
    .find((form) => /^(?:same|opposite|contrary|similar)$/.test(form))
  if (!/^(?:take|hold|share|adopt)$/.test(clause.lemma) || !isView || !kind) return null
  // "share similar views on Iraq": what they hold of it is told elsewhere, if at all
  const on = childrenBy(tree, object, 'nmod').find((at) => /^(?:on|about|of)$/.test(prepositionOf(tree, at)))
  return on !== undefined && /^(?:same|similar)$/.test(kind)
    ? { stance: 'unclear', tokens: subtreeOf(tree, on), rule: 'view' }
    : { stance: 'for', tokens: subtreeOf(tree, object), rule: 'view' }
}

const MEASURE =
  /^(?:treaty|accord|agreement|pact|deal|ratification|plan|proposal|law|bill|enlargement|accession|reform|referendum|resolution|settlement|annexation|independence|membership|sanction|blockade|embargo)$/

/** "would tolerate no war on the continent", "vowed to fight ratification", "took a dim view of the pact". */
function brooked(view: View, clause: Clause): Taken | null {
  const tree = view.tree(clause.sentence)
  const object = clause.patients.map(({ token }) => token).find((token) => token > clause.head)
  if (object === undefined) return null
  const isNone = childrenBy(tree, object, 'det').some((at) => /^no$/i.test(tree.tokens[at]!.form))
  if (/^(?:tolerate|brook|accept|countenance|allow|permit|stand for)$/.test(clause.lemma) && isNone)
    return { stance: 'against', tokens: subtreeOf(tree, object), rule: 'brooked' }
  if (/^(?:fight|resist|contest|challenge|obstruct)$/.test(clause.lemma) && MEASURE.test(lemmaOf(tree.tokens[object]!)))
    return { stance: clause.negated ? 'for' : 'against', tokens: subtreeOf(tree, object), rule: 'fought' }
  const kinds = childrenBy(tree, object, 'amod').map((at) => tree.tokens[at]!.form.toLowerCase())
  const of = childrenBy(tree, object, 'nmod').find((at) => prepositionOf(tree, at) === 'of')
  if (clause.lemma !== 'take' || lemmaOf(tree.tokens[object]!) !== 'view' || of === undefined) return null
  if (kinds.some((kind) => /^(?:dim|poor|gloomy|grave|critical)$/.test(kind)))
    return { stance: 'against', tokens: subtreeOf(tree, of), rule: 'view' }
  return kinds.some((kind) => /^(?:favou?rable|positive|rosy|kind)$/.test(kind))
    ? { stance: 'for', tokens: subtreeOf(tree, of), rule: 'view' }
    : null
}

/** "would like to see Cuba readmitted". */
function likedToSee(view: View, clause: Clause): Taken | null {
  if (!/^(?:like|love|prefer|wish|want|hope)$/.test(clause.lemma) || clause.negated) return null
  const tree = view.tree(clause.sentence)
  const see = childrenBy(tree, clause.head, 'xcomp').find((at) => lemmaOf(tree.tokens[at]!) === 'see')
  if (see === undefined) return null
  const seen = subtreeOf(tree, see).filter((at) => at > see)
  return seen.length > 1 ? { stance: 'for', tokens: seen, rule: 'like-to-see' } : null
}

/** The two of the article, where "the joint statement" speaks for them. */
export function jointSpeakers(view: View, clause: Clause): readonly Entity[] {
  const { tokens } = clause.sentence
  const isJoint = clause.agents.some(
    ({ token }) =>
      /^(?:statement|communiqu[eé]|declaration|document|text)$/.test(lemmaOf(tokens[token]!)) &&
      childrenBy(view.tree(clause.sentence), token, 'amod').some((at) =>
        /^(?:joint|common|final)$/i.test(tokens[at]!.form),
      ),
  )
  return isJoint && view.isTwoSided ? view.mainPair : []
}
