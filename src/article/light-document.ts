import type { ParentNode } from 'domhandler'
import { LightDocument, LightElement, LightText } from './light-dom.ts'
import { type ChildNode, Element, Text } from './page-tree.ts'

/** Most text, in characters, that finding the body is asked about. */
const longestText = 600_000

const kept = ['class', 'id', 'href', 'role', 'itemprop', 'rel', 'src']
const dropped = new Set(
  'script style noscript template svg iframe object canvas button select textarea head'.split(' '),
)
/** Elements of which only the children are taken, and names that are no names of elements. */
const opened = /^(?:html|body|frameset|frame|noframes)$|[^a-z\d-]/

/**
 * The page as a document that @mozilla/readability takes, without the elements of `without`, without scripts and with no more attributes than
 * finding the body takes; `null` where that is more than `most` elements or very much text. Iterative.
 */
export function lightDocument(root: ParentNode, without: Set<Element>, most: number): LightDocument | null {
  const document = new LightDocument()
  let elements = 0
  let size = 0
  const open: { children: ChildNode[]; next: number; into: LightElement }[] = [
    { children: root.children, next: 0, into: document.body },
  ]
  while (open.length) {
    const here = open.at(-1)!
    const node = here.children[here.next++]
    if (!node) open.pop()
    else if (node instanceof Text) {
      size += node.data.length
      if (size > longestText) return null
      here.into.appendChild(new LightText(node.data))
    } else if (node instanceof Element) {
      if (without.has(node) || dropped.has(node.name)) continue
      if (opened.test(node.name)) open.push({ children: node.children, next: 0, into: here.into })
      else {
        if (++elements > most) return null
        const element = new LightElement(node.name)
        for (const name of kept) {
          const value = node.attribs[name]
          if (value !== undefined) element.setAttribute(name, value.slice(0, 300))
        }
        here.into.appendChild(element)
        if (node.children.length) open.push({ children: node.children, next: 0, into: element })
      }
    }
  }
  return document
}

/** What Readability gives back (an element of its document) as a tree of our own. Iterative. */
export function treeOfLight(content: LightElement): ParentNode {
  const top = new Element('div', {})
  const open: { children: (LightElement | LightText)[]; next: number; into: Element }[] = [
    { children: [content], next: 0, into: top },
  ]
  while (open.length) {
    const here = open.at(-1)!
    const node = here.children[here.next++]
    if (!node) open.pop()
    else if (node instanceof LightText) here.into.children.push(new Text(node.textContent))
    else {
      const element = new Element(
        node.localName,
        Object.fromEntries(node.attributes.map(({ name, value }) => [name, value])),
      )
      here.into.children.push(element)
      open.push({ children: node.childNodes, next: 0, into: element })
    }
  }
  return top
}
