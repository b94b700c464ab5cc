import { nounLemma } from '../../parse/index.ts'
import { childrenBy, prepositionOf, type Tree } from '../clauses/tree.ts'

/** Nouns that only measure or bundle the noun in their of- or in-phrase: "a round of talks", "shipments of arms", "$2 million in aid". */
export const CONTAINERS: ReadonlySet<string> = new Set(
  'round series package shipment wave number ton tonne million billion dollar set delivery batch consignment planeload truckload amount sort form kind type act campaign lot piece couple string spate slew raft range dozen hundred thousand course process rest day hour week lb pound kilogram euro yen worth variety flurry barrage hail volley outbreak bout case majority part'.split(
    ' ',
  ),
)

/** The lemmas by which a noun phrase can be looked up in a class: head with its compound, head, then what a container holds. */
export function nounKeys(tree: Tree, index: number): readonly string[] {
  return (tree.found.nounKeys[index] ??= findKeys(tree, index, 0))
}

function findKeys(tree: Tree, index: number, depth: number): string[] {
  const token = tree.tokens[index]!
  const lemma = nounLemma(token.form, token.lemma, token.xpos)
  const keys: string[] = []
  const parts = childrenBy(tree, index, 'compound', 'amod').filter((child) => child < index)
  for (const part of parts) {
    const form = tree.tokens[part]!
    keys.push(`${form.lemma.toLowerCase()} ${lemma}`)
  }
  if (parts.length > 1) keys.push(`${parts.map((part) => tree.tokens[part]!.form.toLowerCase()).join(' ')} ${lemma}`)
  keys.push(lemma)
  if (depth < 2 && (CONTAINERS.has(lemma) || token.upos === 'NUM' || token.upos === 'SYM')) {
    for (const child of childrenBy(tree, index, 'nmod')) {
      const preposition = prepositionOf(tree, child)
      if (preposition === 'of' || preposition === 'in') keys.push(...findKeys(tree, child, depth + 1))
    }
  }
  return keys
}
