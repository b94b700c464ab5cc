import type { Span } from '../../text/index.ts'

/** Words set in quotation marks, outermost marks only: what stands between the marks and, in `outer`, the marks with it. */
export interface Quotation extends Span {
  outer: Span
  /** Index of the paragraph it lies in. A speech over several paragraphs is one quotation a paragraph. */
  paragraph: number
  /** True when the marks were left open at the end of an earlier paragraph and this goes on with the same speech. */
  continues: boolean
  /** Quotations inside this one, marks left out. */
  nested: Span[]
}

type Mark = 'double' | 'single' | 'guillemet'

interface Open {
  mark: Mark
  /** First character of the mark. */
  at: number
  /** First character after it. */
  from: number
  nested: Span[]
}

/** Clipped words written with a leading apostrophe: '90s, 'em, 'til. */
const clipped = /^['’‘](?:\d\ds?|em|til|tis|twas|cause|round|bout|n)(?![\p{L}\d])/iu
const spaceOrOpener = /[\s([{\u2014\u2013\-/"“„«]/u
const word = /[\p{L}\p{N}]/u
const stop = /[.,!?;:…—–-]/u

/**
 * The quotations of a text, in order. Curly, straight, doubled ('' and ``), low („) and angular («») marks are read, single marks too, with
 * apostrophes and clipped words told apart. Marks left open end with their paragraph; the next paragraph goes on when it opens anew.
 * `paragraphs` are spans into `text`. Cost: linear, but for single marks, which look ahead to the end of their paragraph.
 */
export function findQuotations(text: string, paragraphs: readonly Span[]): Quotation[] {
  const found: Quotation[] = []
  let leftOpen: Mark | null = null
  paragraphs.forEach((paragraph, index) => {
    const { quotations, open } = readParagraph(text, paragraph, index, leftOpen)
    found.push(...quotations)
    leftOpen = open
  })
  return found
}

function readParagraph(text: string, { start, end }: Span, paragraph: number, leftOpen: Mark | null) {
  const quotations: Quotation[] = []
  const stack: Open[] = []
  const close = (at: number, after: number) => {
    const opened = stack.pop()!
    const span = { start: opened.from, end: at }
    const outer = stack.at(-1)
    if (outer) outer.nested.push(span)
    else if (text.slice(span.start, span.end).trim() !== '')
      quotations.push({
        ...span,
        outer: { start: opened.at, end: after },
        paragraph,
        continues: false,
        nested: opened.nested,
      })
  }
  let at = start
  // A speech left open that goes on without opening anew is closed by the first mark of this paragraph.
  if (leftOpen !== null && firstMark(text, start, end) === 'closing')
    stack.push({ mark: leftOpen, at: start, from: start, nested: [] })
  while (at < end) {
    if (!MARKS.has(text.charCodeAt(at))) {
      at++
      continue
    }
    const mark = markAt(text, at, start, end, stack)
    if (mark === null) {
      at++
      continue
    }
    const after = at + mark.length
    if (mark.side === 'open') stack.push({ mark: mark.kind, at, from: after, nested: [] })
    else {
      while (stack.length > 0 && stack.at(-1)!.mark !== mark.kind) stack.pop()
      if (stack.length > 0) close(at, after)
    }
    at = after
  }
  const open = stack.find((opened) => opened.mark !== 'single')?.mark ?? (stack[0]?.at === start ? 'single' : null)
  while (stack.length > 0 && stack.at(-1)!.mark === 'single' && stack.length > 1) stack.pop()
  if (open !== null && stack.length > 0) {
    stack.length = 1
    close(end, end)
  }
  const first = quotations[0]
  if (first && leftOpen !== null && first.outer.start === start) first.continues = true
  return { quotations, open }
}

/** Whether the first double mark of a stretch can only close. */
function firstMark(text: string, start: number, end: number): 'opening' | 'closing' | null {
  for (let at = start; at < end; at++) {
    const char = text[at]!
    if (char === '“' || char === '„' || char === '«' || char === '`') return 'opening'
    if (char === '”' || char === '»') return 'closing'
    if (char === '"') return at === start || spaceOrOpener.test(text[at - 1]!) ? 'opening' : 'closing'
  }
  return null
}

/** What a quotation mark may be: of other letters nothing is asked. */
const MARKS: ReadonlySet<number> = new Set([...'“„”«»`"\'’‘'].map((mark) => mark.charCodeAt(0)))

/** The quotation mark at an offset, or null: not every apostrophe or inch sign is one. */
function markAt(text: string, at: number, start: number, end: number, stack: readonly Open[]) {
  const char = text[at]!
  const next = at + 1 < end ? text[at + 1]! : ' '
  const before = at > start ? text[at - 1]! : ' '
  const isOpen = (kind: Mark) => stack.some((opened) => opened.mark === kind)
  switch (char) {
    case '“':
    case '„':
      // In some typesetting the low mark is closed by “.
      return isOpen('double') && !word.test(next)
        ? ({ kind: 'double', side: 'close', length: 1 } as const)
        : ({ kind: 'double', side: 'open', length: 1 } as const)
    case '”':
      return { kind: 'double', side: isOpen('double') ? 'close' : 'open', length: 1 } as const
    case '«':
      return { kind: 'guillemet', side: 'open', length: 1 } as const
    case '»':
      return { kind: 'guillemet', side: 'close', length: 1 } as const
    case '`':
      return next === '`' ? ({ kind: 'double', side: 'open', length: 2 } as const) : null
    case '"':
      if (/\d/.test(before) && !isOpen('double')) return null
      return { kind: 'double', side: isOpen('double') ? 'close' : 'open', length: 1 } as const
    case "'":
    case '’':
    case '‘':
      break
    default:
      return null
  }
  if (char === "'" && next === "'" && isOpen('double')) return { kind: 'double', side: 'close', length: 2 } as const
  if (isOpen('single') && char !== '‘' && closesSingle(text, at, end))
    return { kind: 'single', side: 'close', length: 1 } as const
  if (char === '’' || isOpen('single') || clipped.test(text.slice(at, at + 8))) return null
  if (!spaceOrOpener.test(before) && !(char === '‘' && !word.test(before))) return null
  if (!word.test(next) && next !== '…' && next !== '“' && next !== '"') return null
  const limit = stack.length > 0 ? nextDouble(text, at, end) : end
  for (let ahead = at + 1; ahead < limit; ahead++)
    if (/['’]/.test(text[ahead]!) && closesSingle(text, ahead, end))
      return { kind: 'single', side: 'open', length: 1 } as const
  // A speech in single marks may run on into the next paragraph; then it opens this one.
  return at === start ? ({ kind: 'single', side: 'open', length: 1 } as const) : null
}

function nextDouble(text: string, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) if (text[at] === '”' || text[at] === '"') return at
  return end
}

/** Whether a single mark closes a quotation: after a stop, or after a word when no letter follows and it is no plural possessive. */
function closesSingle(text: string, at: number, end: number): boolean {
  const before = text[at - 1] ?? ' '
  const next = at + 1 < end ? text[at + 1]! : ' '
  if (word.test(next) || /\s/.test(before)) return false
  if (stop.test(before) || !/\s/.test(next)) return true
  if (before !== 's') return true
  // "the brothers' wages 'were low'": an s and then a lower-case word is a possessive when a better closing mark follows.
  for (let ahead = at + 1; ahead < end; ahead++) {
    const char = text[ahead]!
    if (char === '‘' || (char === "'" && /\s/.test(text[ahead - 1]!) && word.test(text[ahead + 1] ?? ' '))) return true
    if ((char === "'" || char === '’') && !word.test(text[ahead + 1] ?? ' ')) return false
  }
  return true
}
