import '../../src/languages.ts'
import { type Article, articleKey } from '../../src/article/index.ts'
import type { Clause } from '../../src/coding/clause.ts'
import { clausesOf } from '../../src/coding/clauses/clauses-of.ts'
import { repairedText } from '../../src/coding/clauses/repair.ts'
import { isBelow, treeOf } from '../../src/coding/clauses/tree.ts'
import { contextReaderOf, matterOf } from '../../src/coding/events/code-events.ts'
import { isFilled, learnedRule, neighboursOf } from '../../src/coding/events/learned.ts'
import type { EventType } from '../../src/coding/record.ts'
import { encodeTrigger } from '../../src/coding/relate/encoded-trigger.ts'
import type { WordVectors } from '../../src/coding/relate/model.ts'
import { SENSES } from '../../src/coding/relate/senses.ts'
import { MODE_LABELS, TRIGGER_LABELS } from '../../src/coding/relate/trigger-model.ts'
import { isAskable, kept, viewTrigger } from '../../src/coding/relate/trigger-view.ts'
import { classNamesOf } from '../../src/coding/rules/class-names.ts'
import { Matcher } from '../../src/coding/rules/match.ts'
import { Parties } from '../../src/coding/rules/parties.ts'
import type { RuleBook } from '../../src/coding/rules/rule.ts'
import type { Lexicon } from '../../src/ground/index.ts'
import { type Entity, type GroundedText, ground, withHomes } from '../../src/ground/index.ts'
import type { LanguageModel } from '../../src/parse/index.ts'
import { parseArticle, type Sentence } from '../../src/parse/index.ts'
import { overlaps, type Span } from '../../src/text/index.ts'
import type { TriggerRow } from './fit-triggers.ts'
import type { Mark, MarkedSentence } from './triggers.ts'

/** A predicate of a training sentence as numbers, with the types and modes it may be (columns); `modes` empty: not known. */
export interface Predicate extends TriggerRow {
  modes: number[]
  /** What the network reads of it. */
  input: Int8Array | null
  /** Types, then: the candidates' index of a row whose trigger is not known; see `gold`. */
  group: string
}

/** What preparing a text needs. */
export interface Resources {
  model: LanguageModel
  lexicon: Lexicon
  rules: RuleBook
}

/** A text parsed, grounded and cut into clauses, once. */
export interface Prepared {
  grounded: GroundedText
  parties: Parties
  sentences: { sentence: Sentence; clauses: Clause[]; matter: string[]; matcher: Matcher }[]
}

export function prepare(text: string, date: string | null, resources: Resources): Prepared {
  const article: Article = {
    id: 'row',
    key: articleKey(undefined, text),
    language: 'en',
    date: date ? { start: date, end: date, precision: 'day', basis: 'given', why: 'given' } : null,
    text,
    paragraphs: [{ start: 0, end: text.length }],
    sourceMap: [[0, 0]],
    issues: [],
  }
  const grounded = withHomes(ground(repairedText(parseArticle(article, resources.model)), resources.lexicon))
  const parties = new Parties(grounded)
  const reader = contextReaderOf(resources.rules)
  const sentences = grounded.parsed.body.map((sentence) => {
    const clauses = clausesOf(sentence)
    return {
      sentence,
      clauses,
      matter: matterOf(reader.count(sentence)),
      matcher: new Matcher(clauses, resources.rules, parties),
    }
  })
  return { grounded, parties, sentences }
}

const column = (type: string) => TRIGGER_LABELS.indexOf(type as EventType)
const FUTURE_AS_AGREE = ['CONSULT', 'SUPPORT', 'COOPERATE', 'AID']

/** A predicate's row without its labels. */
function blank(
  clause: Clause,
  clauses: readonly Clause[],
  prepared: Prepared,
  matter: readonly string[],
  resources: Resources,
  vectors: WordVectors,
  weight: number,
  group: string,
): Predicate {
  const view = kept(
    viewTrigger(
      clause,
      clauses,
      prepared.parties,
      classNamesOf(resources.rules),
      neighboursOf(resources.rules, vectors),
      matter,
    ),
  )
  return {
    hashes: view.traits,
    dense: view.dense,
    allowed: [0],
    modes: [],
    input: encodeTrigger(clause, clauses, prepared.grounded.parsed.body),
    weight,
    group,
  }
}

/** What a type may be called on this clause: a planned CONSULT is AGREE in the end, and the coder sees to that. */
function columnsOf(types: readonly string[], clause: Clause): number[] {
  const all = types.flatMap((type) => (type === 'AGREE' && isOpen(clause) ? ['AGREE', ...FUTURE_AS_AGREE] : [type]))
  return [...new Set(all.map(column))]
}

const isOpen = (clause: Clause) => clause.tense === 'future' || clause.modal !== null

function modeColumn(type: string, mode: string | null): number[] {
  const at = MODE_LABELS.indexOf(`${type}/${mode ?? '-'}`)
  return at < 0 ? [] : [at]
}

/** The predicates of our marked sentences: marked ones are events, all others none. */
export function markedPredicates(
  rows: readonly MarkedSentence[],
  resources: Resources,
  vectors: WordVectors,
  weight = 1,
): Predicate[] {
  const found: Predicate[] = []
  for (const row of rows) {
    const prepared = prepare(row.text, row.date ?? '1999-06-15', resources)
    for (const { sentence, clauses, matter } of prepared.sentences) {
      const labels = new Map<number, Pick<Mark, 'types' | 'mode' | 'optional'>>()
      for (const mark of row.marks) {
        const clause = clauseAt(mark, sentence, clauses)
        if (!clause) continue
        labels.set(clause.index, mark)
        // verb and noun under it are one event
        for (const noun of clauses)
          if (noun.light === clause.index && !labels.has(noun.index)) labels.set(noun.index, mark)
        if (clause.light !== undefined && !labels.has(clause.light)) labels.set(clause.light, { types: [], mode: null })
      }
      for (const clause of clauses) {
        if (!isAskable(clause)) continue
        const label = labels.get(clause.index)
        if (label && label.types.length === 0) continue
        const predicate = blank(clause, clauses, prepared, matter, resources, vectors, weight, row.group ?? row.text)
        if (label && label.types[0] !== 'NONE') {
          predicate.allowed = [...(label.optional ? [0] : []), ...columnsOf(label.types, clause)]
          if (label.mode) predicate.modes = modeColumn(label.types[0]!, label.mode)
        }
        found.push(predicate)
      }
    }
  }
  return found
}

/** The clause whose predicate stands in a marked stretch, or carries a word of it. */
export function clauseAt(mark: Span, sentence: Sentence, clauses: readonly Clause[]): Clause | undefined {
  const { tokens } = treeOf(sentence)
  const inside = tokens.map((token, i) => ({ token, i })).filter(({ token }) => overlaps(token, mark))
  if (inside.length === 0) return undefined
  const order = { verb: 0, copula: 1, noun: 2 }
  const own = clauses
    .filter((clause) => inside.some(({ i }) => i === clause.head))
    .sort((a, b) => order[a.kind] - order[b.kind] || a.head - b.head)[0]
  if (own) return own
  for (let at = inside[0]!.i, steps = 0; at >= 0 && steps < 4; at = tokens[at]!.head, steps++) {
    const clause = clauses.find((each) => each.head === at)
    if (clause) return clause
  }
  return undefined
}

/** The clause whose participants are the marked source and target; undefined where none holds both. */
export function joiningClause(
  { sentence, clauses }: Pick<Prepared['sentences'][number], 'sentence' | 'clauses'>,
  marked: { source: readonly Span[]; target: readonly Span[] },
): Clause | undefined {
  const tree = treeOf(sentence)
  const within = (spans: readonly Span[]) =>
    tree.tokens.flatMap((token, i) => (spans.some((span) => overlaps(span, token)) ? [i] : []))
  const source = new Set(within(marked.source))
  const target = new Set(within(marked.target))
  let best: Clause | undefined
  let top = 2
  for (const clause of clauses) {
    if (!isAskable(clause) || source.has(clause.head)) continue
    const objects = [...clause.patients, ...clause.receivers, ...clause.obliques.map((each) => each.participant)]
    const from = clause.agents.some((each) => source.has(each.token)) ? 2 : 0
    const to = objects.some((each) => target.has(each.token) || target.has(clause.head))
      ? 2
      : objects.some((each) => [...target].some((token) => isBelow(tree, token, each.token))) ||
          [...target].some((token) => isBelow(tree, token, clause.head))
        ? 1
        : clause.agents.some((each) => target.has(each.token))
          ? 1
          : 0
    const score = from + to + (clause.light !== undefined ? 0.5 : 0) - (clause.kind === 'noun' ? 0.1 : 0)
    if (score > top) {
      top = score
      best = clause
    }
  }
  return best
}

/** The predicate that joins the marked parties of a pair: what the source does to the target is told there. Nothing is said of the others. */
export function pairPredicates(
  rows: readonly { text: string; source: Span[]; target: Span[]; senses: string[]; weight: number; group: string }[],
  resources: Resources,
  vectors: WordVectors,
): Predicate[] {
  const found: Predicate[] = []
  for (const row of rows) {
    const prepared = prepare(row.text, '1999-06-15', resources)
    const senses = SENSES.filter((sense) => row.senses.includes(sense.name))
    for (const each of prepared.sentences) {
      const { clauses, matter } = each
      const best = joiningClause(each, row)
      if (!best) continue
      const predicate = blank(best, clauses, prepared, matter, resources, vectors, row.weight, row.group)
      predicate.allowed = columnsOf([...new Set(senses.map((sense) => sense.type))], best)
      if (senses.length === 1 && senses[0]!.mode) predicate.modes = modeColumn(senses[0]!.type, senses[0]!.mode)
      found.push(predicate)
    }
  }
  return found
}

/** A gold event as `eval/gold` has it. */
export interface WantedEvent {
  type: string
  types?: string[]
  mode?: string | null
  optional?: boolean
  /** True when these parties are the event's, as the scorer compares them. */
  fits(actors: readonly Entity[], recipients: readonly Entity[], type: string): boolean
}

/**
 * The predicates of gold rows. Rows name types and parties but not words, so each event goes to the predicate under which its parties are found and that a rule or,
 * failing that, the model `guess` takes for its type. Predicates that could be an optional event's are left out.
 */
export function goldPredicates(
  rows: readonly { id: string; text: string; date: string | null; events: readonly WantedEvent[]; weight: number }[],
  resources: Resources,
  vectors: WordVectors,
  guess: (row: Predicate) => Float64Array,
): Predicate[] {
  const found: Predicate[] = []
  for (const row of rows) {
    const prepared = prepare(row.text, row.date, resources)
    const all: { clause: Clause; predicate: Predicate; matcher: Matcher; chances: Float64Array; skip: boolean }[] = []
    for (const { clauses, matter, matcher } of prepared.sentences)
      for (const clause of clauses) {
        if (!isAskable(clause)) continue
        const predicate = blank(clause, clauses, prepared, matter, resources, vectors, row.weight, row.id)
        all.push({ clause, predicate, matcher, chances: guess(predicate), skip: false })
      }
    const taken = new Set<Clause>()
    for (const event of [...row.events].sort((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false))) {
      const types = [event.type, ...(event.types ?? [])]
      const scored = all
        .filter(({ clause }) => !taken.has(clause))
        .map((each) => {
          const ruled = each.matcher.candidate(each.clause)
          const fitting = types.filter((type) => {
            const candidate = each.matcher.fit(learnedRule(type as EventType), each.clause)
            return (
              candidate &&
              isFilled(candidate, each.chances[column(type)]!) &&
              event.fits(candidate.actors, candidate.recipients, type)
            )
          })
          const byRule =
            ruled !== null && types.includes(ruled.rule.event) && event.fits(ruled.actors, ruled.recipients, event.type)
          const chance = Math.max(...types.map((type) => each.chances[column(type)]!))
          const score = (byRule ? 2 : 0) + (fitting.length > 0 ? chance + 0.05 : 0)
          return { each, score }
        })
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
      const best = scored[0]?.each
      if (!best) {
        // nothing to pin it on: whatever looks like it is not to be judged
        for (const each of all) if (types.some((type) => each.chances[column(type)]! > 0.3)) each.skip = true
        continue
      }
      if (event.optional) {
        for (const { each, score } of scored) if (score > 0.25) each.skip = true
        continue
      }
      taken.add(best.clause)
      best.predicate.allowed = columnsOf(types, best.clause)
      if (event.mode !== undefined && !event.types) best.predicate.modes = modeColumn(event.type, event.mode)
      for (const other of all) {
        if (other.matcher !== best.matcher) continue
        if (other.clause.light === best.clause.index || best.clause.light === other.clause.index) other.skip = true
      }
    }
    for (const each of all) if (!each.skip || taken.has(each.clause)) found.push(each.predicate)
  }
  return found
}
