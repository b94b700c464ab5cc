/** A word, number, mark or paragraph break of a text, with its place. Letters are lower-cased in `word`; curly quotes and dashes are made plain. */
export interface Lexeme {
  kind: 'word' | 'number' | 'mark' | 'break'
  word: string
  /** Offsets into the text. */
  start: number
  end: number
  /** White space stands before it. */
  spaced: boolean
  /** A word that begins with a capital letter. */
  capital: boolean
  /** The value of a plain whole number ("1991"), -1 for everything else, "1,991" and "19.91" included. */
  value: number
}

const pieces = /(\n[^\S\n]*\n)|([A-Za-z\u00aa-\u024f]+)|(\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+\.\d+|\d+)|\S/g
const plain: Record<string, string> = { '’': "'", '‘': "'", '`': "'", '–': '-', '‐': '-', '‑': '-' }

/**
 * Cuts a text into lexemes fit for dates: digits and letters part ("1980s" is two), apostrophes, dashes and full stops stand alone.
 * It does not depend on how the parser cuts words. Cost: linear in the length of the text.
 */
export function lex(text: string): Lexeme[] {
  const lexemes: Lexeme[] = []
  let last = 0
  pieces.lastIndex = 0
  for (let hit = pieces.exec(text); hit; hit = pieces.exec(text)) {
    const raw = hit[0]
    const start = hit.index
    const isWord = hit[2] !== undefined
    const lower = isWord ? raw.toLowerCase() : (plain[raw] ?? raw)
    lexemes.push({
      kind: hit[1] !== undefined ? 'break' : isWord ? 'word' : hit[3] !== undefined ? 'number' : 'mark',
      word: lower,
      start,
      end: start + raw.length,
      spaced: start > last,
      capital: isWord && raw[0] !== lower[0],
      value: hit[3] !== undefined && /^\d{1,9}$/.test(raw) ? Number(raw) : -1,
    })
    last = start + raw.length
  }
  return lexemes
}
