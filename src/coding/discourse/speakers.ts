import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import { childrenBy } from '../clauses/tree.ts'
import { speakerOf, subjectPerson } from './cue-speakers.ts'
import { type Cue, cueOf, isScare } from './cues.ts'
import type { Quotation } from './quotations.ts'
import type { View } from './view.ts'

/** Who spoke the words of a quotation, and how we know. */
export interface Attribution {
  quotation: Quotation
  speaker: Entity | null
  addressees: Entity[]
  /** Lemma of the cue verb; '' where only the turn tells. */
  cue: string
  /** `direct`: a speech of its own; `embedded`: words inside somebody's clause. */
  manner: 'direct' | 'embedded'
  /** How the speaker was found; part of the statement's rule name. */
  by:
    | 'cue-after'
    | 'cue-before'
    | 'cue-around'
    | 'colon'
    | 'same-turn'
    | 'last-speaker'
    | 'subject-before'
    | 'next-speaker'
    | 'governing'
  /** The words that name the cue and the speaker. */
  evidence: Span[]
  /** The cue's clause, for an embedded quotation. */
  governing: Cue | null
}

/** A token of the body with its sentence. */
interface Place {
  sentence: Sentence
  index: number
}

/**
 * Attributes every quotation of the body: first those with a cue of their own, then those that go on with a speaker's turn. Quotations nobody
 * speaks (titles, nicknames, scare quotes) are left out. Cost: linear in the text but for the clauses of the sentences around quotations.
 */
export function attributeQuotations(view: View): readonly Attribution[] {
  let found = attributions.get(view)
  if (!found) attributions.set(view, (found = findAttributions(view)))
  return found
}

const attributions = new WeakMap<View, readonly Attribution[]>()

function findAttributions(view: View): Attribution[] {
  const places = new Places(view)
  const explicit = view.quotations.map((quotation, index) => explicitAttribution(view, places, quotation, index))
  const out: Attribution[] = []
  let last: Attribution | null = null
  view.quotations.forEach((quotation, index) => {
    const own = explicit[index]
    if (own === 'none') return
    const attribution: Attribution | null = own ?? impliedAttribution(view, places, quotation, index, last, explicit)
    if (!attribution) return
    // "A banner read “We bow to those who freed Europe”": written, and said by nobody.
    if (attribution.cue === 'read' && attribution.speaker === null) return
    if (
      attribution.speaker === null &&
      attribution.by !== 'governing' &&
      last?.quotation.paragraph === quotation.paragraph &&
      attribution.by === 'same-turn'
    )
      attribution.speaker = last.speaker
    out.push(attribution)
    // "“There are many,” he said" in an interview: whoever spoke last goes on, where nothing else tells who "he" is.
    const isHe = attribution.governing !== null && hasPronoun(attribution.governing)
    if (attribution.speaker === null && isHe && last && quotation.paragraph - last.quotation.paragraph <= 6)
      attribution.speaker = last.speaker
    // A cue whose speaker nobody knows ends the turn of the one before.
    if (attribution.speaker || attribution.by === 'cue-after') last = attribution
  })
  return out
}

const hasPronoun = ({ sentence, clause }: Cue) =>
  clause?.agents.some(({ token }) => /^(?:he|she)$/i.test(sentence.tokens[token]!.form)) ?? false

/** Tokens outside quotation marks, looked up by offset. */
class Places {
  readonly #all: Place[] = []
  readonly #view: View

  constructor(view: View) {
    this.#view = view
    for (const sentence of view.body)
      sentence.tokens.forEach((token, index) => {
        if (!view.inMarks(token.start, token.start + 1)) this.#all.push({ sentence, index })
      })
  }

  /** Tokens outside quotations that start in `[from, to)`. */
  between(from: number, to: number): Place[] {
    const start = this.#from(from)
    return this.#all.slice(start, Math.max(start, this.#from(to)))
  }

  /** How many of the tokens start before an offset. */
  #from(offset: number): number {
    let [low, high] = [0, this.#all.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const { sentence, index } = this.#all[middle]!
      if (sentence.tokens[index]!.start < offset) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Tokens before a quotation, back to the last quotation or the start of the paragraph. */
  before(index: number): Place[] {
    const { outer, paragraph } = this.#view.quotations[index]!
    const previous = this.#view.quotations[index - 1]
    const from =
      previous?.paragraph === paragraph
        ? previous.outer.end
        : this.#view.grounded.parsed.article.paragraphs[paragraph]!.start
    return this.between(from, outer.start)
  }

  /** Tokens after a quotation, up to the next quotation or the end of the paragraph. */
  after(index: number): Place[] {
    const { outer, paragraph } = this.#view.quotations[index]!
    const next = this.#view.quotations[index + 1]
    const to =
      next?.paragraph === paragraph ? next.outer.start : this.#view.grounded.parsed.article.paragraphs[paragraph]!.end
    return this.between(outer.end, to)
  }
}

const form = ({ sentence, index }: Place) => sentence.tokens[index]!.form

function explicitAttribution(
  view: View,
  places: Places,
  quotation: Quotation,
  index: number,
): Attribution | 'none' | null {
  const before = lastSentence(places.before(index))
  const after = firstSentence(places.after(index))
  const previous = view.quotations[index - 1]
  const tail = view.text.slice(quotation.start, quotation.end).trimEnd().at(-1) ?? ''
  const handsOver =
    /[,?!—–…-]/.test(tail) || /^\s*[,—–]/.test(view.text.slice(quotation.outer.end, quotation.outer.end + 2))
  const lead = before.at(-1)
  const leadForm = lead ? form(lead) : ''
  const startsSpeech = before.length === 0 || /^(?:[.?!…]+|:|,|;|—|–|-|--|…)$/.test(leadForm)
  if (
    startsSpeech &&
    after.length > 0 &&
    (handsOver || /^\p{Ll}/u.test(form(after[0]!))) &&
    (leadForm !== ':' || before.length < 1)
  ) {
    const cue = firstCue(view, after, /[?!.]/.test(tail))
    if (cue) return attribution(view, quotation, cue, 'direct', 'cue-after')
  }
  if (before.length === 0) return null
  if (/^[.?!…]+$/.test(leadForm)) return null
  const interrupted = previous?.paragraph === quotation.paragraph && places.before(index).length === before.length
  if (leadForm === ':') {
    const cue = lastCue(view, before)
    if (cue) return attribution(view, quotation, cue, 'direct', interrupted ? 'cue-around' : 'colon')
    const subject =
      subjectPerson(view, before[0]!.sentence, (token) => !view.quoted(token)) ?? firstPerson(view, before)
    return subject ? bare(quotation, subject, 'direct', 'colon', [view.evidence(before[0]!.sentence)]) : null
  }
  if (/^(?:,|—|–|-|--|;)$/.test(leadForm)) {
    const cue = lastCue(view, before)
    if (cue && isClauseLike(view, quotation))
      return attribution(view, quotation, cue, 'direct', interrupted ? 'cue-around' : 'cue-before')
    if (interrupted) return null
  }
  // "“We closed it,” he told them, and “opened another.”": one speech that goes on.
  if (interrupted && /^(?:and|but|or|then)$/i.test(leadForm) && form(before.at(-2) ?? lead!) === ',') {
    const cue = lastCue(view, before)
    if (cue && /^(?:say|tell)$/.test(cue.kind) && before[0]!.sentence.start < previous!.outer.end)
      return attribution(view, quotation, cue, 'direct', 'cue-around')
  }
  return embedded(view, quotation, before)
}

/** A quotation inside a sentence: whoever governs the clause it stands in. */
function embedded(view: View, quotation: Quotation, before: Place[]): Attribution | 'none' {
  const lead = before.at(-1)!
  if (isScare(view, before.map(form), view.text.slice(quotation.start, quotation.end))) return 'none'
  const direct = cueOf(view, lead.sentence, lead.index)
  if (direct && direct.kind !== 'judge' && isWholeClause(view, quotation))
    return attribution(view, quotation, direct, 'direct', 'cue-before')
  const governing = governingCue(view, quotation) ?? nearestCue(view, before)
  return governing ? attribution(view, quotation, governing, 'embedded', 'governing') : 'none'
}

/** The cue above the quotation in the parse, itself outside any quotation. */
function governingCue(view: View, quotation: Quotation): Cue | null {
  const [sentence] = view.bodyAt({ start: quotation.start, end: quotation.start + 1 })
  if (!sentence) return null
  const first = sentence.tokens.findIndex(({ start }) => start >= quotation.start)
  let at = first
  let isAside = false
  let via = ''
  for (let steps = 0; at >= 0 && steps < 40; steps++) {
    const token = sentence.tokens[at]!
    if (token.start < quotation.outer.start || token.start >= quotation.outer.end) {
      const cue = cueOf(view, sentence, at)
      // "In Caracas, where he is seen as “a vassal,” ministers say nothing": words of a clause beside what is said are not the speaker's.
      const isBeside = isAside && !/^(?:ccomp|xcomp|parataxis|obj)/.test(via)
      if (cue && !view.quoted(token) && tellsWords(view, cue)) return isBeside ? null : cue
      if (!cue && /^(?:acl|advcl)/.test(token.deprel)) isAside = true
    }
    via = token.deprel
    at = token.head
  }
  return null
}

const SPEAKS = /^(?:say|tell|call|describe|speak of|add|warn|write)$/
const DOES = /^(?:agree|offer|extend|threaten|persuade|convince|consider|press|signal|register)$/

/**
 * Whether a cue above words in marks tells that somebody used them. "will consider it settled “finally and irreversibly”", "agreed to draw up a “roadmap”"
 * and "is to convey “his sincere apologies”" tell what is done, or still to be done, in the words of a text.
 */
function tellsWords(view: View, { sentence, token, lemma }: Cue): boolean {
  const tree = view.tree(sentence)
  if (SPEAKS.test(lemma)) return true
  if (DOES.test(lemma) && childrenBy(tree, token, 'ccomp').length === 0) return false
  const isOpen = childrenBy(tree, token, 'mark').some((at) => /^to$/i.test(tree.tokens[at]!.form))
  return !isOpen && !childrenBy(tree, token, 'aux').some((at) => tree.tokens[at]!.xpos === 'MD')
}

function nearestCue(view: View, before: Place[]): Cue | null {
  for (let at = before.length - 1; at >= Math.max(0, before.length - 14); at--) {
    const place = before[at]!
    if (/^[;:]$/.test(form(place))) return null
    const cue = cueOf(view, place.sentence, place.index)
    if (cue && tellsWords(view, cue)) return cue
  }
  return null
}

/** The first cue after a quotation. After a question or exclamation a new sentence may follow: then the cue must be its first verb. */
function firstCue(view: View, after: Place[], strict: boolean): Cue | null {
  for (const { sentence, index } of after) {
    const token = sentence.tokens[index]!
    const cue = cueOf(view, sentence, index)
    if (cue) return cue
    if (strict && token.upos === 'VERB') return null
  }
  return null
}

function lastCue(view: View, before: Place[]): Cue | null {
  let fallback: Cue | null = null
  for (let at = before.length - 1; at >= 0; at--) {
    const { sentence, index } = before[at]!
    const cue = cueOf(view, sentence, index)
    if (!cue) continue
    if (speakerOf(view, cue)) return cue
    fallback ??= cue
  }
  return fallback
}

function firstSentence(places: Place[]): Place[] {
  return places.filter(({ sentence }) => sentence === places[0]!.sentence)
}

function lastSentence(places: Place[]): Place[] {
  const last = places.at(-1)
  return last ? places.filter(({ sentence }) => sentence === last.sentence) : []
}

/** True when the words could be a speech by themselves: they begin with a capital, or hold a finite verb. */
function isClauseLike(view: View, quotation: Quotation): boolean {
  return /^[^\p{L}]*\p{Lu}/u.test(view.text.slice(quotation.start, quotation.end)) || isWholeClause(view, quotation)
}

/** True when the words hold a verb with its subject. */
export function isWholeClause(view: View, span: Span): boolean {
  return view.bodyAt(span).some((sentence) =>
    sentence.tokens.some((token) => {
      const head = sentence.tokens[token.head]
      return (
        token.deprel.startsWith('nsubj') &&
        token.start >= span.start &&
        token.end <= span.end &&
        head !== undefined &&
        head.start >= span.start &&
        head.end <= span.end
      )
    }),
  )
}

function attribution(
  view: View,
  quotation: Quotation,
  cue: Cue,
  manner: Attribution['manner'],
  by: Attribution['by'],
): Attribution {
  const speaker = speakerOf(view, cue)
  return {
    quotation,
    speaker,
    addressees: cue.addressees(speaker),
    cue: cue.lemma,
    manner,
    by,
    evidence: [cue.span],
    governing: cue,
  }
}

function bare(
  quotation: Quotation,
  speaker: Entity | null,
  manner: Attribution['manner'],
  by: Attribution['by'],
  evidence: Span[],
): Attribution {
  return { quotation, speaker, addressees: [], cue: '', manner, by, evidence, governing: null }
}

/** A quotation without a cue of its own goes on with a turn: the speaker before it, whoever has just been introduced, or the speaker after it. */
function impliedAttribution(
  view: View,
  places: Places,
  quotation: Quotation,
  index: number,
  last: Attribution | null,
  explicit: readonly (Attribution | 'none' | null)[],
): Attribution | null {
  const follow = (by: Attribution['by']) => (last ? bare(quotation, last.speaker, 'direct', by, last.evidence) : null)
  if (quotation.continues && last) return follow('same-turn')
  const previous = view.quotations[index - 1]
  const before = places.before(index)
  const samePlace = previous?.paragraph === quotation.paragraph
  if (before.length > 0) {
    const { sentence } = before.at(-1)!
    const isFrame = samePlace && last?.quotation === previous && sentence.start < previous!.outer.end
    if (
      isFrame ||
      (samePlace && last?.quotation === previous && last?.by === 'cue-after' && last.governing?.sentence === sentence)
    )
      return follow('same-turn')
    const subject = tellerAside(view, sentence) ?? subjectPerson(view, sentence, (token) => !view.quoted(token))
    if (subject) return bare(quotation, subject, 'direct', 'subject-before', [view.evidence(sentence)])
    if (samePlace && last) return follow('same-turn')
    const person = firstPerson(view, before)
    if (person) return bare(quotation, person, 'direct', 'subject-before', [view.evidence(sentence)])
  } else if (samePlace && last) return follow('same-turn')
  const next = nextInParagraph(view, index, explicit)
  if (next) return bare(quotation, next.speaker, 'direct', 'next-speaker', next.evidence)
  if (before.length === 0) {
    const intro = introducedBefore(view, places, quotation)
    if (intro) return bare(quotation, intro.speaker, 'direct', 'subject-before', [view.evidence(intro.sentence)])
  }
  if (last && quotation.paragraph - last.quotation.paragraph <= 2) return follow('last-speaker')
  return null
}

/** "The elders say the land is the people, he told me. “…”": who tells it at the end of the sentence goes on. */
function tellerAside(view: View, sentence: Sentence): Entity | null {
  const at = sentence.tokens.findLastIndex(
    ({ deprel, head }, index) =>
      deprel.startsWith('parataxis') && head < index && !view.quoted(sentence.tokens[index]!),
  )
  const cue = at < 0 ? null : cueOf(view, sentence, at)
  return cue && /^(?:say|tell)$/.test(cue.kind) ? speakerOf(view, cue) : null
}

/** The next quotation of the same paragraph, or of the next one when this was left open, if it has a speaker of its own. */
function nextInParagraph(
  view: View,
  index: number,
  explicit: readonly (Attribution | 'none' | null)[],
): Attribution | null {
  const { paragraph } = view.quotations[index]!
  for (let at = index + 1; at < view.quotations.length; at++) {
    const quotation = view.quotations[at]!
    if (quotation.paragraph !== paragraph && !quotation.continues) return null
    const own = explicit[at]
    if (own && own !== 'none') return own.manner === 'direct' && own.speaker ? own : null
  }
  return null
}

/** The person the paragraph before ended with, when no quotation comes after that sentence. */
function introducedBefore(
  view: View,
  places: Places,
  quotation: Quotation,
): { speaker: Entity; sentence: Sentence } | null {
  const paragraph = view.grounded.parsed.article.paragraphs[quotation.paragraph - 1]
  if (!paragraph) return null
  const final = view.quotations.findLast((each) => each.paragraph === quotation.paragraph - 1)
  const rest = places.between(final?.outer.end ?? paragraph.start, paragraph.end)
  const sentence = rest.at(-1)?.sentence
  if (!sentence || (final && sentence.start < final.outer.end)) return null
  const speaker = subjectPerson(view, sentence, (token) => !view.quoted(token))
  return speaker ? { speaker, sentence } : null
}

function firstPerson(view: View, places: Place[]): Entity | null {
  for (const { sentence, index } of places) {
    const mention = view
      .mentions(sentence)
      .find((each) => each.head === index && each.form !== 'place' && each.form !== 'modifier')
    if (mention) {
      const entity = view.entity(mention.entity)
      if (entity.kind === 'person') return entity
    }
  }
  return null
}
