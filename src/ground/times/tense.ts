import type { Sentence, Token } from '../../parse/index.ts'
import {
  implicative,
  irregularPast,
  modals,
  nouny,
  past,
  perfect,
  plainTimetable,
  planning,
  present,
  puttingOff,
  reporting,
  timetable,
} from './verb-words.ts'

/** How the clause around a time expression looks at time; `unknown` where no verb tells. */
export type Tense = 'past' | 'present' | 'future' | 'unknown'

/** Index of the first token that ends after `offset`; the number of tokens when none does. Cost: logarithmic. */
function tokenAt(tokens: readonly Token[], offset: number): number {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.end > offset) high = middle
    else low = middle + 1
  }
  return low
}

function formAt(tokens: readonly Token[], at: number): string {
  return (tokens[at]?.form ?? '').toLowerCase().replace('’', "'")
}

/** An auxiliary that may lead a verb; "Theresa May" and "Will Smith" are names. */
function isModal(tokens: readonly Token[], at: number): boolean {
  if (!modals.has(formAt(tokens, at))) return false
  const { xpos, form } = tokens[at]!
  return xpos ? !xpos.startsWith('NNP') : at === 0 || !/^[A-Z]/.test(form)
}

/** Clause marks: a look for a verb does not go past them. */
const stops = /^([;:]|--?|—|–|"|“|”|``|'')$/

/** What "could be … Friday" tells of the day itself, not of a plan. */
const unreachable = /^(reached|located|found|seen|heard|confirmed|verified|contacted)$/

type VerbForm = 'modal' | 'base' | 'past' | 'participle' | 'gerund' | 'present'

const byTag: Record<string, VerbForm> = {
  MD: 'modal',
  VB: 'base',
  VBD: 'past',
  VBN: 'participle',
  VBG: 'gerund',
  VBZ: 'present',
  VBP: 'present',
}

/** Which form of a verb a word is: by its tag where it has one, else by its looks; `null` when it is no verb. */
function verbForm(tokens: readonly Token[], at: number): VerbForm | null {
  const { xpos, form: written } = tokens[at]!
  if (xpos) return byTag[xpos] ?? null
  const form = formAt(tokens, at)
  if (form === "'s") return null
  if (modals.has(form)) return 'modal'
  if (past.has(form)) return 'past'
  if (present.has(form) || perfect.has(form) || reporting.has(form) || plainTimetable.has(form)) {
    return formAt(tokens, at - 1) === 'to' ? 'base' : irregularPast.has(form) ? 'past' : 'present'
  }
  if (irregularPast.has(form) || /^[a-z]{2,}ed$/.test(written)) return 'past'
  if (form === 'be') return 'base'
  if (/^[a-z]{2,}ing$/.test(written)) return 'gerund'
  return formAt(tokens, at - 1) === 'to' && /^[a-z]{3,}$/.test(written) && !nouny.has(form) ? 'base' : null
}

const between = /^(not|n't|also|already|been|be|being|still|just|now|never|only|then|soon|[a-z]+ly)$/

/** Index of the auxiliary or "to" that leads a verb group, at most four words before the verb; -1 when it stands alone. */
function leaderOf(tokens: readonly Token[], verb: number): number {
  for (let i = verb - 1; i >= Math.max(0, verb - 4); i--) {
    const form = formAt(tokens, i)
    if (isModal(tokens, i) || past.has(form) || perfect.has(form) || form === 'to') return i
    if (present.has(form) && tokens[i]!.xpos !== 'POS') return i
    if (!between.test(form)) return -1
  }
  return -1
}

/** The tense a word shows as the head of a verb group, its auxiliaries included; `null` when it is no verb or shows none. */
function tenseOfGroup(tokens: readonly Token[], at: number): Tense | null {
  const kind = verbForm(tokens, at)
  if (!kind) return null
  if (kind === 'modal') return 'future'
  const form = formAt(tokens, at)
  const plan =
    (planning.has(form) && !(puttingOff.has(form) && kind !== 'base')) ||
    (form === 'set' && /^(to|for)$/.test(formAt(tokens, at + 1)))
  const leader = leaderOf(tokens, at)
  const lead = formAt(tokens, leader)
  const inside = [formAt(tokens, leader + 1), formAt(tokens, leader + 2)]
  if (leader >= 0 && lead !== 'to') {
    if (modals.has(lead)) {
      if (lead === 'could' && (inside.includes('not') || inside.includes("n't") || unreachable.test(form)))
        return 'past'
      return inside.includes('have') ? 'past' : 'future'
    }
    if (past.has(lead)) return plan || inside.includes('going') ? 'future' : 'past'
    if (perfect.has(lead)) return plan && !inside.includes('been') ? 'future' : 'past'
    return plan || kind === 'gerund' ? 'future' : kind === 'participle' ? 'past' : 'present'
  }
  if (lead === 'to' && leader >= at - 2 && kind === 'base') return tenseOfInfinitive(tokens, leader)
  if (plan) return 'future'
  if (kind === 'past' || kind === 'participle' || perfect.has(form) || reporting.has(form)) return 'past'
  if (kind === 'present') return (tokens[at]!.xpos ? timetable : plainTimetable).has(form) ? 'future' : 'present'
  return null
}

/** "agreed to meet" is to come; "was forced to flee" and "the first to sign" have come about. */
function tenseOfInfinitive(tokens: readonly Token[], to: number): Tense {
  for (let i = to - 1, seen = 0; i >= 0 && seen < 4; i--, seen++) {
    const form = formAt(tokens, i)
    if (/^(first|last|only)$/.test(form)) return 'past'
    if (implicative.has(form)) return 'past'
    if (planning.has(form)) return 'future'
    if (stops.test(form)) break
  }
  return 'future'
}

/** Prepositions and words that may stand between the head of a clause and a time expression that opens it. */
const openers =
  /^(on|in|at|by|since|until|from|late|early|and|but|yet|then|later|earlier|also|,|"|“|``|as|the|of|during|before|after)$/

/** What stands right before the expression decides by itself: "ahead of", "as early as", "postponed until", "scheduled for". */
function byLead(tokens: readonly Token[], first: number): Tense | null {
  let at = first - 1
  while (/^(a\.m\.|p\.m\.|a\.m|p\.m|\d+|\d+:\d+|noon|midnight|est|edt|gmt|the|early|late|\.)$/.test(formAt(tokens, at)))
    at--
  const [one, two, three] = [formAt(tokens, at), formAt(tokens, at - 1), formAt(tokens, at - 2)]
  if (one === 'of' && (two === 'ahead' || two === 'advance')) return 'future'
  if (one === 'as' && (two === 'soon' || two === 'early' || two === 'late') && three === 'as') return 'future'
  if (one === 'than' && /^(later|earlier|sooner)$/.test(two)) return 'future'
  if (/^(until|till|for|on|by|from|to)$/.test(one)) {
    for (let i = at - 1; i >= Math.max(0, at - 6); i--) {
      const form = formAt(tokens, i)
      if (stops.test(form) || form === ',') break
      if (form === 'not' && one === 'until') return 'past'
      if (
        (planning.has(form) && !(one === 'on' && puttingOff.has(form))) ||
        form === 'set' ||
        (one === 'until' && /^(given|gave|has|have|give|until|runs|lasts)$/.test(form))
      )
        return 'future'
    }
  }
  return null
}

/** The verb group the expression most likely belongs to, by order of words alone: the nearest one before it in the clause, else the first one after. */
function byOrder(tokens: readonly Token[], first: number, last: number): Tense {
  let opens = true
  for (let i = first - 1; i >= 0 && opens && formAt(tokens, i) !== ','; i--) opens = openers.test(formAt(tokens, i))
  const before = (): Tense => {
    for (let i = first - 1, seen = 0; i >= 0 && seen < 14; i--, seen++) {
      if (stops.test(formAt(tokens, i)) && seen > 0) break
      const tense = tenseOfGroup(tokens, i)
      if (tense) return tense
    }
    return 'unknown'
  }
  const after = (): Tense => {
    for (let i = last + 1, seen = 0; i < tokens.length && seen < 14; i++, seen++) {
      if (stops.test(formAt(tokens, i))) break
      const tense = tenseOfGroup(tokens, i)
      if (tense) return tense
    }
    return 'unknown'
  }
  const near = opens ? after() : before()
  if (near !== 'unknown') return near
  return opens ? before() : after()
}

/** Climbs from the expression to the verb, or predicate with a copula, that it hangs on. */
function byTree(tokens: readonly Token[], at: number): Tense {
  let index = tokens[at]!.head
  for (let steps = 0; index >= 0 && steps < 12; steps++) {
    const token = tokens[index]!
    if (token.upos === 'VERB' || token.upos === 'AUX') {
      const tense = tenseOfGroup(tokens, index)
      if (tense) return tense
    } else {
      for (let i = Math.max(0, index - 6); i < index; i++) {
        if (tokens[i]!.head === index && tokens[i]!.deprel === 'cop') return tenseOfGroup(tokens, i) ?? 'unknown'
      }
      if (planning.has(formAt(tokens, index))) return 'future'
    }
    index = token.head
  }
  return 'unknown'
}

/**
 * The tense of the clause a time expression stands in: from the words that lead to it ("ahead of", "postponed until"), else from the verb it hangs on
 * in the parse, else (no tree) from the nearest verb in its clause.
 */
export function tenseAround(sentence: Sentence | undefined, start: number, end: number): Tense {
  if (!sentence || sentence.tokens.length === 0) return 'unknown'
  const { tokens } = sentence
  const first = tokenAt(tokens, start)
  if (first >= tokens.length) return 'unknown'
  const last = Math.min(tokens.length - 1, tokenAt(tokens, end - 1))
  const lead = byLead(tokens, first)
  if (lead) return lead
  const next = formAt(tokens, last + 1)
  if (next === "'s" || next === "'") {
    const before = formAt(tokens, first - 1) === 'the' ? formAt(tokens, first - 2) : formAt(tokens, first - 1)
    return before === 'for' ? 'future' : 'past'
  }
  if (tokens.every((token) => token.head < 0)) return byOrder(tokens, first, last)
  for (let i = last; i >= first; i--) {
    const { head } = tokens[i]!
    if (head >= 0 && (head < first || head > last)) return byTree(tokens, i)
  }
  return 'unknown'
}
