import { type Entity, genderOfName, type Mention } from '../../ground/index.ts'
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

const isPossessive = (token: Token) => token.xpos === 'PRP$' || token.deprel === 'nmod:poss'

/** Who speaks by a cue: its subject in the parse, else the nearest name on the side where the subject should stand. */
export function speakerOf(view: View, cue: Cue): Entity | null {
  const { sentence, token, clause } = cue
  const outside = (at: number) => !view.quoted(sentence.tokens[at]!)
  const told = cue.lemma === 'tell' && clause?.voice !== 'passive'
  const agents = (clause?.agents ?? []).map((each) => each.token).filter((at) => outside(at) && !(told && at > token))
  const quoted = quotedAsSaying(view, cue)
  if (quoted) return quoted
  const above = agents.length === 0 ? (cueAbove(view, cue) ?? cueJoined(view, cue)) : null
  if (above) return speakerOf(view, above)
  const one = oneOfThose(view, cue, agents)
  if (one) return one
  for (const agent of agents) {
    const entity = pronounSpeaker(view, sentence, agent, namedPhrase(view, sentence, agent))
    if (entity) return entity
  }
  if (agents.length === 0) {
    const beside = besideCue(view, sentence, token, outside)
    if (beside) return beside
  }
  const joined = cueJoined(view, cue)
  if (joined) return speakerOf(view, joined)
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

/** "Diplomats expect worse. “Two proud men,” sighed one of them": one of those the sentence before is about. */
function oneOfThose(view: View, { sentence, token }: Cue, agents: readonly number[]): Entity | null {
  const { tokens } = sentence
  const beside = [...agents, token + 1, token - 1].find(
    (at) => /^(?:one|another|others|some)$/i.test(tokens[at]?.form ?? '') && !view.quoted(tokens[at]!),
  )
  if (beside === undefined) return null
  const next = tokens[beside + 1]
  // "others said": not those the sentence before is about.
  const isBare =
    /^(?:one|another)$/i.test(tokens[beside]!.form) && (beside === token - 1 || !next || /^[,.;]$/.test(next.form))
  const isOfThem = next?.form === 'of' && /^(?:them|these|those)$/i.test(tokens[beside + 2]?.form ?? '')
  if (!isBare && !isOfThem) return null
  // "said one of them, Prosper Ndong": the name tells who.
  const comma = isOfThem ? beside + 3 : beside + 1
  if (
    tokens[comma]?.form === ',' &&
    view.mentions(sentence).some(({ from, form }) => form === 'name' && from === comma + 1)
  )
    return null
  const before = sentence.in ? undefined : view.body[sentence.index - 1]
  if (!before) return null
  const root = before.tokens.findIndex(({ head }) => head < 0)
  const clause = view.clauseAt(before, root)
  for (const { token: subject } of clause ? subjectsOf(clause) : []) {
    const entity = view.quoted(before.tokens[subject]!) ? null : view.named(before, subject)
    if (entity && before.tokens[subject]!.xpos === 'NNS') return entity
  }
  return null
}

/**
 * "Its leader, Khaled Mirza, called the treaty a bucket. He said …": who opens a sentence as "he" or "she" and speaks is whoever the sentence before, in
 * the same paragraph, is about, where that is a person who speaks there by name, and one whose given name does not say otherwise.
 */
function whoSpokeLast(view: View, sentence: Sentence, head: number, entity: Entity | null): Entity | null {
  const before = sentence.in ? undefined : view.body[sentence.index - 1]
  const opens = sentence.tokens.findIndex(({ upos }) => upos !== 'PUNCT')
  if (!before || head !== opens) return null
  const own = view.grounded.parsed.article.paragraphs.find(
    ({ start, end }) => start <= sentence.start && sentence.start < end,
  )
  if (!own || before.start < own.start) return null
  const root = before.tokens.findIndex(({ head: above }) => above < 0)
  if (!cueOf(view, before, root) || view.quoted(before.tokens[root]!)) return null
  const subject = subjectPerson(view, before, (token) => !view.quoted(token))
  const isNamed = subject?.mentions.some(
    ({ start, end, form, in: part }) => !part && form === 'name' && start >= before.start && end <= before.end,
  )
  if (subject?.kind !== 'person' || !isNamed || subject.id === entity?.id) return null
  const gender = genderOfName(subject.name)
  const isShe = /^she$/i.test(sentence.tokens[head]!.form)
  return gender === (isShe ? 'm' : 'f') ? null : subject
}

/** A pronoun that was taken for someone named only inside the words just quoted means whoever the story last had speaking or acting. */
export function pronounSpeaker(view: View, sentence: Sentence, head: number, entity: Entity | null): Entity | null {
  if (!/^(?:he|she)$/i.test(sentence.tokens[head]!.form)) return entity
  const introduced = introducedHere(view, sentence) ?? whoSpokeLast(view, sentence, head, entity)
  if (introduced) return introduced
  const before = entity?.mentions
    .filter((each) => !each.in && each.form !== 'pronoun' && each.start < sentence.tokens[head]!.start)
    .at(-1)
  if (entity?.kind === 'person' && (!before || !view.quoted(before))) return entity
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

/** "said the move was a provocation and urged Tokyo to …": a verb joined to words that were reported has the speaker of the report, where it has no subject of its own. */
function cueJoined(view: View, { sentence, token }: Cue): Cue | null {
  const { tokens } = sentence
  let at = token
  while (at >= 0 && /^(?:conj|ccomp)/.test(tokens[at]!.deprel)) {
    const { deprel, head } = tokens[at]!
    if (deprel.startsWith('conj') && tokens[head]?.upos === 'VERB' && !view.quoted(tokens[head]!)) {
      const joined = cueOf(view, sentence, head)
      return joined?.clause?.agents.length ? joined : null
    }
    at = head
    const cue = at >= 0 && at < token ? cueOf(view, sentence, at) : null
    if (cue && !view.quoted(tokens[at]!)) return cue
  }
  return null
}

/** "quoted Castro as saying that …", "the minister was quoted as saying": the one who is quoted. */
export function quotedAsSaying(view: View, { sentence, token }: Cue): Entity | null {
  const { tokens } = sentence
  const head = tokens[token]!.head
  if (tokens[token]!.xpos !== 'VBG' || tokens[token - 1]?.form !== 'as' || head < 0) return null
  const clause = view.clauseAt(sentence, head)
  if (!clause || !/^(?:quote|cite)$/.test(clause.lemma)) return null
  for (const { token: each } of [...clause.patients, ...clause.receivers]) {
    const entity = namedPhrase(view, sentence, each)
    if (entity) return entity
  }
  return null
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
