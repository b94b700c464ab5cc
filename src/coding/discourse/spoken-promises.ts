import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy } from '../clauses/tree.ts'
import { type Draft, draft, isComing } from './commitment-drafts.ts'
import { promises } from './promises.ts'
import { readiness } from './readiness.ts'
import { attributeQuotations } from './speakers.ts'
import { lemmaOf, standing, type View } from './view.ts'

/** What an official may say he will send or give without binding himself to help. */
const NO_GIFT =
  /^(?:troop|army|soldier|force|bomb|missile|warship|message|signal|warning|lesson|answer|response|ultimatum|evidence|fire)s?$/

/**
 * "We will give Nepal two helicopters," says a minister: what an official promises, offers or says to have agreed with another country in the first
 * person or in his country's name.
 */
export function spokenPromises(view: View): Draft[] {
  return attributeQuotations(view).flatMap(({ quotation, speaker }) => {
    if (!speaker || speaker.country === null || !(speaker.kind === 'state' || speaker.sectors.includes('GOV')))
      return []
    return view.bodyAt({ start: quotation.start, end: quotation.end }).flatMap((sentence) =>
      view.clauses(sentence).flatMap((clause) => {
        const { start } = sentence.tokens[clause.head]!
        if (start < quotation.start || start >= quotation.end) return []
        return isOwn(view, clause, speaker) ? spoken(view, clause, speaker) : []
      }),
    )
  })
}

/** "We will pay for the bridge", "Chile will pay for the bridge". */
function isOwn(view: View, { sentence, head }: Clause, speaker: Entity): boolean {
  return childrenBy(view.tree(sentence), head, 'nsubj').some(
    (at) => /^(?:we|i)$/i.test(sentence.tokens[at]!.form) || view.named(sentence, at)?.country === speaker.country,
  )
}

function spoken(view: View, clause: Clause, speaker: Entity): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (clause.conditional) return []
  if (clause.kind === 'copula') return readiness(view, clause, [speaker])
  if (clause.kind !== 'verb') return []
  const has = (kind: string) => view.lexicon.has('commitments', clause.lemma, kind)
  const toTwo = (drafts: Draft[]) => drafts.filter(({ parties }) => parties.length === 2)
  // "We will not stand in the way of their membership": the only refusals that give something.
  if (clause.negated)
    return isComing(clause) && HARMS.test(clause.lemma) ? toTwo(promises(view, clause, 'pledge', [speaker])) : []
  const content = childrenBy(tree, head, 'ccomp', 'xcomp')
  if (/^(?:agree|decide)$/.test(clause.lemma) && content.length > 0 && clause.modal === null)
    return agreedBySpeaker(view, clause, speaker)
  if (has('promise') && content.length > 0 && clause.modal === null) return promises(view, clause, 'pledge', [speaker])
  if (clause.lemma === 'withdraw') return []
  // What is paid for stands behind the preposition.
  const paysFor = clause.lemma === 'pay' && clause.obliques.some(({ preposition }) => preposition === 'for')
  const isEmpty =
    clause.patients.length === 0 || clause.patients.some(({ token }) => NO_GIFT.test(lemmaOf(sentence.tokens[token]!)))
  if (!paysFor && isEmpty && !(has('offer') && content.length > 0)) return []
  const form = has('offer') ? 'offer' : has('promise') || (has('act') && isComing(clause)) ? 'pledge' : null
  return form ? toTwo(promises(view, clause, form, [speaker])) : []
}

const HARMS =
  /^(?:block|veto|oppose|obstruct|hinder|impede|object|stand|close|cut|raise|deport|expel|interfere|charge|touch)$/

/** "We agreed to share the water": with the other of the two countries the article is about. */
function agreedBySpeaker(view: View, clause: Clause, speaker: Entity): Draft[] {
  const others = view.mainPair.filter((each) => standing(each) !== standing(speaker))
  const isWe = childrenBy(view.tree(clause.sentence), clause.head, 'nsubj').some((at) =>
    /^we$/i.test(clause.sentence.tokens[at]!.form),
  )
  return isWe && clause.lemma === 'agree' && others.length === 1
    ? [draft(view, clause, 'agreement', 'agreed', [speaker, ...others], 'agreed-as-told', { giver: '' })]
    : []
}
