import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf } from '../clauses/tree.ts'
import type { Outlook, Statement } from '../record.ts'
import {
  chanceGiven,
  type Direction,
  expectation,
  heldOut,
  looksAhead,
  ofMatter,
  sureThat,
  TURNED,
  takenFor,
} from './expectations.ts'
import { deniedSubject, feelersOf, holderNoun, isFirstPerson, isPerson, saysOfOneself } from './outlook-holders.ts'
import { forecastWithin, outlookIdiom, sayingIn } from './outlook-idioms.ts'
import { outlookPhrases } from './outlook-phrases.ts'
import { outlookReplies } from './outlook-replies.ts'
import { prospect, thereIs } from './prospects.ts'
import { attributeQuotations } from './speakers.ts'
import { lemmaOf, oneEach, subjectsOf, type View } from './view.ts'
import { voicedOutlooks } from './voices.ts'

type Found = Omit<Outlook, 'id'>

/**
 * Who expects what of the relation or of what was agreed, with the words: someone named or of a trade, a speaker in quotation marks, or the article's
 * own voice (then `holder` is null). One an expectation; ids are given by the caller.
 */
export function codeOutlooks(view: View, statements: readonly Omit<Statement, 'id'>[]): Found[] {
  const told = view.body.flatMap((sentence) =>
    view.clauses(sentence).flatMap((clause) => {
      if (view.quoted(sentence.tokens[clause.head]!) || clause.conditional || isCondition(clause)) return []
      const said = directionOf(view, clause) ?? outlookIdiom(view, clause)
      const direction = said === 'optimistic' && isTakenBack(clause) ? 'mixed' : said
      const own = direction ? null : prospect(view, clause)
      return direction ? outlook(view, clause, direction) : own ? outlook(view, clause, own, null) : []
    }),
  )
  const phrased = view.body.flatMap((sentence) =>
    outlookPhrases(view, sentence)
      .filter(() => view.isTwoSided || ofMatter(view, sentence))
      .map(({ clause, direction, holder }) => outlook(view, clause, direction, holder)),
  )
  const denied = view.body.flatMap((sentence) =>
    outlookReplies(view, sentence, [...told, ...phrased]).map(({ clause, direction, holder }) =>
      outlook(view, clause, direction, holder),
    ),
  )
  const keyOf = ({ holder, evidence }: Found) => `${holder} ${evidence[0]!.start}`
  const set = view.body.flatMap((sentence) => {
    const forecast = forecastWithin(view, sentence)
    const clause = forecast ? view.clauses(sentence)[0] : undefined
    return forecast && clause ? outlook(view, clause, forecast.direction, forecast.holder) : []
  })
  const voiced = voicedOutlooks(view, statements).map(({ clause, direction, holder }) =>
    outlook(view, clause, direction, holder),
  )
  const all = [...phrased, ...told, ...denied, ...set, ...spokenOutlooks(view), ...reportedOutlooks(view), ...voiced]
  const found = all.filter(({ evidence }) => !view.bodyAt(evidence[0]!).some((sentence) => isOfToday(view, sentence)))
  // What a sentence tells first of a holder stands: "hopeful" before the hope it goes on to name.
  const isTold = (each: Found, at: number) =>
    found.slice(0, at).some(
      (other) =>
        keyOf(other) === keyOf(each) ||
        // Nobody's expectation, where the sentence has told somebody's.
        (each.holder === null &&
          each.direction === other.direction &&
          each.evidence[0]!.start === other.evidence[0]!.start),
    )
  const once = found.filter((each, at) => !isTold(each, at))
  // The same expectation of the same person told twice is one.
  const isSame = (a: Found, b: Found) => a.holder !== null && a.holder === b.holder && a.direction === b.direction
  return once.flatMap((each, at) => {
    if (once.slice(0, at).some((known) => isSame(known, each))) return []
    const again = once.slice(at + 1).filter((other) => isSame(each, other))
    return [{ ...each, evidence: [...each.evidence, ...again.flatMap(({ evidence }) => evidence)] }]
  })
}

/** "Once peace is assured", "as long as its authors fear each other": on what something depends, which nobody there expects. */
const isCondition = ({ parent, sentence, head }: Clause): boolean =>
  parent?.relation === 'advcl' &&
  (/^(?:once|until|till|unless|as|provided|lest)$/.test(parent.marker ?? '') ||
    sentence.tokens.some(
      (token) => token.head === head && token.deprel === 'mark' && /^(?:once|until|unless|as)$/i.test(token.form),
    ))

/** "Is hopeful but keeps his umbrella handy", "expects it to be ratified, but with a limp": a hope that its holder takes half back. */
function isTakenBack({ sentence, head }: Clause): boolean {
  const { tokens } = sentence
  const but = tokens.findIndex(({ form }, at) => at > head && /^(?:but|though|albeit)$/i.test(form))
  if (but < 0 || tokens.slice(head, but).some(({ form }) => /^[;:.]$/.test(form))) return false
  const next = tokens[but + 1]
  return next !== undefined && (/^(?:with|without|not|only)$/i.test(next.form) || next.xpos === 'VBZ')
}

/** "Relations are colder than at any time since the war, diplomats said": how things stand, and no word of what will come of it. */
function isOfToday(view: View, sentence: Sentence): boolean {
  const words = view.words(sentence)
  return (
    /\b(?:is|are|was|were|have been|has been) (?:\p{L}+ )?\p{L}+ than (?:ever|at any (?:time|point)|before)\b/u.test(
      words,
    ) && !/\b(?:will|would|may|might|could|can|expect|hope|fear|predict|likely)/i.test(words)
  )
}

/** "I am not optimistic," says a historian; "it will not last": what speakers say of themselves or of what is to become of it. */
function spokenOutlooks(view: View): Found[] {
  // Of other stories than those of two countries it is of markets, matches and trials.
  if (!view.isTwoSided) return []
  return attributeQuotations(view).flatMap(({ quotation, speaker, manner }) => {
    if (!speaker || manner !== 'direct') return []
    // What officials say will come of their own doing is a promise.
    const isOfficial = speaker.sectors.includes('GOV')
    const found = view.bodyAt({ start: quotation.start, end: quotation.end }).flatMap((sentence) =>
      view.clauses(sentence).flatMap((clause) => {
        const { start } = sentence.tokens[clause.head]!
        if (start < quotation.start || start >= quotation.end || clause.conditional) return []
        if (clause.tense === 'past') return []
        const direction =
          (isFirstPerson(clause) && (clause.kind === 'copula' || ofMatter(view, sentence))
            ? directionOf(view, clause)
            : null) ?? (isOfficial ? null : (itsFate(view, clause) ?? prospect(view, clause)))
        return direction ? outlook(view, clause, direction, speaker) : []
      }),
    )
    return found.slice(0, 1)
  })
}

/** "He said a light could be seen at the end of the tunnel", "he thought it would last until the next bang": a saying in somebody's words. */
function reportedOutlooks(view: View): Found[] {
  if (!view.isTwoSided) return []
  return view.body.flatMap((sentence) => {
    const direction = sayingIn(view.words(sentence))
    if (!direction) return []
    const spoken = attributeQuotations(view).find(
      ({ quotation, speaker }) => speaker && quotation.start < sentence.end && quotation.end > sentence.start,
    )
    const clause = view
      .clauses(sentence)
      .find((each) => each.kind === 'verb' && view.lexicon.has('cues', each.lemma, 'say', 'tell', 'think'))
    const any = clause ?? view.clauses(sentence)[0]
    if (!any) return []
    return clause && !view.quoted(sentence.tokens[clause.head]!)
      ? outlook(view, clause, direction)
      : outlook(view, any, direction, spoken?.speaker ?? null)
  })
}

/** "It will not last", "this will bring peace": said of what the talk is about. */
function itsFate(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  if (clause.kind !== 'verb' || !looksAhead(clause)) return null
  const isIt = subjectsOf(clause).some(
    ({ token }) =>
      /^(?:it|this)$/i.test(sentence.tokens[token]!.form) ||
      view.lexicon.has('outlooks', lemmaOf(sentence.tokens[token]!), 'matter'),
  )
  const tree = view.tree(sentence)
  const words = [head, ...childrenBy(tree, head, 'obj', 'advmod', 'xcomp', 'obl')]
  return isIt ? heldOut(view, sentence, words, clause.negated) : null
}

/** "is hopeful; her deputy is not": what is denied behind a break is denied of another. */
function isDeniedHere({ sentence, head, negated }: Clause): boolean {
  const after = sentence.tokens.slice(head + 1).map(({ form }) => form.toLowerCase())
  const stop = after.findIndex((form) => /^[;:.]$/.test(form))
  const no = after.findIndex((form) => /^(?:not|n't|n’t)$/.test(form))
  const isBefore = sentence.tokens
    .slice(Math.max(0, head - 5), head)
    .some(({ form }) => /^(?:not|n't|n’t|never|hardly|scarcely|no)$/i.test(form))
  return negated && (isBefore || no < 0 || stop < 0 || no < stop)
}

function directionOf(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const token = tree.tokens[head]!
  // "was gloomier still"
  const word = token.xpos === 'JJR' ? lemmaOf(token) : token.form.toLowerCase()
  const turned = (direction: string) =>
    isDeniedHere(clause) || deniedSubject(view, clause) ? TURNED[direction as Direction] : (direction as Direction)
  const doubter = doubtersOf(view, clause)
  if (doubter) return doubter
  if (clause.kind === 'copula' && childrenBy(tree, head, 'expl').length > 0) return thereIs(view, clause)
  if (clause.kind === 'copula' || token.xpos === 'VBN') {
    const row =
      view.lexicon.row('outlooks', word, 'adj') ??
      view.lexicon.row('outlooks', lemmaOf(token), 'adj') ??
      sureThat(view, clause)
    if (row && reserved(clause)) return judges(view, clause, row.direction!) ? 'mixed' : null
    // "less hopeful", "less gloomy"
    const isLess = childrenBy(tree, head, 'advmod').some((child) => /^(?:less|hardly)$/i.test(tree.tokens[child]!.form))
    const direction = row && isLess ? TURNED[row.direction as Direction] : row?.direction
    if (row) return judges(view, clause, row.direction!) ? turned(direction!) : null
    if (word === 'convinced' && (clause.negated || deniedSubject(view, clause))) return 'skeptical'
    if (
      /^(?:sure|certain|so)$/.test(word) &&
      (!isFirstPerson(clause) ||
        childrenBy(tree, head, 'ccomp').some((at) => view.clauseAt(sentence, at)?.tense === 'future')) &&
      (clause.negated || childrenBy(tree, head, 'advmod').some((child) => /^less$/i.test(tree.tokens[child]!.form)))
    )
      return 'skeptical'
    return null
  }
  if (clause.kind !== 'verb') return null
  if (/^(?:remain|stay|feel|seem|sound|appear)$/.test(clause.lemma)) {
    for (const child of childrenBy(tree, head, 'xcomp').flatMap((each) => conjunctsOf(tree, each))) {
      const row = view.lexicon.row('outlooks', tree.tokens[child]!.form.toLowerCase(), 'adj')
      if (row) return turned(row.direction!)
    }
    return null
  }
  if (/^be$/.test(clause.lemma) && childrenBy(tree, head, 'expl').length > 0) return thereIs(view, clause)
  const said = chanceGiven(view, clause) ?? takenFor(view, clause) ?? expectation(view, clause) ?? greeted(view, clause)
  if (said) return said
  const verb = view.lexicon.row('outlooks', clause.lemma, 'verb')
  if (verb && (holderNoun(view, clause) || (isFirstPerson(clause) && ofMatter(view, sentence)))) {
    if (
      /^(?:caution|warn)$/.test(clause.lemma) &&
      !clause.obliques.some(({ preposition }) => preposition === 'against') &&
      childrenBy(tree, head, 'ccomp').length === 0
    )
      return null
    return turned(verb.direction!)
  }
  if (/^(?:express|voice|have|see|share|hold)$/.test(clause.lemma)) {
    for (const { token: object } of clause.patients) {
      const noun = view.lexicon.row('outlooks', lemmaOf(tree.tokens[object]!), 'noun')
      const none = childrenBy(tree, object, 'amod', 'det').some((child) =>
        /^(?:little|no)$/i.test(tree.tokens[child]!.form),
      )
      if (noun && !none && (holderNoun(view, clause) || clause.lemma === 'express' || clause.lemma === 'voice'))
        return turned(noun.direction!)
      // "I share half of his optimism"
      const isHalf = /^(?:half|part|some|little)$/.test(lemmaOf(tree.tokens[object]!))
      if (
        isHalf &&
        childrenBy(tree, object, 'nmod').some((at) => view.lexicon.has('outlooks', lemmaOf(tree.tokens[at]!), 'noun'))
      )
        return 'mixed'
      if (
        /^(?:view|opinion|feeling)$/.test(lemmaOf(tree.tokens[object]!)) &&
        childrenBy(tree, object, 'amod').some((child) => /^mixed$/i.test(tree.tokens[child]!.form))
      )
        return 'mixed'
    }
  }
  return null
}

/** "greeted the news with scepticism", "looks at the pact with hope". */
function greeted(view: View, clause: Clause): Direction | null {
  if (!/^(?:greet|meet|receive|view|regard|look|react|respond|follow|watch|take)(?: |$)/.test(clause.lemma)) return null
  const { tokens } = clause.sentence
  const felt = clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .map(({ participant }) => view.lexicon.row('outlooks', lemmaOf(tokens[participant.token]!), 'noun'))
    .find((row) => row !== undefined)
  return felt && !clause.negated && (holderNoun(view, clause) || ofMatter(view, clause.sentence))
    ? (felt.direction as Direction)
    : null
}

const PERSONAL =
  /^(?:optimistic|pessimistic|s[ck]eptical|doubtful|hopeful|confident|upbeat|unconvinced|sure|certain|relaxed)$/i
/** Words of feeling that are as often about oneself or one's manner. */
const OF_DEEDS =
  /^(?:positive|cautious|divided|mixed|split|torn|worried|nervous|anxious|guarded|resigned|enthusiastic|hesitant|assured|relaxed|uncertain|unsure)$/i
const OF_RELATIONS =
  /^(?:convinced|persuaded|encouraged|heartened|cheerful|gloomy|bullish|disillusioned|downbeat|unimpressed)$/i

/** "Skeptics were easy to find": the noun itself says how they look at it. */
function doubtersOf(view: View, clause: Clause): Direction | null {
  if (clause.kind === 'noun' || clause.negated || clause.parent?.relation === 'relcl') return null
  for (const { token } of feelersOf(clause)) {
    const { xpos, lemma } = view.tree(clause.sentence).tokens[token]!
    if (xpos !== 'NNS') continue
    if (/^(?:skeptic|sceptic|pessimist|doubter)$/i.test(lemma)) return 'skeptical'
    if (/^optimist$/i.test(lemma)) return 'optimistic'
  }
  return null
}

/** "hopeful, but not very", "hopeful, with reservations". */
function reserved(clause: Clause): boolean {
  const after = clause.sentence.tokens.slice(clause.head + 1).map(({ form }) => form.toLowerCase())
  if (/ but only (?:a little|just|slightly)/.test(` ${after.join(' ')}`)) return true
  const words = after.slice(0, 4)
  return /^(?:with (?:some )?(?:reservations?|doubts)|but (?:not|only|cautious|wary))/.test(
    words.filter((word) => word !== ',').join(' '),
  )
}

/** "Vote counters on Capitol Hill are doubtful": several people of whom the word is said, in a story of what is between countries. */
function isOfSome(view: View, clause: Clause): boolean {
  const { sentence } = clause
  return ofMatter(view, sentence) && feelersOf(clause).some(({ token }) => sentence.tokens[token]!.xpos === 'NNS')
}

/** Words of feeling count where an expert feels them, or of some matter between countries; "mixed" and "positive" only from experts. */
function judges(view: View, clause: Clause, direction: string): boolean {
  if (holderNoun(view, clause) || saysOfOneself(view, clause) || isFirstPerson(clause)) return true
  // Anyone known by name may be hopeful or doubtful of what is to come.
  const word = clause.sentence.tokens[clause.head]!.form
  if (PERSONAL.test(word) && (isPerson(view, clause) || isOfSome(view, clause))) return true
  const isOfMatter = view.isTwoSided || ofMatter(view, clause.sentence)
  if (isOfMatter && isPerson(view, clause) && !OF_DEEDS.test(word)) return true
  if (OF_RELATIONS.test(word) && isPerson(view, clause)) return view.isTwoSided || ofMatter(view, clause.sentence)
  if (direction === 'mixed' || /^(?:positive|cautious)$/i.test(clause.sentence.tokens[clause.head]!.form)) return false
  return (
    clause.sentence.tokens.some((token) => view.lexicon.has('outlooks', lemmaOf(token), 'matter')) ||
    subjectsOf(clause).some(({ token }) =>
      /^(?:others|some|many|few|everyone|everybody)$/i.test(clause.sentence.tokens[token]!.form),
    )
  )
}

function outlook(view: View, clause: Clause, direction: Direction, by?: Entity | null): Found {
  const { sentence } = clause
  const holder = by === undefined ? feelersOf(clause).flatMap(({ token }) => view.named(sentence, token) ?? [])[0] : by
  const own = new Set(holder ? [holder.id] : [])
  const named = oneEach(
    view
      .mentions(sentence)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((entity: Entity) => entity.country !== null && !own.has(entity.id)),
  )
  const about = named.length > 1 ? named : view.mainPair
  return {
    holder: holder?.id ?? null,
    about: about.map(({ id }) => id),
    direction,
    rule: by === undefined ? 'outlook/expects' : by ? 'outlook/says' : 'outlook/prospect',
    evidence: [view.evidence(sentence)],
  }
}
