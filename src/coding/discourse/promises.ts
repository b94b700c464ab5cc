import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf, prepositionOf, subtreeOf, type Tree } from '../clauses/tree.ts'
import { actorsAt, agentsOf, type Draft, draft, goesOnHurting, isReported, isToldAtHome } from './commitment-drafts.ts'
import { amountIn } from './subjects.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/** Words and thoughts: to promise them gives the other side nothing. */
const MERE_WORDS =
  /^(?:inform|tell|notify|update|brief|consider|reconsider|look|think|answer|reply|explain|weigh|ponder|remember)$/

/** What a side destroys of its own when it disarms. */
const OWN_ARMS =
  /^(?:weapon|arm|missile|rocket|mine|landmine|stockpile|warhead|arsenal|ammunition|munition|chemical|centrifuge)$/

const HELPS = /^(?:pay|pay for|finance|fund|lend|contribute|donate|guarantee)$/

/** "in the Italian capital": where something is. */
function isPlaced(tree: Tree, at: number): boolean {
  const { deprel, head } = tree.tokens[at]!
  const noun = deprel === 'amod' && head >= 0 ? head : at
  return /^(?:in|at)$/.test(prepositionOf(tree, noun))
}

/** To do no more of something: whoever it was done to is not handed anything. */
const HALTS = /^(?:stop|end|cease|halt|refrain|abstain|close|expel|ban|shut|disarm|disband|dissolve)$/

/** Tokens of clauses beside the one that promises, with subjects of their own, and of whoever is given as the source. */
function asideOf(view: View, { sentence, head }: Clause): Set<number> {
  const tree = view.tree(sentence)
  const aside = new Set<number>()
  for (const [at, token] of tree.tokens.entries()) {
    const isSource = /^according$/i.test(token.form)
    // "…, the Church said after its cardinal met the Spanish minister"
    const isWhen =
      token.deprel === 'advcl' &&
      childrenBy(tree, at, 'mark').some((mark) => /^(?:after|before|when|while|as)$/i.test(tree.tokens[mark]!.form))
    const isOther =
      (isWhen || /^(?:conj|parataxis)$/.test(token.deprel)) && childrenBy(tree, at, 'nsubj', 'nsubj:pass').length > 0
    if (!isSource && !isOther) continue
    const from = isSource && token.deprel !== 'root' && token.head >= 0 && token.deprel === 'case' ? token.head : at
    const below = subtreeOf(tree, from)
    if (!below.includes(head)) for (const each of below) aside.add(each)
  }
  return aside
}

/** Words for several together, who are not handed anything by being named: "villages on both sides". */
const TOGETHER = /^(?:side|party|both|country|nation|state|government|neighbou?r)$/

/** "completed the release that it had promised": the relative clause hangs from what was done, told by this verb; −1 where none says so. */
function keptBy(tree: Tree, head: number): number {
  if (tree.tokens[head]!.deprel !== 'acl:relcl') return -1
  for (let at = tree.tokens[head]!.head; at >= 0; at = tree.tokens[at]!.head)
    if (tree.tokens[at]!.upos === 'VERB')
      return /^(?:complete|finish|fulfil|fulfill|deliver|honor|honour|keep|carry)$/.test(lemmaOf(tree.tokens[at]!))
        ? at
        : -1
  return -1
}

/** A pledge or an offer to another country: the giver is the subject; who gets it stands beside the verb or in what is promised. */
export function promises(
  view: View,
  clause: Clause,
  form: 'pledge' | 'offer',
  givers = agentsOf(view, clause),
): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (
    givers.length === 0 ||
    !givers.some(
      ({ sectors, kind, code, tenure }) =>
        kind === 'state' ||
        (sectors.includes('GOV') && (tenure === undefined || tenure === 'current')) ||
        sectors.includes('REB') ||
        code.startsWith('IGO'),
    )
  )
    return []
  const giver = oneEach(givers)
  if (
    subtreeOf(tree, head).some(
      (at) =>
        at > head &&
        view.lexicon.has('commitments', lemmaOf(tree.tokens[at]!), 'hostile') &&
        !tree.tokens
          .slice(Math.max(0, at - (tree.tokens[at]!.upos === 'NOUN' ? 5 : 2)), at)
          .some(({ form, lemma }) =>
            /^(?:not|longer|never|n't|stop|end|cease|lift|drop|waive|withdraw|remove|free|relieve|ease|spare|against|prevent|avoid)$/i.test(
              /^longer$/i.test(form) ? form : lemma,
            ),
          ) &&
        // "to expel from its soil those who preach separation"
        !/^from its own |^from its (?:own )?(?:soil|territory)/i.test(
          tree.tokens
            .slice(at + 1, at + 5)
            .map(({ form }) => form)
            .join(' '),
        ) &&
        !childrenBy(tree, at, 'obj').some((object) => OWN_ARMS.test(lemmaOf(tree.tokens[object]!))),
    )
  )
    return []
  const beside = [
    ...clause.receivers,
    ...clause.obliques
      .filter(({ preposition }) => /^(?:to|for)$/.test(preposition))
      .map(({ participant }) => participant),
  ].flatMap(({ token }) => actorsAt(view, clause, token))
  // "promised voters lower taxes", "told the crowd that he would build schools": what is promised at home.
  if (beside.length === 0 && isToldAtHome(clause)) return []
  const actions = childrenBy(tree, head, 'xcomp', 'ccomp', 'advcl').flatMap((child) => conjunctsOf(tree, child))
  if (actions.length > 0 && actions.every((at) => MERE_WORDS.test(lemmaOf(tree.tokens[at]!)))) return []
  const object = clause.patients.map(({ token }) => token)
  if (actions.length === 0 && object.length === 0) return []
  // "troops which are undertaking the mission": they carry it out.
  if (clause.lemma === 'undertake' && actions.length === 0) return []
  // "Brazil, which guarantees a treaty of 1942": what it has stood for all along.
  if (
    clause.lemma === 'guarantee' &&
    object.some((at) => view.lexicon.row('commitments', lemmaOf(tree.tokens[at]!), 'noun')?.form === 'agreement')
  )
    return []
  if (
    form === 'offer' &&
    clause.lemma === 'propose' &&
    !actions.some(
      (at) =>
        view.lexicon.has('commitments', lemmaOf(tree.tokens[at]!), 'gift', 'act') &&
        tree.tokens[at]!.deprel === 'xcomp',
    )
  )
    return []
  if (goesOnHurting(clause)) return []
  // "offered the invitation", "promised a visit" are told as what they are.
  if (object.some((at) => lemmaOf(tree.tokens[at]!) === 'invitation')) return []
  const within = [...object, ...actions, ...clause.obliques.map(({ participant }) => participant.token)]
    .flatMap((at) => subtreeOf(tree, at))
    .filter((at) => at > head)
  const aside = asideOf(view, clause)
  const isOfPair = ({ country }: Entity) => country !== null && view.mainPair.some((each) => each.country === country)
  const mentioned = view
    .mentions(sentence)
    .filter(({ head: at }) => within.includes(at) && !aside.has(at) && !TOGETHER.test(lemmaOf(tree.tokens[at]!)))
    // "offered its embassy": what is one's own is nobody it is given to.
    .filter(({ head: at }) => !childrenBy(tree, at, 'nmod:poss').some((owner) => tree.tokens[owner]!.upos === 'PRON'))
    .filter(({ head: at }) => !(giver.length > 1 && /^their$/i.test(tree.tokens[at]!.form)))
    .flatMap(({ head: at, form }) =>
      view
        .actors(sentence, at, { conjuncts: false })
        // "the court in The Hague": where something is, is nobody it is given to.
        .filter((each) => each.country !== null && ((form !== 'place' && !isPlaced(tree, at)) || isOfPair(each))),
    )
  const canReceive = ({ basis, sectors }: Entity) =>
    basis === 'stated' && !sectors.some((sector) => /^(?:MIL|EDU|MED|JRN)$/.test(sector))
  const named = oneEach((beside.length > 0 ? beside : mentioned).filter(canReceive)).filter(
    (each) => !giver.some((other) => standing(other) === standing(each)),
  )
  // "to stop arming the Mozambican rebels": that helps their government, not them.
  const isHalt = [head, ...actions].some((at) => HALTS.test(lemmaOf(tree.tokens[at]!)))
  const getters = isHalt
    ? view.mainPair.filter((each) => named.some(({ country }) => country !== null && country === each.country))
    : named
  const inReturn = tree.tokens.some(
    ({ form }, at) =>
      /^(?:return|exchange|turn)$/i.test(form) &&
      /^in$/i.test(tree.tokens[at - 1]?.form ?? '') &&
      tree.tokens[at + 1]?.form !== 'for' &&
      !aside.has(at),
  )
  if (getters.length === 0 && !/^(?:agree|consent)$/.test(clause.lemma)) {
    const teller = tellerOf(view, clause)
    const elsewhere = oneEach(
      view
        .mentions(sentence)
        .filter(({ head: at }) => !teller.includes(at) && !aside.has(at) && !TOGETHER.test(lemmaOf(tree.tokens[at]!)))
        .flatMap(({ entity }) => view.members(view.entity(entity)))
        .filter(isOfPair),
    ).filter((each) => !giver.some((other) => standing(other) === standing(each)))
    const isOwn = giver.length === 1 && view.mainPair.some((each) => standing(each) === standing(giver[0]!))
    if (elsewhere.length === 1 && giver.length < 2) getters.push(elsewhere[0]!)
    else if (!isOwn && giver.length < 2 && HELPS.test(clause.lemma)) {
      // "The European Union will pay half of the cost": an outsider binds itself alone.
    } else if (isOwn && inReturn) {
      // What one side does in return is for the other; see below.
    } else if (isOwn && view.lexicon.has('commitments', clause.lemma, 'gift')) {
      // The other of the two countries the article is about gets it; see below.
    } else if (giver.length < 2 && !bindsAlone(view, clause) && amountIn(view.lexicon, view.words(sentence)) === null)
      return []
  }
  // Of several parties named, the other of the two the article is about gets it: "offered to support Wellington in Brussels".
  const partner = getters.find((each) => view.mainPair.some((other) => standing(other) === standing(each)))
  const isOfStory = giver.length === 1 && view.mainPair.some((other) => standing(other) === standing(giver[0]!))
  if (partner && isOfStory && getters.length > 1) getters.splice(0, getters.length, partner)
  // Whoever is only named beside what is promised need not get it: sure is the giver.
  const isGiven = object.some((at) => actorsAt(view, clause, at).length > 0 && tree.tokens[at]!.upos === 'PROPN')
  const isAside = !isGiven && beside.length === 0 && view.isTwoSided && !isOfStory && giver.length === 1
  const isStranger = !isGiven && beside.length === 0 && isOfStory && getters.length === 1 && !partner && view.isTwoSided
  if ((isAside || isStranger) && !inReturn) getters.length = 0
  // "Oman will also grant fifty scholarships": in an article about two countries a gift of the one is for the other.
  const gives = [head, ...actions].some((at) => view.lexicon.has('commitments', lemmaOf(tree.tokens[at]!), 'gift'))
  const other = view.mainPair.filter((each) => !giver.some((one) => standing(one) === standing(each)))
  const isGift = gives || (actions.length === 0 && amountIn(view.lexicon, view.words(sentence)) !== null)
  const kept = keptBy(tree, head)
  if (getters.length === 0 && isOfStory && other.length === 1 && (isGift || inReturn || kept >= 0))
    getters.push(other[0]!)
  if (getters.length > 2) return []
  return [
    draft(
      view,
      (kept >= 0 ? view.clauseAt(sentence, kept) : undefined) ?? clause,
      form,
      /^(?:agree|consent)$/.test(clause.lemma) ? 'agreed' : kept >= 0 ? 'fulfilled' : 'offered',
      [...giver, ...getters],
      form,
      {
        dueHeads: [head, ...actions],
        giver: giver.map(standing).join(' '),
      },
    ),
  ]
}

/** "Botswana has been promised berths of its own", "it has been offered the airport": whoever is to get it, from the other of the story's two. */
export function promisedTo(view: View, clause: Clause, form: 'pledge' | 'offer'): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (clause.voice !== 'passive' || clause.agents.length > 0 || clause.negated || clause.conditional) return []
  const thing = childrenBy(tree, head, 'obj').find((at) => at > head)
  const subject = childrenBy(tree, head, 'nsubj:pass')[0]
  if (thing === undefined || subject === undefined) return []
  const getters = oneEach(actorsAt(view, clause, subject)).filter(
    ({ kind, sectors }) => kind === 'state' || sectors.includes('GOV'),
  )
  const giver = view.isTwoSided
    ? view.mainPair.filter((each) => !getters.some((one) => standing(one) === standing(each)))
    : []
  return getters.length === 1 && giver.length === 1
    ? [draft(view, clause, form, 'offered', [...giver, ...getters], form, { giver: standing(giver[0]!) })]
    : []
}

/** "Libya promised to destroy its missiles": a word of promising binds its giver though nobody is named to whom; a bare act to come does not. */
function bindsAlone(view: View, clause: Clause): boolean {
  if (view.lexicon.has('commitments', clause.lemma, 'promise', 'offer') || /^(?:agree|consent)$/.test(clause.lemma))
    return true
  // "Libya announced that it would give up …", "the minister said that his government would pay …": its own word.
  const givers = agentsOf(view, clause).map(standing)
  const tellers = tellerOf(view, clause).flatMap((at) => actorsAt(view, clause, at))
  return isReported(view, clause) && tellers.some((each) => givers.includes(standing(each)))
}

/** The subject tokens of the clause that tells this one: "Michel told reporters that …". */
function tellerOf(view: View, clause: Clause): number[] {
  const above = clause.parent ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  if (!above || !/^(?:ccomp|conj)/.test(clause.parent!.relation)) return []
  return view.lexicon.has('cues', above.lemma, 'say', 'tell') || /^(?:announce|declare)$/.test(above.lemma)
    ? above.agents.map(({ token }) => token)
    : []
}
