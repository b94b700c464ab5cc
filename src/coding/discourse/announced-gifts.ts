import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import { agentsOf, type Draft, NO_DEED } from './commitment-drafts.ts'
import { promises } from './promises.ts'
import { amountIn } from './subjects.ts'
import { lemmaOf, type View } from './view.ts'

const GIFT =
  /^(?:loan|grant|credit|donation|contribution|gift|package|aid|assistance|scholarship|relief|fund|investment|sale|shipment|delivery)$/

/** "announced a loan of 30 million dollars to Peru", "earmarked 30 million dollars for schools in Peru": to say it is to promise it. */
export function announcedGifts(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  if (clause.voice !== 'active' || agentsOf(view, clause).length === 0) return []
  const isMoney = (token: number) => {
    const words = subtreeOf(tree, token)
      .map((at) => tree.tokens[at]!.form)
      .join(' ')
    return amountIn(view.lexicon, words) !== null
  }
  const isGift = clause.patients.some(
    ({ token }) =>
      GIFT.test(lemmaOf(tree.tokens[token]!)) || (/^(?:earmark|allocate|set)$/.test(clause.lemma) && isMoney(token)),
  )
  return isGift ? promises(view, clause, 'pledge').filter(({ parties }) => parties.length === 2) : []
}

/** "assured Peru that the railway would reopen": what is said to come, not what is said to be so. */
export function assurances(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const content = childrenBy(view.tree(sentence), clause.head, 'ccomp')[0] ?? thatAfter(view, clause)
  const inner = content === undefined ? undefined : view.clauseAt(sentence, content)
  if (
    !inner ||
    inner.conditional ||
    NO_DEED.test(inner.lemma) ||
    !(inner.tense === 'future' || inner.modal === 'would')
  )
    return []
  return promises(view, { ...clause, receivers: [...clause.receivers, ...clause.patients] }, 'pledge')
}

/** The clause that a "that" opens further on, wherever the parse hangs it: "assured Peru, in a letter of May, that …". */
export function thatAfter(view: View, { sentence, head }: Clause): number | undefined {
  const mark = sentence.tokens.findIndex(
    ({ form, deprel }, at) => at > head && deprel === 'mark' && /^that$/i.test(form),
  )
  const verb = mark < 0 ? -1 : sentence.tokens[mark]!.head
  return verb > mark && view.clauseAt(sentence, verb) ? verb : undefined
}
