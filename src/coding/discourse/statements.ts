import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import { contains, overlaps, type Span } from '../../text/index.ts'
import { childBy, childrenBy, subtreeOf } from '../clauses/tree.ts'
import type { Statement } from '../record.ts'
import { contentOf, cut, furtherContent, LONGEST, setBetween, tidy } from './contents.ts'
import { namedBefore, namedPhrase, pronounSpeaker, quotedAsSaying, speakerOf, whoseWords } from './cue-speakers.ts'
import { type Cue, cueOf } from './cues.ts'
import { heldBeliefs } from './held-beliefs.ts'
import type { Quotation } from './quotations.ts'
import { type Attribution, attributeQuotations } from './speakers.ts'
import { stanceOf } from './stance.ts'
import { lemmaOf, standing, type View } from './view.ts'

/** A report of someone's words in the writer's own clause. */
interface Report {
  cue: Cue | null
  lemma: string
  speaker: Entity
  addressees: Entity[]
  content: Span
  evidence: Span
}

/** What was said, by whom, to whom: speeches in marks, reports, and reports that hold words in marks. Ids are given by the caller. */
export function codeStatements(view: View): Omit<Statement, 'id'>[] {
  const told = view.body.flatMap((sentence) => {
    const said = reportsIn(view, sentence)
    const held = heldBeliefs(view, sentence)
      .filter((each) => !said.some(({ content }) => overlaps(content, each.content)))
      .map(({ words, ...each }) => ({
        ...each,
        cue: null,
        lemma: words,
        addressees: [],
        evidence: view.evidence(sentence),
      }))
    const found = [...said, ...held]
    return [
      ...found,
      ...accordingTo(view, sentence).filter((each) => !found.some(({ content }) => overlaps(content, each.content))),
    ]
  })
  const reports = told.filter((report) => !isWithin(view, report, told))
  const out: Omit<Statement, 'id'>[] = []
  const mixed = new Set<Report>()
  const interrupted = new Map<Report, Report>()
  for (const attribution of attributeQuotations(view)) {
    const { quotation } = attribution
    const parted = reports.find((report) => isParted(view, report, attribution))
    if (parted) {
      // "Indonesia is non-aligned, he said, “and will be tomorrow.”": one speech, half of it in marks.
      const end = quotation.outer.end
      interrupted.set(parted, { ...parted, content: cut(view, { start: parted.content.start, end }) })
      mixed.add(parted)
      continue
    }
    // "The text, he noted, “says who will drink”": the report holds the words in marks.
    const around = reports.find(
      ({ cue, content }) =>
        cue?.token === attribution.governing?.token &&
        cue?.sentence === attribution.governing?.sentence &&
        cue !== null &&
        contains(content, { start: quotation.start, end: quotation.end }) &&
        content.start < cue.sentence.tokens[cue.token]!.start,
    )
    if (around) {
      mixed.add(around)
      continue
    }
    if (attribution.manner === 'embedded') {
      const spoken = trimmed(view.text, quotation, /[\s,.;:!?]/)
      const report = reports.find(({ content }) => contains(content, spoken))
      if (report) {
        mixed.add(report)
        // The mark that closes the words is theirs, though the parse hangs it elsewhere.
        const { content } = interrupted.get(report) ?? report
        if (content.end < quotation.outer.end)
          interrupted.set(report, { ...report, content: cut(view, { ...content, end: quotation.outer.end }) })
        continue
      }
    }
    // Words that nobody is told to have said (a motto, a slogan on a wall) are no statement of anybody.
    if (!attribution.speaker) continue
    const words = trimmed(view.text, quotation)
    const clause = attribution.manner === 'embedded' ? clauseAround(view, attribution.governing, quotation) : null
    for (const content of clause ? [clause] : pieces(view, words)) out.push(speech(view, attribution, content))
  }
  for (const told of reports) {
    const report = interrupted.get(told) ?? told
    if (interrupted.has(told)) mixed.add(report)
    out.push({
      speaker: view.byName(report.speaker).id,
      addressees: report.addressees.map(({ id }) => id),
      form: mixed.has(report) ? 'mixed' : 'indirect',
      cue: report.lemma,
      content: report.content,
      stance: stanceOf(view, report.content, report.speaker, report.cue),
      rule: `statement/${mixed.has(report) ? 'mixed' : 'indirect'}`,
      evidence: [report.evidence],
    })
  }
  return out
}

/**
 * "Kirby said the United States welcomed it", "farmers said they doubted it": what the speaker thinks, asks or praises within what he says is part of
 * that, and no second statement.
 */
function isWithin(view: View, { cue, speaker }: Report, all: readonly Report[]): boolean {
  // "Qatar, diplomats say, has given assurances that …": a promise that somebody else tells of.
  const isPromise =
    cue !== null && (cue.noun !== undefined || /^(?:promise|pledge|vow|agree|undertake|offer)$/.test(cue.lemma))
  if (!cue || (!isPromise && (cue.kind === 'say' || cue.kind === 'tell'))) return false
  const { start, end, deprel } = cue.sentence.tokens[cue.token]!
  // "Russia denied it and blamed the army": a verb joined to the reported one is as often the speaker's own act.
  if (cue.kind !== 'think' && !isPromise && deprel.startsWith('conj')) return false
  return all.some(
    (other) =>
      other.cue !== cue &&
      /^(?:say|tell)$/.test(other.cue?.kind ?? 'say') &&
      contains(other.content, { start, end }) &&
      (cue.kind === 'think' ||
        isPromise ||
        view.members(speaker).some((each) => standing(each) === standing(other.speaker))),
  )
}

/** True when a quotation goes on, after "he said,", with the clause that the report began. */
function isParted(view: View, { cue, content }: Report, { quotation, manner, by }: Attribution): boolean {
  if (!cue || (manner === 'direct' && by !== 'cue-before' && by !== 'cue-around')) return false
  const said = cue.sentence.tokens[cue.token]!
  if (content.end > said.start || quotation.outer.start < said.end) return false
  const isClose = /^\s*,\s*$/.test(view.text.slice(said.end, quotation.outer.start))
  const isOpen = /^,\s/.test(view.text.slice(content.end, content.end + 2))
  return (
    isClose &&
    isOpen &&
    /^[\p{Ll}]/u.test(view.text.slice(quotation.start, quotation.end)) &&
    said.deprel.startsWith('parataxis')
  )
}

/** "said that Turkey would “never bow”": the reported clause that ends in words in marks, from its "that" or its subject on. Null where the words stand alone. */
function clauseAround(view: View, cue: Cue | null, { start, end, outer }: Quotation): Span | null {
  if (!cue || !/^(?:say|tell|think)$/.test(cue.kind) || cue.noun !== undefined) return null
  const { tokens } = cue.sentence
  const first = tokens.findIndex((token) => token.start >= start)
  if (first <= cue.token + 1) return null
  const mark = tokens.findLastIndex(
    ({ form, deprel }, at) => at > cue.token && at < first && deprel === 'mark' && /^that$/i.test(form),
  )
  const tree = view.tree(cue.sentence)
  const verb = tree.tokens.findIndex(
    ({ head }, at) => head === cue.token && /^(?:ccomp|parataxis)/.test(tree.tokens[at]!.deprel) && at >= first - 1,
  )
  const subject = verb < 0 ? null : childBy(tree, verb, 'nsubj', 'expl')
  const from = mark >= 0 ? mark + 1 : subject !== null && subject < first ? subtreeOf(tree, subject)[0]! : first
  if (from <= cue.token || from >= first - 1) return null
  const span = { start: tokens[from]!.start, end: outer.end }
  return span.start < start && end - span.start <= LONGEST ? span : null
}

function speech(view: View, attribution: Attribution, content: Span): Omit<Statement, 'id'> {
  const { speaker, addressees, manner, by, cue, governing } = attribution
  const words = { start: attribution.quotation.outer.start, end: attribution.quotation.outer.end }
  return {
    speaker: speaker ? view.byName(speaker).id : null,
    addressees: addressees.map(({ id }) => id),
    form: manner === 'direct' ? 'direct' : 'mixed',
    cue,
    content,
    stance: stanceOf(view, content, speaker, governing),
    rule: `statement/${manner === 'direct' ? by : 'mixed'}`,
    evidence: [words, ...attribution.evidence.filter((span) => !overlaps(span, words))],
  }
}

/** The words without spaces and closing stops at their ends. */
function trimmed(text: string, { start, end }: Span, closing = /[\s,]/): Span {
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && closing.test(text[end - 1]!)) end--
  return { start, end }
}

/** A long speech parted at its sentences, each part as long as may be. */
function pieces(view: View, span: Span): Span[] {
  if (span.end - span.start <= LONGEST) return [span]
  const out: Span[] = []
  let start = span.start
  let end = start
  for (const sentence of view.bodyAt(span)) {
    const until = Math.min(sentence.end, span.end)
    if (until - start > LONGEST && end > start) {
      out.push({ start, end })
      start = Math.max(span.start, sentence.start)
    }
    end = until
  }
  return [...out, { start, end: span.end }].map((each) => cut(view, each))
}

function reportsIn(view: View, sentence: Sentence): Report[] {
  return sentence.tokens.flatMap((token, index) => {
    if (view.quoted(token)) return []
    const cue = cueOf(view, sentence, index)
    if (!cue || cue.kind === 'gesture' || (cue.clause?.negated && cue.lemma !== 'deny')) return []
    if (isConditional(view, cue) || isAsked(cue)) return []
    if ((/^(?:agree|ask)$/.test(cue.lemma) && cue.clause?.voice === 'passive') || isUnsaid(view, cue)) return []
    if (KNOWS.test(cue.lemma)) return []
    const content = contentOf(view, cue)
    if (!content) return []
    const speaker = reportingSpeaker(view, cue)
    if (!speaker) return []
    // "The two presidents agreed that …", "both expressed support for it": what several settle or hold together is a commitment or a position, and nobody's speech.
    if ((cue.lemma === 'agree' || cue.kind === 'express') && isSeveral(view, cue, speaker)) return []
    // An invitation is kept with what was promised; only its own words make a statement of it.
    if (cue.lemma === 'invite' && !view.quotations.some((quotation) => overlaps(content, quotation))) return []
    const further = furtherContent(view, cue)
    return [content, ...(further && !overlaps(further, content) ? [further] : [])].map((each) => ({
      cue,
      lemma: cue.lemma,
      speaker,
      addressees: cue.addressees(speaker),
      content: each,
      evidence: view.evidence(sentence),
    }))
  })
}

function isSeveral(view: View, { clause }: Cue, speaker: Entity): boolean {
  return view.members(speaker).length > 1 || (clause?.agents.length ?? 0) > 1
}

/** "if Congress agrees", "should both sides ask for it": nobody has said so yet. */
function isConditional(view: View, { sentence, token }: Cue): boolean {
  const tree = view.tree(sentence)
  if (!tree.tokens[token]!.deprel.startsWith('advcl')) return false
  const opens = subtreeOf(tree, token).find((at) => tree.tokens[at]!.upos !== 'PUNCT')
  return (
    childrenBy(tree, token, 'mark').some((at) => /^(?:if|unless|until|lest|once)$/i.test(tree.tokens[at]!.form)) ||
    (opens !== undefined && /^(?:should|if|unless|provided)$/i.test(tree.tokens[opens]!.form))
  )
}

/** Verbs of what goes on in a head: with words in marks somebody spoke, without them the writer tells it. */
const KNOWS = /^(?:know|realize|realise|understand|assume|consider|feel|persuade|convince)$/
const NOT_YET =
  /^(?:expect|intend|plan|want|refuse|decline|fail|likely|unlikely|due|ready|prepare|hope|set|hesitate|forget|neglect)$/

/** "is expected to recommend that …", "refused to say", "likely to announce": nothing has been said. */
function isUnsaid(view: View, { sentence, token }: Cue): boolean {
  const tree = view.tree(sentence)
  const { deprel, head, xpos } = tree.tokens[token]!
  // "the poet almost said"
  if (childrenBy(tree, token, 'advmod').some((at) => /^(?:almost|nearly)$/i.test(tree.tokens[at]!.form))) return true
  if (head < 0) return false
  const above = lemmaOf(tree.tokens[head]!)
  // "the intention of denouncing the talks"
  if (deprel.startsWith('acl') && /^(?:intention|plan|wish|refusal|failure|right|chance)$/.test(above)) return true
  return xpos === 'VB' && deprel.startsWith('xcomp') && NOT_YET.test(above)
}

/** "Asked whether he would go, he laughed": who asked is not said, and who is asked says nothing yet. */
function isAsked({ sentence, token, lemma }: Cue): boolean {
  const { tokens } = sentence
  const isPassive = /^(?:VBN|VBD)$/.test(tokens[token]!.xpos)
  const opens = /^(?:,|when|if|once)$/i.test(tokens[token - 1]?.form ?? ',')
  return (
    lemma === 'ask' &&
    isPassive &&
    opens &&
    /^(?:if|whether|how|why|what|when|who|where|about|by)$/i.test(tokens[token + 1]?.form ?? '')
  )
}

/** Who reports: the subject itself; of a letter, an office or a statement, whoever it comes from. Other things ("the visit showed") say nothing. */
function reportingSpeaker(view: View, cue: Cue): Entity | null {
  const { sentence, clause } = cue
  const quoted = quotedAsSaying(view, cue)
  if (quoted) return quoted
  // "Nigerian generals, he noted, had dug in": who speaks stands between the commas.
  const frame = setBetween(cue)
  for (let at = frame && /^(?:say|think)$/.test(cue.kind) ? cue.token - 1 : -1; at >= (frame?.from ?? 0); at--) {
    if (!/^(?:NOUN|PROPN|PRON)$/.test(sentence.tokens[at]!.upos)) continue
    const between = pronounSpeaker(view, sentence, at, namedPhrase(view, sentence, at))
    if (between) return between
  }
  const named = namedBefore(view, cue)
  if (named) return named
  const agents = (clause?.agents ?? []).filter(({ token }) => !view.quoted(sentence.tokens[token]!))
  if (agents.length === 0) return clause?.voice === 'passive' ? null : speakerOf(view, cue)
  for (const { token } of agents) {
    const named = pronounSpeaker(view, sentence, token, namedPhrase(view, sentence, token))
    if (named) return named
    if (view.lexicon.has('cue-nouns', lemmaOf(sentence.tokens[token]!), 'vehicle')) {
      const source = view.actors(sentence, token)[0]
      if (source) return source
    }
  }
  // "The decision, the letter said, was like poison", "it added that …"
  return whoseWords(
    view,
    cue,
    agents.map(({ token }) => token),
  )
}

/** "According to X, …": the rest of the sentence is X's. */
function accordingTo(view: View, sentence: Sentence): Report[] {
  const at = sentence.tokens.findIndex(
    (token, index) =>
      /^according$/i.test(token.form) && sentence.tokens[index + 1]?.form === 'to' && !view.quoted(token),
  )
  if (at < 0) return []
  const tree = view.tree(sentence)
  const head = sentence.tokens.findIndex(
    (_, index) =>
      index > at + 1 &&
      (childrenBy(tree, index, 'case').includes(at) ||
        tree.tokens[at]!.head === index ||
        tree.tokens[at + 1]!.head === index),
  )
  if (head < 0) return []
  const speaker = namedPhrase(view, sentence, head) ?? view.actors(sentence, head)[0]
  if (!speaker) return []
  const phrase = new Set([...subtreeOf(tree, head).filter((each) => each >= at), at, at + 1])
  const rest = sentence.tokens.map((_, index) => index).filter((index) => !phrase.has(index))
  const before = rest.filter((index) => index < at)
  const content = tidy(
    view,
    sentence,
    before.length > rest.length - before.length ? before : rest.filter((index) => index > at),
  )
  return content
    ? [{ cue: null, lemma: 'according to', speaker, addressees: [], content, evidence: view.evidence(sentence) }]
    : []
}
