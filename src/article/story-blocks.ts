import { endsStory, isBoilerplate } from './boilerplate.ts'
import { furnitureName, smallContainer, smallFurnitureName } from './container-names.ts'
import { isAuthorNote, isClockLine, isNote, isPictureCredit, isSignature } from './furniture-lines.ts'
import { type Container, deepestHolding, isWithin, type PageBlock } from './page-blocks.ts'
import type { Element } from './page-tree.ts'

/** What is known of the page while its story is chosen. */
export interface StoryHints {
  title?: string
  byline?: string
  outlet?: string
  /** The story as the page's own linked data gives it, where it does. */
  stated?: string
}

/**
 * The blocks of the page that are its story, in order. `found` are the blocks that Readability kept, as words; where they hold much less than
 * the densest part of the page, or nothing, that part is taken. Linear in the number of blocks.
 */
export function storyBlocks(blocks: PageBlock[], found: string[], hints: StoryHints): PageBlock[] {
  markKept(blocks, found)
  const stated = hints.stated && hints.stated.length < 200_000 && blocks.length < 4000 ? folded(hints.stated) : ''
  const isStated = (block: PageBlock) =>
    stated !== '' && block.words.length >= 25 && stated.includes(folded(block.words))
  const readability = choose(blocks, hints, isStated)
  const size = (list: PageBlock[]) => list.reduce((sum, block) => sum + block.words.length, 0)
  const dense = densest(blocks)
  if (!dense) return readability
  const proseIn = (list: PageBlock[]) => list.filter(isProse).reduce((sum, block) => sum + block.words.length, 0)
  const densePart = blocks.filter((block) => isWithin(block.container, dense) && isProse(block))
  if (size(readability) >= 140 && proseIn(readability) >= 0.4 * proseIn(densePart)) return readability
  // The densest part is believed against Readability only where it takes in what that found, or that is next to nothing.
  const takenIn = size(readability.filter((block) => isWithin(block.container, dense)))
  if (size(readability) >= 250 && takenIn < 0.6 * size(readability)) return readability
  for (const block of blocks) mark(block, densePart.includes(block))
  const own = choose(blocks, hints, isStated)
  return size(own) > size(readability) ? own : readability
}

/**
 * Elements that cannot hold the story: furniture by tag or name with little of the page's prose. The body is sought without them.
 */
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
  const seen = new Set<Container>()
  for (const block of blocks)
    for (let up: Container | null = block.container; up?.node && !seen.has(up); up = up.parent) {
      seen.add(up)
      const reason = furnitureReason(up)
      const cost = prose.get(up) ?? 0
      if (!reason || cost > 0.3 * total) continue
      found.set(up, reason)
      costs.set(reason, (costs.get(reason) ?? 0) + cost)
    }
  return new Set([...found].filter(([, reason]) => (costs.get(reason) ?? 0) <= total / 3).map(([up]) => up.node!))
}

function furnitureReason(container: Container): string | null {
  const { tag, names } = container
  if (tag === 'body' || tag === 'html') return null
  return tag === 'nav' || tag === 'aside' || tag === 'footer' ? tag : furnitureName(names)
}

const folded = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')

function mark(block: PageBlock, kept: boolean): void {
  if (block.kept === kept) return
  block.kept = kept
  for (let up: Container | null = block.container; up; up = up.parent)
    up.kept += kept ? block.words.length : -block.words.length
}

/** Blocks of the page whose words stand among those found. A block that lost a part (a button, a note mark) is known by its start. */
function markKept(blocks: PageBlock[], found: string[]): void {
  const whole = new Map<string, number>()
  const starts = new Set<string>()
  for (const words of found) {
    whole.set(words, (whole.get(words) ?? 0) + 1)
    if (words.length > 40) starts.add(words.slice(0, 32))
  }
  for (const block of blocks) {
    const left = whole.get(block.words) ?? 0
    if (left > 0) whole.set(block.words, left - 1)
    mark(block, left > 0 || (block.words.length > 40 && starts.has(block.words.slice(0, 32))))
  }
}

/** Running prose: long enough, not made of links, with the stops of sentences. */
function isProse(block: PageBlock): boolean {
  return (
    block.words.length >= 60 && block.linked < 0.4 * block.words.length && /[.!?…:]["”’»)]?(?:\s|$)/.test(block.words)
  )
}

/** The container in which the page's prose is, junk by name left aside. */
function densest(blocks: PageBlock[]): Container | null {
  return deepestHolding(blocks, 0.7, (block) =>
    isProse(block) && !furnitureAbove(block, 0) && !smallFurnitureAbove(block) ? block.words.length : 0,
  )
}

/** The furniture a block stands in, by tag or name; containers that hold more than `limit` kept characters are none. */
function furnitureAbove(block: PageBlock, limit: number): string | null {
  for (let up: Container | null = block.container; up?.parent; up = up.parent) {
    if (up.kept > limit) break
    if (up.tag === 'nav' || up.tag === 'aside' || up.tag === 'footer' || up.tag === 'figcaption') return up.tag
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

function smallFurnitureAbove(block: PageBlock): string | null {
  for (let up: Container | null = block.container; up?.parent && up.chars <= smallContainer; up = up.parent) {
    const name = smallFurnitureName(up.names)
    if (name) return `small ${name}`
  }
  return null
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

function choose(blocks: PageBlock[], hints: StoryHints, isStated: (block: PageBlock) => boolean): PageBlock[] {
  const total = blocks.reduce((sum, block) => sum + (block.kept ? block.words.length : 0), 0)
  if (total === 0) return []
  const region = deepestHolding(blocks, 0.9, (block) => (block.kept ? block.words.length : 0))
  const junk = junkOf(blocks, total)
  const first = blocks.findIndex((block) => block.kept && isProse(block))
  const last = blocks.findLastIndex((block) => block.kept)
  const statedShare =
    blocks.reduce((sum, block) => sum + (block.kept && isStated(block) ? block.words.length : 0), 0) / total
  const story: PageBlock[] = []
  const homes = new Set(blocks.filter((block) => block.kept && isProse(block)).map((block) => block.container.parent))
  const firstStated = statedShare > 0.8 ? blocks.findIndex(isStated) : -1
  const lastStated = statedShare > 0.8 ? blocks.findLastIndex(isStated) : blocks.length
  const top = titleAt(blocks, hints.title, first)
  for (const [index, block] of blocks.entries()) {
    if (index <= top) continue
    if (statedShare > 0.6 && isStated(block)) {
      story.push(block)
      continue
    }
    if (junk.has(block)) continue
    if ((index < firstStated || index > lastStated) && block.words.length < 240) continue
    if (block.kept) story.push(block)
    else if (region && isWithin(block.container, region) && isLost(block, index > first && index < last, homes))
      story.push(block)
  }
  return trimmed(withoutLines(story, hints, isStated), hints)
}

/** Where the title stands on the page, if short blocks only stand above it: what comes before is no story. -1 where it does not stand there. */
function titleAt(blocks: PageBlock[], title: string | undefined, firstProse: number): number {
  if (!title) return -1
  const wanted = folded(title).trim()
  return blocks.findLastIndex((block, i) => i < firstProse && folded(block.words).trim() === wanted)
}

/** A block the body finder dropped although it reads like the story around it. */
function isLost(block: PageBlock, inside: boolean, homes: Set<Container | null>): boolean {
  const share = block.linked / block.words.length
  if (block.heading > 1) return inside && share < 0.5 && block.words.length < 160
  if (!inside)
    return (
      isProse(block) &&
      share < 0.2 &&
      block.words.length >= 90 &&
      block.container.tag === 'p' &&
      homes.has(block.container.parent)
    )
  return /^(?:p|li|tr|blockquote|pre|dd|dt)$/.test(block.container.tag)
    ? share < 0.4 && block.words.length >= 3
    : isProse(block)
}

/** Blocks that stand in furniture. A name that would take a third of what was kept is the name of the story's own parts, and counts for nothing. */
function junkOf(blocks: PageBlock[], total: number): Set<PageBlock> {
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

/** The story without lines that are furniture by what they say. */
function withoutLines(story: PageBlock[], hints: StoryHints, isStated: (block: PageBlock) => boolean): PageBlock[] {
  const title = hints.title ? folded(hints.title).trim() : ''
  const text =
    story.reduce((sum, block) => sum + block.words.length, 0) < 200_000 ? story.map((block) => block.words) : []
  const whole = text.join('\n')
  const kept: PageBlock[] = []
  const seen = new Set<string>()
  for (const block of story) {
    const { words } = block
    if (words.length >= 60 && seen.has(words)) continue
    seen.add(words)
    const linked = block.linked / words.length
    if (isBoilerplate(words) || isClockLine(words) || isPictureCredit(words)) continue
    if (words.length < 160 && linked > 0.7 && !isStated(block)) continue
    if (words.length < 200 && linked > 0.3 && isPointer(words)) continue
    if (
      hints.outlet &&
      words.length < hints.outlet.length + 40 &&
      words.startsWith(hints.outlet) &&
      !/[.!?]["”’]?$/.test(words)
    )
      continue
    if (title && words.length < 300 && folded(words).trim() === title) continue
    // A sentence set large beside the text it was taken from.
    if (
      words.length >= 15 &&
      words.length < 240 &&
      block.container.tag !== 'p' &&
      block.container.tag !== 'li' &&
      !block.heading
    ) {
      const bare = words.replace(/^["“«‘'\s]+|["”»’'.\s]+$/g, '')
      if (bare.length >= 12 && story.length < 1000 && standsElsewhere(bare, words, whole)) continue
    }
    kept.push(block)
  }
  return kept
}

/** True where the words stand in a longer block too. */
function standsElsewhere(bare: string, words: string, whole: string): boolean {
  for (let at = whole.indexOf(bare); at >= 0; at = whole.indexOf(bare, at + bare.length)) {
    const start = whole.lastIndexOf('\n', at) + 1
    const end = whole.indexOf('\n', at)
    if ((end < 0 ? whole.length : end) - start > words.length + 20) return true
  }
  return false
}

/** True for a line that points elsewhere ("READ MORE: …", "Related: …"). */
function isPointer(words: string): boolean {
  return /^[^\p{L}]{0,3}(?:read(?: more| also| next)?|also read|see(?: also| more)?|more|related|watch|listen|click|find out|learn more|don.t miss|opinion|analysis|explainer|from the archive|recommended|next|previously|in pictures)\b[^.]{0,20}[:|»>–—-]/iu.test(
    words,
  )
}

/** Cuts what follows the end of the story, what stands under it about it, and headings that have nothing under them. */
function trimmed(story: PageBlock[], hints: StoryHints): PageBlock[] {
  let list = story
  const stop = list.findIndex((block, i) => i > 0 && (endsStory(block.words) || isNextStory(block, list[0]!, hints)))
  if (stop > 0) list = list.slice(0, stop)
  const foot = Math.max(1, list.length - 5, Math.floor(list.length / 2))
  list = list.filter((block, i) => {
    const slanted = block.slanted > 0.7 * block.words.length
    if (i >= foot && (isNote(block.words) || isAuthorNote(block.words, hints.byline, slanted || block.afterRule)))
      return false
    return !(i >= foot && i > 1 && block.words.length < 120 && isSignature(block.words))
  })
  return list.filter((block, i) => {
    if (!block.heading) return true
    const next = list[i + 1]
    return next !== undefined && !(next.heading && next.heading <= block.heading && block.words.length < 60)
  })
}

/** A first-level heading in another part of the page, after the story has begun: the next story of an endless page. */
function isNextStory(block: PageBlock, first: PageBlock, hints: StoryHints): boolean {
  if (block.heading !== 1 || (hints.title && folded(block.words).trim() === folded(hints.title).trim())) return false
  let home: Container | null = block.container
  while (home && home.blocks < 4) home = home.parent
  return home !== null && !isWithin(first.container, home)
}
