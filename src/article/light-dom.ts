/**
 * The least of a document that @mozilla/readability asks for: elements, text, siblings, attributes. What it asks for again and again, the text under an
 * element, is kept until something below changes; that makes finding the body several times as fast as on a full document.
 */
type LightNode = LightElement | LightText

/** White space as @mozilla/readability narrows it. */
const wide = /\s{2,}/g

class LightBase {
  parentNode: LightElement | null = null
  previousSibling: LightNode | null = null
  nextSibling: LightNode | null = null
  previousElementSibling: LightElement | null = null
  nextElementSibling: LightElement | null = null
  /** Says that elements may be renamed in place. */
  get __JSDOMParser__(): true {
    return true
  }

  remove(): void {
    this.parentNode?.removeChild(this as unknown as LightNode)
  }
}

/** A run of text. */
export class LightText extends LightBase {
  readonly nodeType = 3
  readonly nodeName = '#text'
  readonly tagName: undefined
  readonly childNodes: LightNode[] = none
  readonly children: LightElement[] = none
  readonly textContent: string

  constructor(text: string) {
    super()
    this.textContent = text
  }
}

const none: never[] = []

class LightAttribute {
  readonly name: string
  value: string

  constructor(name: string, value: string) {
    this.name = name
    this.value = value
  }

  cloneNode(): LightAttribute {
    return new LightAttribute(this.name, this.value)
  }
}

/** An element. `localName` and `tagName` may be set, as Readability does where it makes a paragraph of a div. */
export class LightElement extends LightBase {
  readonly nodeType = 1
  localName: string
  tagName: string
  childNodes: LightNode[] = []
  children: LightElement[] = []
  attributes: LightAttribute[] = []
  /** Text below as it stands; `null` after a change. Where it is null it is so in every element above. */
  #text: string | null = null
  #narrowed: string | null = null

  constructor(tag: string) {
    super()
    this.localName = tag.toLowerCase()
    this.tagName = tag.toUpperCase()
  }

  get nodeName(): string {
    return this.tagName
  }

  get firstChild(): LightNode | null {
    return this.childNodes[0] ?? null
  }

  get lastChild(): LightNode | null {
    return this.childNodes.at(-1) ?? null
  }

  get firstElementChild(): LightElement | null {
    return this.children[0] ?? null
  }

  get className(): string {
    return this.getAttribute('class') ?? ''
  }

  set className(value: string) {
    this.setAttribute('class', value)
  }

  get id(): string {
    return this.getAttribute('id') ?? ''
  }

  set id(value: string) {
    this.setAttribute('id', value)
  }

  get textContent(): string {
    if (this.#text === null) {
      let text = ''
      for (const child of this.childNodes) text += child.textContent
      this.#text = text
    }
    return this.#text
  }

  /** The text below without outer white space, and with inner white space narrowed. */
  get narrowed(): string {
    this.#narrowed ??= this.textContent.trim().replace(wide, ' ')
    return this.#narrowed
  }

  /** What stands inside, as a copy that `innerHTML` can be set to again; nothing reads it as markup. */
  get innerHTML(): unknown {
    return copyOf(this).childNodes
  }

  set innerHTML(nodes: unknown) {
    for (const child of [...this.childNodes]) this.removeChild(child)
    for (const child of nodes as LightNode[]) this.appendChild(copyOf(child))
  }

  #changed(): void {
    for (let up: LightElement | null = this; up && up.#text !== null; up = up.parentNode) {
      up.#text = null
      up.#narrowed = null
    }
  }

  appendChild(node: LightNode): LightNode {
    node.remove()
    this.#insert(node, this.childNodes.length)
    return node
  }

  removeChild(node: LightNode): LightNode {
    this.#changed()
    const { previousSibling, nextSibling, previousElementSibling, nextElementSibling } = node
    if (previousSibling) previousSibling.nextSibling = nextSibling
    if (nextSibling) nextSibling.previousSibling = previousSibling
    this.childNodes.splice(placeOf(node, this.childNodes), 1)
    if (node instanceof LightElement) {
      if (previousElementSibling) previousElementSibling.nextElementSibling = nextElementSibling
      if (nextElementSibling) nextElementSibling.previousElementSibling = previousElementSibling
      this.children.splice(placeOf(node, this.children), 1)
    }
    node.parentNode = null
    node.previousSibling = null
    node.nextSibling = null
    node.previousElementSibling = null
    node.nextElementSibling = null
    return node
  }

  replaceChild(node: LightNode, old: LightNode): LightNode {
    node.remove()
    const at = placeOf(old, this.childNodes)
    this.removeChild(old)
    this.#insert(node, at)
    return old
  }

  #insert(node: LightNode, at: number): void {
    this.#changed()
    const before = this.childNodes[at - 1] ?? null
    const after = this.childNodes[at] ?? null
    node.parentNode = this
    node.previousSibling = before
    node.nextSibling = after
    if (before) before.nextSibling = node
    if (after) after.previousSibling = node
    if (after) this.childNodes.splice(at, 0, node)
    else this.childNodes.push(node)
    if (!(node instanceof LightElement)) return
    let next: LightNode | null = after
    while (next && !(next instanceof LightElement)) next = next.nextSibling
    const previous = next ? next.previousElementSibling : (this.children.at(-1) ?? null)
    node.previousElementSibling = previous
    node.nextElementSibling = next
    if (previous) previous.nextElementSibling = node
    if (next) {
      next.previousElementSibling = node
      this.children.splice(placeOf(next, this.children), 0, node)
    } else this.children.push(node)
  }

  getAttribute(name: string): string | null {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute.value
    return null
  }

  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null
  }

  setAttribute(name: string, value: string): void {
    const found = this.attributes.find((attribute) => attribute.name === name)
    if (found) found.value = value
    else this.attributes.push(new LightAttribute(name, value))
  }

  setAttributeNode({ name, value }: LightAttribute): void {
    this.setAttribute(name, value)
  }

  removeAttribute(name: string): void {
    for (let i = 0; i < this.attributes.length; i++)
      if (this.attributes[i]!.name === name) {
        this.attributes.splice(i, 1)
        return
      }
  }

  getElementsByTagName(tag: string): LightElement[] {
    const found: LightElement[] = []
    const wanted = tag === '*' ? null : tag.toUpperCase()
    each(this, (element) => {
      if (wanted === null || element.tagName === wanted) found.push(element)
    })
    return found
  }

  /** Takes names of elements with commas between them, and nothing else. */
  querySelectorAll(selector: string): LightElement[] {
    if (!selector.includes(',')) return this.getElementsByTagName(selector)
    const found: LightElement[] = []
    const wanted = new Set(selector.toUpperCase().split(','))
    each(this, (element) => {
      if (wanted.has(element.tagName)) found.push(element)
    })
    return found
  }
}

/** The document: one element `html` that holds one `body`. */
export class LightDocument {
  readonly nodeType = 9
  readonly title = ''
  readonly documentElement = new LightElement('html')
  readonly body = new LightElement('body')

  constructor() {
    this.documentElement.appendChild(this.body)
  }

  get firstChild(): LightElement {
    return this.documentElement
  }

  createElement(tag: string): LightElement {
    return new LightElement(tag)
  }

  createTextNode(text: string): LightText {
    return new LightText(text)
  }

  getElementsByTagName(tag: string): LightElement[] {
    return this.documentElement.getElementsByTagName(tag)
  }

  querySelectorAll(selector: string): LightElement[] {
    return this.documentElement.querySelectorAll(selector)
  }
}

/** Where a node stands in a list of siblings; removals mostly happen at one of its ends. */
function placeOf<T>(node: T, list: T[]): number {
  return list.at(-1) === node ? list.length - 1 : list.indexOf(node)
}

/** The elements under an element, in the order of the document. Iterative. */
function each(root: LightElement, act: (element: LightElement) => void): void {
  let at: LightElement | null = root.firstElementChild
  while (at) {
    act(at)
    if (at.children.length) at = at.firstElementChild
    else {
      while (at && at !== root && !at.nextElementSibling) at = at.parentNode
      if (!at || at === root) return
      at = at.nextElementSibling
    }
  }
}

function copyOf<T extends LightNode>(node: T): T
function copyOf(node: LightNode): LightNode {
  const single = (from: LightNode): LightNode => {
    if (from instanceof LightText) return new LightText(from.textContent)
    const copy = new LightElement(from.localName)
    copy.attributes = from.attributes.map((attribute) => attribute.cloneNode())
    return copy
  }
  const top = single(node)
  const open: [from: LightNode, into: LightNode][] = [[node, top]]
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [from, into] = pair
    if (from instanceof LightElement && into instanceof LightElement)
      for (const child of from.childNodes) {
        const copy = single(child)
        into.appendChild(copy)
        open.push([child, copy])
      }
  }
  return top
}
