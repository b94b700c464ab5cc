import type { Sentence, Token } from '../../parse/index.ts'

/**
 * A sentence from a compact parse, one word `form|UPOS|XPOS|head|deprel[|lemma]` each, parted by blanks; heads count from 1, 0 is the root; the lemma
 * defaults to the form in lower case. For tests and examples; offsets are those of the forms joined by single blanks.
 */
export function sentenceFrom(parse: string): Sentence {
  let at = 0
  const tokens = parse.split(' ').map((word): Token => {
    const [form, upos, xpos, head, deprel, lemma] = word.split('|') as [string, string, string, string, string, string?]
    const start = at
    at += form.length + 1
    return {
      start,
      end: start + form.length,
      form,
      lemma: lemma ?? form.toLowerCase(),
      upos,
      xpos,
      head: Number(head) - 1,
      deprel,
    }
  })
  return { start: 0, end: at - 1, index: 0, paragraph: 0, tokens }
}
