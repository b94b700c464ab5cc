import { decodeHTML } from 'entities'
import { cleanText, MappedText, type SourceMap, type Span } from '../text/index.ts'
import type { Paragraph } from './page-blocks.ts'

/**
 * Writes paragraphs of a page down with a map back to its source: the words of each are found again in the stretch of the source it stands in, those of
 * one without a place (see `Paragraph`) in the whole page from the paragraph before on. A word that is not found maps to where the search stood. Linear
 * in the source for paragraphs with a place.
 */
export function alignToSource(
  paragraphs: Paragraph[],
  source: string,
): { text: string; paragraphs: Span[]; map: SourceMap } {
  const out = new MappedText(source)
  const spans: Span[] = []
  let whole: SourceWord[] | null = null
  let wholeCursor = 0
  let gapAt = 0
  for (const { words: paragraph, source: place } of paragraphs) {
    if (out.length) out.add('\n\n', gapAt)
    const start = out.length
    const words = paragraph.split(' ')
    whole = place ? whole : (whole ?? visibleWords(source, { start: 0, end: source.length }))
    const stream = place ? visibleWords(source, place) : whole!
    let cursor = findRun(stream, words, place ? 0 : wholeCursor)
    gapAt = stream[cursor - 1]?.end ?? place?.start ?? gapAt
    for (const [index, word] of words.entries()) {
      const at = findWord(stream, word, cursor, index === 0 ? 0 : 40)
      const found = at >= 0 ? stream[at] : undefined
      if (index > 0) {
        if (found && found.start === gapAt + 1 && source[gapAt] === ' ') out.keep(gapAt, gapAt + 1)
        else out.add(' ', gapAt)
      }
      if (found) {
        for (const piece of found.pieces)
          if (piece.spelt === null) out.keepClean(piece.start, piece.end)
          else out.spell(piece.spelt, piece.start, piece.end)
        cursor = at + 1
        gapAt = found.end
      } else out.add(word, gapAt)
    }
    if (!place) wholeCursor = cursor
    spans.push({ start, end: out.length })
  }
  return { ...out.done(), paragraphs: spans }
}

/** A stretch of the source that gives a word or a part of it; `spelt` is what an entity stands for, else null. */
interface Piece extends Span {
  spelt: string | null
}

interface SourceWord extends Span {
  word: string
  pieces: Piece[]
}

const token =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|noscript|template)\b[\s\S]*?(?:<\/\1\s*>|$)|<\/?([a-zA-Z][\w-]*)[^>]*>?|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,31});?|[^\s<&]+|\s+|[<&]/g
const inline = /^(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|wbr)$/i

/** Words of a stretch of the source as a reader sees them. Script, style and comments are skipped; a tag inside a word does not part it. */
function visibleWords(source: string, { start, end }: Span): SourceWord[] {
  const words: SourceWord[] = []
  let word = ''
  let pieces: Piece[] = []
  const close = () => {
    if (word) words.push({ word, start: pieces[0]!.start, end: pieces.at(-1)!.end, pieces })
    word = ''
    pieces = []
  }
  const stretch = source.slice(start, end)
  for (const m of stretch.matchAll(token)) {
    const piece = m[0]
    const from = start + m.index
    const to = from + piece.length
    if (piece.length > 1 && piece[0] === '<') {
      if (!m[2] || !inline.test(m[2])) close()
    } else if (piece.length > 1 && piece[0] === '&') {
      const spelt = cleanText(decodeHTML(piece))
      if (/^\s+$/.test(spelt)) close()
      else if (spelt) {
        word += spelt
        pieces.push({ start: from, end: to, spelt })
      }
    } else if (/^\s/.test(piece)) close()
    else {
      const plain = cleanText(piece)
      if (!plain) continue
      word += plain
      pieces.push({ start: from, end: to, spelt: null })
    }
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
