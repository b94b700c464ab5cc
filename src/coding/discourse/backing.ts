import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childBy, childrenBy } from '../clauses/tree.ts'
import { isPast } from './dating.ts'
import { type Found, tie } from './tie-drafts.ts'
import { groundOf } from './tie-nouns.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

/** False for a sentence in which nobody can be "U.S.-backed". */
export const hasHyphen = ({ tokens }: Sentence): boolean => tokens.some(({ form }) => HYPHEN.test(form))

/** "the U.S.-backed rebels", "Iranian-supported militia". */
export function backedPhrase(view: View, sentence: Sentence, index: number): Found[] {
  const tree = view.tree(sentence)
  const { form, start, head } = tree.tokens[index]!
  if (!HYPHEN.test(form) && !HYPHEN.test(tree.tokens[index - 1]?.form ?? '')) return []
  const joined = /^(.+)[-‐–]([a-z]+)$/i.exec(form)
  const word = (joined?.[2] ?? form).toLowerCase()
  const row = view.lexicon.row('ties', word, 'participle')
  if (!row) return []
  const split =
    !joined && index > 1 && /^[-‐–]$/.test(tree.tokens[index - 1]!.form) && tree.tokens[index - 1]!.end === start
  if (!joined && !split) return []
  const backerAt = joined ? index : index - 2
  const from = tree.tokens[backerAt]!.start
  const backer = view
    .mentions(sentence)
    .filter((mention) => mention.start <= from && from < mention.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0]
  if (!backer) return []
  const target = head >= 0 && head > index ? head : index + 1
  if (target >= tree.tokens.length) return []
  const named = view.named(sentence, target)
  const sponsored = named && named.id !== backer.entity ? [named] : groundOf(view, sentence, target)
  return tie(view, sentence, [view.entity(backer.entity), ...sponsored], 'backs', 1, null, target, 'backed')
}

/** Backing told as a state or as history: "in the 1990s A supported the X", "A has long armed Y", "A sent arms to Y in the 1980s". */
export function backing(view: View, clause: Clause): Found[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const auxiliaries = childrenBy(tree, head, 'aux').map((child) => lemmaOf(tree.tokens[child]!))
  const isLasting =
    (auxiliaries.includes('have') || clause.tense === 'present') &&
    (childrenBy(tree, head, 'advmod').some((child) => lasting.test(lemmaOf(tree.tokens[child]!))) ||
      view.times(sentence).some(({ kind }) => kind === 'since' || kind === 'duration'))
  if (!isLasting && !isStanding(view, clause) && !isPast(view, sentence, head) && !/^side(?: |$)/.test(clause.lemma))
    return []
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
  else if (/^side(?: |$)/.test(clause.lemma))
    targets = clause.obliques
      .filter(({ preposition }) => preposition === 'with')
      .flatMap(({ participant }) => view.actors(sentence, participant.token))
  const sign = row ? (Number(row.sign) as -1 | 1) : 1
  return oneEach(targets).flatMap((target) =>
    tie(view, sentence, [agents[0]!, target], sign > 0 ? 'backs' : 'opposes', sign, null, head, 'backing'),
  )
}

const STANDS_BY =
  /^(?:back|support|arm|finance|fund|bankroll|sponsor|shelter|protect|prop up|shore up|champion|subsidi[sz]e|underwrite|harbou?r|stand by|stand behind|side with)$/

/** "Iran, which arms the rebels", "Moscow backs Damascus": told in the present or the perfect of a party itself, it is how things stand. */
function isStanding(view: View, clause: Clause): boolean {
  const { sentence, head } = clause
  if (!STANDS_BY.test(clause.lemma) || clause.voice !== 'active' || sentence.tokens[head]!.xpos === 'VBG') return false
  const has = childrenBy(view.tree(sentence), head, 'aux').some((at) =>
    /^(?:has|have)$/i.test(sentence.tokens[at]!.form),
  )
  if (clause.tense !== 'present' && !has) return false
  return clause.patients.some(({ token }) => {
    const named = view.named(sentence, token)
    return named !== null && (named.kind === 'state' || named.sectors.includes('GOV'))
  })
}

const HYPHEN = /[-‐–]/

const SUPPLIES =
  /^(?:arms|arm|weapon|weapons|money|aid|ammunition|troop|troops|fighter|fund|funds|tank|missile|supply|equipment|adviser|support)$/
const lasting =
  /^(?:long|historically|traditionally|always|consistently|openly|quietly|secretly|steadfastly|repeatedly|still)$/

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
