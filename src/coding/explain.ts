import { type GroundedText, mentionsIn, withHomes } from '../ground/index.ts'
import type { Sentence } from '../parse/index.ts'
import type { Span } from '../text/index.ts'
import { clausesOf } from './clauses/clauses-of.ts'
import { treeOf } from './clauses/tree.ts'
import { choose } from './events/choose.ts'
import { actOf, contextReaderOf, matterOf } from './events/code-events.ts'
import { guessesOf, learnedVoice } from './events/learned.ts'
import { reasonsOf } from './events/learned-reasons.ts'
import { isQuestion } from './events/silence.ts'
import type { EventType } from './record.ts'
import type { RelateModel } from './relate/index.ts'
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
  /** Where the trigger and the words that filled the roles stand. */
  spans: { trigger: Span[]; actors: Span[]; recipients: Span[] }
  /** The way through the sentence's tree from the trigger to each party's word: "sent ←obl capital ←nmod Greece" (arrows point to heads). */
  paths: string[]
  nearest: NearMiss | null
  /** Of an event that the learned model tells: what spoke most for it. */
  reasons: string[]
}

/** What the coder sees in one sentence: its clauses in brief, its events, and for each the nearest rule that did not fire. */
export interface ExplainedSentence {
  text: string
  /** Where the sentence stands in the text or, with `in`, in the title. */
  span: Span
  clauses: string[]
  events: ExplainedEvent[]
  /** Of predicates without an event. */
  misses: NearMiss[]
  /** Of a sentence without an event: what its predicates come nearest to in the learned model's view, likeliest first. */
  guesses: { word: string; type: EventType; chance: number; lacks: string | null }[]
  /** Why nothing could be coded at all; null otherwise. */
  silent: string | null
}

/** Explains the coding of every sentence of a grounded text, title first; for `detente code --explain`. */
export function explain(told: GroundedText, book: RuleBook, model: RelateModel): ExplainedSentence[] {
  const grounded = withHomes(told)
  const parties = new Parties(grounded)
  const reader = contextReaderOf(book)
  const { title, body, article } = grounded.parsed
  return [...title, ...body].map((sentence) => {
    const clauses = clausesOf(sentence)
    const matter = matterOf(reader.count(sentence))
    const voice = learnedVoice(model, book, parties, matter)
    const matcher = new Matcher(clauses, book, parties, { watch: true, voice })
    const word = (token: number) => sentence.tokens[token]!.form
    const part = sentence.in ? { in: sentence.in } : {}
    const spanOf = (token: number): Span => {
      const { start, end } = sentence.tokens[token]!
      return { start, end, ...part }
    }
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
        spans: {
          trigger: [clauses[candidate.clause.light ?? -1]?.head, candidate.clause.head]
            .filter((token) => token !== undefined)
            .map(spanOf),
          actors: candidate.actorTokens.map(spanOf),
          recipients: candidate.recipientTokens.map(spanOf),
        },
        paths: [...new Set([...candidate.actorTokens, ...candidate.recipientTokens])]
          .filter((token) => token !== candidate.clause.head)
          .map((token) => pathWords(sentence, candidate.clause.head, token)),
        nearest: near && { rule: near.rule, word: near.word, because: near.because },
        reasons: candidate.rule.id.startsWith('learned/')
          ? reasonsOf(candidate.rule.event, candidate.clause, clauses, matter, parties, book, model)
          : [],
      }
    })
    const coded = new Set(chosen.map(({ candidate }) => candidate.clause.index))
    const source = sentence.in === 'title' ? (article.title ?? '') : article.text
    return {
      text: source.slice(sentence.start, sentence.end),
      span: { start: sentence.start, end: sentence.end, ...part },
      clauses: clauses
        .filter((clause) => clause.kind !== 'noun' || clause.agents.length + clause.patients.length > 0)
        .map((clause) => brief(clause, sentence)),
      events,
      misses: misses.filter((miss) => !coded.has(miss.clause)).map(({ clause, ...miss }) => miss),
      guesses:
        chosen.length > 0
          ? []
          : guessesOf(clauses, model, book, parties, matter)
              .slice(0, 3)
              .map(({ clause, ...guess }) => ({ word: word(clause.head), ...guess })),
      silent: whySilent(sentence, clauses, grounded, matter),
    }
  })
}

/** Why a sentence is passed over before any rule is asked; null where rules were asked. */
function whySilent(
  sentence: Sentence,
  clauses: readonly unknown[],
  grounded: GroundedText,
  matter: readonly string[],
): string | null {
  if (isQuestion(sentence)) return 'a question tells nothing'
  if (clauses.length === 0) return 'it has no predicate'
  if (mentionsIn(grounded, sentence).length === 0) return 'it names nobody'
  return matter.length > 0 ? `its words are of ${matter.map((each) => each.slice(1)).join(' and ')}` : null
}

/** The tokens from one to another through their nearest common head, as words with the relations between them. */
function pathWords(sentence: Sentence, from: number, to: number): string {
  const { tokens } = treeOf(sentence)
  const up = (index: number) => {
    const path: number[] = []
    for (let at = index; at >= 0 && path.length <= tokens.length; at = tokens[at]!.head) path.push(at)
    return path
  }
  const rising = up(from)
  const falling = up(to)
  const meet = rising.findIndex((token) => falling.includes(token))
  if (meet < 0) return `${tokens[from]!.form} … ${tokens[to]!.form}`
  const down = falling.slice(0, falling.indexOf(rising[meet]!)).reverse()
  return [
    tokens[from]!.form,
    ...rising.slice(1, meet + 1).map((token, i) => `→${tokens[rising[i]!]!.deprel} ${tokens[token]!.form}`),
    ...down.map((token) => `←${tokens[token]!.deprel} ${tokens[token]!.form}`),
  ].join(' ')
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
