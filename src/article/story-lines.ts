import { endsStory, isBoilerplate } from './boilerplate.ts'
import { isProse } from './furniture.ts'
import { isAuthorNote, isClockLine, isNote, isPictureCredit, isSignature } from './furniture-lines.ts'
import { type Container, deepestHolding, isWithin, type PageBlock } from './page-blocks.ts'
import type { StoryHints } from './story-blocks.ts'

/** Letters and digits only, in lower case: for comparing lines. */
export const folded = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')

/** The story without lines that are furniture by what they say; `isStated` knows the blocks that the page's linked data repeats. */
export function withoutLines(
  story: PageBlock[],
  hints: StoryHints,
  isStated: (block: PageBlock) => boolean,
): PageBlock[] {
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
    if (isLabelled(block)) continue
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
      (block.container.tag !== 'p' || (block.container.parent?.blocks ?? 9) <= 2) &&
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

/** A label with a colon and, for the rest of the line, a link: a pointer elsewhere in any language ("Baca juga: …", "Leggi anche: …"). */
function isLabelled(block: PageBlock): boolean {
  const { words, linked } = block
  return (
    words.length < 240 &&
    linked >= 12 &&
    linked > 0.4 * words.length &&
    words.length - linked <= 36 &&
    /^[^:：.!?]{2,32}[:：]\s*\S/.test(words)
  )
}

/** Cuts what follows the end of the story, what stands under it about it, and headings that have nothing under them. */
export function trimmed(story: PageBlock[], hints: StoryHints): PageBlock[] {
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
  list = withoutStrays(list)
  return list.filter((block, i) => {
    if (!block.heading) return true
    const next = list[i + 1]
    return next !== undefined && !(next.heading && next.heading <= block.heading && block.words.length < 60)
  })
}

/**
 * Short lines without a stop before the first or after the last prose that stand outside the container of all the prose, and headings of small
 * boxes of which nothing else is left: labels of something that is gone.
 */
function withoutStrays(list: PageBlock[]): PageBlock[] {
  const core = deepestHolding(list, 0.97, (block) => (isProse(block) ? block.words.length : 0))
  const first = list.findIndex(isProse)
  if (!core || first < 0) return list
  const last = list.findLastIndex(isProse)
  const left = new Map<Container, number>()
  for (const block of list)
    for (let up: Container | null = block.container; up; up = up.parent) left.set(up, (left.get(up) ?? 0) + 1)
  return list.filter((block, i) => {
    if (isProse(block) || /^(?:li|tr|td|dd|dt)$/.test(block.container.tag)) return true
    if (block.heading) {
      let box: Container | null = block.container
      while (box && box.blocks < 2) box = box.parent
      if (box && box.chars < 600 && left.get(box) === 1 && box.linked > 0.3 * box.chars) return false
    }
    if (i > first && i < last) return true
    return isWithin(block.container, core) || (block.words.length >= 60 && /[.!?…。]["”’»)]?$/.test(block.words))
  })
}

/** A first-level heading in another part of the page, after the story has begun: the next story of an endless page. */
function isNextStory(block: PageBlock, first: PageBlock, hints: StoryHints): boolean {
  if (block.heading !== 1 || (hints.title && folded(block.words).trim() === folded(hints.title).trim())) return false
  let home: Container | null = block.container
  while (home && home.blocks < 4) home = home.parent
  return home !== null && !isWithin(first.container, home)
}
