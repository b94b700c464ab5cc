import type { Sentence, Token } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'

/** What the model sees of a marked pair: named traits (a set) and groups of content words whose word vectors are averaged. */
export interface PairView {
  traits: string[]
  /** Four groups: between the pair, on the path's predicates, inside the target, after the pair. */
  words: string[][]
}

/** Number of word groups in a `PairView`. */
export const WORD_GROUPS = 4

const BETWEEN = 16
const SIDE = 9
const CONTENT = new Set(['NOUN', 'VERB', 'ADJ', 'ADV'])
const SUBJECTS = new Set(['nsubj', 'nsubj:pass', 'csubj'])

/** The pair's view in one parsed sentence. Spans of several mentions: the source and target spans nearest each other speak. Linear in the tokens. */
export function viewPair(sentence: Sentence, source: readonly Span[], target: readonly Span[]): PairView {
  const { tokens } = sentence
  const [s, t] = nearest(ranges(tokens, source), ranges(tokens, target))
  const traits = new Set<string>()
  const add = (trait: string) => void traits.add(trait)
  const words: string[][] = [[], [], [], []]
  const key = (i: number): string => keyOf(tokens[i]!)
  const order = !s || !t ? 'x' : s.to < t.from ? 'st' : t.to < s.from ? 'ts' : 'in'
  add(`o:${order}`)
  // A pair with one side unmarked is read as that side alone.
  const first = order === 'ts' ? t : (s ?? t)
  const second = order === 'ts' ? s : (t ?? s)
  const inPair = (i: number) => (!!s && i >= s.from && i <= s.to) || (!!t && i >= t.from && i <= t.to)

  const between = first && second ? keys(tokens, first.to + 1, Math.min(second.from, first.to + 1 + BETWEEN)) : []
  grams(between, `b${order}:`, 3, add, first && second && second.from - first.to - 1 <= BETWEEN ? '>' : '')
  skips(between, `k${order}:`, add)
  if (first) grams(keys(tokens, Math.max(0, first.from - 6), first.from), `p${order}:`, 2, add, '>')
  const after = second ? keys(tokens, second.to + 1, Math.min(tokens.length, second.to + 1 + SIDE)) : []
  grams(after, `a${order}:`, 2, add, '')
  skips([...between.slice(0, 6), ...after.slice(0, 5)], 'j:', add)
  tokens.forEach((token, i) => {
    if (inPair(i)) return
    if (CONTENT.has(token.upos) || token.upos === 'AUX') add(`w:${key(i)}`)
    if (!CONTENT.has(token.upos)) return
    if (first && second && i > first.to && i < second.from) words[0]!.push(key(i))
    if (second && i > second.to && i <= second.to + SIDE) words[3]!.push(key(i))
  })
  if (t) {
    const inside = keys(tokens, t.from, Math.min(t.to + 1, t.from + 10))
    grams(inside, 't:', 2, add, '')
    for (let i = t.from; i <= t.to; i++) if (CONTENT.has(tokens[i]!.upos)) words[2]!.push(key(i))
    add(`th:${key(headOf(tokens, t))}`)
    add(`tl:${t.to - t.from > 7 ? 'long' : t.to - t.from > 2 ? 'mid' : 'short'}`)
  }
  if (s) {
    for (const word of keys(tokens, s.from, Math.min(s.to + 1, s.from + 10))) add(`s:${word}`)
    add(`sh:${key(headOf(tokens, s))}`)
  }
  const one = s ?? t
  if (one) {
    const from = headOf(tokens, one)
    const to = s && t ? headOf(tokens, t) : from
    for (const word of predicateTraits(tokens, from, to, inPair, add)) words[1]!.push(word)
  }
  return { traits: [...traits], words }
}

export interface Range {
  from: number
  to: number
}

export function ranges(tokens: readonly Token[], spans: readonly Span[]): Range[] {
  const found: Range[] = []
  for (const span of spans) {
    let from = -1
    let to = -1
    tokens.forEach((token, i) => {
      if (token.end <= span.start || token.start >= span.end) return
      if (from < 0) from = i
      to = i
    })
    if (from >= 0) found.push({ from, to })
  }
  return found
}

export function nearest(sources: Range[], targets: Range[]): [Range | undefined, Range | undefined] {
  let best: [Range | undefined, Range | undefined] = [sources[0], targets[0]]
  let least = Number.POSITIVE_INFINITY
  for (const s of sources) {
    for (const t of targets) {
      const gap = s.to < t.from ? t.from - s.to : t.to < s.from ? s.from - t.to : 0
      if (gap >= least) continue
      least = gap
      best = [s, t]
    }
  }
  return best
}

function keyOf(token: Token): string {
  if (token.upos === 'PROPN') return 'NAME'
  if (token.upos === 'NUM' || /\d/.test(token.form)) return 'NUM'
  return token.lemma.toLowerCase()
}

/** Keys of a stretch; runs of names and numbers count once. */
function keys(tokens: readonly Token[], from: number, to: number): string[] {
  const out: string[] = []
  for (let i = from; i < to; i++) {
    const word = keyOf(tokens[i]!)
    if ((word === 'NAME' || word === 'NUM') && out.at(-1) === word) continue
    out.push(word)
  }
  return out
}

function grams(words: string[], prefix: string, longest: number, add: (trait: string) => void, end: string): void {
  const row = end ? ['<', ...words, end] : ['<', ...words]
  for (let i = 0; i < row.length; i++) {
    for (let n = 1; n <= longest && i + n <= row.length; n++) {
      if (n === 1 && (row[i] === '<' || row[i] === end)) continue
      add(prefix + row.slice(i, i + n).join(' '))
    }
  }
}

/** Ordered pairs of words with up to three others between them. */
function skips(words: string[], prefix: string, add: (trait: string) => void): void {
  for (let i = 0; i < words.length; i++)
    for (let j = i + 2; j < words.length && j <= i + 4; j++) add(`${prefix}${words[i]}_${words[j]}`)
}

/** The token of a range whose head lies outside it. */
export function headOf(tokens: readonly Token[], range: Range): number {
  for (let i = range.from; i <= range.to; i++) {
    const { head, upos } = tokens[i]!
    if (upos !== 'PUNCT' && upos !== 'DET' && upos !== 'ADP' && (head < range.from || head > range.to)) return i
  }
  return range.from
}

export function ancestors(tokens: readonly Token[], from: number): number[] {
  const path: number[] = []
  for (let i = from; i >= 0 && path.length < 24; i = tokens[i]!.head) path.push(i)
  return path
}

/** Adds the traits of the predicates over and between the pair; the result is their content words. */
function predicateTraits(
  tokens: readonly Token[],
  s: number,
  t: number,
  inPair: (i: number) => boolean,
  add: (trait: string) => void,
): string[] {
  const key = (i: number): string => keyOf(tokens[i]!)
  const up = ancestors(tokens, s)
  const down = ancestors(tokens, t)
  const meet = up.find((i) => down.includes(i)) ?? s
  const rise = up.slice(0, up.indexOf(meet) + 1)
  const fall = down.slice(0, Math.max(0, down.indexOf(meet))).reverse()
  const path = [...rise.map((i) => ({ i, way: '^' })), ...fall.map((i) => ({ i, way: 'v' }))]
  const inner = path.filter(({ i }) => i !== s && i !== t)
  add(`path:${inner.map(({ i, way }) => way + key(i)).join(' ')}`)
  add(`rels:${path.map(({ i, way }) => (i === meet ? '*' : way + tokens[i]!.deprel)).join(' ')}`)
  for (const { i } of inner) add(`on:${key(i)}`)
  add(`sr:${tokens[s]!.deprel}`)
  add(`tr:${tokens[t]!.deprel}`)

  const predicates = new Set<number>()
  const governor =
    rise.find((i) => i !== s && (tokens[i]!.upos === 'VERB' || SUBJECTS.has(below(tokens, rise, i)))) ?? -1
  if (governor >= 0) predicates.add(governor)
  for (const { i } of inner) if (!inPair(i)) predicates.add(i)
  const above = tokens[t]!.head
  if (above >= 0 && !inPair(above)) predicates.add(above)
  if (governor >= 0) {
    tokens.forEach((token, i) => {
      if (token.head === governor && (token.deprel === 'xcomp' || token.deprel === 'obj') && !inPair(i))
        predicates.add(i)
    })
  }
  for (const p of [...predicates]) {
    tokens.forEach((token, i) => {
      if (token.head === p && token.deprel === 'obj' && !inPair(i)) predicates.add(i)
    })
  }
  for (const p of predicates) {
    const word = key(p)
    const mark = p === governor ? 'g' : 'q'
    add(`${mark}:${word}`)
    if (p !== governor && governor >= 0) add(`gq:${key(governor)}>${word}`)
    tokens.forEach((token, i) => {
      if (token.head !== p || inPair(i)) return
      if (
        token.deprel.startsWith('aux') ||
        token.deprel === 'advmod' ||
        token.deprel === 'mark' ||
        token.deprel === 'case' ||
        token.deprel === 'compound:prt' ||
        token.deprel === 'cop'
      ) {
        add(`${mark}${token.deprel}:${key(i)}`)
        add(`${mark}m:${key(i)}+${word}`)
      } else if (
        token.deprel === 'obj' ||
        token.deprel === 'xcomp' ||
        token.deprel === 'ccomp' ||
        token.deprel === 'obl' ||
        token.deprel === 'nmod' ||
        token.deprel === 'amod'
      ) {
        add(`h:${word}>${token.deprel}>${key(i)}`)
      }
    })
  }
  tokens.forEach((token, i) => {
    if (token.head !== t || token.deprel !== 'case') return
    add(`tc:${key(i)}`)
    if (above >= 0) add(`tc:${key(above)}+${key(i)}`)
  })
  if (above >= 0) add(`tg:${key(above)}>${tokens[t]!.deprel}`)
  if (governor >= 0) add(`sg:${tokens[s]!.deprel}>${key(governor)}`)
  return [...predicates].filter((i) => CONTENT.has(tokens[i]!.upos)).map(key)
}

function below(tokens: readonly Token[], rise: readonly number[], i: number): string {
  const at = rise.indexOf(i)
  return at > 0 ? tokens[rise[at - 1]!]!.deprel : ''
}
