import { type ChildNode, DomHandler, Element, type ParentNode, Text } from 'domhandler'
import { Parser } from 'htmlparser2'
import { squeezed } from '../text/index.ts'

export { type ChildNode, Element, Text }

/** Largest pages taken apart as trees: elements, and depth of nesting. */
const mostElements = 50_000
const deepest = 800

/** Builds the tree and gives up on a page too heavy or too deep for one. */
class BoundedHandler extends DomHandler {
  #elements = 0

  override onopentag(name: string, attribs: { [name: string]: string }): void {
    if (++this.#elements > mostElements || this.tagStack.length > deepest) throw tooHeavy
    super.onopentag(name, attribs)
  }
}

const tooHeavy = new Error('too many elements')

/**
 * The page as a light tree (htmlparser2 with domhandler), names of tags and attributes in lower case, every node with its place in the source; `null`
 * for a page too heavy or too deep for one. Linear in the length of the source.
 */
export function pageTree(html: string): ParentNode | null {
  const handler = new BoundedHandler(undefined, { withStartIndices: true, withEndIndices: true })
  const parser = new Parser(handler, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true })
  try {
    parser.write(html)
    parser.end()
  } catch (error) {
    if (error === tooHeavy) return null
    throw error
  }
  return handler.root
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
