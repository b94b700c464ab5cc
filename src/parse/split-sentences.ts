import type { Span } from '../text/index.ts'
import { abbreviationKind, opensSentences } from './abbreviations.ts'
import { type Piece, tokenize } from './tokenize.ts'

/** A sentence before tagging: its span, its paragraph, and the offsets and forms of its tokens. */
export interface RawSentence extends Span {
  paragraph: number
  tokens: { start: number; end: number; form: string }[]
}

/** No sentence grows beyond this many tokens; a longer one is cut, at a comma or semicolon where there is one. */
const LONGEST_SENTENCE = 190

const TERMINAL = /^(?:[.!?…]+|[。！？]+|\[(?:\.{3}|…)\])$/u
const CLOSER = /^(?:["'”’»)\]}]|''|’’)$/u
const OPENER = /^(?:["'“‘«([{*•–—-]|--|``|''|‘’)$/u
const FACE = /^[:;=][-o*']?[)(DPp]+$/
/** What stands before a caption's credit: "… in Geneva Photo: Our Agency". */
const CREDIT = /^(?:Images?|Photos?|Photographs?|Pictures?|Videos?|Graphics?|Credit|Source)$/
const NUMBERED = /^(?:Figure|Fig\.?|Table|Chart|Map|Box|Listing|Plate|Section|Chapter)$/i
const ADDRESS = /^(?:https?:|www\.)/i
/** Names that open with a small letter: "iPhone", "eBay", "wikiHow". */
const BRAND = /^\p{Ll}{1,4}\p{Lu}\p{Ll}/u
const YEAR_IN_BRACKETS = /^\(\d{4}\)/
/** An encyclopedia's complaint about the sentence before it. */
const COMPLAINT = /^\[(?:(?:[a-z]+ )?(?:citation|source|page|clarification)s? needed|who\?|when\?|sic)\]/
/** The most tokens of a complaint: "[better source needed]". */
const LONGEST_COMPLAINT = 5
/** How many tokens back and ahead the marks of a quotation are sought. */
const QUOTATION_REACH = 60
/** Short words that are no abbreviation, whatever small letter follows the stop after them. */
const SHORT_WORD = /^(?:it|me|us|him|her|you|is|am|are|was|not|out|up|off|so|too|now|all|way|one)$/i
/** What tells who asked or cried: "Why now? asked the minister". */
const SAYING =
  /^(?:say|says|said|ask|asks|asked|add|adds|added|wonder|wonders|wondered|cry|cries|cried|shout|shouts|shouted|wrote|writes|he|she|they)$/

/**
 * Splits text into sentences with their tokens. Sentences never cross a paragraph; without `paragraphs` a blank line parts them. A line break ends a
 * sentence only before a list mark or in table rows. Full stops that belong to abbreviations or initials end nothing unless the next word opens a sentence;
 * closing quotes and brackets stay with the sentence they close. Linear in the length.
 */
export function splitSentences(text: string, paragraphs?: readonly Span[]): RawSentence[] {
  const out: RawSentence[] = []
  const blocks = paragraphs ?? blankLineParagraphs(text)
  for (let p = 0; p < blocks.length; p++) {
    for (const line of hardLines(text, blocks[p]!)) {
      const pieces = tokenize(text, line.start, line.end)
      let first = datelineEnd(text, pieces)
      if (first > 0) emit(text, pieces, 0, first, p, out)
      for (let i = first; i < pieces.length; i++) {
        if (i + 1 < pieces.length && !endsHere(text, pieces, first, i)) continue
        emit(text, pieces, first, i + 1, p, out)
        first = i + 1
      }
    }
  }
  return out
}

/**
 * How many tokens at the head of a paragraph are a dateline ("WASHINGTON (AP) --", "NEW DELHI, Nov. 12 -"); 0 for none. Like EWT we make it a sentence
 * of its own. It opens with a place in capitals, holds an agency in brackets or parts a town from its country by a comma, and a dash set off by spaces
 * closes it; an agency in brackets may also stand alone ("(Reuters) Rebels …").
 */
function datelineEnd(text: string, pieces: Piece[]): number {
  let inCapitals = 0
  let bracket = false
  let commas = 0
  for (let i = 0; i < pieces.length - 1 && i < 16; i++) {
    const { start, end } = pieces[i]!
    const form = text.slice(start, end)
    const spaced = pieces[i + 1]!.start > end
    if (/^(?:-{1,3}|[–—])$/u.test(form) && (spaced || form !== '-') && i > 0) {
      const apart = start > pieces[i - 1]!.end || bracket
      return apart && (inCapitals > 0 || bracket || commas > 0) && inCapitals < 6 && pieces.length - i > 3 ? i + 1 : 0
    }
    if (i === inCapitals && /^\p{Lu}{3,}$/u.test(form)) inCapitals++
    else if (form === ',') commas++
    else if (form === '(') commas = -16
    else if (form === ')') {
      bracket = /^\s?[\p{Lu}][\p{L}/ ]{1,20}$/u.test(afterLast('(', text.slice(Math.max(0, start - 24), start)))
      const opens = text[pieces[0]!.start] === '('
      if (opens)
        return bracket && spaced && /^["“]?\p{Lu}/u.test(text.slice(pieces[i + 1]!.start, end + 4).trim()) ? i + 1 : 0
    } else if (!/^(?:[,(/.-]|\p{Lu}[\p{L}.'’]*|\d{1,4})$/u.test(form)) return 0
  }
  return 0
}

/** What follows the last `mark`; empty when there is none. */
function afterLast(mark: string, text: string): string {
  const at = text.lastIndexOf(mark)
  return at < 0 ? '' : text.slice(at + 1)
}

/** Line by line: one expression over the whole of a text that has ten megabytes without a blank overflows the stack. */
function blankLineParagraphs(text: string): Span[] {
  const spans: Span[] = []
  let open: Span | null = null
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('\n', from)
    const end = at < 0 ? text.length : at
    let first = from
    while (first < end && /\s/.test(text[first]!)) first++
    if (first === end) open = null
    else if (open) open.end = end
    else spans.push((open = { start: first, end }))
    from = end + 1
  }
  return spans
}

/** Parts a block at the line breaks that are boundaries in themselves: before list marks, and around table rows. */
function hardLines(text: string, block: Span): Span[] {
  const lines: Span[] = []
  let start = block.start
  let line = start
  for (let at = text.indexOf('\n', start); at >= 0 && at < block.end; at = text.indexOf('\n', at + 1)) {
    const ahead = text.slice(at + 1, at + 9)
    const row = text.slice(Math.max(line, at - 400), at)
    line = at + 1
    const isRow = /[\t|]/.test(row) || /\t|^\s*\|/.test(text.slice(at + 1, at + 60).split('\n')[0]!)
    if (isRow || /^\s*(?:[-*•·–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)/u.test(ahead)) {
      lines.push({ start, end: at })
      start = at + 1
    }
  }
  lines.push({ start, end: block.end })
  return lines
}

/** True when a sentence ends after `pieces[i]`; `after` is the next piece. */
function endsHere(text: string, pieces: Piece[], first: number, i: number, after = i + 1): boolean {
  const here = pieces[i]!
  const next = pieces[after]!
  const form = text.slice(here.start, here.end)
  const nextForm = text.slice(next.start, next.end)
  const spaced = next.start > pieces[after - 1]!.end
  // Footnote marks ("[12]") and faces belong to what stands before them.
  const noted = i - noteLength(text, pieces, i, -1)
  if (noted < i) return noted > first && endsHere(text, pieces, first, noted, after)
  if (FACE.test(form) && i > first && after === i + 1) return endsHere(text, pieces, first, i - 1, after)
  if (spaced && ADDRESS.test(form) && (ADDRESS.test(nextForm) || /^\p{Lu}/u.test(nextForm))) return true
  if (isCredit(text, pieces, i, after) || isLabel(text, pieces, first, i)) return true
  // Find the mark that may end the sentence: this token, or the one before a run of closers.
  let mark = i
  while (
    mark > first &&
    mark > i - 3 &&
    (CLOSER.test(text.slice(pieces[mark]!.start, pieces[mark]!.end)) || isTurned(text, pieces, mark)) &&
    pieces[mark]!.start === pieces[mark - 1]!.end
  )
    mark--
  const markForm = mark === i ? form : text.slice(pieces[mark]!.start, pieces[mark]!.end)
  if (TERMINAL.test(markForm)) {
    if (noteLength(text, pieces, after, 1) > 0 || (spaced && FACE.test(nextForm))) return false
    if (isSignature(text, pieces, after)) return false
    // A closer that follows at once belongs here.
    if (!spaced && (CLOSER.test(nextForm) || isTurned(text, pieces, after))) return false
    if (mark === i && /^["'”’)]$/.test(nextForm) && isClosingQuote(text, pieces, after)) return false
    // "Viva Maria! (1965)": the mark belongs to a title.
    if (/^[!?]$/.test(markForm) && YEAR_IN_BRACKETS.test(text.slice(next.start, next.start + 6))) return false
    if (TERMINAL.test(nextForm)) return spaced && /^(?:\.{3}|…)$/u.test(nextForm) && !/^\.\.|…/u.test(markForm)
    if (mark === first && /^\.+|…$/u.test(markForm)) return false
    const opens = firstWord(text, pieces, after)
    if (/^\p{Ll}/u.test(opens) && !(spaced && (ADDRESS.test(opens) || BRAND.test(opens)))) {
      const last = mark > first ? text.slice(pieces[mark - 1]!.start, pieces[mark - 1]!.end) : ''
      if (mark !== i || !spaced) return false
      if (markForm === '.') return last.length > 3 || SHORT_WORD.test(last)
      // "Is he mad? or only tired?", but not "Yahoo! shares" nor "Why now? asked the minister".
      return /^[!?]+$/.test(markForm) && opens === nextForm && /^\p{Ll}/u.test(last) && !SAYING.test(opens)
    }
    if (!spaced && !/^["“‘(]/u.test(nextForm) && !/^\p{Lu}/u.test(nextForm)) return false
    if (isNumber(text, pieces, first, mark)) return false
    // "(b. 1949)", "(d. March 2009)"
    if (mark > first + 1 && /^\(\p{Ll}{1,3}$/u.test(text.slice(pieces[mark - 2]!.start, pieces[mark - 1]!.end)))
      return false
    if (/^[,;:]$/.test(nextForm)) return false
    return !(mark === i && isInsideGoverned(text, pieces, first, i))
  }
  if (markForm.endsWith('.') && markForm.length > 1 && spaced) {
    const kind = abbreviationKind(markForm.slice(0, -1))
    const opens = firstWord(text, pieces, after)
    if (kind === 'outer' && /^\p{Lu}/u.test(opens)) {
      if (mark !== i) return true
      if (/^["“]/u.test(nextForm) || form === 'etc.') return true
      return opensSentences(opens)
    }
  }
  return false
}

/**
 * True when the stop at `i` stands inside a quotation that its sentence governs and that closes one sentence later without a stop of its own, as the
 * whole goes on or ends after the mark: 'says "many will charge more or quit. Then we must pay" (in Italian).' GUM keeps all three such quotations whole.
 */
function isInsideGoverned(text: string, pieces: Piece[], first: number, i: number): boolean {
  const form = (k: number) => text.slice(pieces[k]!.start, pieces[k]!.end)
  const isQuote = (k: number) => /^["“”]$/.test(form(k))
  const isApart = (k: number) => pieces[k]!.start > pieces[k - 1]!.end
  let open = i - 1
  while (open > first && i - open < QUOTATION_REACH && !isQuote(open)) open--
  if (open <= first || !isQuote(open) || !isApart(open) || isApart(open + 1)) return false
  if (!/^(?:,|\p{L}+)$/u.test(form(open - 1))) return false
  let close = i + 1
  const end = Math.min(pieces.length - 1, i + QUOTATION_REACH)
  while (close < end && !isQuote(close) && !TERMINAL.test(form(close))) close++
  if (close >= end || !isQuote(close) || isApart(close)) return false
  return /[\p{L}\p{N}]$/u.test(form(close - 1)) && /^(?:\.|\(|\p{Ll}.*)$/u.test(form(close + 1))
}

/** Length in tokens of the footnote marks ("[12]", "[3][4]", "[citation needed]") that end at `at` (step -1) or begin there (step 1). */
function noteLength(text: string, pieces: Piece[], at: number, step: 1 | -1): number {
  let length = 0
  for (;;) {
    const complaint = complaintLength(text, pieces, step > 0 ? at + length : at - length, step)
    if (complaint > 0) {
      length += complaint
      continue
    }
    const open = step > 0 ? at + length : at - length - 2
    const [a, number, b] = [pieces[open], pieces[open + 1], pieces[open + 2]]
    if (!a || !number || !b || text[a.start] !== '[' || text[b.start] !== ']') return length
    if (a.end !== number.start || !/^\d{1,3}$/.test(text.slice(number.start, number.end))) return length
    length += 3
  }
}

/** Length in tokens of the complaint in square brackets that ends at `at` (step -1) or begins there (step 1); 0 for none. */
function complaintLength(text: string, pieces: Piece[], at: number, step: 1 | -1): number {
  const here = pieces[at]
  if (!here || text[here.start] !== (step > 0 ? '[' : ']')) return 0
  for (let length = 3; length <= LONGEST_COMPLAINT; length++) {
    const other = at + step * (length - 1)
    const [open, close] = step > 0 ? [here, pieces[other]] : [pieces[other], here]
    if (!open || !close) return 0
    if (text[open.start] !== '[' || text[close.start] !== ']') continue
    return COMPLAINT.test(text.slice(open.start, close.end)) ? length : 0
  }
  return 0
}

/** True when a caption's credit begins after `pieces[i]`. */
function isCredit(text: string, pieces: Piece[], i: number, after: number): boolean {
  const word = pieces[after]!
  const colon = pieces[after + 1]
  if (!colon || colon.start !== word.end || text[colon.start] !== ':') return false
  return CREDIT.test(text.slice(word.start, word.end)) && /[\p{L}\p{N}.]/u.test(text[pieces[i]!.end - 1]!)
}

/** True for the colon after one to three words in capitals that head a line: "KABUL: For years …", "UPDATE: Now …". */
function isLabel(text: string, pieces: Piece[], first: number, i: number): boolean {
  if (i === first || i > first + 3 || text[pieces[i]!.start] !== ':' || i + 4 > pieces.length) return false
  if (first > 0 && !text.slice(pieces[first - 1]!.end, pieces[first]!.start).includes('\n')) return false
  for (let k = first; k < i; k++) if (!/^\p{Lu}{3,}$/u.test(text.slice(pieces[k]!.start, pieces[k]!.end))) return false
  return (
    pieces[i + 1]!.start > pieces[i]!.end &&
    /^["“‘]?\p{Lu}\p{Ll}|^["“‘]?[AI]\b/u.test(text.slice(pieces[i + 1]!.start, pieces[i + 1]!.start + 3))
  )
}

/** True when a dash and a few words without a stop end the paragraph: who is quoted. */
function isSignature(text: string, pieces: Piece[], after: number): boolean {
  const form = text.slice(pieces[after]!.start, pieces[after]!.end)
  if (!/^(?:-{1,2}|[–—])$/u.test(form) || pieces.length - after > 7 || after + 1 >= pieces.length) return false
  return /^\p{Lu}[^.!?]*$/u.test(text.slice(pieces[after + 1]!.start, pieces.at(-1)!.end))
}

/** True when all from `first` to the stop at `mark` only numbers what follows: "2.", "b.", "2.1.", "*3.", "Figure 4.". */
function isNumber(text: string, pieces: Piece[], first: number, mark: number): boolean {
  const start = mark - first === 2 ? first + 1 : first
  if (mark - start !== 1) return false
  const opens = text.slice(pieces[first]!.start, pieces[first]!.end)
  if (start > first && !NUMBERED.test(opens) && !/^[*•#-]$/.test(opens)) return false
  return /^(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])$/.test(text.slice(pieces[start]!.start, pieces[start]!.end))
}

/** The first token from `at` on that is no opening mark. */
function firstWord(text: string, pieces: Piece[], at: number): string {
  for (let i = at; i < pieces.length && i < at + 3; i++) {
    const form = text.slice(pieces[i]!.start, pieces[i]!.end)
    if (!OPENER.test(form)) return form
  }
  return ''
}

/** "… a farce.“ The vote": a mark of opening that touches what stands before it, and nothing behind it, closes, as it does in German. */
function isTurned(text: string, pieces: Piece[], at: number): boolean {
  const { start, end } = pieces[at]!
  if (text.slice(start, end) !== '“') return false
  return start === pieces[at - 1]?.end && (pieces[at + 1]?.start ?? end + 1) > end
}

/** A straight quote set off by a space still closes when the word after it is set off too. */
function isClosingQuote(text: string, pieces: Piece[], at: number): boolean {
  const here = pieces[at]!
  const before = pieces[at - 1]!
  if (here.start === before.end) return true
  const after = pieces[at + 1]
  const form = text.slice(here.start, here.end)
  if (form === '”' || form === '’' || form === ')') return true
  return after === undefined || after.start > here.end
}

/** Files one sentence, in chunks of at most `LONGEST_SENTENCE` tokens. */
function emit(text: string, pieces: Piece[], from: number, to: number, paragraph: number, out: RawSentence[]): void {
  let start = from
  while (start < to) {
    let end = to
    if (to - start > LONGEST_SENTENCE) {
      end = start + LONGEST_SENTENCE
      for (let i = end; i > start + LONGEST_SENTENCE / 2; i--) {
        if (/^[,;:—]$/u.test(text.slice(pieces[i - 1]!.start, pieces[i - 1]!.end))) {
          end = i
          break
        }
      }
    }
    const tokens = pieces
      .slice(start, end)
      .map((p) => ({ start: p.start, end: p.end, form: text.slice(p.start, p.end) }))
    out.push({ start: tokens[0]!.start, end: tokens.at(-1)!.end, paragraph, tokens })
    start = end
  }
}
