import type { Entity, Mention } from '../../ground/index.ts'
import type { Sentence, Token } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childBy, childrenBy } from '../clauses/tree.ts'
import { lemmaOf, phrasalLemmas, subjectsOf, type View } from './view.ts'

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
  if (lemma === undefined) return null
  const rows = view.lexicon.rows('cues', lemma)
  const row = rows[0]!
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

const isPossessive = (token: Token) => token.xpos === 'PRP$' || token.deprel === 'nmod:poss'

/** Who speaks by a cue: its subject in the parse, else the nearest name on the side where the subject should stand. */
export function speakerOf(view: View, cue: Cue): Entity | null {
  const { sentence, token, clause } = cue
  const outside = (at: number) => !view.quoted(sentence.tokens[at]!)
  const told = cue.lemma === 'tell' && clause?.voice !== 'passive'
  const agents = (clause?.agents ?? []).map((each) => each.token).filter((at) => outside(at) && !(told && at > token))
  const above = agents.length === 0 ? cueAbove(view, cue) : null
  if (above) return speakerOf(view, above)
  for (const agent of agents) {
    const entity = pronounSpeaker(view, sentence, agent, namedPhrase(view, sentence, agent))
    if (entity) return entity
  }
  if (agents.length === 0) {
    const beside = besideCue(view, sentence, token, outside)
    if (beside) return beside
  }
  for (const agent of agents) {
    const around = view.actors(sentence, agent, { conjuncts: false })[0]
    if (around) return around
  }
  return agents.length > 0 ? besideCue(view, sentence, token, outside) : null
}

/** The entity a phrase's head names, or the one set beside it: "his counterpart, Betty Achieng"; "one of the delegates". */
export function namedPhrase(view: View, sentence: Sentence, head: number): Entity | null {
  const own = view.named(sentence, head)
  const mentions = view.mentions(sentence)
  const mention = mentions.find((each) => each.head === head)
  if (own && mention && mention.form !== 'nominal') return own
  const tree = view.tree(sentence)
  const names = mentions.filter((each) => each.form === 'name' && view.entity(each.entity).kind === 'person')
  for (const child of childrenBy(tree, head, 'appos', 'flat')) {
    const beside = names.find(({ from, to }) => from <= child && child < to)
    if (beside) return view.entity(beside.entity)
  }
  // A name between commas right after the phrase is its apposition even where the parse says otherwise.
  const end = mention?.to ?? head + 1
  const comma = /^,$/.test(sentence.tokens[end]?.form ?? '') ? end : -1
  const next =
    comma > 0
      ? names.find(({ from, to }) => from === comma + 1 && /^[,.;]$/.test(sentence.tokens[to]?.form ?? '.'))
      : undefined
  return next ? view.entity(next.entity) : own
}

/** A pronoun that was taken for someone named only inside the words just quoted means whoever the story last had speaking or acting. */
function pronounSpeaker(view: View, sentence: Sentence, head: number, entity: Entity | null): Entity | null {
  if (!/^(?:he|she)$/i.test(sentence.tokens[head]!.form)) return entity
  const introduced = introducedHere(view, sentence)
  if (introduced) return introduced
  const before = entity?.mentions
    .filter((each) => !each.in && each.form !== 'pronoun' && each.start < sentence.tokens[head]!.start)
    .at(-1)
  if (entity && (!before || !view.quoted(before))) return entity
  for (let at = sentence.index - 1; at >= Math.max(0, sentence.index - 4); at--) {
    const subject = subjectPerson(view, view.body[at]!, (token) => !view.quoted(token))
    if (subject?.kind === 'person') return subject
  }
  return entity
}

/**
 * "His host, Jim Bolger, was satisfied. “I accept it,” he said": in a sentence that opens with a quotation, the pronoun takes up the person whom the
 * sentence before it, in the same paragraph and in the writer's own words, is about.
 */
function introducedHere(view: View, sentence: Sentence): Entity | null {
  const before = view.body[sentence.index - 1]
  if (
    sentence.in ||
    !before ||
    !view.quoted(sentence.tokens[1] ?? sentence.tokens[0]!) ||
    before.tokens.some((token) => view.quoted(token))
  )
    return null
  const { paragraphs } = view.grounded.parsed.article
  const own = paragraphs.find(({ start, end }) => start <= sentence.start && sentence.start < end)
  if (!own || before.start < own.start) return null
  const subject = subjectPerson(view, before, () => true)
  const isNamed = subject?.mentions.some(
    ({ start, end, form, in: part }) => !part && form === 'name' && start >= before.start && end <= before.end,
  )
  return subject?.kind === 'person' && isNamed ? subject : null
}

/** "said X, adding that …": the cue whose speaker goes on. */
function cueAbove(view: View, { sentence, token }: Cue): Cue | null {
  const { xpos, head } = sentence.tokens[token]!
  return xpos === 'VBG' && head >= 0 && head < token && !view.quoted(sentence.tokens[head]!)
    ? cueOf(view, sentence, head)
    : null
}

function besideCue(view: View, sentence: Sentence, cue: number, outside: (at: number) => boolean): Entity | null {
  const mentions = view
    .mentions(sentence)
    .filter(
      (mention) =>
        outside(mention.head) &&
        mention.form !== 'modifier' &&
        mention.form !== 'place' &&
        !isPossessive(sentence.tokens[mention.head]!),
    )
  const starts = cue === 0 || !outside(cue - 1) || /^\p{P}+$/u.test(sentence.tokens[cue - 1]!.form)
  const after = mentions.find((mention) => mention.head > cue && mention.head - cue < 12)
  const before = mentions.filter((mention) => mention.head < cue && sameFrame(sentence, mention, cue, outside))
  // "…," Keita, who had come late, said to the crowd: whoever opens the words after the quotation.
  const opens = before[0]
  if (
    opens &&
    sentence.tokens[cue - 1]?.form === ',' &&
    sentence.tokens[opens.to]?.form === ',' &&
    opens.from > 0 &&
    !outside(opens.from - 1)
  )
    return view.entity(opens.entity)
  // "…," the president told reporters: whoever follows is told, and never tells.
  const chosen = starts && lemmaOf(sentence.tokens[cue]!) !== 'tell' ? (after ?? before.at(-1)) : before.at(-1)
  return chosen ? view.entity(chosen.entity) : null
}

function sameFrame(sentence: Sentence, mention: Mention, cue: number, outside: (at: number) => boolean): boolean {
  for (let at = mention.head; at < cue; at++) if (!outside(at) || /^[;:]$/.test(sentence.tokens[at]!.form)) return false
  return true
}

/** The person (or speaking body) that is the subject of a sentence's main clause. */
export function subjectPerson(view: View, sentence: Sentence, outside: (token: Token) => boolean): Entity | null {
  const root = sentence.tokens.findIndex(({ head }) => head < 0)
  const clause = view.clauseAt(sentence, root)
  const candidates = !clause ? [] : clause.voice === 'passive' ? clause.patients : subjectsOf(clause)
  for (const { token } of candidates) {
    if (!outside(sentence.tokens[token]!)) continue
    const entity = namedPhrase(view, sentence, token)
    if (entity && (entity.kind === 'person' || entity.kind === 'group' || entity.kind === 'organization')) return entity
    const tree = view.tree(sentence)
    const owner = childBy(tree, token, 'nmod:poss')
    const owned = owner === null ? null : view.named(sentence, owner)
    if (owned?.kind === 'person') return owned
  }
  return null
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
