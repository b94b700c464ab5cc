import type { ParentNode } from 'domhandler'
import { type Span, squeezed } from '../text/index.ts'
import { nameWords } from './container-names.ts'
import { type ChildNode, Element, elementsOf, Text, wordsUnder } from './page-tree.ts'

/** An element of the page as a container of text. Sums are over everything inside it. */
export interface Container {
  node: Element | null
  parent: Container | null
  /** Name of the element, in lower case. */
  tag: string
  /** Words of class and id, see `nameWords`. */
  names: string
  /** Characters of text, of text in links, and of the text that the body finder kept. */
  chars: number
  linked: number
  kept: number
  blocks: number
  headings: number
  /** Pictures and films; marked captions. */
  media: number
  captions: number
}

/** A paragraph and the stretch of the page's source that it stands in. */
export interface Paragraph {
  /** White space collapsed. */
  words: string
  /** `null` for words that stand elsewhere than in the shown page (its linked data). */
  source: Span | null
}

/** A run of text of the page that is shown as one block: a paragraph, a list item, a heading, a table row, a caption. */
export interface PageBlock extends Paragraph {
  container: Container
  /** Level of the heading the block is, or 0. */
  heading: number
  /** Characters that stand in links; in italics or small print. */
  linked: number
  slanted: number
  /** True where a rule was drawn between this block and the one before. */
  afterRule: boolean
  /** Kept by the body finder. */
  kept: boolean
}

const blockTags = new Set(
  'address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const silentTags = new Set(
  'head title label script style noscript template iframe svg button select textarea object embed input map canvas audio dialog frame amp-sidebar amp-analytics amp-ad'.split(
    ' ',
  ),
)
const headingTag = /^h[1-6]$/
const mediaTags = new Set('img picture video iframe amp-img amp-video object embed audio'.split(' '))
const inlineFurniture =
  /-(?:reference|editsection|mw-editsection|share|tooltip|sr-only|screen-reader\w*|visually-?hidden|mw-cite-backlink)-/

/**
 * Everything the page shows, as blocks in reading order, with the containers they stand in. Iterative: nesting costs memory, not stack.
 * A row of a table of data is one block; a cell of a table that only serves layout is one block or more.
 */
export function blocksOf(root: ParentNode): PageBlock[] {
  const blocks: PageBlock[] = []
  let words = ''
  let linked = 0
  let slanted = 0
  let at: Container | null = null
  let source = null as Span | null
  let rule = false
  const close = (heading: number) => {
    if (words === '') return
    const text = squeezed(words)
    if (text && at) {
      blocks.push({ words: text, source, container: at, heading, linked, slanted, afterRule: rule, kept: false })
      rule = false
      for (let up: Container | null = at; up; up = up.parent) {
        up.chars += text.length
        up.linked += linked
        up.blocks++
        if (heading) up.headings++
      }
    }
    words = ''
    linked = 0
    slanted = 0
    at = null
    source = null
  }
  const emptyContainer = (node: Element | null, parent: Container | null, tag: string, names: string): Container => ({
    node,
    parent,
    tag,
    names,
    chars: 0,
    linked: 0,
    kept: 0,
    blocks: 0,
    headings: 0,
    media: 0,
    captions: 0,
  })
  /** An element being walked through: how far its children are, and what holds inside it. */
  interface Open {
    children: ChildNode[]
    next: number
    container: Container
    link: boolean
    slant: boolean
    heading: number
    /** Inside a row of a table of data: cells do not part. */
    row: boolean
    /** Closes a block when it ends; a cell of data only sets a space. */
    block: boolean
  }
  const named = new Map<string, string>()
  const namesOf = (classAndId: string): string => {
    let names = named.get(classAndId)
    if (names === undefined) {
      names = nameWords(classAndId)
      if (named.size < 5000) named.set(classAndId, names)
    }
    return names
  }
  const open: Open[] = [
    {
      children: root.children,
      next: 0,
      container: emptyContainer(null, null, '', ''),
      link: false,
      slant: false,
      heading: 0,
      row: false,
      block: false,
    },
  ]
  while (open.length) {
    const here = open.at(-1)!
    if (here.next >= here.children.length) {
      if (here.block) close(here.heading)
      open.pop()
      continue
    }
    const node = here.children[here.next++]!
    if (node instanceof Text) {
      words += node.data
      if (here.link || here.slant) {
        const { length } = squeezed(node.data)
        if (here.link) linked += length
        if (here.slant) slanted += length
      }
      if (/\S/.test(node.data)) {
        at = at ? commonOf(at, here.container) : here.container
        if (node.startIndex !== null) source = { start: source?.start ?? node.startIndex, end: node.endIndex! + 1 }
      }
      continue
    }
    if (!(node instanceof Element)) continue
    const tag = node.name
    const cell = here.row && (tag === 'td' || tag === 'th')
    const block = blockTags.has(tag) && !cell && !(here.row && tag === 'br')
    if (cell) words += ' '
    else if (block) close(here.heading)
    if (tag === 'hr') rule = true
    if (tag === 'figcaption') for (let up: Container | null = here.container; up; up = up.parent) up.captions++
    if (mediaTags.has(tag)) for (let up: Container | null = here.container; up; up = up.parent) up.media++
    if (silentTags.has(tag) || node.children.length === 0) continue
    const { attribs } = node
    if ('hidden' in attribs || (attribs['style'] && /display:\s*none/i.test(attribs['style']))) continue
    const names =
      attribs['class'] || attribs['id']
        ? namesOf(`${(attribs['class'] ?? '').slice(0, 400)} ${(attribs['id'] ?? '').slice(0, 400)}`)
        : ''
    if (!block && names && inlineFurniture.test(names)) continue
    open.push({
      children: node.children,
      next: 0,
      container: emptyContainer(node, here.container, tag, names),
      link: here.link || tag === 'a',
      slant: here.slant || tag === 'em' || tag === 'i' || tag === 'small',
      heading: headingTag.test(tag) ? Number(tag[1]) : here.heading,
      row: tag === 'tr' ? isDataRow(node) : here.row && !block,
      block,
    })
  }
  close(0)
  return blocks
}

function commonOf(a: Container, b: Container): Container {
  if (a === b) return a
  const above = new Set<Container>()
  for (let up: Container | null = a; up; up = up.parent) above.add(up)
  for (let up: Container | null = b; up; up = up.parent) if (above.has(up)) return up
  return a
}

const parts = new Set('table div ul ol img h1 h2 h3 p'.split(' '))

/** A row whose cells are all short and hold no blocks of their own: data, not layout. */
function isDataRow(row: Element): boolean {
  let cells = 0
  for (const cell of row.children) {
    if (!(cell instanceof Element)) continue
    cells++
    if (cells > 60 || wordsUnder(cell, 200).length > 160) return false
    for (const inner of elementsOf(cell)) if (parts.has(inner.name)) return false
  }
  return cells > 1
}

/** The container that holds at least `share` of what `sum` counts over `root`, as deep as possible. Linear in the number of blocks. */
export function deepestHolding(
  blocks: PageBlock[],
  share: number,
  worth: (block: PageBlock) => number,
): Container | null {
  const sums = new Map<Container, number>()
  let total = 0
  for (const block of blocks) {
    const value = worth(block)
    if (value <= 0) continue
    total += value
    for (let up: Container | null = block.container; up; up = up.parent) sums.set(up, (sums.get(up) ?? 0) + value)
  }
  let best: Container | null = null
  let bestSum = Number.POSITIVE_INFINITY
  let bestDepth = -1
  for (const [container, sum] of sums) {
    if (sum < share * total) continue
    let depth = 0
    for (let up = container.parent; up; up = up.parent) depth++
    if (depth > bestDepth || (depth === bestDepth && sum > bestSum)) {
      best = container
      bestDepth = depth
      bestSum = sum
    }
  }
  return best
}

/** True where `container` is `outer` or stands within it. */
export function isWithin(container: Container, outer: Container): boolean {
  for (let up: Container | null = container; up; up = up.parent) if (up === outer) return true
  return false
}
