import { SENSES } from '../../src/coding/relate/senses.ts'

/** A sentence with its marked pair and the names of the senses it may have (one for ours, all of a root's for the marked set). */
export interface Example {
  marked: string
  senses: string[]
}

/** Parts for `{kind}`, by kind. */
export type Fillers = Map<string, string[]>

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 15), z | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296
  }
}

export function readFillers(text: string): Fillers {
  const fillers: Fillers = new Map()
  for (const line of text.split('\n')) {
    const at = line.indexOf(':')
    if (line.startsWith('#') || at < 0) continue
    fillers.set(
      line.slice(0, at),
      line
        .slice(at + 1)
        .split(' | ')
        .map((part) => part.trim()),
    )
  }
  return fillers
}

/** The patterns of a file with their sense. Throws on a sense the model does not know. */
export function readPatterns(text: string): { sense: string; pattern: string }[] {
  const known = new Set(SENSES.map((s) => s.name))
  const patterns: { sense: string; pattern: string }[] = []
  let sense = ''
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (!line || line.startsWith('#')) continue
    const label = /^\[([A-Z]+(?:\/[a-z-]+)?)\]$/.exec(line)
    if (label) sense = label[1]!
    else patterns.push({ sense, pattern: line })
    if (!known.has(sense))
      throw Object.assign(new Error(`patterns: sense "${sense}" seen, expected one of senses.ts`), {
        code: 'pattern-sense',
      })
  }
  return patterns
}

/** Picks one way through a pattern's alternatives; each alternative list walks through its parts in turn so that all are met. */
function choose(pattern: string, turn: number, random: () => number): string {
  let text = pattern
  let list = 0
  for (let inner = /\(([^()]*)\)/.exec(text); inner; inner = /\(([^()]*)\)/.exec(text)) {
    const parts = inner[1]!.split('|')
    const pick = list++ === 0 ? turn % parts.length : Math.floor(random() * parts.length)
    text = text.slice(0, inner.index) + parts[pick] + text.slice(inner.index + inner[0].length)
  }
  return text
}

function fill(text: string, fillers: Fillers, random: () => number): string {
  let out = text
  for (let depth = 0; depth < 6 && out.includes('{'); depth++) {
    out = out.replace(/\{([a-z]+)\}/g, (_, kind: string) => {
      const parts = fillers.get(kind)
      if (!parts)
        throw Object.assign(new Error(`filler kind "${kind}" seen, expected one of fillers.txt`), {
          code: 'filler-kind',
        })
      return parts[Math.floor(random() * parts.length)]!
    })
  }
  return out
}

const FRAMES = [
  'X .',
  'X .',
  'PRE X .',
  'X SUF .',
  'PRE X SUF .',
  'X SUF .',
  '{leader} said that X .',
  'X , which {country} denied , {name} said .',
  'The move came after X SUF .',
  'X , while {country} watched {topic} closely .',
]

/** Sentences of one pattern: as many as its longest first list has parts, within the bounds. */
export function expand(
  pattern: string,
  fillers: Fillers,
  random: () => number,
  bounds: { least: number; most: number },
): string[] {
  const widest = Math.max(...[...pattern.matchAll(/\(([^()]*)\)/g)].map((m) => m[1]!.split('|').length), 1)
  const count = Math.max(bounds.least, Math.min(bounds.most, widest))
  const sentences: string[] = []
  for (let turn = 0; turn < count; turn++) {
    let text = choose(pattern, turn, random)
    text = text.replace(
      /(^|\s)([ST])(?:\[([^\]]*)\]|(:[a-z]+)?)(?=['\s,.]|$)/g,
      (_, gap: string, role: string, words?: string, kind?: string) => {
        const tag = role === 'S' ? 's' : 't'
        return `${gap}<${tag}>${words ?? `{${kind?.slice(1) ?? 'gov'}}`}</${tag}>`
      },
    )
    const frame = FRAMES[Math.floor(random() * FRAMES.length)]!
    text = frame.replace('X', text).replace('PRE', '{prefix}').replace('SUF', '{suffix}')
    text = fill(text, fillers, random)
    // The marked sets hold pairs without a marked target.
    if (random() < 0.03) text = text.replace(/<\/?t>/g, '')
    text = text
      .replace(/ ([,.])/g, '$1')
      .replace(/\( /g, '(')
      .replace(/ \)/g, ')')
      .replace(/\$ /g, '$')
      .replace(/" ([a-z]+) "/g, '"$1"')
      .replace(/\s+/g, ' ')
      .trim()
    sentences.push(
      text.replace(
        /^(<[st]>)?([a-z])/,
        (_, tag: string | undefined, letter: string) => (tag ?? '') + letter.toUpperCase(),
      ),
    )
  }
  return sentences
}

/** The sentence without its marks, and where the marks were. */
export function unmark(marked: string): {
  text: string
  source: { start: number; end: number }[]
  target: { start: number; end: number }[]
} {
  const spans: Record<string, { start: number; end: number }[]> = { s: [], t: [] }
  const open: Record<string, number> = {}
  let text = ''
  for (const part of marked.split(/(<\/?[st]>)/)) {
    const tag = /^<(\/?)([st])>$/.exec(part)
    if (!tag) text += part
    else if (tag[1]) spans[tag[2]!]!.push({ start: open[tag[2]!]!, end: text.length })
    else open[tag[2]!] = text.length
  }
  return { text, source: spans.s!, target: spans.t! }
}
