import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childBy, childrenBy } from '../clauses/tree.ts'
import { lemmaOf, phrasalLemmas, type View } from './view.ts'

export type CueKind = 'say' | 'tell' | 'think' | 'gesture' | 'judge' | 'ask' | 'express'

/** A word of saying in its sentence. */
export interface Cue {
  sentence: Sentence
  /** Index of the cue's token. */
  token: number
  lemma: string
  kind: CueKind
  polarity: -1 | 0 | 1
  clause: Clause | undefined
  /** The noun that says what the verb does not: "gave his word that …". */
  noun?: number
  /** The cue with its subject, as evidence. */
  span: Span
  /** Whom the words are spoken to, besides the speaker. */
  addressees(speaker: Entity | null): Entity[]
}

/** The verb at a token as a cue, or null: it must stand in the list of cues and be used as a verb. */
export function cueOf(view: View, sentence: Sentence, index: number): Cue | null {
  const token = sentence.tokens[index]!
  if (token.upos !== 'VERB' || token.deprel === 'amod' || token.deprel === 'compound') return null
  const clause = view.clauseAt(sentence, index)
  const lemmas = phrasalLemmas(sentence, index, clause?.lemma ?? lemmaOf(token))
  const lemma = lemmas.find((each) => view.lexicon.rows('cues', each).length > 0)
  const noun = saidNoun(view, sentence, index)
  if (noun !== null && (lemma === undefined || GIVES.test(lemma))) return nounCue(view, sentence, index, noun, clause)
  if (lemma === undefined) return null
  // "would go on playing a role", "continued to work": no speech goes on.
  if (GOES_ON.test(lemma) && /^(?:VBG|TO)$/.test(sentence.tokens[index + lemma.split(' ').length]?.xpos ?? ''))
    return null
  if (isNoCall(sentence, index, lemma) || (NAMES.test(lemma) && clause?.voice === 'passive')) return null
  const rows = view.lexicon.rows('cues', lemma)
  const isThatClause = childBy(view.tree(sentence), index, 'ccomp') !== null
  // "thanked Norway for its patience" judges; "thanked him, saying …" tells.
  const row = (!isThatClause && rows.find(({ kind }) => kind === 'judge')) || rows[0]!
  return {
    sentence,
    token: index,
    lemma,
    kind: row.kind as CueKind,
    polarity: Number(row.polarity ?? 0) as Cue['polarity'],
    clause,
    span: view.evidence(sentence),
    addressees: (speaker) =>
      addresseesOf(
        view,
        sentence,
        index,
        clause,
        rows.map(({ kind }) => kind as CueKind),
        speaker,
      ),
  }
}

/** "protesters, called the Friends of Peace", "a man dubbed the killer of Mons": names that nobody gives here. */
const NAMES = /^(?:call|dub|label|term)$/

/** "called off the war", "called at Rabat", "to call on Rabat", "begged to differ": no name is given, nothing is asked. */
function isNoCall({ tokens }: Sentence, index: number, lemma: string): boolean {
  const next = tokens[index + 1]?.form.toLowerCase() ?? ''
  if (lemma === 'call') return /^(?:off|up|back|in|at|out|upon)$/.test(next)
  if (lemma === 'beg') return next === 'to' && tokens[index + 2]?.form === 'differ'
  if (lemma !== 'call on') return false
  const asked = tokens.findIndex(({ form }, at) => at > index + 1 && /^(?:to|for|not)$/i.test(form))
  const stop = tokens.findIndex(({ form }, at) => at > index + 1 && /^[.;:]$/.test(form))
  return asked < 0 || (stop >= 0 && stop < asked)
}

const GOES_ON = /^(?:continue|go on|begin|volunteer|offer)$/
const GIVES = /^(?:give|issue|sound|send|serve|offer|repeat|renew)$/

/** "gave his word", "issued a warning", "served notice": the object of the verb, where it is a word for what is said and a "that" opens what it says. */
function saidNoun(view: View, sentence: Sentence, index: number): number | null {
  const token = sentence.tokens[index]!
  if (!GIVES.test(lemmaOf(token))) return null
  const tree = view.tree(sentence)
  const noun = childrenBy(tree, index, 'obj').find((at) =>
    view.lexicon.has('cue-nouns', lemmaOf(tree.tokens[at]!), 'word'),
  )
  if (noun === undefined) return null
  return tree.tokens.some(
    ({ form, deprel }, at) => at > noun && at <= noun + 4 && deprel === 'mark' && /^that$/i.test(form),
  )
    ? noun
    : null
}

function nounCue(view: View, sentence: Sentence, token: number, noun: number, clause: Clause | undefined): Cue {
  const [row] = view.lexicon.rows('cue-nouns', lemmaOf(sentence.tokens[noun]!))
  return {
    sentence,
    token,
    lemma: `${lemmaOf(sentence.tokens[token]!)} ${lemmaOf(sentence.tokens[noun]!)}`,
    kind: 'say',
    polarity: Number(row?.polarity ?? 0) as Cue['polarity'],
    clause,
    noun,
    span: view.evidence(sentence),
    addressees: (speaker) =>
      addresseesOf(view, sentence, token, clause, ['tell'], speaker).filter(({ id }) => id !== speaker?.id),
  }
}

function addresseesOf(
  view: View,
  sentence: Sentence,
  index: number,
  clause: Clause | undefined,
  kinds: CueKind[],
  speaker: Entity | null,
): Entity[] {
  const tokens = new Set<number>()
  if (clause?.voice === 'active') {
    for (const { token } of clause.receivers) tokens.add(token)
    if (kinds.includes('tell') || kinds.includes('ask')) for (const { token } of clause.patients) tokens.add(token)
    for (const { preposition, participant } of clause.obliques) if (preposition === 'to') tokens.add(participant.token)
  }
  return [...tokens]
    .filter((token) => token > index - 1 && !view.quoted(sentence.tokens[token]!))
    .flatMap((token) => view.named(sentence, token) ?? [])
    .filter((entity) => entity.id !== speaker?.id)
}

const naming =
  /^(?:so-called|known|called|dubbed|nicknamed|titled|entitled|named|headlined|codenamed|code-named|labelled|labeled|branded|alias)$/i
const works =
  /^(?:film|movie|book|novel|song|play|headline|programme|program|show|series|operation|project|article|painting|opera|album|term|word|words|phrase|slogan|nickname|title|label|poem|exercise|campaign)$/i

/** True for words set in marks that nobody speaks: names, titles, and expressions held at arm's length ("so-called"). */
export function isScare(view: View, before: string[], words: string): boolean {
  const lead = before.at(-1) ?? ''
  const second = before.at(-2) ?? ''
  if (/^so-called$/i.test(lead)) return true
  if (/^(?:as|,)$/.test(lead) && /^(?:known|nicknamed|dubbed)$/i.test(second)) return true
  if (works.test(lead) && words.split(/\s+/).length <= 8) return true
  return naming.test(lead) && !view.lexicon.has('cues', lead.toLowerCase()) && lead.toLowerCase() !== 'called'
}
