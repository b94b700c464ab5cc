/** One record of a file as it stood, without its line end, and the number of its first line. */
export interface RawRecord {
  text: string
  line: number
  /** True when quotation marks were opened and never closed; then the record is only its first line. */
  unclosed?: boolean
}

/** A quoted cell longer than this was never closed. */
const LONGEST = 1 << 20

/**
 * Records of text that comes in pieces: lines, or in quoted files (CSV) lines joined while quotation marks are open. A line feed ends a line, with or
 * without a carriage return before it. Memory: one piece and one record.
 */
export async function* recordsOf(
  pieces: AsyncIterable<string> | Iterable<string>,
  quoted = false,
): AsyncGenerator<RawRecord> {
  let rest = ''
  let line = 1
  let first = true
  const held: string[] = []
  let heldLength = 0
  let open = false
  function* take(text: string): Generator<RawRecord> {
    const plain = text.endsWith('\r') ? text.slice(0, -1) : text
    if (!quoted) {
      yield { text: plain, line: line++ }
      return
    }
    if (oddQuotes(plain)) open = !open
    held.push(open ? text : plain)
    heldLength += text.length
    if (open && heldLength < LONGEST) return
    yield* release()
  }
  function* release(): Generator<RawRecord> {
    const lines = held.splice(0)
    heldLength = 0
    if (!open) {
      yield { text: lines.join('\n'), line }
      line += lines.length
      return
    }
    open = false
    yield { text: lines[0]!, line: line++, unclosed: true }
    for (const again of lines.slice(1)) yield* take(again)
  }
  for await (const piece of pieces) {
    const text = first ? piece.replace(/^\ufeff/, '') : piece
    if (piece) first = false
    let from = 0
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      yield* take(rest + text.slice(from, at))
      rest = ''
      from = at + 1
    }
    rest += text.slice(from)
  }
  if (rest) yield* take(rest)
  while (held.length) yield* release()
}

function oddQuotes(text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}

/** The cells of a CSV record (RFC 4180): quoted cells may hold commas, line breaks and doubled quotation marks. */
export function cellsOfCsv(record: string): string[] {
  if (!record.includes('"')) return record.split(',')
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (record[at] === '"') {
      let cell = ''
      at++
      for (;;) {
        const quote = record.indexOf('"', at)
        if (quote < 0) {
          cell += record.slice(at)
          at = record.length
          break
        }
        cell += record.slice(at, quote)
        at = quote + 1
        if (record[at] !== '"') break
        cell += '"'
        at++
      }
      const comma = record.indexOf(',', at)
      cell += record.slice(at, comma < 0 ? undefined : comma)
      cells.push(cell)
      if (comma < 0) return cells
      at = comma + 1
    } else {
      const comma = record.indexOf(',', at)
      cells.push(record.slice(at, comma < 0 ? undefined : comma))
      if (comma < 0) return cells
      at = comma + 1
    }
  }
}

/** A CSV record of cells, quoted where they need it. */
export function csvOfCells(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}
