import { furnitureName, isWallName, smallContainer, smallFurnitureName, standfirstName } from './container-names.ts'
import type { Container, PageBlock } from './page-blocks.ts'
import type { Element } from './page-tree.ts'

/** Scripts that say in one sign what Latin letters say in two or three; and those that set no stops. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
const stopless = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
const stops = /[.!?…:؟۔।॥።]["”’»“)\]]*(?:\s|$)|[。！？：][」』”）]?/

/** Running prose: long enough, not made of links, with the stops of sentences, in any script. */
export function isProse(block: PageBlock): boolean {
  const { words } = block
  if (words.length < 24 || block.linked >= 0.4 * words.length) return false
  if (words.length < 60 && words.length + 1.5 * (words.match(dense)?.length ?? 0) < 60) return false
  return stops.test(words) || stopless.test(words)
}

/** Elements that cannot hold the story: furniture by tag or name with little of the page's prose. The body is sought without them. */
export function furnitureOf(blocks: PageBlock[]): Set<Element> {
  const prose = new Map<Container, number>()
  let total = 0
  for (const block of blocks)
    if (isProse(block)) {
      total += block.words.length
      for (let up: Container | null = block.container; up; up = up.parent)
        prose.set(up, (prose.get(up) ?? 0) + block.words.length)
    }
  if (total < 300) return new Set()
  const found = new Map<Container, string>()
  const costs = new Map<string, number>()
  for (const box of teasers(blocks)) {
    found.set(box, 'teasers')
    costs.set('teasers', (costs.get('teasers') ?? 0) + (prose.get(box) ?? 0))
  }
  const seen = new Set<Container>()
  for (const block of blocks)
    for (let up: Container | null = block.container; up?.node && !seen.has(up); up = up.parent) {
      seen.add(up)
      const reason = furnitureReason(up)
      const cost = prose.get(up) ?? 0
      if (!reason || cost > (reason === wall ? 0.9 : 0.3) * total || found.has(up)) continue
      found.set(up, reason)
      costs.set(reason, (costs.get(reason) ?? 0) + cost)
    }
  const small = (reason: string) => reason === wall || (costs.get(reason) ?? 0) <= total / 3
  return new Set([...found].filter(([, reason]) => small(reason)).map(([up]) => up.node!))
}

/** Small boxes of one shape, four or more side by side, each with a heading that is all link: teasers of other stories. */
export function teasers(blocks: PageBlock[]): Container[] {
  const lists = new Map<Container, Map<string, Set<Container>>>()
  for (const block of blocks) {
    if (!block.heading || block.linked < 0.9 * block.words.length) continue
    let box = block.container
    while (box.parent && box.parent.blocks <= 5 && box.parent.chars <= 500) box = box.parent
    if (!box.parent) continue
    const shape = `${box.tag} ${box.names.split('-', 3)[1] ?? ''}`
    const shapes = lists.get(box.parent) ?? new Map<string, Set<Container>>()
    lists.set(box.parent, shapes.set(shape, (shapes.get(shape) ?? new Set()).add(box)))
  }
  return [...lists.values()].flatMap((shapes) =>
    [...shapes.values()].flatMap((boxes) => (boxes.size >= 4 ? [...boxes] : [])),
  )
}

function furnitureReason(container: Container): string | null {
  const { tag, names } = container
  if (tag === 'body' || tag === 'html') return null
  if (isWall(container)) return wall
  return tag === 'nav' || tag === 'aside' || isFooter(container) ? tag : furnitureName(names)
}

const wall = 'wall'

/** A layer over the page that has to be answered first: a dialog, a question for consent. */
function isWall({ node, names }: Container): boolean {
  const { role, 'aria-modal': modal } = node?.attribs ?? {}
  return role === 'dialog' || role === 'alertdialog' || modal === 'true' || isWallName(names)
}

/** A footer, but for one that says whom a quotation is from. */
const isFooter = ({ tag, parent }: Container) => tag === 'footer' && parent?.tag !== 'blockquote'

/** The furniture a block stands in, by tag or name; containers that hold more than `limit` kept characters are none. */
export function furnitureAbove(block: PageBlock, limit: number): string | null {
  for (let up: Container | null = block.container; up?.parent; up = up.parent) {
    if (isWall(up)) return wall
    if (up.kept > limit) break
    if (up.tag === 'nav' || up.tag === 'aside' || isFooter(up) || up.tag === 'figcaption') return up.tag
    if (up.tag === 'figure' && !within(block, up, /^(?:table|blockquote|pre)$/)) return up.tag
    if (up.tag === 'form' && up.chars < 300) return up.tag
    const name = furnitureName(up.names)
    if (name && up.tag !== 'body') return name
  }
  return null
}

function within(block: PageBlock, outer: Container, tags: RegExp): boolean {
  for (let up: Container | null = block.container; up && up !== outer; up = up.parent)
    if (tags.test(up.tag)) return true
  return false
}

/** The small furniture a block stands in: a caption, a byline, a date. */
export function smallFurnitureAbove(block: PageBlock): string | null {
  for (let up: Container | null = block.container; up?.parent && up.chars <= smallContainer; up = up.parent) {
    const name = smallFurnitureName(up.names)
    if (name) return `small ${name}`
  }
  return null
}

/** True for a block in a small container, not a list, that is named as the line under the headline. */
export function isStandfirst(block: PageBlock): boolean {
  for (
    let up: Container | null = block.container;
    up?.parent && up.chars <= 500 && up.blocks <= 2 && up.tag !== 'li';
    up = up.parent
  )
    if (standfirstName(up.names)) return true
  return false
}

/** True for a block that is named as the first paragraph of a story. */
export function isLead(block: PageBlock): boolean {
  for (let up: Container | null = block.container; up?.parent && up.blocks <= 2; up = up.parent)
    if (/-(?:lead|lede|intro|first)(?:-?(?:paragraph|para|text))?-/.test(up.names)) return true
  return false
}

/** A short text in one box with a picture and no heading: its caption. */
function isCaption(block: PageBlock): boolean {
  if (/^(?:p|li|article|section|main|body|td)$/.test(block.container.tag) && block.container.media > 0) return false
  for (let up: Container | null = block.container; up?.parent; up = up.parent) {
    if (
      up.chars > 280 ||
      up.blocks > 2 ||
      up.headings > 0 ||
      up.captions > 0 ||
      /^(?:article|section|main|body)$/.test(up.tag)
    )
      return false
    if (up.media > 0) return true
  }
  return false
}

/**
 * Blocks that stand in furniture; `total` are the characters kept on the page. A name that would take a third of them is the name of the story's
 * own parts, and counts for nothing.
 */
export function junkOf(blocks: PageBlock[], total: number): Set<PageBlock> {
  const reasons = new Map<PageBlock, string>()
  const costs = new Map<string, number>()
  for (const block of blocks) {
    const reason =
      furnitureAbove(block, 0.3 * total) ?? smallFurnitureAbove(block) ?? (isCaption(block) ? 'picture' : null)
    if (!reason) continue
    reasons.set(block, reason)
    if (block.kept && isProse(block)) costs.set(reason, (costs.get(reason) ?? 0) + block.words.length)
  }
  const junk = new Set<PageBlock>()
  for (const [block, reason] of reasons) if ((costs.get(reason) ?? 0) <= total / 3) junk.add(block)
  return junk
}
