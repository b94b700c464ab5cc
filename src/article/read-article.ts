import type { RawPage } from '../intake/index.ts'
import { cleanText, type Issue, MappedText, type SourceMap, type Span } from '../text/index.ts'
import { alignToSource } from './align.ts'
import type { Article, ArticleDate } from './article.ts'
import { type Block, splitBlocks } from './blocks.ts'
import { endsStory, isBoilerplate } from './boilerplate.ts'
import { readHead } from './head-lines.ts'
import {
  bylineIn,
  datelineIn,
  fullDateIn,
  isDateLine,
  isHeadline,
  isNameLine,
  isUpdateLine,
  partByline,
} from './heading.ts'
import { readHtml } from './html.ts'
import { articleKey } from './identity.ts'
import { languageOf } from './language.ts'
import type { Paragraph } from './page-blocks.ts'
import type { PageMetadata } from './page-metadata.ts'

/** The longest page read, in UTF-16 units; beyond it the page is refused with an issue, not cut. */
export const longestPage = 20_000_000

/**
 * Cleans one page: tells title, byline, date and dateline from the story, drops what is not the story, keeps the way back to the source.
 * Never throws on content: a page that holds no story gives an `issue` that says what was seen and what to do.
 */
export function readArticle(
  page: RawPage,
): { article: Article; issue?: undefined } | { article?: undefined; issue: Issue } {
  const { content } = page
  if (content.length > longestPage)
    return refuse(
      'article/too-long',
      `The page has ${content.length} characters; at most ${longestPage} are read. Split it into articles (JSONL, one a line).`,
    )
  if (/^\s*$/.test(content))
    return refuse(
      'article/empty',
      'The page is empty: nothing to read. Check that the file or address holds an article.',
    )
  const control = content.slice(0, 4096).match(/[\0-\x08\x0e-\x1f\ufffd]/g)?.length ?? 0
  if (control > 8 && control > Math.min(content.length, 4096) / 50)
    return refuse(
      'article/binary',
      'This looks like a binary file, not text or HTML. Give a text, HTML, JSONL, feed or WARC file.',
    )
  const read = page.kind === 'html' ? storyOfHtml(content) : storyOfText(content, !page.title)
  if (!read)
    return refuse(
      'article/too-heavy',
      page.kind === 'html'
        ? 'The page has more than 50,000 elements or nests them hundreds deep, as no article does. Save its text and read that.'
        : 'The text has more than 200,000 paragraphs, as no article does. Split it into articles (JSONL, one a line).',
    )
  if (read.paragraphs.length === 0)
    return refuse(
      'article/no-story',
      'No running text was found, only furniture of a page (menus, buttons, adverts). Check that the address leads to an article.',
    )
  const url = page.url ?? read.metadata.canonical
  const first = read.paragraphs[0]!
  const dateline = datelineIn(read.text.slice(first.start, first.end), first.start)
  return {
    article: {
      id: page.id,
      key: articleKey(page.url ? url : undefined, read.text),
      url,
      title: page.title === undefined ? read.metadata.title : cleanText(page.title),
      outlet: page.outlet ?? read.metadata.outlet,
      byline: page.byline ?? read.metadata.byline,
      language: languageOf(read.text),
      dateline: dateline ?? undefined,
      date: publicationDate(page, read.metadata, dateline?.day ?? null),
      text: read.text,
      paragraphs: read.paragraphs,
      sourceMap: read.map,
      issues: [],
    },
  }
}

const refuse = (code: string, message: string) => ({ issue: { code, message } })

interface Story {
  text: string
  paragraphs: Span[]
  map: SourceMap
  metadata: PageMetadata
}

function publicationDate(
  page: RawPage,
  metadata: PageMetadata,
  fromDateline: { start: string } | null,
): ArticleDate | null {
  const day = (iso: string, basis: ArticleDate['basis'], why: string): ArticleDate => ({
    start: iso,
    end: iso,
    precision: 'day',
    basis,
    why,
  })
  if (page.date) return day(page.date, 'given', 'given with the article')
  if (metadata.published)
    return day(metadata.published.day, 'metadata', `the page states it (${metadata.published.where})`)
  if (fromDateline) return day(fromDateline.start, 'dateline', 'the dateline states it')
  return null
}

function storyOfHtml(content: string): Story | null {
  const page = readHtml(content)
  if (!page) return null
  const { paragraphs, head, metadata } = page
  const kept = withoutHead(paragraphs, metadata)
  readHead(head, metadata)
  return { ...alignToSource(kept, content), metadata }
}

/** The leading paragraphs that repeat the title or state byline and date belong to the head, not to the story; what they state fills gaps in the metadata. */
function withoutHead(paragraphs: Paragraph[], metadata: PageMetadata): Paragraph[] {
  let from = 0
  while (from < paragraphs.length && from < 8) {
    const { words } = paragraphs[from]!
    const byline = bylineIn(words)
    if (byline && !metadata.byline) metadata.byline = byline
    if (!(byline || isDateLine(words) || (metadata.title && words.toLowerCase() === metadata.title.toLowerCase())))
      break
    const day = fullDateIn(words)
    if (day && !isUpdateLine(words) && !metadata.published)
      metadata.published = { day: day.start, where: 'date line of the page' }
    from++
  }
  const stop = paragraphs.findIndex(({ words }, i) => i > from && endsStory(words))
  return paragraphs.slice(from, stop < 0 ? undefined : stop)
}

function storyOfText(content: string, seekTitle: boolean): Story | null {
  const blocks = splitBlocks(content)
  if (!blocks) return null
  const metadata: PageMetadata = {}
  const stop = blocks.findIndex((block, i) => i > 2 && endsStory(block.words))
  const candidates = (stop < 0 ? blocks : blocks.slice(0, stop)).filter((block) => !isBoilerplate(block.words))
  const bodyFrom = headLength(candidates, metadata, seekTitle)
  const out = new MappedText(content)
  const paragraphs: Span[] = []
  const title = metadata.title?.toLowerCase()
  let sourceEnd = 0
  for (const block of candidates.slice(bodyFrom)) {
    if (title && block.words.toLowerCase() === title) continue
    if (paragraphs.length) {
      // The blank line after the paragraph before is kept where the source has one; else a break is written.
      if (content.startsWith('\n\n', sourceEnd)) out.keep(sourceEnd, sourceEnd + 2)
      else out.add('\n\n', sourceEnd)
    }
    const start = out.length
    out.keepClean(block.start, block.end)
    sourceEnd = block.end
    paragraphs.push({ start, end: out.length })
  }
  return { ...out.done(), paragraphs, metadata }
}

/** How many leading blocks are head (title, byline, date), with what they state written into `metadata`. A text that is one block has no head. */
function headLength(blocks: Block[], metadata: PageMetadata, seekTitle: boolean): number {
  let from = 0
  while (from < blocks.length - 1 && from < 8) {
    const block = blocks[from]!
    const byline = bylineIn(block.words)
    if (byline) {
      const parted = partByline(byline)
      metadata.byline ??= parted.byline
      metadata.outlet ??= parted.outlet ?? undefined
    } else if (isDateLine(block.words)) {
      const day = fullDateIn(block.words)
      if (day && !isUpdateLine(block.words)) metadata.published ??= { day: day.start, where: 'date line of the page' }
    } else if (seekTitle && !metadata.title && isHeadline(block) && !datelineIn(block.words, 0))
      metadata.title = block.words
    else if (metadata.title && !metadata.outlet && isNameLine(block.words)) metadata.outlet = block.words
    else break
    from++
  }
  return from
}
