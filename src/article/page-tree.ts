import { type ChildNode, DomHandler, Element, type ParentNode, Text } from 'domhandler'
import { Parser } from 'htmlparser2'
import { squeezed } from '../text/index.ts'

export { type ChildNode, Element, Text }

/** Largest pages taken apart as trees: opening tags, and depth of nesting. Heavier ones are read as plain text between tags. */
const mostElements = 50_000
const deepest = 800

/**
 * The page as a light tree (htmlparser2 with domhandler), names of tags and attributes in lower case; `null` for a page too heavy or too deep
 * for one. Linear in the length of the source.
 */
export function pageTree(html: string): ParentNode | null {
  if (tooHeavy(html)) return null
  const handler = new DomHandler()
  // A page of frames that also holds its text for browsers without them is that text.
  const parser = new Parser(handler, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true })
  parser.write(html)
  parser.end()
  return handler.root
}

const opening = /<!--[\s\S]*?(?:-->|$)|<(script|style|textarea)\b[\s\S]*?(?:<\/\1|$)|<(\/?)([a-zA-Z][^\s/>]*)/gi
const closesItself =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dd|dt|tr|td|th|thead|tbody|tfoot|option|frame|basefont|path|rect|circle|use)$/i

function tooHeavy(html: string): boolean {
  let elements = 0
  let depth = 0
  for (const m of html.matchAll(opening)) {
    const name = m[3]
    if (!name) continue
    if (m[2]) {
      // A closing tag of a paragraph that is not open makes an empty one.
      if ((name === 'p' || name === 'P') && ++elements > mostElements) return true
      if (!closesItself.test(name)) depth = Math.max(0, depth - 1)
      continue
    }
    if (++elements > mostElements) return true
    if (!closesItself.test(name) && ++depth > deepest) return true
  }
  return false
}

/** Elements of the tree in document order, those under `root` only. Iterative. */
export function* elementsOf(root: ParentNode): Generator<Element> {
  const steps: ChildNode[] = [...root.children].reverse()
  while (steps.length) {
    const node = steps.pop()!
    if (!(node instanceof Element)) continue
    yield node
    for (let i = node.children.length - 1; i >= 0; i--) steps.push(node.children[i]!)
  }
}

/** The words under a node as a reader sees them, white space collapsed. Iterative; at most `limit` characters are looked at. */
export function wordsUnder(root: ChildNode, limit = 100_000): string {
  const steps: ChildNode[] = [root]
  let words = ''
  while (steps.length && words.length < limit) {
    const node = steps.pop()!
    if (node instanceof Text) words += node.data
    else if (node instanceof Element && (node === root || !/^(?:script|style|noscript|template)$/.test(node.name)))
      for (let i = node.children.length - 1; i >= 0; i--) steps.push(node.children[i]!)
  }
  return squeezed(words)
}
