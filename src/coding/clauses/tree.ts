import type { Sentence, Token } from '../../parse/index.ts'
import { repaired } from './repair.ts'

/** A sentence with its children looked up once. */
export interface Tree {
  sentence: Sentence
  tokens: Token[]
  children: number[][]
  /** The relation of each token without its subtype. */
  relations: string[]
  /** What `prepositionOf`, `subtreeOf` and `nounKeys` found, by token. */
  readonly found: {
    prepositions: (string | undefined)[]
    subtrees: (readonly number[] | undefined)[]
    nounKeys: (readonly string[] | undefined)[]
  }
}

const trees = new WeakMap<Sentence, Tree>()

/** Indexes a sentence's dependents, after mending what `repaired` mends. Cost: linear in its tokens, once a sentence. */
export function treeOf(sentence: Sentence): Tree {
  const known = trees.get(sentence)
  if (known) return known
  const tokens = repaired(sentence.tokens)
  const children: number[][] = tokens.map(() => [])
  tokens.forEach((token, index) => {
    if (token.head >= 0 && token.head < children.length && token.head !== index) children[token.head]!.push(index)
  })
  const tree: Tree = {
    sentence,
    tokens,
    children,
    relations: tokens.map((token) => baseRelation(token.deprel)),
    found: {
      prepositions: new Array(tokens.length),
      subtrees: new Array(tokens.length),
      nounKeys: new Array(tokens.length),
    },
  }
  trees.set(sentence, tree)
  return tree
}

const bases = new Map<string, string>()

/** The relation without its subtype: `nsubj` of `nsubj:pass`. */
export function baseRelation(deprel: string): string {
  const known = bases.get(deprel)
  if (known !== undefined) return known
  const colon = deprel.indexOf(':')
  const base = colon < 0 ? deprel : deprel.slice(0, colon)
  // a parser has some fifty relations; whoever makes them up is not remembered
  if (bases.size < 200) bases.set(deprel, base)
  return base
}

/** Children of `index` under one of the relations; a relation without a subtype matches its subtypes too. */
export function childrenBy(tree: Tree, index: number, ...relations: string[]): number[] {
  const found: number[] = []
  for (const child of tree.children[index]!)
    if (relations.includes(tree.relations[child]!) || relations.includes(tree.tokens[child]!.deprel)) found.push(child)
  return found
}

export function childBy(tree: Tree, index: number, ...relations: string[]): number | null {
  for (const child of tree.children[index]!)
    if (relations.includes(tree.relations[child]!) || relations.includes(tree.tokens[child]!.deprel)) return child
  return null
}

/** The token and all its conjuncts: "Russia, China and India" from "Russia". */
export function conjunctsOf(tree: Tree, index: number): number[] {
  const found = [index]
  for (let at = 0; at < found.length; at++) {
    for (const child of tree.children[found[at]!]!)
      if (tree.relations[child] === 'conj' && !found.includes(child)) found.push(child)
  }
  return found.length === 1 ? found : found.sort((a, b) => a - b)
}

/** A multi-word function word, in lower case: "according to", "in" + fixed parts. */
export function fixedForm(tree: Tree, index: number): string {
  if (!tree.children[index]!.some((child) => tree.relations[child] === 'fixed'))
    return tree.tokens[index]!.form.toLowerCase()
  const parts = [index, ...childrenBy(tree, index, 'fixed')].sort((a, b) => a - b)
  return parts.map((part) => tree.tokens[part]!.form.toLowerCase()).join(' ')
}

/** The preposition over a noun, in lower case; several are joined ("out of"); '' where there is none. */
export function prepositionOf(tree: Tree, index: number): string {
  return (tree.found.prepositions[index] ??= findPreposition(tree, index))
}

function findPreposition(tree: Tree, index: number): string {
  let words = ''
  for (const child of tree.children[index]!) {
    if (child > index || tree.relations[child] !== 'case' || tree.tokens[child]!.xpos === 'POS') continue
    const form = fixedForm(tree, child)
    words = words === '' ? form : `${words} ${form}`
  }
  return words
}

/** Every token below `index`, itself included, in order. Loops in a broken parse are cut. */
export function subtreeOf(tree: Tree, index: number): readonly number[] {
  return (tree.found.subtrees[index] ??= findSubtree(tree, index))
}

function findSubtree(tree: Tree, index: number): number[] {
  const seen = new Uint8Array(tree.tokens.length)
  seen[index] = 1
  const queue = [index]
  for (let at = 0; at < queue.length; at++) {
    for (const child of tree.children[queue[at]!]!) {
      if (seen[child] === 1) continue
      seen[child] = 1
      queue.push(child)
    }
  }
  return queue.sort((a, b) => a - b)
}

/** True when `index` is `ancestor` or lies below it. */
export function isBelow(tree: Tree, index: number, ancestor: number): boolean {
  for (let at = index, steps = 0; at >= 0 && steps <= tree.tokens.length; at = tree.tokens[at]!.head, steps++) {
    if (at === ancestor) return true
  }
  return false
}

/** Number of edges between two tokens; the path runs through their lowest common ancestor. */
export function pathLength(tree: Tree, a: number, b: number): number {
  let left = 0
  for (let at = a; at >= 0 && left <= tree.tokens.length; at = tree.tokens[at]!.head, left++) {
    let right = 0
    for (let other = b; other >= 0 && right <= tree.tokens.length; other = tree.tokens[other]!.head, right++)
      if (at === other) return left + right
  }
  return left + depthOf(tree, b)
}

function depthOf(tree: Tree, index: number): number {
  let depth = 0
  for (let at = index; at >= 0 && depth <= tree.tokens.length; at = tree.tokens[at]!.head) depth++
  return depth
}
