import type { Sentence, Token } from '../parse/index.ts'

/** A sentence's dependency tree turned round: who hangs below whom. */
export interface Tree {
  sentence: Sentence
  tokens: Token[]
  children: number[][]
}

const trees = new WeakMap<Sentence, Tree>()

/** The tree of a sentence; built once. */
export function treeOf(sentence: Sentence): Tree {
  const known = trees.get(sentence)
  if (known) return known
  const children: number[][] = sentence.tokens.map(() => [])
  sentence.tokens.forEach((token, i) => {
    if (token.head >= 0 && token.head < children.length && token.head !== i) children[token.head]!.push(i)
  })
  const tree = { sentence, tokens: sentence.tokens, children }
  trees.set(sentence, tree)
  return tree
}

/** Direct dependents with one of the relations (a plain name also matches its subtypes: `nmod` matches `nmod:poss`). */
export function dependents(tree: Tree, head: number, ...relations: string[]): number[] {
  const found: number[] = []
  for (const child of tree.children[head]!) {
    const { deprel } = tree.tokens[child]!
    for (const wanted of relations)
      if (isRelation(deprel, wanted)) {
        found.push(child)
        break
      }
  }
  return found
}

/** True for the relation itself and its subtypes. */
const isRelation = (deprel: string, wanted: string): boolean =>
  deprel.length === wanted.length ? deprel === wanted : deprel.startsWith(wanted) && deprel[wanted.length] === ':'

/** The lower-cased preposition (or possessive mark) that introduces a noun; multi-word ones joined ("because of"). `null` where there is none. */
export function caseOf(tree: Tree, token: number): string | null {
  const all = dependents(tree, token, 'case')
  if (all.length === 0) return null
  const marks = all.filter((child) => child < token)
  if (marks.length === 0) return tree.tokens[all[0]!]!.form.toLowerCase()
  const words: string[] = []
  for (const mark of marks) {
    words.push(tree.tokens[mark]!.form.toLowerCase())
    for (const fixed of dependents(tree, mark, 'fixed')) words.push(tree.tokens[fixed]!.form.toLowerCase())
  }
  return words.join(' ')
}

/** The token of the range that hangs outside it: its head. The last one when several do. */
export function headOfRange(tree: Tree, from: number, to: number): number {
  let found = -1
  for (let i = from; i < to; i++) {
    const token = tree.tokens[i]!
    if (token.head >= from && token.head < to) continue
    if (token.deprel === 'case' || token.deprel === 'punct' || token.deprel === 'det' || token.deprel === 'cc') continue
    if (found < 0 || token.upos === 'PROPN' || token.upos === 'NOUN')
      found = found < 0 || token.head < from || token.head >= to ? i : found
  }
  return found < 0 ? to - 1 : found
}

const inner = new Set([
  'det',
  'amod',
  'nummod',
  'compound',
  'nmod:poss',
  'flat',
  'case',
  'punct',
  'advmod',
  'cc',
  'conj',
  'nmod:desc',
  'goeswith',
  'det:predet',
  'nmod:unmarked',
])

/** Index of the first token of the noun phrase headed at `head`: its determiners, adjectives, compounds and possessors, without a preposition before it. */
export function leftEdge(tree: Tree, head: number): number {
  let edge = head
  for (const child of tree.children[head]!) {
    if (child > head) continue
    const relation = tree.tokens[child]!.deprel
    if (!inner.has(relation) || relation === 'case' || relation === 'punct' || relation === 'cc') continue
    edge = Math.min(edge, lowest(tree, child, 0))
  }
  return edge
}

function lowest(tree: Tree, node: number, depth: number): number {
  let edge = node
  if (depth > 20) return edge
  for (const child of tree.children[node]!) if (child < node) edge = Math.min(edge, lowest(tree, child, depth + 1))
  return edge
}

/** Climbs from a conjunct to the first conjunct of its list. */
export function firstConjunct(tree: Tree, token: number): number {
  let at = token
  for (let i = 0; i < 20 && tree.tokens[at]!.deprel === 'conj' && tree.tokens[at]!.head >= 0; i++)
    at = tree.tokens[at]!.head
  return at
}

/** The token that governs a phrase, looked at through coordination: the verb of "Russia and Pakistan met" for both names. -1 at the root. */
export function governor(tree: Tree, token: number): number {
  return tree.tokens[firstConjunct(tree, token)]!.head
}

/** The relation of a phrase to its governor, looked at through coordination. */
export function relationOf(tree: Tree, token: number): string {
  return tree.tokens[firstConjunct(tree, token)]!.deprel
}

/** Index of the first token of the words that stand together before a noun's head and belong to it, never before the left edge of its phrase. */
export function phraseStart(tree: Tree, from: number, head: number): number {
  const edge = leftEdge(tree, head)
  let start = Math.min(from, head)
  while (start > edge && start > head - 12) {
    const { upos, xpos, form } = tree.tokens[start - 1]!
    const joins =
      /^(?:DET|ADJ|NOUN|PROPN|NUM|PART|PRON|ADV|CCONJ|SYM)$/.test(upos) ||
      (upos === 'VERB' && /^VB[NG]$/.test(xpos)) ||
      /^[-‐]$/.test(form)
    if (!joins && !(form === ',' && start - 2 >= edge && tree.tokens[start - 2]!.upos === 'ADJ')) break
    start--
  }
  while (start < from && /^(?:CCONJ|PUNCT|ADP|ADV|PART)$/.test(tree.tokens[start]!.upos)) start++
  return start
}
