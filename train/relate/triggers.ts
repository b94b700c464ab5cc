import { TRIGGER_LABELS } from '../../src/coding/relate/trigger-model.ts'
import { type Fillers, randomOf } from './expand.ts'

/** A stretch of a sentence that is an event's word: of one of these types, in this mode (null: not told here). `types` empty: not to be judged. */
export interface Mark {
  start: number
  end: number
  types: string[]
  mode: string | null
  /** A coder may record it or not. */
  optional?: boolean
}

/** A sentence of ours with all its event words marked; every other predicate in it is none. */
export interface MarkedSentence {
  text: string
  marks: Mark[]
  /** The day it was written; a summer day of 1999 where it is left out. */
  date?: string
  /** Rows of one group are never split between fitting and measuring. */
  group?: string
}

const SHORT: { [letter: string]: string } = { c: 'country', a: 'adj', g: 'gov', l: 'leader', k: 'city', p: 'people' }

/** A long first part: some patterns have no more than one list of alternatives. */
const FRAMES = ['X', 'X', 'X', 'X', 'PRE X', 'X SUF', 'PRE X SUF', '{leader} said that X', 'X , {name} said']

/**
 * The sentences of a file of patterns: `(this|that)` are alternatives, `{c}` a country and so on (`fillers.txt`), `word#` or `(this|that)#` an event's word
 * of the section's type, `#TYPE`, `#TYPE/mode` or `#/mode` another, `#?` one that is not judged.
 */
export function expandTriggers(text: string, fillers: Fillers, seed: number, bounds: { least: number; most: number }) {
  const random = randomOf(seed)
  const sentences: MarkedSentence[] = []
  let section = 'NONE'
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (!line || line.startsWith('# ')) continue
    const label = /^\[([A-Z]+)\]$/.exec(line)
    if (label) {
      section = label[1]!
      if (section !== 'NONE' && !TRIGGER_LABELS.includes(section as (typeof TRIGGER_LABELS)[number]))
        throw Object.assign(new Error(`triggers: section "${section}" seen, expected NONE or a PLOVER type`), {
          code: 'trigger-section',
        })
      continue
    }
    const widest = Math.max(...[...line.matchAll(/\(([^()]*)\)/g)].map((m) => m[1]!.split('|').length), 1)
    const count = Math.max(bounds.least, Math.min(bounds.most, widest))
    for (let turn = 0; turn < count; turn++) sentences.push(expandOne(line, section, fillers, turn, random))
  }
  return sentences
}

function expandOne(
  line: string,
  section: string,
  fillers: Fillers,
  turn: number,
  random: () => number,
): MarkedSentence {
  // marks become brackets first: the mark of a list of alternatives covers whichever is chosen
  let text = line.replace(
    /(\([^()]*\)|[^\s()]+)#(\?|[A-Z]*(?:\/[a-z-]+)?)?/g,
    (_, words: string, label: string | undefined) => {
      const name = !label ? section : label.startsWith('/') ? section + label : label
      return `⟦${name}⟧${words}⟧`
    },
  )
  let lists = 0
  text = text.replace(/\(([^()]*)\)/g, (_, inner: string) => {
    const parts = inner.split('|')
    return parts[lists++ === 0 ? turn % parts.length : Math.floor(random() * parts.length)]!
  })
  const frame = FRAMES[Math.floor(random() * FRAMES.length)]!
  text = frame
    .replace('X', () => text)
    .replace('PRE', '{prefix}')
    .replace('SUF', '{suffix}')
  for (let depth = 0; depth < 6 && text.includes('{'); depth++) {
    text = text.replace(/\{([a-z]+)\}/g, (_, kind: string) => {
      const parts = fillers.get(SHORT[kind] ?? kind)
      if (!parts)
        throw Object.assign(new Error(`filler kind "${kind}" seen, expected one of fillers.txt`), {
          code: 'filler-kind',
        })
      return parts[Math.floor(random() * parts.length)]!
    })
  }
  text = `${text} .`
    .replace(/ ([,.])/g, '$1')
    .replace(/\$ /g, '$')
    .replace(/" ([a-z]+) "/g, '"$1"')
    .replace(/\s+/g, ' ')
    .replace(/ ⟧/g, '⟧')
    .trim()
  return readMarks(text)
}

function readMarks(text: string): MarkedSentence {
  const marks: Mark[] = []
  let plain = ''
  for (const part of text.split(/(⟦[^⟧]*⟧[^⟧]*⟧)/)) {
    const mark = /^⟦([^⟧]*)⟧([^⟧]*)⟧$/.exec(part)
    if (!mark) {
      plain += part
      continue
    }
    const [type, mode] = mark[1]!.split('/')
    const start = plain.length
    plain += mark[2]!
    if (mark[2]!.trim())
      marks.push({ start, end: plain.length, types: type === '?' ? [] : [type!], mode: mode ?? null })
  }
  const upper = plain.replace(/^[a-z]/, (letter) => letter.toUpperCase())
  return { text: upper, marks }
}
