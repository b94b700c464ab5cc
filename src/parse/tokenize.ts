import { abbreviationKind } from './abbreviations.ts'

/** Offsets of one token, half-open, UTF-16. */
export interface Piece {
  start: number
  end: number
}

/** Longest token made; a longer run of letters without a break is cut, so that no hostile string makes a token without bound. */
const LONGEST = 400

const WHOLE =
  /^(?:(?:https?|ftp|mailto):\S+|www\.\S+|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|[#@][\p{L}_][\p{L}\p{N}_]*|(?:[:;=]|8(?=[-o*']))[-o*']?[)(\][dDpP/\\|]+|[\p{L}\p{N}]\S*\.(?:com|org|net|gov|edu|int|info|co\.uk)(?:\/\S*)?|<3|\+?\d[\d.]*(?:-\d[\d.]*){2,}|\d{4}-\d\d-\d\d\S*|[dlDL]['’]\p{L}{3,})$/u
const EDGE_CLOSERS = /[.,;:?!)\]}"'”“’»›…%°*>|-]$/u
const URL_TAIL = /[.,;:?!)\]}"'”’»>]+$/u
const LEADING =
  /^(?:\[(?:\.{3}|…)\]|#(?=\d)|\.{2,}|…+|-{2,}|=+|\*+|_{2,}|~+|<+|>+|\++(?!\d)|‘’|’’|''|``|\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f\u200d\p{Extended_Pictographic}]*|[^\p{L}\p{N}\p{M}\s.#@&+$_]|\$|&(?=\p{L}{3}))/u
const PREFIXED =
  /^(?:non|e|mid|anti|re|pro|pre|co|cross|post|over|multi|ex|sub|semi|counter|mini|inter|intra|micro|macro|ultra|trans|super|bio|geo|socio|pseudo|extra|neo|hyper|electro|infra|meta|tele|thermo|under)$/i
const UNIT =
  /^(\d[\d.,:]*)(am|pm|a\.m\.?|p\.m\.?|k|m|b|bn|tn|mn|mm|cm|km|kg|ft|lb|lbs|hz|x|mph|kph|kw|mw|gw|gb|mb|kb|tb|f|c|t|g|hrs?|mins?)$/i
const CLITIC = /(?:n['’`]t|['’`](?:s|m|ll|ve|re|d))$/i
const FUSED = new Map<string, number>(
  Object.entries({
    cannot: 3,
    gonna: 3,
    gotta: 3,
    wanna: 3,
    dont: 2,
    didnt: 3,
    doesnt: 4,
    wont: 2,
    isnt: 2,
    wasnt: 3,
    couldnt: 5,
    wouldnt: 5,
    shouldnt: 6,
    arent: 3,
    werent: 4,
    havent: 4,
    hasnt: 3,
    hadnt: 3,
    lemme: 3,
    gimme: 3,
    dunno: 2,
    whaddya: 3,
  }),
)
/** Footnote marks that touch the stop or quotation mark before them: "held.[4][12]". */
const NOTES = /[.!?,;"”'’)](?:\[\d{1,3}\])+$/u
/** Inside a word: brackets, quotes, dashes, ellipses, slashes and hyphens between letters. */
const INNER_BREAK =
  /\.{2,}|…+|-{2,}|[—–―‑]|[()[\]{}"“”«»<>|;!?*=~_]{1,}|[/\\:,+]|(?<=\p{L}\.?)[-‐](?=[\p{L}\p{N}$"])|(?<=\p{N})[-‐](?=[\p{L}\p{N}$])|(?<=[)"”'’])[-‐]/gu

/**
 * Splits the text between two offsets into words in the UD English convention of EWT: clitics and possessives are tokens ("do|n't", "Ukraine|'s"), hyphens
 * between words too ("Moscow|-|based", but "non-aligned"), abbreviations and initials keep their full stop. Only white space lies between tokens.
 * Linear in the length.
 */
export function tokenize(text: string, start: number, end: number): Piece[] {
  const out: Piece[] = []
  // Two searches for one character each: a greedy /\S+/u runs out of stack on megabytes without a blank.
  const word = /\S/gu
  const blank = /\s/gu
  for (let to = start; ; ) {
    word.lastIndex = to
    const from = word.exec(text)?.index ?? end
    if (from >= end) break
    blank.lastIndex = from
    to = Math.min(end, blank.exec(text)?.index ?? end)
    const next = followingCharacter(text, to, end)
    for (let at = from; at < to; ) {
      const cut = safeCut(text, at, to)
      splitChunk(text, at, cut, cut < to ? 'x' : next, out)
      at = cut
    }
  }
  return out
}

function safeCut(text: string, at: number, to: number): number {
  if (to - at <= LONGEST) return to
  const cut = at + LONGEST
  const unit = text.charCodeAt(cut)
  return unit >= 0xdc00 && unit <= 0xdfff ? cut - 1 : cut
}

/** First character of the next chunk, '' at the end. */
function followingCharacter(text: string, to: number, end: number): string {
  for (let i = to; i < end; i++) if (!/\s/u.test(text[i]!)) return text[i]!
  return ''
}

function splitChunk(text: string, from: number, to: number, next: string, out: Piece[]): void {
  const notes = text[to - 1] === ']' ? NOTES.exec(text.slice(from, to)) : null
  if (notes) {
    splitChunk(text, from, from + notes.index + 1, next, out)
    for (let at = from + notes.index + 1; at < to; ) {
      const end = text.indexOf(']', at)
      out.push({ start: at, end: at + 1 }, { start: at + 1, end }, { start: end, end: end + 1 })
      at = end + 1
    }
    return
  }
  let start = from
  let end = to
  // Opening marks.
  while (start < end) {
    const rest = text.slice(start, end)
    if (WHOLE.test(rest)) break
    const mark = LEADING.exec(rest)
    if (!mark || isApostropheWord(rest)) break
    const length = mark[0].length
    out.push({ start, end: start + length })
    start += length
  }
  if (start >= end) return
  // Closing marks, gathered from the right.
  const tail: Piece[] = []
  for (;;) {
    const rest = text.slice(start, end)
    if (WHOLE.test(rest)) {
      const closing = URL_TAIL.exec(rest)
      const isFace = rest.length < 5 && /^[:;=8]/.test(rest)
      if (!closing || isFace || /^[dlDL]['’]/.test(rest)) break
      if (rest.length - closing[0].length < 3 || (closing[0] === ')' && rest.includes('('))) break
    } else if (!EDGE_CLOSERS.test(rest)) break
    const length = closingLength(rest, tail.length > 0 ? text[end]! : next)
    if (length === 0 || length >= rest.length) {
      if (length >= rest.length) {
        tail.push({ start, end })
        end = start
      }
      break
    }
    tail.push({ start: end - length, end })
    end -= length
  }
  if (start < end) splitWord(text, start, end, out)
  for (let i = tail.length - 1; i >= 0; i--) out.push(tail[i]!)
}

/** "'em", "'til", "'90s", "'s" as a chunk: the apostrophe belongs to the word. */
function isApostropheWord(rest: string): boolean {
  return /^['’](?:em|til|cause|tis|twas|s|ll|re|ve|d|m|\d\ds?)$/i.test(rest.replace(/[.,;:?!]+$/u, ''))
}

/** How many characters at the end of `rest` form the closing token; 0 when the last mark belongs to the word. */
function closingLength(rest: string, next: string): number {
  const run = /(?:\.{2,}|…+|''|’’|[!?]+|\*+|>+|-{2,}|=+)$/u.exec(rest)
  if (run) return /^[!?]/.test(run[0]) && /^[A-Z]\w+!$/.test(rest) && rest === 'Yahoo!' ? 0 : run[0].length
  const last = rest.at(-1)!
  if (last !== '.') return /^\S+['’]$/u.test(rest) && /^(?:o|ol|n|th)['’]$/i.test(rest) ? 0 : 1
  const word = rest.slice(0, -1)
  // An abbreviation keeps its full stop; look at the part after the last inner break.
  const core = /[\p{L}\p{N}.&'’]+$/u.exec(word)?.[0] ?? ''
  if (core === '' || /^\p{N}/u.test(core)) return 1
  const isInitial = /^\p{Lu}$/u.test(core)
  const kind = isInitial ? undefined : abbreviationKind(core)
  if (kind === 'inner' || kind === 'outer') return kind === 'inner' && next === '' && !core.includes('.') ? 1 : 0
  if (kind === 'figure') return /\p{N}/u.test(next) ? 0 : 1
  if (isInitial && next !== '' && core !== 'I') return /[\p{Lu}\p{N}(]/u.test(next) || /\p{Ll}/u.test(next) ? 0 : 1
  return 1
}

/** A word without marks at its edges: breaks it at inner marks, then at clitics and units. */
function splitWord(text: string, start: number, end: number, out: Piece[]): void {
  const word = text.slice(start, end)
  if (/^\p{L}+$/u.test(word)) {
    // of letters alone only "cannot" and the like are two words
    const fused = FUSED.get(word.toLowerCase())
    if (fused === undefined) out.push({ start, end })
    else out.push({ start, end: start + fused }, { start: start + fused, end })
    return
  }
  if (WHOLE.test(word)) {
    out.push({ start, end })
    return
  }
  let from = 0
  INNER_BREAK.lastIndex = 0
  for (let match = INNER_BREAK.exec(word); match; match = INNER_BREAK.exec(word)) {
    const at = match.index
    const after = at + match[0].length
    if (keepsMark(word, from, at, after, match[0])) continue
    if (at > from) splitClitic(word.slice(from, at), start + from, start + at, out)
    out.push({ start: start + at, end: start + after })
    from = after
  }
  if (from < word.length) splitClitic(word.slice(from), start + from, end, out)
}

/** True when a mark inside a word is part of it: "200,000", "5:00", "9/11", "non-aligned", "w/o". */
function keepsMark(word: string, from: number, at: number, after: number, mark: string): boolean {
  const left = word.slice(from, at)
  const right = word.slice(after)
  const figures = /\p{N}$/u.test(left) && /^\p{N}/u.test(right)
  if (mark === ',' || mark === ':') return figures
  if (mark === '/') return (figures && /^[\d/.]+$/.test(word)) || /^(?:w|l|c|s|n|b|h)$/i.test(left)
  if (mark === '-' || mark === '‐')
    return PREFIXED.test(left) && !(left.length > 3 && /^[A-Z]/.test(left) && /^[A-Z]/.test(right))
  if (mark === '_' || mark === '\\' || mark === '+' || mark === '=') return left !== '' && right !== ''
  return false
}

function splitClitic(word: string, start: number, end: number, out: Piece[]): void {
  const fused = FUSED.get(word.toLowerCase())
  if (fused !== undefined) {
    out.push({ start, end: start + fused }, { start: start + fused, end })
    return
  }
  const clitic = CLITIC.exec(word)
  if (clitic && clitic.index > 0) {
    const cut = start + clitic.index
    splitClitic(word.slice(0, clitic.index), start, cut, out)
    out.push({ start: cut, end })
    return
  }
  const currency = /^(?:[A-Z]{1,3}\$|\p{Sc})(?=[\d.])/u.exec(word)
  if (currency) {
    const cut = start + currency[0].length
    out.push({ start, end: cut })
    splitClitic(word.slice(currency[0].length), cut, end, out)
    return
  }
  const dated = /^(?:No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\d)/.exec(word)
  if (dated) {
    const cut = start + dated[0].length
    out.push({ start, end: cut }, { start: cut, end })
    return
  }
  const unit = UNIT.exec(word)
  if (unit) {
    const cut = start + unit[1]!.length
    out.push({ start, end: cut }, { start: cut, end })
    return
  }
  // A full stop with no space after it: "home.They".
  const joined = /^(\p{L}{2,})(\.)(\p{Lu}\p{Ll}+.*)$/u.exec(word)
  if (joined) {
    const cut = start + joined[1]!.length
    out.push({ start, end: cut }, { start: cut, end: cut + 1 })
    splitClitic(joined[3]!, cut + 1, end, out)
    return
  }
  out.push({ start, end })
}
