import { type ChildNode, DomHandler, Element, type ParentNode, Text } from 'domhandler'
import { Parser } from 'htmlparser2'

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
  return words.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()
}

/** Most text, in characters, that finding the body is asked about. */
const longestText = 600_000

const text = (data: string) =>
  data.replace(/[<>&]/g, (mark) => (mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : '&amp;'))
const value = (data: string) => data.replace(/[&"]/g, (mark) => (mark === '"' ? '&quot;' : '&amp;'))
const kept = ['class', 'id', 'href', 'role', 'itemprop', 'rel', 'src']
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/

/**
 * The page as HTML again without the elements of `without`, without scripts and with no more attributes than finding the body takes; `null` where
 * that is more than `most` elements or very much text. Iterative.
 */
export function htmlWithout(root: ParentNode, without: Set<Element>, most: number): string | null {
  let elements = 0
  let size = 0
  const out: string[] = []
  const steps: (ChildNode | string)[] = [...root.children].reverse()
  while (steps.length) {
    const node = steps.pop()!
    if (typeof node === 'string') out.push(node)
    else if (node instanceof Text) {
      size += node.data.length
      if (size > longestText) return null
      out.push(text(node.data))
    } else if (node instanceof Element) {
      if (without.has(node)) continue
      if (/^(?:script|style|noscript|template|svg|iframe|object|canvas|button|select|textarea|head)$/.test(node.name))
        continue
      if (/^(?:html|body|frameset|frame|noframes)$|[^a-z\d-]/.test(node.name)) {
        for (let i = node.children.length - 1; i >= 0; i--) steps.push(node.children[i]!)
        continue
      }
      if (++elements > most) return null
      const attributes = kept
        .filter((name) => node.attribs[name] !== undefined)
        .map((name) => ` ${name}="${value(node.attribs[name]!.slice(0, 300))}"`)
        .join('')
      if (empty.test(node.name)) {
        out.push(`<${node.name}${attributes}/>`)
        continue
      }
      out.push(`<${node.name}${attributes}>`)
      steps.push(`</${node.name}>`)
      for (let i = node.children.length - 1; i >= 0; i--) steps.push(node.children[i]!)
    }
  }
  return out.join('')
}
