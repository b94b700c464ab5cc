import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import {
  actorsAt,
  agentsOf,
  type Draft,
  draft,
  goesOnHurting,
  isComing,
  isReported,
  NO_DEED,
  namedSides,
  otherOfStory,
} from './commitment-drafts.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, subjectsOf, type View } from './view.ts'

/**
 * What is to be done, told by no word of promising: in an article that has just spoken of a deal, whatever one of its two sides or both will do, have to do
 * or would do under it, and whatever will be done by nobody named. Outside of one, what a country by its name says that it will do.
 */
export function comingDeeds(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (clause.kind !== 'verb' || sentence.in || clause.conditional || clause.negated) return []
  const isAct = phrasalLemmas(sentence, head, clause.lemma).some(
    (lemma) => lemma.includes(' ') && view.lexicon.has('commitments', lemma, 'act', 'gift'),
  )
  if (!isAct && (NO_DEED.test(clause.lemma) || NO_PROMISE.test(clause.lemma.split(' ')[0]!))) return []
  if (view.lexicon.has('commitments', clause.lemma, 'hostile')) return []
  if (!hangsFree(view, clause) || goesOnHurting(clause)) return []
  const inDeal = speaksOfDeal(view, sentence, head)
  if (!inDeal && !isOwnWord(view, clause)) return []
  const isDue =
    isComing(clause) ||
    /^(?:intend|plan|undertake|agree|have to|must|need|be going to|mean)(?: to)?$/.test(clause.modal ?? '')
  if (!isDue || (clause.modal === 'would' && !inDeal && !isReported(view, clause))) return []
  const doers = oneEach(agentsOf(view, clause)).filter(canBind)
  const isPair = ({ length }: readonly Entity[]) => length === 2
  const ofStory = doers.every((each) => view.mainPair.some((other) => standing(other) === standing(each)))
  if (clause.voice === 'active' && (clause.patients.length > 0 || clause.obliques.length > 0)) {
    if (isPair(doers) && ofStory)
      return [draft(view, clause, 'agreement', 'agreed', doers, 'coming-deed', { giver: '' })]
    if (doers.length === 1 && (ofStory || !inDeal)) {
      const other = ofStory && view.isTwoSided ? otherOfStory(view, doers) : []
      return [
        draft(view, clause, 'pledge', 'agreed', [...doers, ...other], 'coming-deed', { giver: standing(doers[0]!) }),
      ]
    }
  }
  // "Promised that the road would be mended": the promise is somebody's.
  const isPromised = clause.parent?.relation === 'ccomp' && isReported(view, clause) && PROMISES.test(overIt(clause))
  if (!inDeal || isPromised || agentsOf(view, clause).length > 0) return []
  return byNobody(view, clause)
}

const PROMISES = /^(?:promise|pledge|vow|swear|assure|guarantee)$/

/** The lemma of the word that a clause hangs from; empty where it hangs from none. */
function overIt({ sentence: { tokens }, head }: Clause): string {
  const over = tokens[tokens[head]!.head]
  return over ? lemmaOf(over) : ''
}

/** Acts of speech and of rule that are no deeds for another. */
const NO_PROMISE =
  /^(?:say|tell|ask|urge|address|announce|attend|tour|dine|greet|demand|call|warn|argue|discuss|debate|decide|determine|consider|study|examine|review|know|show|prove|allow|include|cost|last|begin|start|continue|end|expire|run|need|require|depend|mean|make|take|turn|bring|lead|cause|help|try|seek|hope|fight|attack|kill|bomb|punish|oppose|resist|reject|refuse|vote|play|speak|talk|meet|visit|arrive|travel|fly|return|live|stand|serve|remember|learn|find|look|watch|hear|read|write|appear|happen|occur|follow|join|enter|benefit|enjoy|hold|sit|expect|await|celebrate|mark|work)$/

/** Whoever binds a country: the country, its government, its forces, a body between countries. */
const canBind = ({ kind, sectors, code }: Entity) =>
  kind === 'state' || sectors.includes('GOV') || sectors.includes('MIL') || code.startsWith('IGO')

/** Told by the sentence itself or under a verb of saying; not hung from a hope, a demand or a condition. */
function hangsFree(view: View, clause: Clause): boolean {
  const { parent } = clause
  if (parent === null || parent.relation === 'conj' || parent.relation === 'parataxis') return true
  if (parent.relation === 'ccomp') return isReported(view, clause)
  return parent.relation === 'advcl' && /^(?:while|and|whereas)$/.test(parent.marker ?? '')
}

/** "Libya announced that it would …", "Oman will …": a country by its name, of itself. */
function isOwnWord(view: View, clause: Clause): boolean {
  if (!view.isTwoSided && !isOfMany(view)) return false
  const doers = subjectsOf(clause).flatMap(({ token }) => view.named(clause.sentence, token) ?? [])
  return (
    doers.some(({ kind }) => kind === 'state') &&
    (isReported(view, clause) || clause.tense === 'future' || clause.modal === 'be to') &&
    phrasalLemmas(clause.sentence, clause.head, clause.lemma).some((lemma) =>
      view.lexicon.has('commitments', lemma, 'act', 'gift'),
    )
  )
}

/** An article of several countries, none of which it is about at home. */
const isOfMany = (view: View): boolean =>
  new Set(view.grounded.entities.filter(({ kind }) => kind === 'state').map(({ country }) => country)).size > 3

const DEAL_WORDS = /^(?:agree|sign|undertake|settle|conclude|initial|ratify|negotiate|accept|brokere?)$/

/** The sentence or one of the two before it, in the same paragraph or the one before, tells of a deal. */
function speaksOfDeal(view: View, sentence: Sentence, head: number): boolean {
  const near = [sentence, ...view.body.slice(Math.max(0, sentence.index - 2), sentence.index)]
  return near.some(({ tokens, index }) =>
    tokens.some((token, at) => {
      if (index === sentence.index && at === head) return false
      const lemma = lemmaOf(token)
      if (token.upos === 'VERB') return DEAL_WORDS.test(lemma)
      return /^(?:agreement|ceasefire)$/.test(view.lexicon.row('commitments', lemma, 'noun')?.form ?? '')
    }),
  )
}

/** What is held, opened or settled by nobody's promise. */
const NO_STEP =
  /^(?:election|referendum|vote|trial|hearing|funeral|service|ceremony|conference|news|name|suspect|culprit|perpetrator|killer|murderer|attacker|bomber|gunman|assailant|terrorist|criminal|offender|man|woman|body|question|it|he|she|they|this|that|result|report|verdict|match|game)$/

/** "A pipeline will be laid", "onions are to cross duty free": between the two of the deal. */
function byNobody(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (!view.isTwoSided) return []
  const tree = view.tree(sentence)
  const subject = childrenBy(tree, head, 'nsubj:pass', 'nsubj')[0]
  if (subject === undefined || clause.voice !== 'passive') return []
  const named = actorsAt(view, clause, subject)
  const { upos, lemma } = tree.tokens[subject]!
  if (upos !== 'NOUN' || NO_STEP.test(lemma.toLowerCase()) || view.named(sentence, subject)?.kind === 'person')
    return []
  const owner = subtreeOf(tree, subject).some(
    (at) => at !== subject && view.mentions(sentence).some((each) => each.head === at),
  )
  const parties = named.length > 0 && !owner ? [] : namedSides(view, sentence)
  return parties.length === 2
    ? [draft(view, clause, 'agreement', 'agreed', parties, 'coming-deed', { noun: subject, giver: '' })]
    : []
}
