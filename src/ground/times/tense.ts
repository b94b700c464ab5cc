import type { Sentence, Token } from '../../parse/index.ts'

/** How the clause around a time expression looks at time; `unknown` where no verb tells. */
export type Tense = 'past' | 'present' | 'future' | 'unknown'

const modals: ReadonlySet<string> = new Set([
  'will',
  "'ll",
  '’ll',
  'shall',
  'would',
  "'d",
  '’d',
  'wo',
  'could',
  'may',
  'might',
  'can',
  'should',
  'must',
])
const planned: ReadonlySet<string> = new Set(
  'schedule expect plan set due slate prepare intend hope propose postpone delay likely await aim upcoming scheduled expected planned slated'.split(
    ' ',
  ),
)
const being: ReadonlySet<string> = new Set(['is', 'are', 'am', "'s", '’s', "'re", '’re', "'m", '’m', 'be'])
const was: ReadonlySet<string> = new Set(['was', 'were', 'had', 'did'])
const having: ReadonlySet<string> = new Set(['has', 'have', "'ve", '’ve'])
/** Verbs that report: their present tense is the day of the story. */
const reporting: ReadonlySet<string> = new Set('say report write tell add note quote cite state'.split(' '))

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

function isVerb(token: Token): boolean {
  return token.upos === 'VERB' || token.upos === 'AUX'
}

/** The words that go with a verb: its auxiliaries, copula and infinitive mark, read in a window before it. */
function helpers(tokens: readonly Token[], verb: number): Token[] {
  const found: Token[] = []
  for (let i = Math.max(0, verb - 8); i < Math.min(tokens.length, verb + 3); i++) {
    const token = tokens[i]!
    if (token.head !== verb) continue
    if (token.deprel.startsWith('aux') || token.deprel === 'cop' || (token.deprel === 'mark' && token.lemma === 'to'))
      found.push(token)
  }
  return found
}

function tenseOfVerb(tokens: readonly Token[], verb: number): Tense {
  const token = tokens[verb]!
  const around = helpers(tokens, verb)
  const forms = around.map((t) => t.form.toLowerCase())
  if (forms.some((f) => modals.has(f)))
    return forms.includes('have') && !forms.some((f) => f === 'will') ? 'past' : 'future'
  if (forms.includes('to')) return forms.includes('have') ? 'past' : 'future'
  const plan = planned.has(token.lemma) || planned.has(token.form.toLowerCase())
  if (forms.some((f) => was.has(f))) return plan ? 'future' : 'past'
  if (forms.some((f) => having.has(f))) return plan && !forms.includes('been') ? 'future' : 'past'
  if (forms.some((f) => being.has(f))) return plan || token.xpos === 'VBG' ? 'future' : 'present'
  if (token.xpos === 'VBD') return 'past'
  if (token.xpos === 'VBN') return plan ? 'future' : 'past'
  if (token.xpos === 'VBZ' || token.xpos === 'VBP')
    return reporting.has(token.lemma) ? 'past' : plan ? 'future' : 'present'
  if (token.xpos === 'VB') return 'future'
  return 'unknown'
}

/** Climbs from the expression to the verb (or predicate with a copula) it hangs on. */
function byTree(tokens: readonly Token[], at: number): Tense {
  let index = tokens[at]!.head
  for (let steps = 0; index >= 0 && steps < 12; steps++) {
    const token = tokens[index]!
    const tense = isVerb(token) || helpers(tokens, index).length > 0 ? tenseOfVerb(tokens, index) : 'unknown'
    if (tense !== 'unknown') return tense
    if (planned.has(token.lemma) || planned.has(token.form.toLowerCase())) return 'future'
    index = token.head
  }
  return 'unknown'
}

/** Without a tree: the nearest word before (else after) that shows a tense. */
function byOrder(tokens: readonly Token[], at: number): Tense {
  for (const step of [-1, 1]) {
    for (let i = at + step, seen = 0; i >= 0 && i < tokens.length && seen < 12; i += step, seen++) {
      const form = tokens[i]!.form.toLowerCase()
      if (modals.has(form) || planned.has(form)) return 'future'
      if (form === 'to' && i + 1 < at && step < 0 && /^[a-z]+$/.test(tokens[i + 1]!.form)) return 'future'
      if (was.has(form) || having.has(form) || form === 'said' || /[a-z]{2}ed$/.test(form)) return 'past'
      if (being.has(form)) return 'present'
    }
  }
  return 'unknown'
}

/** The tense of the clause a time expression stands in, from the parse where there is one and from the nearest verb form where there is none. */
export function tenseAround(sentence: Sentence | undefined, start: number, end: number): Tense {
  if (!sentence || sentence.tokens.length === 0) return 'unknown'
  const { tokens } = sentence
  const first = tokenAt(tokens, start)
  const last = tokenAt(tokens, end - 1)
  if (first >= tokens.length) return 'unknown'
  if (!tokens.some((token) => token.head >= 0)) return byOrder(tokens, first)
  for (let i = last < tokens.length ? last : first; i >= first; i--) {
    const head = tokens[i]!.head
    if (head < first || head > last) return byTree(tokens, i)
  }
  return 'unknown'
}
