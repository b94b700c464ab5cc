import type { NeuralParser, TokenAnnotation } from './neural/index.ts'

/** Headline habits and the plain words that stand for them: "China, Vietnam sign pact" is "China and Vietnam …", "Peru to expel envoy" is "Peru will …". */
const PLAIN: Record<string, string> = { ',': 'and', to: 'will' }

/** Most places tried in one headline; longer "headlines" are running text. */
const MOST_TRIED = 6

/**
 * Parses headlines. Where a comma or "to" may be headline shorthand, the headline is parsed again with the plain word in its place, and that reading is kept
 * when the plain word then joins two nouns of one kind, or makes the first noun the subject of the verb. The tokens themselves stay as written.
 */
export function annotateHeadlines(
  headlines: readonly (readonly string[])[],
  parser: NeuralParser,
): TokenAnnotation[][] {
  const best = parser.annotate(headlines)
  return headlines.map((given, h) => {
    let forms = given
    let reading = best[h]!
    const places = [...given.keys()].filter((i) => i > 0 && PLAIN[given[i]!] !== undefined).slice(-MOST_TRIED)
    for (const place of places.reverse()) {
      if (given[place] === 'to' && reading[reading[place]!.head]?.deprel !== 'acl') continue
      const plain = forms.with(place, PLAIN[given[place]!]!)
      for (const tried of given[place] === ',' ? [plain, withCommonNouns(plain, place)] : [plain]) {
        const [other] = parser.annotate([tried])
        if (!(given[place] === ',' ? joinsNouns(other!, place, reading) : makesSubject(other!, place))) continue
        forms = tried
        reading = other!
        break
      }
    }
    return reading.map((token, i) => (forms[i] === given[i] ? token : asWritten(token, given[i]!)))
  })
}

/** The names at both sides of `place` as plural nouns: after names a bare verb passes for one more noun ("China and Vietnam sign pact"), after "officials" it does not. */
function withCommonNouns(forms: readonly string[], place: number): string[] {
  let last = place + 1
  while (last + 1 < forms.length && isName(forms[last + 1]!)) last++
  const nouns = [...forms]
  if (isName(forms[place - 1]!) && isName(forms[last] ?? '')) {
    nouns[place - 1] = 'ministers'
    nouns[last] = 'officials'
  }
  return nouns
}

function isName(form: string): boolean {
  return /^\p{Lu}/u.test(form)
}

/** True when the word at `place` is the conjunction between two nouns of one kind, in a subject, or in an object or modifier where no subject of `before` is lost. */
function joinsNouns(reading: TokenAnnotation[], place: number, before: TokenAnnotation[]): boolean {
  const conjunction = reading[place]!
  const second = reading[conjunction.head]
  if (conjunction.deprel !== 'cc' || !second || second.deprel !== 'conj' || conjunction.head < place) return false
  const first = reading[second.head]
  if (!first || second.head > place || first.upos !== second.upos) return false
  if (/^nsubj/.test(first.deprel)) return first.upos === 'PROPN' || first.upos === 'NOUN'
  const subjects = (tokens: TokenAnnotation[]) => tokens.filter((token) => token.deprel.startsWith('nsubj')).length
  return first.upos === 'PROPN' && /^(?:obj|obl|nmod)$/.test(first.deprel) && subjects(reading) >= subjects(before)
}

/** True when the word at `place` is an auxiliary of the root verb, which has a subject before it. */
function makesSubject(reading: TokenAnnotation[], place: number): boolean {
  const { head, deprel } = reading[place]!
  if (deprel !== 'aux' || reading[head]?.deprel !== 'root' || reading[head]!.upos !== 'VERB') return false
  return reading.some((token, i) => i < place && token.head === head && token.deprel.startsWith('nsubj'))
}

/** The analysis of a comma, "to" or name that was read as another word. */
function asWritten(token: TokenAnnotation, form: string): TokenAnnotation {
  if (isName(form)) return { ...token, upos: 'PROPN', xpos: 'NNP' }
  return form === ','
    ? { ...token, upos: 'PUNCT', xpos: ',', deprel: 'punct' }
    : { ...token, upos: 'PART', xpos: 'TO', deprel: 'mark' }
}
