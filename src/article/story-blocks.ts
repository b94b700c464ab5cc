import { endsStory, isBoilerplate } from './boilerplate.ts'
import { furnitureAbove, isLead, isProse, isStandfirst, junkOf, smallFurnitureAbove, teasers } from './furniture.ts'
import { isSignature } from './furniture-lines.ts'
import { type Container, deepestHolding, isWithin, type PageBlock } from './page-blocks.ts'
import { folded, trimmed, withoutLines } from './story-lines.ts'

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

/** The container in which the page's prose is, junk by name left aside. */
function densest(blocks: PageBlock[]): Container | null {
  return deepestHolding(blocks, 0.7, (block) =>
    isProse(block) && !furnitureAbove(block, 0) && !smallFurnitureAbove(block) ? block.words.length : 0,
  )
}

function choose(blocks: PageBlock[], hints: StoryHints, isStated: (block: PageBlock) => boolean): PageBlock[] {
  const homes = homesOf(blocks)
  for (const block of blocks) if (!block.kept && isSister(block, homes)) mark(block, true)
  const total = blocks.reduce((sum, block) => sum + (block.kept ? block.words.length : 0), 0)
  if (total === 0) return []
  const region = deepestHolding(blocks, 0.9, (block) => (block.kept ? block.words.length : 0))
  const junk = junkOf(blocks, total)
  for (const block of labelledBoxes(blocks, total)) junk.add(block)
  const others = new Set(teasers(blocks))
  if (others.size) {
    const inTeasers = blocks.filter((block) => standsInOneOf(block, others))
    const cost = inTeasers.reduce((sum, block) => sum + (block.kept ? block.words.length : 0), 0)
    if (cost <= total / 2) for (const block of inTeasers) junk.add(block)
  }
  const first = blocks.findIndex((block) => block.kept && isProse(block))
  const last = blocks.findLastIndex((block) => block.kept)
  const statedShare =
    blocks.reduce((sum, block) => sum + (block.kept && isStated(block) ? block.words.length : 0), 0) / total
  const story: PageBlock[] = []
  const firstStated = statedShare > 0.8 ? blocks.findIndex(isStated) : -1
  const lastStated = statedShare > 0.8 ? blocks.findLastIndex(isStated) : blocks.length
  const top = Math.max(titleAt(blocks, hints.title, first), headEnd(blocks, hints, junk))
  const body = deepestHolding(blocks, 0.97, (block) =>
    block.kept && isProse(block) && !junk.has(block) && !isStandfirst(block) ? block.words.length : 0,
  )
  let begun = standfirstShare(blocks) > 0.3
  for (const [index, block] of blocks.entries()) {
    if (index <= top) continue
    if (!begun && block.kept) {
      if (isStandfirst(block) && !(body && isLead(block) && isWithin(block.container, body))) continue
      begun = isProse(block)
    }
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
  return trimmed(withoutLines(untilEnd(story), hints, isStated), hints)
}

const call = /^(?:subscribe|sign up|donate|join|register|become a|support us|give)\b/i

/** Blocks of small boxes that open with the label of an advert or a pointer ("Advertisement", "Read more") or end in a call ("Subscribe now"). */
function labelledBoxes(blocks: PageBlock[], total: number): PageBlock[] {
  const boxes = new Set<Container>()
  const seen = new Set<Container>()
  const from = blocks.findIndex((block) => block.kept)
  const to = blocks.findLastIndex((block) => block.kept)
  for (let i = from; i >= 0 && i <= to; i++) {
    const block = blocks[i]!
    let box: Container | null = block.container
    while (box && box.blocks < 2) box = box.parent
    if (!box) continue
    const opens = !seen.has(box) && !(block.container.tag === 'p' && !block.heading)
    seen.add(box)
    if (box.blocks > 5 || box.chars > Math.min(400, total / 4) || block.words.length >= 60) continue
    if ((opens || call.test(block.words)) && isBoilerplate(block.words)) boxes.add(box)
  }
  return boxes.size ? blocks.filter((block) => standsInOneOf(block, boxes)) : []
}

/** The story up to a line that opens another part of the page (comments, related links) outside the container of all prose before it. */
function untilEnd(story: PageBlock[]): PageBlock[] {
  const first = story.findIndex(isProse)
  for (let i = first + 1; first >= 0 && i < story.length; i++) {
    if (!endsStory(story[i]!.words)) continue
    const before = story.slice(0, i)
    const core = deepestHolding(before, 0.97, (block) => (isProse(block) ? block.words.length : 0))
    return core && !isWithin(story[i]!.container, core) ? before : story
  }
  return story
}

function standsInOneOf(block: PageBlock, boxes: Set<Container>): boolean {
  for (let up: Container | null = block.container; up; up = up.parent) if (boxes.has(up)) return true
  return false
}

/** Where the title stands on the page, if short blocks only stand above it: what comes before is no story. -1 where it does not stand there. */
function titleAt(blocks: PageBlock[], title: string | undefined, firstProse: number): number {
  if (!title) return -1
  const wanted = folded(title).trim()
  return blocks.findLastIndex((block, i) => i < firstProse && folded(block.words).trim() === wanted)
}

/**
 * The last block of a head: a line that names the author, with at most one paragraph between it and the headline, all outside the container of
 * the prose that follows. -1 where there is none such.
 */
function headEnd(blocks: PageBlock[], hints: StoryHints, junk: Set<PageBlock>): number {
  const author = hints.byline?.split(/,| and /)[0]?.trim()
  const leads: PageBlock[] = []
  let lead = 0
  for (const [index, block] of blocks.entries()) {
    if (block.kept && isProse(block) && !junk.has(block)) {
      lead = index
      leads.push(block)
      if (leads.length > 1) break
    }
  }
  if (!author || leads.length < 2) return -1
  const body = deepestHolding(blocks.slice(lead), 0.97, (block) =>
    block.kept && isProse(block) && !junk.has(block) ? block.words.length : 0,
  )
  const from = blocks.indexOf(leads[0]!)
  if (!body || leads[0]!.words.length > 350 || isWithin(leads[0]!.container, body)) return -1
  return blocks.findLastIndex(
    (block, i) =>
      i > from &&
      i < lead &&
      block.words.length < 120 &&
      (block.words.includes(author) || isSignature(block.words)) &&
      !isWithin(block.container, body),
  )
}

/** The part of the kept prose that is named as a standfirst: where it is much, the name means the story. */
function standfirstShare(blocks: PageBlock[]): number {
  let named = 0
  let all = 0
  for (const block of blocks) {
    if (!block.kept || !isProse(block)) continue
    all += block.words.length
    if (isStandfirst(block)) named += block.words.length
  }
  return all ? named / all : 1
}

/** The containers that the kept paragraphs stand in, by what they are named, and the part of the page that is the article. */
interface Homes {
  parents: Set<Container | null>
  names: Set<string>
  article: Container | null
}

function homesOf(blocks: PageBlock[]): Homes {
  const parents = new Set<Container | null>()
  const names = new Set<string>()
  for (const block of blocks) {
    if (!block.kept || !isProse(block)) continue
    parents.add(block.container.parent)
    const name = homeName(block)
    if (name) names.add(name)
  }
  let article = deepestHolding(blocks, 0.9, (block) => (block.kept ? block.words.length : 0))
  while (article && !/^(?:article|main)$/.test(article.tag) && !/-(?:article|story|post|entry)-/.test(article.names))
    article = article.parent
  return { parents, names, article: article?.tag === 'body' ? null : article }
}

/** Tag and first class of the box a paragraph stands in; none for a box without a name. */
function homeName(block: PageBlock): string | null {
  const box = block.container.tag === 'p' ? block.container.parent : block.container
  const first = box?.node?.attribs['class']?.trim().split(/\s+/)[0]
  return first ? `${box!.tag}.${first}` : null
}

/** A paragraph elsewhere in the article in a box of the same name as those of the story: a story that is set in several boxes. */
function isSister(block: PageBlock, homes: Homes): boolean {
  if (!homes.article || !isProse(block) || !isWithin(block.container, homes.article)) return false
  const name = homeName(block)
  return name !== null && homes.names.has(name)
}

/** A block the body finder dropped although it reads like the story around it. */
function isLost(block: PageBlock, inside: boolean, homes: Homes): boolean {
  const share = block.linked / block.words.length
  if (block.heading > 1) return inside && share < 0.5 && block.words.length < 160
  if (!inside)
    return (
      isProse(block) &&
      share < 0.2 &&
      block.words.length >= 90 &&
      block.container.tag === 'p' &&
      homes.parents.has(block.container.parent)
    )
  return /^(?:p|li|tr|blockquote|pre|dd|dt|footer)$/.test(block.container.tag)
    ? share < 0.4 && block.words.length >= 3
    : isProse(block)
}
