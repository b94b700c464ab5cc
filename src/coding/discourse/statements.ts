import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import { contains, overlaps, type Span } from '../../text/index.ts'
import { childBy, childrenBy, subtreeOf } from '../clauses/tree.ts'
import type { Statement } from '../record.ts'
import { type Cue, cueOf, namedPhrase, speakerOf } from './cues.ts'
import { type Attribution, attributeQuotations } from './speakers.ts'
import { stanceOf } from './stance.ts'
import { lemmaOf, type View } from './view.ts'

/** A span that says where, not a page: longer contents are parted at sentences, or cut at a word. */
const LONGEST = 390

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
  const reports = view.body.flatMap((sentence) => {
    const told = reportsIn(view, sentence)
    return [
      ...told,
      ...accordingTo(view, sentence).filter((each) => !told.some(({ content }) => overlaps(content, each.content))),
    ]
  })
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
    if (attribution.manner === 'embedded') {
      const report = reports.find(({ content }) => contains(content, { start: quotation.start, end: quotation.end }))
      if (report) {
        mixed.add(report)
        continue
      }
    }
    for (const content of pieces(view, trimmed(view.text, quotation))) out.push(speech(view, attribution, content))
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

/** The words without spaces and a closing comma at their ends. */
function trimmed(text: string, { start, end }: Span): Span {
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /[\s,]/.test(text[end - 1]!)) end--
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

function cut(view: View, span: Span): Span {
  if (span.end - span.start <= LONGEST) return span
  const space = view.text.lastIndexOf(' ', span.start + LONGEST)
  return { start: span.start, end: space > span.start ? space : span.start + LONGEST }
}

function reportsIn(view: View, sentence: Sentence): Report[] {
  return sentence.tokens.flatMap((token, index) => {
    if (view.quoted(token)) return []
    const cue = cueOf(view, sentence, index)
    if (!cue || cue.kind === 'gesture' || (cue.clause?.negated && cue.lemma !== 'deny')) return []
    const content = contentOf(view, cue)
    if (!content) return []
    const speaker = reportingSpeaker(view, cue)
    if (!speaker) return []
    return [
      {
        cue,
        lemma: cue.lemma,
        speaker,
        addressees: cue.addressees(speaker),
        content,
        evidence: view.evidence(sentence),
      },
    ]
  })
}

/** Who reports: the subject itself; of a letter, an office or a statement, whoever it comes from. Other things ("the visit showed") say nothing. */
function reportingSpeaker(view: View, cue: Cue): Entity | null {
  const { sentence, clause } = cue
  const agents = (clause?.agents ?? []).filter(({ token }) => !view.quoted(sentence.tokens[token]!))
  if (agents.length === 0) return clause?.voice === 'passive' ? null : speakerOf(view, cue)
  for (const { token } of agents) {
    const named = namedPhrase(view, sentence, token)
    if (named) return named
    if (view.lexicon.has('cue-nouns', lemmaOf(sentence.tokens[token]!), 'vehicle')) {
      const source = view.actors(sentence, token)[0]
      if (source) return source
    }
  }
  return null
}

/** The words a cue reports, or null: its complement clause, what is judged, asked for or felt, or the clause it is set into. */
export function contentOf(view: View, cue: Cue): Span | null {
  const { sentence, token, kind } = cue
  const tree = view.tree(sentence)
  const usable = (tokens: number[]) => tidy(view, sentence, tokens)
  const clausal = childrenBy(tree, token, 'ccomp')
    .concat(kind === 'say' || kind === 'think' ? [] : childrenBy(tree, token, 'xcomp'))
    .filter((child) => tree.tokens[child]!.upos !== 'NOUN' || childBy(tree, child, 'nsubj', 'cop') !== null)
  const complement = clausal.sort((a, b) => a - b)[0]
  // "said in Dar es Salaam that Tanzania wanted …": the clause that "that" opens, wherever the parse hangs it.
  if (TELLS_THAT.test(cue.lemma) && childBy(tree, token, 'obj') === null) {
    const isClause =
      complement !== undefined && subtreeOf(tree, complement).some((at) => /^(?:VERB|AUX)$/.test(tree.tokens[at]!.upos))
    const opened = isClause ? undefined : thatAfter(view, cue)
    if (opened !== undefined && !view.quoted(tree.tokens[opened.mark]!))
      return usable(subtreeOf(tree, opened.verb).filter((at) => at > opened.mark))
  }
  if (
    complement !== undefined &&
    kind === 'ask' &&
    tree.tokens[complement]!.deprel === 'xcomp' &&
    !view.quoted(tree.tokens[token + 1] ?? tree.tokens[token]!)
  ) {
    // "urged the Senate to ratify them": whom it is asked of is part of it.
    const aside = new Set(
      childrenBy(tree, token, 'conj', 'parataxis', 'advcl', 'nsubj').flatMap((child) => subtreeOf(tree, child)),
    )
    return usable(subtreeOf(tree, token).filter((at) => at > token && !aside.has(at)))
  }
  if (complement !== undefined && !view.quoted(sentence.tokens[complement]!)) {
    const frame = new Set(subtreeOf(tree, token).filter((at) => !subtreeOf(tree, complement).includes(at)))
    return usable(subtreeOf(tree, complement).filter((at) => !frame.has(at)))
  }
  if (complement !== undefined) return null
  if (tree.tokens[token]!.deprel.startsWith('parataxis') && kind !== 'judge' && kind !== 'ask') {
    const own = new Set(subtreeOf(tree, token))
    const host = tree.tokens[token]!.head
    if (host < 0 || view.quoted(sentence.tokens[host]!)) return null
    const rest = subtreeOf(tree, host).filter((at) => !own.has(at))
    const said = token > host ? rest.filter((at) => at < token) : rest
    // "He was cautious: he would give it a year, he said": what comes after the colon.
    const colon = said.findLast((at) => at < token && tree.tokens[at]!.form === ':')
    return usable(colon === undefined ? said : said.filter((at) => at > colon))
  }
  // "called X by telephone" judges nobody.
  if (cue.lemma === 'call' && childBy(tree, token, 'xcomp') === null && !isNamedSo(view, cue)) return null
  if (kind === 'judge' || kind === 'ask' || kind === 'express') {
    if (kind === 'express') {
      const felt = childBy(tree, token, 'obj')
      if (felt === null || !view.lexicon.has('cue-nouns', lemmaOf(tree.tokens[felt]!), 'feeling')) return null
    }
    const first = token + cue.lemma.split(' ').length
    const aside = childrenBy(tree, token, 'conj', 'parataxis', 'advcl', 'nsubj').flatMap((child) =>
      subtreeOf(tree, child),
    )
    const left = subtreeOf(tree, token).filter((at) => at >= first && !aside.includes(at))
    // "which Nicaragua denounced in 1980", "was invited by the president": nothing of what was said stands here.
    if (
      kind !== 'express' &&
      /^(?:by|in|on|at|since|during|after|before|behind|beside|near|from)$/i.test(tree.tokens[left[0] ?? token]!.form)
    )
      return null
    return usable(left)
  }
  return kind === 'say' ? trailing(view, cue) : null
}

const TELLS_THAT = /^(?:say|reply|respond|answer|tell|assure|inform|state|write)$/

/** "called the decision a mistake": a thing and what it is called, both after the verb. */
function isNamedSo(view: View, { sentence, token }: Cue): boolean {
  const objects = childrenBy(view.tree(sentence), token, 'obj')
  return (
    objects.length === 2 &&
    objects.every((at) => at > token) &&
    !/^(?:it|him|her|them)sel(?:f|ves)$/i.test(sentence.tokens[objects[0]!]!.form)
  )
}

/** A "that" that opens a clause further on in the sentence, and the verb of that clause. */
function thatAfter(view: View, { sentence, token }: Cue): { mark: number; verb: number } | undefined {
  const mark = sentence.tokens.findIndex(
    ({ form, deprel }, at) => at > token && deprel === 'mark' && /^that$/i.test(form),
  )
  const verb = mark < 0 ? -1 : sentence.tokens[mark]!.head
  const isSaid = verb > mark && view.clauseAt(sentence, verb) !== undefined
  // Another word of saying between the two has it for its own.
  const isOthers = sentence.tokens.some((_, at) => at > token && at < mark && cueOf(view, sentence, at) !== null)
  return isSaid && !isOthers ? { mark, verb } : undefined
}

/** "Exports fell, the minister said": the words before a cue that stands at the end with nothing of its own to report. */
function trailing(view: View, { sentence, token, clause }: Cue): Span | null {
  const after = sentence.tokens.slice(token + 1).filter(({ upos }) => upos !== 'PUNCT')
  const tree = view.tree(sentence)
  if (after.length > 8 || childBy(tree, token, 'obj') !== null) return null
  const subject = clause?.agents.find(({ token: agent }) => agent < token)?.token
  const from = subject === undefined ? token : Math.min(...subtreeOf(tree, subject).filter((at) => at < token), token)
  let comma = from - 1
  while (comma >= 0 && sentence.tokens[comma]!.form !== ',') comma--
  if (comma < from - 2 || comma < 4 || view.quoted(sentence.tokens[comma]!)) return null
  return tidy(
    view,
    sentence,
    sentence.tokens.map((_, at) => at).filter((at) => at < comma),
  )
}

/** Tokens as one span: the conjunction before and the stops around them left out; null when nothing is left or it lies in marks altogether. */
function tidy(view: View, sentence: Sentence, tokens: number[]): Span | null {
  let from = tokens[0] ?? 0
  let to = tokens.at(-1) ?? -1
  while (
    from <= to &&
    ((sentence.tokens[from]!.upos === 'PUNCT' && !/["“‘]/.test(sentence.tokens[from]!.form)) ||
      /^(?:that|whether|if)$/i.test(sentence.tokens[from]!.form))
  )
    from++
  while (to >= from && sentence.tokens[to]!.upos === 'PUNCT' && !/["”’]/.test(sentence.tokens[to]!.form)) to--
  if (to - from < 1) return null
  const span = view.span(sentence, from, to)
  return view.inMarks(span.start, span.end) ? null : cut(view, span)
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
