import { isProse } from './furniture.ts'
import { type Container, isWithin, type PageBlock } from './page-blocks.ts'
import { folded } from './story-lines.ts'

/** Names and tags of boxes that hold one story each. */
const ofStories = /-(?:articles?|story|stories|posts?|entry|entries|news)-/

/** What makes two boxes of one kind. */
const shapeOf = ({ tag, node }: Container) => `${tag}.${node?.attribs['class']?.trim().split(/\s+/)[0] ?? ''}`

/**
 * The boxes of the stories that follow the one of this title on a page that has no end: twins of the box that holds title and story, each with a headline of
 * the same level and prose of its own.
 */
export function nextStories(blocks: PageBlock[], title: string | undefined): Container[] {
  if (!title || blocks.length > 4000) return []
  const wanted = folded(title).trim()
  const at = blocks.findIndex((block) => block.heading > 0 && folded(block.words).trim() === wanted)
  if (at < 0) return []
  const headline = blocks[at]!
  const above = new Map<Container, Container | null>()
  let below: Container | null = null
  for (let up: Container | null = headline.container; up; up = up.parent) {
    above.set(up, below)
    below = up
  }
  const prose = (box: Container) => {
    let [count, letters] = [0, 0]
    for (const block of blocks)
      if (isProse(block) && isWithin(block.container, box)) {
        count++
        letters += block.words.length
      }
    return count >= 2 && letters >= 200
  }
  const twins = new Set<Container>()
  const judged = new Set<Container>()
  for (const block of blocks.slice(at + 1)) {
    if (block.heading !== headline.heading || judged.size > 50) continue
    let box: Container = block.container
    while (box.parent && !above.has(box.parent)) box = box.parent
    const own = box.parent && above.get(box.parent)
    if (!own || own === box || judged.has(box)) continue
    judged.add(box)
    if (shapeOf(own) !== shapeOf(box) || !(box.tag === 'article' || ofStories.test(box.names))) continue
    if (prose(own) && prose(box)) twins.add(box)
  }
  return [...twins]
}
