import type { Sentence, Token } from '../../parse/index.ts'
import { type Found, isParty, trendTie } from './tie-drafts.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

/** Words that make a headline one of wishes, doubts, denials and plans. */
const UNTOLD =
  /^(?:no|not|n't|n’t|never|may|might|could|can|would|should|must|will|won|if|whether|seek|seeks|want|wants|hope|hopes|urge|urges|vow|vows|plan|plans|ask|asks|try|tries|fail|fails|deny|denies|\?)$/i
/** What ends or eases a quarrel, before its noun. */
const ENDS = /^(?:end|bury|heal|mend|settle|ease|defuse|overcome|forget|calm|cool|lower|reduce)$/
/** Words that may stand within a phrase. */
const LIGHT = /^(?:DET|ADJ|ADV|ADP|PRON|NUM|PART|CCONJ)$/

/**
 * A headline of two countries with words of warming or cooling between them: "… Get Closer", "… Mend Fences", "Relations Sour …", "Tensions Ease …", "…
 * Find Kinder Words". Headlines parse poorly, so their words alone decide; one that wishes, doubts or denies decides nothing.
 */
export function headlineTies(view: View, sentence: Sentence): Found[] {
  const parties = oneEach(
    view
      .mentions(sentence)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  const { tokens } = sentence
  const isUntold = tokens.some(
    ({ form }, at) => UNTOLD.test(form) || (/^to$/i.test(form) && tokens[at + 1]?.upos === 'VERB'),
  )
  if (parties.length !== 2 || isUntold) return []
  for (const [at] of tokens.entries()) {
    const trend =
      movedAt(view, tokens, at) ??
      tonedAt(view, tokens, at) ??
      idiomAt(view, tokens, at) ??
      relationAt(view, sentence, at)
    if (trend) return trendTie(view, sentence, parties, trend, at, 'headline')
  }
  return []
}

/** "Get a Little Closer", "Drift Apart", "A New Thaw". */
function movedAt(view: View, tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at]!
  const compared = view.lexicon.row('trends', token.form.toLowerCase(), 'comparative')
  const moves = tokens
    .slice(Math.max(0, at - 4), at)
    .some((each) => wordsOf(each).some((word) => view.lexicon.has('trends', word, 'mover', 'drifter')))
  if (compared && moves) return compared.trend
  return token.upos === 'NOUN' ? view.lexicon.row('trends', lemmaOf(token), 'noun')?.trend : undefined
}

/** "Kinder Words", "a Softer Tone". */
function tonedAt(view: View, tokens: readonly Token[], at: number): string | undefined {
  const tone = view.lexicon.row('trends', tokens[at]!.form.toLowerCase(), 'tone')
  const next = tokens[at + 1]
  return tone && next && /^(?:words?|tones?|notes?|language|rhetoric|voices?|terms)$/i.test(next.form)
    ? tone.trend
    : undefined
}

/** "Mend Fences", "Bury the Hatchet", "Ice Melts". */
function idiomAt(view: View, tokens: readonly Token[], at: number): string | undefined {
  for (const first of wordsOf(tokens[at]!))
    for (let next = at + 1; next < Math.min(tokens.length, at + 4); next++) {
      for (const second of wordsOf(tokens[next]!)) {
        const row = view.lexicon.row('trends', `${first} ${second}`, 'idiom')
        if (row) return row.trend
      }
      if (!LIGHT.test(tokens[next]!.upos)) break
    }
  return undefined
}

/** "Relations Sour", "Mend Ties", "Tensions Ease", "End Their Feud": a noun of relation with a word of its going up or down. */
function relationAt(view: View, sentence: Sentence, at: number): string | undefined {
  const { tokens } = sentence
  const rows = wordsOf(tokens[at]!).flatMap((word) => view.lexicon.rows('ties', word))
  const named = rows.find((row) => row.class === 'relation' || row.class === 'relnoun')
  if (!named || (tokens[at]!.upos === 'VERB' && at > 0)) return undefined
  const before = tokens.slice(Math.max(0, at - 3), at).flatMap(wordsOf)
  const isNamed = (token: number) => view.mentions(sentence).some(({ from, to }) => from <= token && token < to)
  const after = tokens
    .filter((token, index) => index > at && !isNamed(index) && !/^(?:ADP|CCONJ|DET)$/.test(token.upos))
    .slice(0, 2)
    .flatMap(wordsOf)
  if (Number(named.sign) >= 0) {
    const row = [...before, ...after].map((word) => view.lexicon.row('trends', word, 'verb')).find((found) => found)
    return row?.trend
  }
  if (before.some((word) => ENDS.test(word))) return 'warming'
  return [...before, ...after].map((word) => view.lexicon.row('trends', word, 'quarrel')).find((found) => found)?.trend
}

/** The forms a headline's word may stand for in the tables: capitals hide its lemma from the tagger. */
function wordsOf(token: Token): string[] {
  const form = token.form.toLowerCase()
  return [
    ...new Set([
      form,
      lemmaOf(token),
      form.replace(/(?<=[a-z]{2})(?:s|ed|es)$/, ''),
      form.replace(/(?<=[a-z]{2})s$/, ''),
    ]),
  ]
}
