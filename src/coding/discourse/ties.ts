import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import { backedPhrase, backing, hasHyphen } from './backing.ts'
import { bonds } from './bonds.ts'
import { headlineTies } from './headline-ties.ts'
import { namedRelation, relationNoun, theyChanged } from './relations-between.ts'
import { type Found, isParty, isTold } from './tie-drafts.ts'
import { besideSo, listedBeside, loveLost, tieIdioms } from './tie-idioms.ts'
import { atOdds, closeTo, oddsBeside, onTerms, pairOfKind, partyNoun, quarrels, stayingSo } from './tie-nouns.ts'
import { tiePhrases } from './tie-phrases.ts'
import { movers, trendNoun } from './tie-trends.ts'
import { tieWords } from './tie-words.ts'
import { tiesMended } from './ties-mended.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/**
 * The lasting relations the article tells of, one a pair, sign, trend and period; several tellings are several evidence spans. What someone says
 * between quotation marks, wishes, conditions and denials are no ties. Ids are given by the caller.
 */
export function codeTies(view: View): Found[] {
  const found: Found[] = []
  let context: Entity[] = []
  let before: Found[] = []
  for (const sentence of view.sentences) {
    const ties = [
      ...tiesIn(view, sentence, context),
      ...theyChanged(view, sentence, before),
      ...(sentence.in ? headlineTies(view, sentence) : []),
    ]
    before = ties
    found.push(...ties)
    const named = oneEach(
      view
        .mentions(sentence)
        .flatMap(({ entity }) => view.members(view.entity(entity)))
        .filter(isParty),
    )
    const [told] = new Set(ties.map(({ between }) => between.join()))
    if (named.length === 2) context = named
    else if (told !== undefined) context = told.split(',').map((id) => view.entity(id))
  }
  return merge(view, found)
}

/** Plurals that the tagger takes for verbs. */
const MANY = /^(?:enemies|foes|adversaries)$/i

function tiesIn(view: View, sentence: Sentence, context: readonly Entity[]): Found[] {
  const out: Found[] = []
  const hyphens = hasHyphen(sentence)
  sentence.tokens.forEach((token, index) => {
    if (view.quoted(token) && !sentence.in) return
    const lemma = lemmaOf(token)
    const rows = view.lexicon.rows('ties', lemma)
    if (token.upos === 'NOUN' && rows.some((row) => row.class === 'relation'))
      out.push(...relationNoun(view, sentence, index, context))
    if (token.upos === 'NOUN' && !sentence.in && rows.some((row) => row.class === 'relnoun'))
      out.push(...namedRelation(view, sentence, index, context))
    if (token.upos === 'NOUN') out.push(...pairOfKind(view, sentence, index), ...oddsBeside(view, sentence, index))
    const isParty = token.upos !== 'VERB' && token.upos !== 'PROPN' && rows.some((row) => row.class === 'noun')
    if (isParty || (token.upos === 'VERB' && MANY.test(token.form))) out.push(...partyNoun(view, sentence, index))
    if (view.lexicon.has('trends', lemma, 'noun') && token.upos === 'NOUN')
      out.push(...trendNoun(view, sentence, index, context))
    if (hyphens) out.push(...backedPhrase(view, sentence, index))
    if (!sentence.in) out.push(...besideSo(view, sentence, index))
  })
  if (!sentence.in) out.push(...loveLost(view, sentence), ...listedBeside(view, sentence))
  for (const clause of view.clauses(sentence)) {
    if (view.quoted(sentence.tokens[clause.head]!) && !sentence.in) continue
    out.push(...bonds(view, clause))
    if (!sentence.in) out.push(...tieIdioms(view, clause, context))
    if (!isTold(view, clause)) continue
    if (clause.kind === 'copula') out.push(...closeTo(view, clause), ...atOdds(view, clause), ...onTerms(view, clause))
    if (clause.kind === 'verb')
      out.push(...stayingSo(view, clause), ...quarrels(view, clause), ...movers(view, clause), ...backing(view, clause))
  }
  if (!sentence.in) out.push(...tiePhrases(view, sentence, context).filter((each) => !isKnown(view, out, each)))
  if (!sentence.in) out.push(...tieWords(view, sentence).filter((each) => !isPairKnown(view, out, each)))
  if (!sentence.in)
    for (const clause of view.clauses(sentence))
      if (!view.quoted(sentence.tokens[clause.head]!))
        out.push(...tiesMended(view, clause, context).filter((each) => !isPairKnown(view, out, each)))
  return out
}

const pairKey = (view: View, { between }: Found) =>
  between
    .map((id) => standing(view.entity(id)))
    .sort()
    .join(' ')

/** Whether a sentence was already found to tell of this pair. */
const isPairKnown = (view: View, found: readonly Found[], each: Found) =>
  found.some((known) => pairKey(view, known) === pairKey(view, each))

/** Whether it was found to tell of this pair with this sign. */
const isKnown = (view: View, found: readonly Found[], each: Found) =>
  found.some((known) => known.sign === each.sign && pairKey(view, known) === pairKey(view, each))

/** One tie a pair, sign, trend and period; a telling without a date joins one that has it. */
function merge(view: View, found: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const each of found) {
    const same = kept.find(
      (known) =>
        pairKey(view, known) === pairKey(view, each) &&
        known.sign === each.sign &&
        known.trend === each.trend &&
        (!known.date ||
          !each.date ||
          (known.trend === null
            ? known.date.start === each.date.start
            : // "All but severed in 1985, they soured again in 1988."
              Math.abs(Number(known.date.start.slice(0, 4)) - Number(each.date.start.slice(0, 4))) < 2)),
    )
    if (!same) {
      kept.push({ ...each, evidence: [...each.evidence] })
      continue
    }
    same.date ??= each.date
    for (const span of each.evidence)
      if (!same.evidence.some(({ start, in: part }) => start === span.start && part === span.in))
        same.evidence.push(span)
  }
  return kept
}
