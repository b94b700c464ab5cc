import type { GroundedText } from '../ground/index.ts'
import type { Sentence } from '../parse/index.ts'
import { clausesOf } from './clauses/clauses-of.ts'
import { actOf, choose } from './events/code-events.ts'
import { isQuestion } from './events/silence.ts'
import type { EventType } from './record.ts'
import { Matcher } from './rules/match.ts'
import { Parties } from './rules/parties.ts'
import type { RuleBook } from './rules/rule.ts'

/** A rule that shares a predicate's word and stayed silent, with the reason in plain words. */
export interface NearMiss {
  rule: string
  word: string
  because: string
}

/** One event seen in a sentence and why. */
export interface ExplainedEvent {
  type: EventType
  rule: string
  why: string
  /** The words that fired the rule: trigger and light verb, then parties. */
  trigger: string
  actors: string[]
  recipients: string[]
  /** Edges between the trigger and its farthest party. */
  pathLength: number
  nearest: NearMiss | null
}

/** What the coder sees in one sentence: its clauses in brief, its events, and for each the nearest rule that did not fire. */
export interface ExplainedSentence {
  text: string
  clauses: string[]
  events: ExplainedEvent[]
  /** Of predicates without an event. */
  misses: NearMiss[]
  /** Why nothing could be coded at all; null otherwise. */
  silent: string | null
}

/** Explains the coding of every sentence of a grounded text, title first; for `detente code --explain`. */
export function explain(grounded: GroundedText, book: RuleBook): ExplainedSentence[] {
  const parties = new Parties(grounded)
  const { title, body, article } = grounded.parsed
  return [...title, ...body].map((sentence) => {
    const clauses = clausesOf(sentence)
    const matcher = new Matcher(clauses, book, parties, true)
    const word = (token: number) => sentence.tokens[token]!.form
    const chosen = choose(matcher)
    const misses = matcher.misses.map((miss) => ({
      rule: miss.rule.id,
      word: word(miss.clause.head),
      because: miss.because,
      clause: miss.clause.index,
    }))
    const events = chosen.map(({ candidate }) => {
      const near = misses.find((miss) => miss.clause === candidate.clause.index) ?? null
      return {
        type: actOf(candidate).type,
        rule: candidate.rule.id,
        why: candidate.rule.why,
        trigger: [
          candidate.clause.light !== undefined ? word(clauses[candidate.clause.light]!.head) : '',
          word(candidate.clause.head),
        ]
          .filter(Boolean)
          .join(' … '),
        actors: candidate.actors.map((entity) => entity.code || entity.name),
        recipients: candidate.recipients.map((entity) => entity.code || entity.name),
        pathLength: candidate.pathLength,
        nearest: near && { rule: near.rule, word: near.word, because: near.because },
      }
    })
    const coded = new Set(chosen.map(({ candidate }) => candidate.clause.index))
    const source = sentence.in === 'title' ? (article.title ?? '') : article.text
    return {
      text: source.slice(sentence.start, sentence.end),
      clauses: clauses
        .filter((clause) => clause.kind !== 'noun' || clause.agents.length + clause.patients.length > 0)
        .map((clause) => brief(clause, sentence)),
      events,
      misses: misses.filter((miss) => !coded.has(miss.clause)).map(({ clause, ...miss }) => miss),
      silent: isQuestion(sentence) ? 'a question tells nothing' : null,
    }
  })
}

function brief(clause: ReturnType<typeof clausesOf>[number], sentence: Sentence): string {
  const words = (list: readonly { token: number }[]) => list.map((each) => sentence.tokens[each.token]!.form).join(', ')
  const parts = [
    clause.agents.length > 0 ? `by ${words(clause.agents)}` : '',
    clause.patients.length > 0 ? `to ${words(clause.patients)}` : '',
    ...clause.obliques.map((each) => `${each.preposition || '·'} ${sentence.tokens[each.participant.token]!.form}`),
    clause.negated ? 'negated' : '',
    clause.modal ? `under "${clause.modal}"` : '',
    clause.conditional ? 'conditional' : '',
  ].filter(Boolean)
  return `${clause.lemma} (${clause.kind}, ${clause.voice}, ${clause.tense})${parts.length > 0 ? `: ${parts.join('; ')}` : ''}`
}
