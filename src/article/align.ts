import { decodeHTML } from 'entities'
import { cleanText, MappedText, type SourceMap, type Span } from '../text/index.ts'

/**
 * Finds paragraphs taken from a page again in the page's own source and writes them down with a map back to it.
 * The source's text (tags skipped, entities decoded) is walked once from start to end; a word that is not found in order maps to where the
 * search stood. Cost: linear in the source for paragraphs in reading order.
 */
export function alignToSource(
  paragraphs: string[],
  source: string,
): { text: string; paragraphs: Span[]; map: SourceMap } {
  const stream = visibleWords(source)
  const out = new MappedText(source)
  const spans: Span[] = []
  let cursor = 0
  for (const paragraph of paragraphs) {
    if (out.length) out.add('\n\n', stream[cursor - 1]?.end ?? 0)
    const start = out.length
    const words = paragraph.split(' ')
    cursor = findRun(stream, words, cursor)
    for (const [index, word] of words.entries()) {
      const at = findWord(stream, word, cursor, index === 0 ? 0 : 40)
      const gapAt = stream[Math.max(0, cursor - 1)]?.end ?? 0
      const found = at >= 0 ? stream[at] : undefined
      if (index > 0) {
        if (found && found.start === gapAt + 1 && source[gapAt] === ' ') out.keep(gapAt, gapAt + 1)
        else out.add(' ', gapAt)
      }
      if (found) {
        const written = source.slice(found.start, found.end)
        if (written === word) out.keep(found.start, found.end)
        else if (cleanText(written) === word) out.keepClean(found.start, found.end)
        else out.add(word, found.start)
        cursor = at + 1
      } else out.add(word, gapAt)
    }
    spans.push({ start, end: out.length })
  }
  return { ...out.done(), paragraphs: spans }
}

interface SourceWord extends Span {
  word: string
}

/** Words as a reader sees them, with their place in the source. Script, style and comments are skipped; a tag inside a word does not part it. */
function visibleWords(source: string): SourceWord[] {
  const words: SourceWord[] = []
  let word = ''
  let start = 0
  let end = 0
  const close = () => {
    if (word) words.push({ word, start, end })
    word = ''
  }
  const put = (text: string, from: number, to: number) => {
    const clean = cleanText(text)
    for (const part of clean === text && !/\s/.test(text) ? [text] : clean.split(/(\s+)/)) {
      if (part === '') continue
      if (/^\s/.test(part)) close()
      else {
        if (!word) start = from
        word += part
        end = to
      }
    }
  }
  const token =
    /<!--[\s\S]*?(?:-->|$)|<(script|style|noscript|template)\b[\s\S]*?(?:<\/\1\s*>|$)|<\/?([a-zA-Z][\w-]*)[^>]*>?|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,31});?|[^\s<&]+|\s+|[<&]/g
  for (const m of source.matchAll(token)) {
    const piece = m[0]
    if (piece[0] === '<' && piece.length > 1) {
      if (
        !m[2] ||
        !/^(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|wbr)$/i.test(m[2])
      )
        close()
    } else if (piece[0] === '&' && piece.length > 1) put(decodeHTML(piece), m.index, m.index + piece.length)
    else put(piece, m.index, m.index + piece.length)
  }
  close()
  return words
}

function findWord(stream: SourceWord[], word: string, from: number, reach: number): number {
  for (let i = from; i < stream.length && i <= from + reach; i++) if (stream[i]!.word === word) return i
  return -1
}

/** Where the paragraph's first words stand together, from the cursor on; the cursor itself when they are not found. */
function findRun(stream: SourceWord[], words: string[], cursor: number): number {
  const length = Math.min(4, words.length)
  for (let i = cursor; i + length <= stream.length; i++) {
    let k = 0
    while (k < length && stream[i + k]!.word === words[k]) k++
    if (k === length) return i
  }
  return cursor
}
