import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import {
  agentsOf,
  type Draft,
  dealAt,
  draft,
  isComing,
  isInfinitive,
  namedSides,
  withWhom,
} from './commitment-drafts.ts'
import { isPast } from './dating.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/** Steps two countries take together without one predicate of agreeing: what reopens between them, what they found, that which they agreed should be. */
export function jointSteps(view: View, clause: Clause): Draft[] {
  if (clause.kind !== 'verb') return []
  return [
    ...reopenings(view, clause),
    ...eachSide(view, clause),
    ...unions(view, clause),
    ...agreedThat(view, clause),
    ...ownDeal(view, clause),
  ]
}

const BETWEEN =
  /^(?:embassy|consulate|ambassador|border|crossing|frontier|flight|ferry|train|railway|railroad|prisoner|tie|relation|route|link|trade)$/
const REOPENS = /^(?:exchange|reopen|re-open|resume|restore|open|normalize|normalise|free|release|swap)$/

/** "Embassies are to be reopened within two months", "the border will reopen on June 3": nobody is named who does it, so both do. */
function reopenings(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (!REOPENS.test(clause.lemma) || !(isComing(clause) || clause.tense === 'future')) return []
  if (clause.parent?.relation === 'advcl') return []
  const tree = view.tree(sentence)
  const subjects = childrenBy(tree, head, 'nsubj', 'nsubj:pass').filter((at) => BETWEEN.test(lemmaOf(tree.tokens[at]!)))
  // "Chile will reopen its embassy" is one side's step, and so is "Chile's embassy will reopen".
  const isOwned = subjects.some((at) => childrenBy(tree, at, 'nmod:poss').length > 0)
  const noun = subjects[0]
  if (noun === undefined || isOwned || (clause.voice === 'active' && clause.patients.length > 0)) return []
  const parties = namedSides(view, sentence)
  return parties.length === 2
    ? [draft(view, clause, 'agreement', 'agreed', parties, 'to-reopen', { giver: '', noun })]
    : []
}

/** "Each side will return prisoners of war by the end of January." */
function eachSide(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (!(isComing(clause) || clause.tense === 'future') || clause.voice !== 'active') return []
  if (!view.lexicon.has('commitments', clause.lemma, 'act')) return []
  const isEach = childrenBy(view.tree(sentence), head, 'nsubj').some(
    (at) =>
      /^(?:side|country|government|party|nation)$/.test(lemmaOf(sentence.tokens[at]!)) &&
      /^each$/i.test(sentence.tokens[at - 1]?.form ?? ''),
  )
  const parties = isEach ? namedSides(view, sentence) : []
  return parties.length === 2 ? [draft(view, clause, 'agreement', 'agreed', parties, 'each-side', { giver: '' })] : []
}

const UNION =
  /^(?:union|market|zone|area|alliance|bloc|league|federation|confederation|fund|community|partnership|corridor)$/

/** "founded a common market with Paraguay", "formed a customs union in 1998". */
function unions(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  if (!view.lexicon.has('commitments', clause.lemma, 'found')) return []
  const noun = clause.patients.find(({ token }) => UNION.test(lemmaOf(sentence.tokens[token]!)))?.token
  const partners = withWhom(view, clause)
  const named = agentsOf(view, clause)
  // Nobody founds anything with himself: "they" are then the two of the article.
  const founders = named.every((each) => partners.some((one) => standing(one) === standing(each)))
    ? view.mainPair
    : named
  const parties = oneEach([...founders, ...partners])
  if (noun === undefined || named.length === 0 || parties.length < 2) return []
  const stage = isComing(clause) || isInfinitive(view, clause) ? 'agreed' : 'in-force'
  return [draft(view, clause, 'agreement', stage, parties, 'union', { giver: '', noun })]
}

/** "agreed that the ministers should meet twice a year": what two settle between them, where no third is spoken of. */
function agreedThat(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (clause.lemma !== 'agree' || clause.voice !== 'active') return []
  const tree = view.tree(sentence)
  const content = childrenBy(tree, head, 'ccomp')[0]
  const inner = content === undefined ? undefined : view.clauseAt(sentence, content)
  if (!inner || !(inner.tense === 'future' || /^(?:will|would|should|shall)$/.test(inner.modal ?? ''))) return []
  const parties = oneEach([...agentsOf(view, clause), ...withWhom(view, clause)])
  const within = subtreeOf(tree, content!)
  const third = view
    .mentions(sentence)
    .filter((mention) => within.includes(mention.head))
    .flatMap(({ entity }) => view.members(view.entity(entity)))
    .some(
      (entity) =>
        (entity.country !== null || entity.kind === 'organization') &&
        !parties.some((party) => standing(party) === standing(entity)),
    )
  return parties.length > 1 && !third
    ? [draft(view, clause, 'agreement', 'agreed', parties, 'agreed-that', { giver: '', dueHeads: [content!] })]
    : []
}

/** "buried a quarrel with a pact signed in Lima": nobody is named who signed, and it is news of the day between the two of the article. */
function ownDeal(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (!/^(?:sign|initial|conclude|reach|seal)$/.test(clause.lemma) || clause.agents.length > 0) return []
  if (!/^acl/.test(view.tree(sentence).tokens[head]!.deprel) || isPast(view, sentence, head)) return []
  const noun = clause.patients.find(({ token }) => dealAt(view, sentence, token)?.form === 'agreement')?.token
  const tree = view.tree(sentence)
  const isNew = noun !== undefined && childrenBy(tree, noun, 'det').some((at) => /^an?$/i.test(tree.tokens[at]!.form))
  const parties = isNew ? namedSides(view, sentence) : []
  const stage = isComing(clause) || isInfinitive(view, clause) ? 'agreed' : 'signed'
  return parties.length === 2
    ? [draft(view, clause, 'agreement', stage, parties, 'signed-between', { giver: '', noun })]
    : []
}
