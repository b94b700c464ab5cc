import type { Sentence } from '../parse/index.ts'

/** For each token whether it stands inside a direct quotation that opens or closes in its sentence. */
export function quotedTokens({ tokens }: Sentence): boolean[] {
  const marks = tokens.map((token) => quoteMark(token.form))
  const first = marks.find((mark) => mark !== null)
  let open = first === 'close'
  const seen: boolean[] = []
  marks.forEach((mark) => {
    if (mark === 'open') open = true
    else if (mark === 'close') open = false
    else if (mark === 'either') open = !open
    seen.push(open && mark === null)
  })
  return seen
}

/**
 * For each token whether it stands in the title of a work: a short quotation in capitals throughout, small words left out ("Saving Private Ryan"), in a sentence that speaks of films,
 * songs or books by one of `works`.
 */
export function titledTokens(sentence: Sentence, works: (lemma: string) => boolean): boolean[] {
  const { tokens } = sentence
  const seen = tokens.map(() => false)
  if (!tokens.some(({ form }) => quoteMark(form) !== null) || !tokens.some(({ lemma }) => works(lemma.toLowerCase())))
    return seen
  const quoted = quotedTokens(sentence)
  for (let from = 0; from < tokens.length; from++) {
    if (!quoted[from]) continue
    let to = from
    while (quoted[to]) to++
    const words = tokens.slice(from, to).filter(({ form }) => /\p{L}/u.test(form))
    const isTitle = words.every(({ form }, i) => (i > 0 && SMALL.test(form)) || /^[\p{Lu}'’]/u.test(form))
    if (isTitle && words.length > 0 && words.length < 10) seen.fill(true, from, to)
    from = to
  }
  return seen
}

const SMALL = /^(?:a|an|the|of|and|or|in|on|at|to|for|from|with|by|if|as|is|de|la|le|['’]s)$/

function quoteMark(form: string): 'open' | 'close' | 'either' | null {
  if (form === '“' || form === '``') return 'open'
  if (form === '”' || form === "''") return 'close'
  return form === '"' ? 'either' : null
}
