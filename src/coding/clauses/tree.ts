import type { Sentence, Token } from '../../parse/index.ts'
import { repaired } from './repair.ts'

/** A sentence with its children looked up once. */
export interface Tree {
  sentence: Sentence
  tokens: Token[]
  children: number[][]
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
  const tree = { sentence, tokens, children }
  trees.set(sentence, tree)
  return tree
}

/** The relation without its subtype: `nsubj` of `nsubj:pass`. */
export function baseRelation(deprel: string): string {
  const colon = deprel.indexOf(':')
  return colon < 0 ? deprel : deprel.slice(0, colon)
}

/** Children of `index` under one of the relations; a relation without a subtype matches its subtypes too. */
export function childrenBy(tree: Tree, index: number, ...relations: string[]): number[] {
  return tree.children[index]!.filter((child) => {
    const deprel = tree.tokens[child]!.deprel
    return relations.includes(deprel) || relations.includes(baseRelation(deprel))
  })
}

export function childBy(tree: Tree, index: number, ...relations: string[]): number | null {
  return childrenBy(tree, index, ...relations)[0] ?? null
}

/** The token and all its conjuncts: "Russia, China and India" from "Russia". */
export function conjunctsOf(tree: Tree, index: number): number[] {
  const found = [index]
  for (let at = 0; at < found.length; at++) {
    for (const child of childrenBy(tree, found[at]!, 'conj')) if (!found.includes(child)) found.push(child)
  }
  return found.sort((a, b) => a - b)
}

/** A multi-word function word, in lower case: "according to", "in" + fixed parts. */
export function fixedForm(tree: Tree, index: number): string {
  const parts = [index, ...childrenBy(tree, index, 'fixed')].sort((a, b) => a - b)
  return parts.map((part) => tree.tokens[part]!.form.toLowerCase()).join(' ')
}

/** The preposition over a noun, in lower case; several are joined ("out of"); '' where there is none. */
export function prepositionOf(tree: Tree, index: number): string {
  const parts = childrenBy(tree, index, 'case').filter((child) => {
    const token = tree.tokens[child]!
    return token.xpos !== 'POS' && child < index
  })
  return parts.map((part) => fixedForm(tree, part)).join(' ')
}

/** Every token below `index`, itself included, in order. Loops in a broken parse are cut. */
export function subtreeOf(tree: Tree, index: number): number[] {
  const seen = new Set([index])
  const queue = [index]
  for (let at = 0; at < queue.length; at++) {
    for (const child of tree.children[queue[at]!]!) {
      if (seen.has(child)) continue
      seen.add(child)
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
  const up = (index: number) => {
    const path: number[] = []
    for (let at = index; at >= 0 && path.length <= tree.tokens.length; at = tree.tokens[at]!.head) path.push(at)
    return path
  }
  const left = up(a)
  const right = up(b)
  for (let i = 0; i < left.length; i++) {
    const j = right.indexOf(left[i]!)
    if (j >= 0) return i + j
  }
  return left.length + right.length
}
