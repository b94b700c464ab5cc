import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import { childBy, childrenBy, subtreeOf } from '../clauses/tree.ts'
import { tidy } from './contents.ts'
import { namedPhrase, pronounSpeaker } from './cue-speakers.ts'
import { lemmaOf, type View } from './view.ts'

/** What somebody is said to hold, though no verb of saying says it. */
interface Belief {
  speaker: Entity
  content: Span
  words: string
}

const SURE = /^(?:sure|certain|confident|convinced|persuaded|adamant|hopeful|doubtful|optimistic)$/i
const HOLDS = /^(?:hold|reaffirm|reassert|submit|figure)$/
const VOICES = /^(?:voice|express|convey|register|repeat|declare|state)$/

/**
 * "was sure that the friendship would hold", "voiced confidence that it would be found", "let it be known that he was ready", "holds that only the court can
 * rule": the clause that "that" opens is what the subject says, for nobody knows it otherwise.
 */
export function heldBeliefs(view: View, sentence: Sentence): Belief[] {
  const tree = view.tree(sentence)
  return sentence.tokens.flatMap((token, at) => {
    if (view.quoted(token)) return []
    const clause = thatClauseOf(view, sentence, at)
    if (clause === undefined) return []
    const speaker = subjectsOf(view, sentence, at)
    const content = speaker ? tidy(view, sentence, [...subtreeOf(tree, clause)]) : null
    return speaker && content ? [{ speaker, content, words: lemmaOf(token) }] : []
  })
}

/** The clause opened by "that" which a word tells as somebody's belief. */
function thatClauseOf(view: View, sentence: Sentence, at: number): number | undefined {
  const tree = view.tree(sentence)
  const token = tree.tokens[at]!
  const lemma = lemmaOf(token)
  const isDenied = childrenBy(tree, at, 'advmod', 'neg').some((child) =>
    /^(?:not|n't|n’t|never|hardly|less|no)$/i.test(tree.tokens[child]!.form),
  )
  if (isDenied) return undefined
  const opened = (from: number) =>
    childrenBy(tree, from, 'ccomp', 'acl', 'advcl', 'csubj').find(
      (child) =>
        child > at &&
        !view.quoted(tree.tokens[child]!) &&
        childrenBy(tree, child, 'mark').some((mark) => /^that$/i.test(tree.tokens[mark]!.form)),
    )
  if (SURE.test(token.form) && (childBy(tree, at, 'cop') !== null || /^(?:acl|appos|xcomp)/.test(token.deprel)))
    return opened(at)
  if (token.upos !== 'VERB') return undefined
  if (HOLDS.test(lemma)) return opened(at)
  if (VOICES.test(lemma)) {
    const felt = childrenBy(tree, at, 'obj').find((child) =>
      view.lexicon.has('cue-nouns', lemmaOf(tree.tokens[child]!), 'feeling'),
    )
    return felt === undefined ? undefined : (opened(felt) ?? opened(at))
  }
  // "let it be known that …", "made clear that …", "made it clear that …"
  const next = tree.tokens.slice(at + 1, at + 5).map(({ form }) => form.toLowerCase())
  const isLet = lemma === 'let' && /^it be known that/.test(next.join(' '))
  const isMade =
    /^(?:make|want)$/.test(lemma) && /^(?:it |plain |quite |very )*(?:clear|plain|known)\b/.test(next.join(' '))
  if (!isLet && !isMade) return undefined
  const that = sentence.tokens.findIndex(
    ({ form, deprel }, index) => index > at && index <= at + 6 && deprel === 'mark' && /^that$/i.test(form),
  )
  return that < 0 ? undefined : tree.tokens[that]!.head
}

/** Whoever is the subject of a word, or of the word it is joined to. */
function subjectsOf(view: View, sentence: Sentence, at: number): Entity | null {
  const tree = view.tree(sentence)
  for (let head = at, steps = 0; head >= 0 && steps < 4; head = tree.tokens[head]!.head, steps++) {
    for (const subject of childrenBy(tree, head, 'nsubj')) {
      if (view.quoted(tree.tokens[subject]!)) continue
      // "Few are persuaded that it means it": nobody says so.
      const words = [subject, ...childrenBy(tree, subject, 'det', 'amod', 'advmod')].map(
        (each) => tree.tokens[each]!.form,
      )
      if (words.some((word) => /^(?:few|no|none|nobody|neither|not)$/i.test(word))) return null
      const named = pronounSpeaker(view, sentence, subject, namedPhrase(view, sentence, subject))
      return named ?? view.actors(sentence, subject)[0] ?? null
    }
    if (!/^(?:conj|xcomp|acl|advcl|ccomp)/.test(tree.tokens[head]!.deprel)) return null
  }
  return null
}
