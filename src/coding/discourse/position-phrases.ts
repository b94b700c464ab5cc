import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { governing } from './tie-drafts.ts'
import { phraseAt } from './tie-phrases.ts'
import { lemmaOf, oneEach, subjectsOf, type View } from './view.ts'
import type { Stance } from './views-taken.ts'

/** A view told by a set phrase: who holds it and the tokens of what it is of. */
interface Phrased {
  clause: Clause
  holders: Entity[]
  tokens: number[]
  stance: Stance
}

const NOT = /^(?:not|n't|n’t|never|no|hardly)$/i
const OPPOSITE = { for: 'against', against: 'for', unclear: 'unclear' } as const

/**
 * Views told by a set phrase of `position-phrases.tsv` in any construction ("looks askance at", "has reservations about", "gave its blessing to"): of whatever
 * stands behind the phrase up to the next break, held by the subject of its clause.
 */
export function positionPhrases(view: View, sentence: Sentence): Phrased[] {
  return sentence.tokens.flatMap((token, from) => {
    if (view.quoted(token)) return []
    for (const row of view.lexicon.rows('position-phrases', lemmaOf(token))) {
      const words = phraseAt(sentence, from, row)
      const clause = words ? (view.clauseAt(sentence, from) ?? governing(view, sentence, from)) : null
      const isVote = words?.some((at) => lemmaOf(sentence.tokens[at]!) === 'vote')
      if (!words || !clause || clause.conditional || (clause.tense === 'future' && !isVote)) continue
      const holders = oneEach(
        subjectsOf(clause)
          .filter(({ token: at }) => at !== from && !words.includes(at))
          .flatMap(({ token: at }) => view.actors(sentence, at))
          .filter(({ country, code }) => country !== null || code.startsWith('IGO')),
      )
      const tokens = behind(view, sentence, words.at(-1)! + 1)
      if (holders.length === 0 || tokens.length === 0) continue
      const isTurned = sentence.tokens.some(
        ({ form }, at) => at >= from - 3 && at < words.at(-1)! && at !== from && !words.includes(at) && NOT.test(form),
      )
      const stance = row.stance as 'for' | 'against'
      return [
        { clause, holders, tokens, stance: isTurned && !CONCEALS.test(lemmaOf(token)) ? OPPOSITE[stance] : stance },
      ]
    }
    return []
  })
}

/** "did not conceal its displeasure" shows it. */
const CONCEALS = /^(?:conceal|hide)$/

/** What a view is of: the words up to a stop or the next predicate. A party by its name alone is a side taken, not a matter. */
function behind(view: View, sentence: Sentence, from: number): number[] {
  const { tokens } = sentence
  // "what it had all been for, gazed", "warmed to each other": of nothing, of themselves
  if (tokens[from]?.upos === 'PUNCT' && !/^["“‘'(]$/.test(tokens[from].form)) return []
  if (/^(?:each|one)$/i.test(tokens[from]?.form ?? '') && /^(?:an)?other$/i.test(tokens[from + 1]?.form ?? ''))
    return []
  let to = from
  while (to < tokens.length) {
    const { form } = tokens[to]!
    if (/^[;:.—?!]$/.test(form) || /^(?:but|while|though|although|because|whereas)$/i.test(form)) break
    if (form === ',' && /^(?:and|but|while|which|who|whose|so|as|he|she|it|they)$/i.test(tokens[to + 1]?.form ?? ''))
      break
    to++
  }
  while (to > from && tokens[to - 1]!.upos === 'PUNCT') to--
  // "disagreed with Cuba about human rights": that is against neither.
  const other = view.mentions(sentence).find((each) => each.from <= from && from < each.to)
  if (other && other.to < to && /^(?:about|on|over)$/i.test(tokens[other.to]!.form)) return []
  const all = tokens.map((_, at) => at).slice(from, to)
  const isBare = all.every((at) => /^(?:PROPN|DET|ADJ|PUNCT)$/.test(tokens[at]!.upos))
  const isParty = view.mentions(sentence).some(({ head }) => all.includes(head))
  return isBare && isParty ? [] : all
}
