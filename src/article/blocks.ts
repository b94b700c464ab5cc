import { type Span, squeezed } from '../text/index.ts'

/** A run of source lines that belong together: a paragraph, a caption, a button. */
export interface Block extends Span {
  /** The words with outer and repeated white space gone; for judging, never for output. */
  words: string
}

/** Most blocks of a text that is taken apart: a book has some ten thousand. */
const mostBlocks = 200_000

/**
 * Parts plain text into blocks. Blank lines part blocks; where the text has none to speak of (one paragraph a line), every line is a block;
 * hard-wrapped lines inside a block stay together. Offsets point into `content`. `null` for a text of more blocks than an article has. Linear in its length.
 */
export function splitBlocks(content: string): Block[] | null {
  let [blank, filled, long, parted] = [0, 0, 0, 0]
  let wasBlank = true
  for (const line of linesOf(content)) {
    if (isBlank(content, line)) {
      blank++
      wasBlank = true
      continue
    }
    filled++
    if (line.end - line.start > 120) long++
    if (wasBlank) parted++
    wasBlank = false
  }
  // Hard-wrapped text has no line much longer than a terminal; text with one paragraph a line has long ones and few blank lines.
  const lineIsParagraph = long > 0 && blank < filled / 3
  if ((lineIsParagraph ? filled : parted) > mostBlocks) return null
  const blocks: Block[] = []
  let open: Span | null = null
  const close = () => {
    if (open) for (const block of unglueJunk(content, trimmed(content, open))) blocks.push(block)
    open = null
  }
  for (const line of linesOf(content)) {
    if (isBlank(content, line)) close()
    else if (open && !lineIsParagraph) (open as Span).end = line.end
    else {
      close()
      open = { start: line.start, end: line.end }
    }
  }
  close()
  return blocks.length > mostBlocks ? null : blocks
}

function* linesOf(content: string): Generator<Span> {
  for (let start = 0; start <= content.length; ) {
    let end = content.indexOf('\n', start)
    if (end < 0) end = content.length
    yield { start, end }
    start = end + 1
  }
}

/** A one-word button above a line of prose ("Share\nTimes Staff Writer") is a block of its own: short lines are parted when the block has no sentence. */
function unglueJunk(content: string, block: Block): Block[] {
  if (!content.slice(block.start, block.end).includes('\n')) return [block]
  const lines: Block[] = []
  const isShort = (line: Block) => line.words.length < 60 && !/[.,;:]$/.test(line.words)
  for (let start = block.start; start < block.end; ) {
    let end = content.indexOf('\n', start)
    if (end < 0 || end > block.end) end = block.end
    const line = trimmed(content, { start, end })
    if (!isShort(line) || lines.length > mostBlocks) return [block]
    if (line.words) lines.push(line)
    start = end + 1
  }
  return lines
}

function isBlank(content: string, line: Span): boolean {
  for (let i = line.start; i < line.end; i++) if (!isSpace(content.charCodeAt(i))) return false
  return true
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x3000
  )
}

function trimmed(content: string, span: Span): Block {
  let { start, end } = span
  while (start < end && isSpace(content.charCodeAt(start))) start++
  while (end > start && isSpace(content.charCodeAt(end - 1))) end--
  return { start, end, words: squeezed(content.slice(start, end)) }
}
