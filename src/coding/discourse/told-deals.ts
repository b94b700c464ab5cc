import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf, type Tree } from '../clauses/tree.ts'
import { type Draft, dealAt, draft, isParty, namedSides } from './commitment-drafts.ts'
import { isJointBody } from './commitment-nouns.ts'
import type { Stage } from './commitment-tellings.ts'
import { ownedPromise } from './promise-nouns.ts'
import { governing, isTold } from './tie-drafts.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, type View } from './view.ts'

/**
 * Agreements, joint bodies and promises that a sentence speaks of without any predicate of agreeing: "a treaty of 1929", "the pact signed in 2003", "the talks
 * produced an accord", "the treaty calls for joint patrols", "a commission set up in May". One pass over the nouns of a sentence; `own` is what its
 * predicates were found to commit to, and what they speak of is left out.
 */
export function toldDeals(view: View, sentence: Sentence, own: readonly Draft[]): Draft[] {
  if (sentence.in) return []
  return sentence.tokens.flatMap((token, at) => {
    if (token.upos !== 'NOUN' || token.deprel === 'compound' || view.quoted(token)) return []
    const lemma = lemmaOf(token)
    const isBody = view.lexicon.has('commitments', lemma, 'body')
    const form = dealAt(view, sentence, at)?.form
    const isDeal = DEALS.test(lemma) && form === 'agreement'
    const isPromise = form === 'pledge' || form === 'offer'
    if (!isBody && !isDeal && !isPromise) return []
    const clause = governing(view, sentence, at)
    if (!clause || isCovered(view, sentence, at, own, isBody) || isUnreal(view.tree(sentence), at)) return []
    return isPromise ? ownedPromise(view, clause, at) : isDeal ? deal(view, clause, at) : body(view, clause, at)
  })
}

const DEALS = /^(?:agreement|accord|memorandum|treaty|pact|deal|protocol|compact|concordat|convention|understanding)$/

/** What a predicate of the sentence already told of; a body among the things agreed on is one of its own. */
function isCovered(view: View, sentence: Sentence, at: number, own: readonly Draft[], isBody: boolean): boolean {
  const { start, end } = view.span(sentence, at, at)
  return own.some(
    ({ noun, matter, form }) =>
      noun === at || (!isBody && form !== 'working-group' && matter.start <= start && end <= matter.end),
  )
}

/** "no agreement", "any treaty", "talks on an accord", "a great deal", "without an agreement". */
export function isUnreal(tree: Tree, at: number): boolean {
  const before = childrenBy(tree, at, 'det', 'amod', 'case').map((child) => tree.tokens[child]!.form.toLowerCase())
  if (
    before.some((word) => /^(?:no|any|great|good|every|without|future|possible|draft|proposed|new-found)$/.test(word))
  )
    return true
  const { head, deprel } = tree.tokens[at]!
  return (
    deprel.startsWith('nmod') &&
    head >= 0 &&
    /^(?:talk|negotiation|hope|prospect|chance|lack|absence|draft|proposal|plan|demand|call|need|search|idea|possibility|violation|breach)s?$/.test(
      lemmaOf(tree.tokens[head]!),
    )
  )
}

const MADE: { [lemma: string]: Stage } = {
  sign: 'signed',
  conclude: 'signed',
  initial: 'signed',
  ratify: 'ratified',
  reach: 'agreed',
  agree: 'agreed',
  strike: 'agreed',
  negotiate: 'agreed',
  broker: 'agreed',
  make: 'agreed',
  adopt: 'agreed',
}

const YIELDS =
  /^(?:produce|yield|bring|include|end|result|culminate|lead|close|conclude|finish|open|have|be|bind|govern|enter|win|secure|obtain|get|unveil|mark)$/

/** "called for joint patrols", "provides for a free-trade zone": what an agreement does. */
export const TERMS =
  /^(?:call for|provide for|provide|foresee|envisage|envision|stipulate|set out|lay down|guarantee|give|grant|let|outlaw|ban|set|fix|govern|regulate|commit|oblige|oblige|obligate|bind|allow|entitle)$/

function deal(view: View, clause: Clause, at: number): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const phrase = subtreeOf(tree, at)
  const made = childrenBy(tree, at, 'acl')
    .map((child) => [child, MADE[lemmaOf(tree.tokens[child]!)]] as const)
    .find(([child, stage]) => stage !== undefined && tree.tokens[child]!.xpos === 'VBN')
  if (made && !isTold(view, view.clauseAt(sentence, made[0]) ?? clause)) return []
  const isOld = datedWithin(view, sentence, phrase)
  const signing = signingOf(view, clause, at)
  const terms = termsOf(view, clause, at)
  const yields =
    isTold(view, clause) &&
    (YIELDS.test(clause.lemma.split(' ')[0]!) || clause.kind === 'copula') &&
    isObjectOf(clause, tree, at)
  const isNew = isIndefinite(tree, at)
  // "the treaty", named before: nothing new is told by naming it again.
  const first = view.firstWith(lemmaOf(tree.tokens[at]!))
  if (!isNew && !isOld && !terms && !(made && (!first || first.index >= sentence.index)) && !signing) return []
  if (!isOld && !made && !signing && !terms && !(yields && isNew)) return []
  const parties = partiesOf(view, clause, at)
  if (parties.length < 2 || parties.length > 5) return []
  const stage: Stage = made?.[1] ?? signing ?? (isOld ? 'signed' : 'agreed')
  const rule = terms ? 'deal-terms' : isOld ? 'deal-of-old' : 'deal-told'
  const found = draft(view, clause, 'agreement', stage, parties, rule, { noun: at, giver: '' })
  const span = terms && !isNew ? found.matter : view.span(sentence, phrase[0]!, phrase.at(-1)!)
  return [{ ...found, matter: span, dueHeads: isOld ? [] : found.dueHeads, ...(terms && !isNew && { joins: true }) }]
}

/** A day, month or year before the article's within a phrase: "a treaty of 1929", "the 1998 accord", "the pact signed in March". */
function datedWithin(view: View, sentence: Sentence, phrase: readonly number[]): boolean {
  const { day } = view
  const [from, to] = [sentence.tokens[phrase[0]!]!.start, sentence.tokens[phrase.at(-1)!]!.end]
  return view
    .times(sentence)
    .some(
      ({ start, end, date, kind }) =>
        date && day && kind === 'point' && date.end < day.start && start >= from && end <= to,
    )
}

/** "The signing of a pact", "after the conclusion of a treaty": how far it came. */
function signingOf(view: View, clause: Clause, at: number): Stage | null {
  const tree = view.tree(clause.sentence)
  const { head, deprel } = tree.tokens[at]!
  if (!deprel.startsWith('nmod') || head < 0 || prepositionOf(tree, at) !== 'of' || !isTold(view, clause)) return null
  if (/^(?:approve|await|delay|postpone|block|want|hope|expect|urge|demand|oppose|prevent)/.test(clause.lemma))
    return null
  const lemma = lemmaOf(tree.tokens[head]!)
  return /^(?:signing|signature|conclusion)$/.test(lemma) ? 'signed' : /^ratification$/.test(lemma) ? 'ratified' : null
}

function termsOf(view: View, clause: Clause, at: number): boolean {
  if (clause.negated || clause.conditional || clause.kind !== 'verb' || clause.modal !== null) return false
  const words = [
    `${clause.lemma.split(' ')[0]} ${view.tree(clause.sentence).tokens[clause.head + 1]?.form ?? ''}`,
    clause.lemma,
  ]
  return clause.agents.some(({ token }) => token === at) && words.some((each) => TERMS.test(each.toLowerCase()))
}

/** Object of the predicate, or behind its preposition, or its inverted subject: "among the papers was a memorandum". */
function isObjectOf(clause: Clause, tree: Tree, at: number): boolean {
  if (clause.patients.some(({ token }) => token === at)) return true
  if (clause.obliques.some(({ participant }) => participant.token === at)) return true
  const { deprel, head } = tree.tokens[at]!
  // "are party to a convention"
  if (deprel.startsWith('nmod') && head === clause.head && /^(?:party|signatory)$/.test(lemmaOf(tree.tokens[head]!)))
    return true
  // "there is an understanding that …", "among the papers was a memorandum"
  const isThere = at === clause.head || (deprel === 'nsubj' && at > head)
  return (
    isThere &&
    (childrenBy(tree, head < 0 ? at : head, 'expl').length > 0 ||
      childrenBy(tree, at, 'expl').length > 0 ||
      (head >= 0 && prepositionOf(tree, head) === 'among'))
  )
}

export function isIndefinite(tree: Tree, at: number): boolean {
  const determiners = childrenBy(tree, at, 'det', 'nummod', 'nmod:poss').map((child) => tree.tokens[child]!.form)
  return (
    determiners.length === 0 ||
    determiners.some((form) => /^(?:an?|another|two|three|four|five|several|one)$/i.test(form))
  )
}

/** Named with it, else its owners and the doers of the clause, else the two the sentence speaks of. */
function partiesOf(view: View, clause: Clause, at: number): Entity[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const actors = (token: number) => view.actors(sentence, token).filter(isParty)
  const within = subtreeOf(tree, at)
  const around = oneEach(
    within.filter((each) => each > at && /^(?:with|between|among)$/.test(prepositionOf(tree, each))).flatMap(actors),
  )
  if (around.length > 1) return around
  const makers = childrenBy(tree, at, 'acl', 'acl:relcl').flatMap((child) =>
    childrenBy(tree, child, 'nsubj', 'obl:agent', 'obl')
      .filter((each) => tree.tokens[each]!.deprel !== 'obl' || prepositionOf(tree, each) === 'by')
      .flatMap(actors),
  )
  // "the group, whose agreement of 1993 …": between others than those in view.
  const isOthers = childrenBy(tree, at, 'nmod:poss').some((child) => /^whose$/i.test(tree.tokens[child]!.form))
  if (isOthers) return []
  const owners = childrenBy(tree, at, 'nmod:poss', 'amod')
    .flatMap((child) =>
      tree.tokens[child]!.deprel === 'amod'
        ? view
            .mentions(sentence)
            .filter(({ from, to }) => from <= child && child < to)
            .map(({ entity }) => view.entity(entity))
        : actors(child),
    )
    .filter(isParty)
  const doers = clause.agents.filter(({ token }) => !within.includes(token)).flatMap(({ token }) => actors(token))
  const named = oneEach([...makers, ...owners, ...around])
  const all = named.length > 1 ? named : oneEach([...named, ...doers])
  if (all.length > 1) return all.length < 4 ? all : []
  const both = view.isTwoSided ? namedSides(view, sentence) : []
  if (all.length === 0) return both
  return both.some((each) => standing(each) === standing(all[0]!)) ? both : []
}

/** "A commission set up in 1998 meets twice a year", "the ministers will head a joint commission". */
function body(view: View, clause: Clause, at: number): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  if (!isIndefinite(tree, at) || !isJointBody(tree, at)) return []
  const isOwn = subtreeOf(tree, at).some(
    (each) =>
      each < at &&
      /^(?:government|parliamentary|state|national|federal|electoral|election|independent|police|royal|presidential)$/i.test(
        tree.tokens[each]!.form,
      ),
  )
  if (isOwn) return []
  const isFounded = childrenBy(tree, at, 'acl').some(
    (child) =>
      childrenBy(tree, child, 'mark').length === 0 &&
      view.lexicon.has('commitments', view.clauseAt(sentence, child)?.lemma ?? lemmaOf(tree.tokens[child]!), 'found'),
  )
  const isWithOther = phrasalLemmas(sentence, clause.head, clause.lemma).some((lemma) =>
    view.lexicon.has('commitments', lemma, 'found'),
  )
  const isWanted = clause.negated || clause.conditional || /^(?:may|might|could|should|can)$/.test(clause.modal ?? '')
  const runs =
    !isWanted &&
    /^(?:head|chair|lead|oversee|supervise|staff|join|call for|provide for|include|bring|produce|yield|envisage|foresee|create|meet|be)$/.test(
      clause.lemma,
    )
  const under = /^(?:want|hope|seek|urge|demand|propose|call|suggest|refuse|reject)$/.test(clause.lemma)
  if (under || isWanted || !(isFounded || runs || isWithOther)) return []
  const parties = partiesOf(view, clause, at)
  const phrase = subtreeOf(tree, at)
  return parties.length > 1 && parties.length < 4
    ? [
        {
          ...draft(view, clause, 'working-group', 'agreed', parties, 'body-told', { noun: at, giver: '' }),
          matter: view.span(sentence, phrase[0]!, phrase.at(-1)!),
        },
      ]
    : []
}
