import { Readability } from '@mozilla/readability'
import { decodeHTML } from 'entities'
import { squeezed } from '../text/index.ts'
import { furnitureOf } from './furniture.ts'
import { headlineAmong } from './head-lines.ts'
import { lightDocument, treeOfLight } from './light-document.ts'
import type { LightDocument, LightElement } from './light-dom.ts'
import { nextStories } from './next-stories.ts'
import { blocksOf, isWithin, type PageBlock, type Paragraph } from './page-blocks.ts'
import { type PageMetadata, pageMetadata } from './page-metadata.ts'
import { elementsOf, pageTree } from './page-tree.ts'
import { storyBlocks } from './story-blocks.ts'

/** The story of a page as paragraphs of plain text (white space collapsed), with the page's metadata. */
export interface PageStory {
  paragraphs: Paragraph[]
  /** The lines that stand between the headline and the story, or were taken out of its first part: byline, date. */
  head: string[]
  metadata: PageMetadata
}

/**
 * Most elements, without what is surely furniture, that Readability is asked about: its time grows with the square of those side by side. On a larger
 * page the densest part is the story.
 */
const mostForReadability = 6000

/**
 * The story of an HTML page. Our own walk of the page gives blocks with the containers they stand in; @mozilla/readability says
 * where the body is; rules over the blocks decide (see `storyBlocks`). A page whose story stands only in its linked data is read from there.
 * `null` for a page too heavy or too deep to be taken apart.
 */
export function readHtml(html: string): PageStory | null {
  const tree = pageTree(html)
  if (!tree) return null
  const metadata = pageMetadata([...elementsOf(tree)])
  const shown = blocksOf(tree)
  if (metadata.looseTitle) {
    const top = shown.slice(0, 80).map((block) => block.words)
    metadata.title = headlineAmong(top, metadata.title ?? '') ?? metadata.title
  }
  const stated = metadata.articleBody ? statedParagraphs(metadata.articleBody) : []
  const others = nextStories(shown, metadata.title)
  const blocks = others.length
    ? shown.filter(({ container }) => !others.some((box) => isWithin(container, box)))
    : shown
  const without = furnitureOf(blocks)
  for (const { node } of others) without.add(node!)
  const found = foundByReadability(lightDocument(tree, without, mostForReadability))
  const { title, byline, outlet } = metadata
  const story = storyBlocks(blocks, found, { title, byline, outlet, stated: stated.join(' ') })
  const size = (list: { length: number }[]) => list.reduce((sum, { length }) => sum + length, 0)
  // A heading that opens the story of a page without a stated headline is its headline.
  if (metadata.looseTitle && story[0]?.heading && story[0].words.length < 220) metadata.title = story.shift()!.words
  const own = size(story.map((block) => block.words)) >= 0.5 * size(stated)
  const paragraphs = own ? story : stated.map((words) => ({ words, source: null }))
  return { paragraphs, head: headOf(blocks, story, metadata.title), metadata }
}

/** At most a dozen short lines before the story and, of those left out, among its first blocks. */
function headOf(blocks: PageBlock[], story: PageBlock[], title: string | undefined): string[] {
  const first = story[0] ? blocks.indexOf(story[0]) : -1
  if (first < 0) return []
  const inStory = new Set(story)
  const named = title ? blocks.findLastIndex((block, i) => i <= first && block.words === title) : -1
  return blocks
    .slice(Math.max(0, named, first - 12), first + 8)
    .filter((block) => block.words.length < 240 && (!inStory.has(block) || block === story[0]))
    .map((block) => block.words)
}

/** Readability, with the text of elements as the light document keeps it. */
class BodyFinder extends Readability<LightElement> {
  _getInnerText(element: LightElement, narrow = true): string {
    return narrow ? element.narrowed : element.textContent.trim()
  }
}

/** The words of the blocks that Readability keeps; none where it finds no body or cannot take the page apart. */
function foundByReadability(document: LightDocument | null): string[] {
  if (document === null) return []
  try {
    const parsed = new BodyFinder(document as unknown as Document, {
      charThreshold: 250,
      keepClasses: true,
      disableJSONLD: true,
      serializer: (content) => content as unknown as LightElement,
    }).parse()
    return parsed?.content ? blocksOf(treeOfLight(parsed.content)).map((block) => block.words) : []
  } catch {
    return []
  }
}

/** The paragraphs of a story given as one string, plain or with tags. */
function statedParagraphs(body: string): string[] {
  return decodeHTML(body.replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^>]*>/gi, '\n\n').replace(/<[^>]*>/g, ''))
    .split(/\n\s*\n|\r\n|\n(?=[A-Z“"])/)
    .map(squeezed)
    .filter(Boolean)
}
