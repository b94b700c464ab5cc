import type { Sentence } from '../../parse/index.ts'
import type { Outlook } from '../record.ts'
import { type Direction, heldOut, TURNED } from './expectations.ts'
import { type Expected, holderOf } from './outlook-phrases.ts'
import type { View } from './view.ts'

/** How one who is set beside another tells that he looks at it the other way. */
const CONTRARY =
  /\b(?:(?:is|are|was|were)(?: not|n['’]t)|(?:does|do|did)(?: not|n['’]t)|disagrees?d?|begs? to differ|begged to differ|(?:thinks?|thought|believes?|believed) otherwise|(?:is|are|was|were) not so sure|(?:takes?|took) the opposite view|(?:is|are|was|were) of another opinion)(?: \w+day)?\s*[.:;]/i
/** How one answers a question. */
const YES =
  /\b(?:(?:thinks?|thought|believes?|believed|hopes?|hoped|says?|said|expects?|reckons?) so|(?:is|are|was|were) (?:quite |fairly |almost )?(?:sure|certain|convinced|confident) of it|has no doubt|had no doubt)\b/i
const NO =
  /\b(?:doubts? it|doubted it|(?:does|do|did)(?: not|n['’]t) (?:think|believe|expect) (?:so|it)|(?:thinks?|thought|believes?|believed) not|(?:is|are|was|were) not (?:sure|convinced|so sure))\b/i

/**
 * "Church leaders were hopeful. X, a lawyer, was not", "Will it last? X thinks so": expectations told as an answer to the sentence before, or to the half
 * before a semicolon. `told` are the expectations found so far.
 */
export function outlookReplies(view: View, sentence: Sentence, told: readonly Omit<Outlook, 'id'>[]): Expected[] {
  const { tokens } = sentence
  const words = view.words(sentence)
  const before = view.body[sentence.index - 1]
  const contrary = CONTRARY.exec(words)
  if (contrary) {
    const at = tokens.findIndex(({ start }) => start >= sentence.start + contrary.index)
    if (at > 0 && !view.quoted(tokens[at]!)) {
      const half = tokens.findLastIndex(({ form }, index) => index < at && form === ';')
      const from = half > 0 ? sentence : before
      const known = told.find(({ evidence }) => from && evidence[0]!.start === from.start)
      const found = known ? replyBy(view, sentence, at, TURNED[known.direction], half) : []
      if (found.length > 0) return found
    }
  }
  const asked = before && /\?\s*$/.test(view.words(before)) ? before : undefined
  const [yes, no] = [YES.exec(words), NO.exec(words)]
  const answer = no ?? yes
  if (!asked || !answer) return []
  const at = tokens.findIndex(({ start }) => start >= sentence.start + answer.index)
  if (at < 0 || view.quoted(tokens[at]!)) return []
  const good =
    heldOut(
      view,
      asked,
      asked.tokens.map((_, index) => index),
      false,
    ) !== 'skeptical'
  return replyBy(view, sentence, at, good === (no === null) ? 'optimistic' : 'skeptical', -1)
}

function replyBy(view: View, sentence: Sentence, at: number, direction: Direction, after: number): Expected[] {
  const clause = view.clauses(sentence)[0]
  if (!clause) return []
  const named = view
    .mentions(sentence)
    .filter(({ from, head, form }) => from > after && head < at && form !== 'place' && form !== 'modifier')
    .map(({ entity }) => view.entity(entity))
    .find(({ kind }) => kind === 'person')
  if (named) return [{ clause, direction, holder: view.byName(named) }]
  const subject = holderOf(view, clause, -1)
  return subject ? [{ clause, direction, holder: subject.entity }] : []
}
