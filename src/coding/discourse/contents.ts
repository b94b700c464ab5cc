import type { Sentence, Token } from '../../parse/index.ts'
import { overlaps, type Span } from '../../text/index.ts'
import { childBy, childrenBy, subtreeOf } from '../clauses/tree.ts'
import { type Cue, cueOf } from './cues.ts'
import { lemmaOf, type View } from './view.ts'

/** A span that says where, not a page: longer contents are parted at sentences, or cut at a word. */
export const LONGEST = 390

/** The words a cue reports, or null: its complement clause, what is judged, asked for or felt, or the clause it is set into. */
export function contentOf(view: View, cue: Cue): Span | null {
  const { sentence, token, kind } = cue
  const tree = view.tree(sentence)
  const usable = (tokens: number[]) => tidy(view, sentence, tokens)
  const around = kind === 'say' || kind === 'think' ? interposed(view, cue) : null
  if (around) return around
  const own = cue.noun === undefined ? [] : childrenBy(tree, cue.noun, 'acl', 'ccomp')
  const clausal = childrenBy(tree, token, 'ccomp')
    .concat(own, kind === 'say' || kind === 'think' ? [] : openComplements(view, cue))
    .filter(
      (child) => !/^(?:NOUN|PROPN)$/.test(tree.tokens[child]!.upos) || childBy(tree, child, 'nsubj', 'cop') !== null,
    )
  const complement = complementOf(view, cue, clausal)
  if (cue.noun !== undefined) {
    const isThat = complement !== undefined && isOpenedByThat(view, cue, complement)
    return isThat ? usable([...subtreeOf(tree, complement)]) : null
  }
  // "said in Dar es Salaam that Tanzania wanted …": the clause that "that" opens, wherever the parse hangs it.
  if ((TELLS_THAT.test(cue.lemma) || toldTo(view, cue)) && childBy(tree, token, 'obj') === null) {
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
    const first = token + cue.lemma.split(' ').length
    const next = nextDeed(view, cue, first)
    const asked = subtreeOf(tree, token).filter((at) => at >= first && !aside.has(at) && (next < 0 || at < next))
    const content = usable(asked)
    const isActed = ASKS.test(cue.lemma) && !view.quotations.some((each) => content && overlaps(content, each))
    return isActed ? null : content
  }
  if (complement !== undefined && !view.quoted(sentence.tokens[complement]!)) {
    const frame = new Set(subtreeOf(tree, token).filter((at) => !subtreeOf(tree, complement).includes(at)))
    const own = subtreeOf(tree, complement).filter((at) => !frame.has(at))
    // "Whether it will trickle down is anyone's guess, said Bonilla": all that stands before the comma.
    if (complement < token && (own.at(-1) ?? token) < token) return usable(upToComma(view, cue, own))
    return usable(andThat(view, cue, withSubject(view, cue, own)))
  }
  if (complement !== undefined) return null
  if (tree.tokens[token]!.deprel.startsWith('parataxis') && kind !== 'judge' && kind !== 'ask') {
    const own = new Set(subtreeOf(tree, token))
    const host = tree.tokens[token]!.head
    if (host < 0 || view.quoted(sentence.tokens[host]!)) return null
    const rest = subtreeOf(tree, host).filter((at) => !own.has(at))
    const said = token > host ? upToComma(view, cue, rest) : rest
    // "He was cautious: he would give it a year, he said": what comes after the colon.
    const colon = tree.tokens.findLastIndex(({ form }, at) => at < token && form === ':')
    return usable(said.filter((at) => at > colon))
  }
  if (/^asked$/i.test(tree.tokens[0]!.form) && kind === 'say') return null
  // "though it says so softly"
  if (/^so$/i.test(tree.tokens[token + 1]?.form ?? '')) return null
  if (FORESEES.test(cue.lemma)) {
    const seen = childBy(tree, token, 'obj')
    if (seen !== null && seen > token) return usable([...subtreeOf(tree, seen)])
  }
  // "warned its neighbour of a huge mistake"
  if (cue.lemma === 'warn') {
    const of = tree.tokens.findIndex(
      ({ form, upos }, at) => at > token && at <= token + 6 && upos === 'ADP' && /^(?:of|about|against)$/i.test(form),
    )
    const told = of < 0 ? -1 : tree.tokens[of]!.head
    if (told > of && !view.quoted(tree.tokens[told]!)) return usable(subtreeOf(tree, told).filter((at) => at > of))
  }
  // "called X by telephone" judges nobody.
  if (cue.lemma === 'call' && childBy(tree, token, 'xcomp') === null && !isNamedSo(view, cue)) return null
  if (kind === 'judge' || kind === 'ask' || kind === 'express') {
    if (kind === 'express') {
      const felt = childBy(tree, token, 'obj')
      if (felt === null || !view.lexicon.has('cue-nouns', lemmaOf(tree.tokens[felt]!), 'feeling')) return null
    }
    const first = token + cue.lemma.split(' ').length
    // "called on both to settle it": what they are asked to do is no aside, though the parse hangs it as one.
    const isAsked = (child: number) =>
      kind === 'ask' && childrenBy(tree, child, 'mark').some((at) => /^to$/i.test(tree.tokens[at]!.form))
    const aside = childrenBy(tree, token, 'conj', 'parataxis', 'advcl', 'nsubj')
      .filter((child) => !isAsked(child))
      .flatMap((child) => subtreeOf(tree, child))
    // "called it illegal and demanded …": what is done next is no part of it, though "a raid that killed ten and wounded thirty" is.
    const next = nextDeed(view, cue, first)
    const left = subtreeOf(tree, token).filter((at) => at >= first && !aside.includes(at) && (next < 0 || at < next))
    // "which Nicaragua denounced in 1980", "was invited by the president": nothing of what was said stands here.
    if (
      kind !== 'express' &&
      /^(?:by|in|on|at|since|during|after|before|behind|beside|near|from|within|under|despite|amid)$/i.test(
        tree.tokens[left[0] ?? token]!.form,
      )
    )
      return null
    // "rejected the complaint: the men had been in the wrong sea": what comes after the colon is said, and not judged.
    const colon = tree.tokens.findIndex(({ form }, at) => at > first && form === ':' && !view.quoted(tree.tokens[at]!))
    const content = usable(colon < 0 ? left : left.filter((at) => at < colon))
    // "rejected the proposal", "regards the passage as its own": an act or a view, of which no word is told.
    // "asked the Holy See to mediate", "appealed to donors": what is asked for is an act; its own words, or a clause of them, make a statement.
    if (content && ASKS.test(cue.lemma) && !view.quotations.some((quotation) => overlaps(content, quotation)))
      return null
    const isWhat = /^(?:what|whatever)$/i.test(tree.tokens[childBy(tree, token, 'obj') ?? token]!.form)
    if (
      content &&
      (isWhat || ACTS.test(cue.lemma)) &&
      !view.quotations.some((quotation) => overlaps(content, quotation))
    )
      return null
    return content
  }
  return kind === 'say' ? trailing(view, cue) : null
}

/** "said trade in the same months was only 551 million": the words between a cue and the verb it reports are the subject of that verb, though the parse hangs them on the cue. */
function withSubject(view: View, { sentence, token, lemma }: Cue, own: number[]): number[] {
  const { tokens } = sentence
  const from = token + lemma.split(' ').length
  const first = own.find((at) => tokens[at]!.upos !== 'PUNCT')
  if (first === undefined || first <= from || first - from > 14 || !isTensed(tokens[first])) return own
  const gap = tokens.slice(from, first)
  const isPhrase =
    /^(?:DET|NOUN|PROPN|ADJ|NUM)$/.test(gap[0]!.upos) &&
    gap.some(({ deprel }) => deprel.startsWith('nsubj') || deprel.startsWith('obj')) &&
    !gap.some((each) => isTensed(each) || view.quoted(each) || /^[;:()]$/.test(each.form)) &&
    !WHEN.test(gap[0]!.form)
  return isPhrase && !/^(?:tell|inform|assure|remind|warn|ask)$/.test(lemma)
    ? [...tokens.keys()].filter((at) => at >= from && at <= own.at(-1)!)
    : own
}

/** "says it wants the Americans out, and that the rest will follow": a second clause that "that" opens is reported as well. */
function andThat(view: View, { sentence }: Cue, own: number[]): number[] {
  const { tokens } = sentence
  const end = (own.at(-1) ?? -1) + 1
  const and = tokens[end]?.form === ',' ? end + 1 : end
  if (!/^(?:and|but)$/i.test(tokens[and]?.form ?? '') || !/^that$/i.test(tokens[and + 1]?.form ?? '')) return own
  if (tokens[and + 1]!.deprel !== 'mark' || tokens.slice(end).some((each) => view.quoted(each))) return own
  const stop = tokens.findIndex(({ form }, at) => at > and && /^[;:.]$/.test(form))
  return [...own, ...[...tokens.keys()].filter((at) => at >= end && (stop < 0 || at < stop))]
}

const WHEN = /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|last|late|early|earlier|this)$/i

/** "He wept before he came in, an aide said": all that stands before the comma, though the parse hangs some of it on the cue. */
function upToComma(view: View, { sentence, token, clause }: Cue, rest: readonly number[]): number[] {
  const { tokens } = sentence
  const colon = tokens.findLastIndex(({ form }, at) => at < token && form === ':')
  const isAfterColon = colon >= (rest[0] ?? token) && tokens.slice(colon, token).some(isTensed)
  const from = isAfterColon ? colon + 1 : (rest[0] ?? token)
  if (/^asked$/i.test(tokens[from]!.form)) return []
  const subject = clause?.agents.map((each) => each.token).find((at) => at < token)
  const start = subject === undefined ? token : Math.min(token, ...subtreeOf(view.tree(sentence), subject))
  let comma = Math.min(start, token) - 1
  while (comma > from && tokens[comma]!.upos === 'DET') comma--
  if (tokens[comma]?.form !== ',' || tokens.slice(from, comma).some((each) => view.quoted(each)))
    return rest.filter((at) => at < token)
  return tokens.map((_, at) => at).filter((at) => at >= from && at < comma)
}

/** Complements without a subject of their own; "told cheering supporters" has none. */
function openComplements(view: View, { sentence, token, kind }: Cue): number[] {
  const tree = view.tree(sentence)
  if (kind === 'judge') return []
  return childrenBy(tree, token, 'xcomp').filter(
    (child) =>
      kind !== 'tell' || childrenBy(tree, child, 'mark').length > 0 || !/^(?:VBG|VBN)$/.test(tree.tokens[child]!.xpos),
  )
}

/**
 * The clause that is reported, of those that hang on a cue: the one that "that" opens, else the first after the cue, else the first. What goes on after a
 * comma is none where the cue stands between ("the price would fall, he said, whatever happened"), nor after what was agreed to ("agreed to meet, the first
 * time that …").
 */
function complementOf(view: View, { sentence, token }: Cue, clausal: number[]): number | undefined {
  const tree = view.tree(sentence)
  const opened = (child: number) => subtreeOf(tree, child)[0]!
  const act = childBy(tree, token, 'xcomp')
  const isSetIn = tree.tokens[token]!.deprel.startsWith('parataxis')
  const inOrder = clausal
    .filter((child) => {
      const isParted = opened(child) > token && tree.tokens[opened(child)]?.form === ','
      const isAfterComma = isParted || tree.tokens[opened(child) - 1]?.form === ','
      // "said Ruth, pointing at the hill" tells what she did.
      if (isAfterComma && opened(child) >= child - 1 && tree.tokens[child]!.xpos === 'VBG') return false
      return !isAfterComma || opened(child) < token || !(isSetIn || (act !== null && act < child && act !== child))
    })
    .sort((a, b) => a - b)
  const thats = inOrder.filter((child) => isMarked(view, sentence, child))
  return thats[0] ?? inOrder.find((child) => child > token) ?? inOrder[0]
}

const isMarked = (view: View, sentence: Sentence, verb: number) =>
  childrenBy(view.tree(sentence), verb, 'mark').some((at) => /^that$/i.test(sentence.tokens[at]!.form))

function isOpenedByThat(view: View, { sentence, token }: Cue, complement: number): boolean {
  return complement > token && isMarked(view, sentence, complement)
}

/** "Those troops, officials hinted on Thursday, may now stay": the tokens of a cue set between two commas, and the comma after it; null for any other cue. */
export function setBetween({ sentence, token }: Cue): { from: number; comma: number } | null {
  const { tokens } = sentence
  let from = token
  while (from > 0 && !/^[,;:–—-]$/.test(tokens[from - 1]!.form)) from--
  if (from < 2 || tokens[from - 1]!.form !== ',' || token - from > 6) return null
  // A parse may take who speaks ("the law, Carlos Rojas said, would …") for an apposition: that someone stands between the commas is enough.
  if (!tokens.slice(from, token).some(({ upos }) => /^(?:NOUN|PROPN|PRON)$/.test(upos))) return null
  // "Surestream, a company that holds the licence, has promised …": a clause of that name, and no word of its own.
  if (tokens.slice(from, token).some(({ xpos }) => /^(?:WDT|WP\$?)$/.test(xpos))) return null
  if (/^(?:and|but|or|as|who|which|that|when|while|if|because)$/i.test(tokens[from]!.form)) return null
  let comma = token + 1
  while (comma < tokens.length && comma <= token + 6 && !/^[,.;:"“”]$/.test(tokens[comma]!.form)) comma++
  return tokens[comma]?.form === ',' ? { from, comma } : null
}

/** True where a clause begins with its subject: "he will go". */
const hasSubject = (tokens: readonly Token[], at: number) =>
  tokens[at]?.deprel.startsWith('nsubj') === true ||
  (/^(?:DET|PRON|PROPN)$/.test(tokens[at]?.upos ?? '') &&
    tokens.slice(at, at + 5).some(({ deprel }) => deprel.startsWith('nsubj')))

/** The words around a cue set between two commas, which parts a subject from its verb: the whole is what was said. */
function interposed(view: View, cue: Cue): Span | null {
  const { sentence } = cue
  const { tokens } = sentence
  const tree = view.tree(sentence)
  const frame = setBetween(cue)
  if (!frame) return null
  const { from, comma } = frame
  const next = /^(?:ADV|PUNCT)$/.test(tokens[comma + 1]?.upos ?? '') ? comma + 2 : comma + 1
  const goesOn = /^to$/i.test(tokens[next]?.form ?? '') && tokens[next + 1]?.xpos === 'VB'
  const colon = tokens.findLastIndex(({ form }, at) => at < from && /^[:;]$/.test(form))
  const first = colon + 1
  // "It was, he said, a great day", "That could be, officials reckon, a year off": parted after its verb; "If he loses, he says, he will go": after its condition.
  const isVerbParted = /^(?:AUX|VERB)$/.test(tokens[from - 2]!.upos) && !isTensed(tokens[next])
  const isConditioned =
    /^(?:if|unless|when|once|until|as|although|though)$/i.test(tokens[first]!.form) && hasSubject(tokens, next)
  if (!isTensed(tokens[next]) && !goesOn && !isVerbParted && !isConditioned) return null
  if (
    isVerbParted &&
    (tokens[next]?.xpos === 'VBG' || tokens[next]?.upos === 'CCONJ' || WHEN.test(tokens[next]?.form ?? ''))
  )
    return null
  // A verb of its own before the first comma makes the rest another clause.
  if (!goesOn && !isVerbParted && !isConditioned && tokens.slice(first, from).some(isTensed)) return null
  if (tokens.slice(0, comma).some((each) => view.quoted(each))) return null
  return tidy(
    view,
    sentence,
    tree.tokens.map((_, at) => at).filter((at) => at >= first),
  )
}

/** "The rock was its own, he said, and Gabon's soldiers had no business there": what a clause goes on with after a cue set into it. */
export function furtherContent(view: View, { sentence, token, kind }: Cue): Span | null {
  const tree = view.tree(sentence)
  const host = tree.tokens[token]!.head
  if (kind !== 'say' || !tree.tokens[token]!.deprel.startsWith('parataxis') || host < 0 || host > token) return null
  const next = childrenBy(tree, host, 'conj').find(
    (child) => child > token && childBy(tree, child, 'nsubj', 'expl') !== null && cueOf(view, sentence, child) === null,
  )
  if (next === undefined) return null
  const tokens = subtreeOf(tree, next)
  const from = tokens.find((at) => at > token && !/^(?:and|but|or|,)$/i.test(tree.tokens[at]!.form))
  const isNear = tree.tokens.slice(token + 1, from).every(({ upos }) => /^(?:PUNCT|CCONJ|ADV)$/.test(upos))
  if (from === undefined || !isNear || tokens.some((at) => view.quoted(tree.tokens[at]!))) return null
  return tidy(
    view,
    sentence,
    tokens.filter((at) => at >= from),
  )
}

/** "called it illegal and demanded …", "called on both to settle it and said it was ready": where what is done next begins; −1 where nothing is. A "raid that killed ten and wounded thirty" goes on. */
function nextDeed(view: View, { sentence: { tokens } }: Cue, first: number): number {
  return tokens.findIndex(
    ({ upos }, at) =>
      at > first &&
      upos === 'CCONJ' &&
      !view.quoted(tokens[at]!) &&
      ((isTensed(tokens[at + 1]) && !tokens.slice(first, at).some(isTensed)) || opensClause(tokens, at)),
  )
}

/** "called it a surrender, and a professor in Toronto reckons …": a comma, "and", and a subject with its verb. */
function opensClause(tokens: readonly Token[], and: number): boolean {
  if (tokens[and - 1]?.form !== ',') return false
  const subject = tokens.findIndex(({ deprel }, at) => at > and && at <= and + 7 && deprel.startsWith('nsubj'))
  const verb = subject < 0 ? undefined : tokens[tokens[subject]!.head]
  return verb !== undefined && isTensed(verb) && tokens[subject]!.head > subject
}

const ASKS = /^(?:ask|beg|press|order|invite|appeal|request|beseech|entreat|counsel)$/
const ACTS = /^(?:reject|regard)$/
const FORESEES = /^(?:predict|forecast)$/
/** "confided to his guest that he had not slept", "explained on Monday to the envoys that …". */
const toldTo = (view: View, { sentence, token, kind }: Cue): boolean =>
  kind === 'say' &&
  childrenBy(view.tree(sentence), token, 'obl').some(
    (at) => at > token && /^to$/i.test(sentence.tokens[subtreeOf(view.tree(sentence), at)[0]!]!.form),
  )
const SAID =
  /^(?:charge|claim|accusation|allegation|suggestion|report|rumou?r|fact|news|belief|idea|warning|criticism|complaint|demand)$/
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

const isTensed = (token: Token | undefined) => /^(?:VBD|VBZ|VBP|MD)$/.test(token?.xpos ?? '')

/** A "that" that opens a clause further on in the sentence, and the verb of that clause. */
function thatAfter(view: View, { sentence, token }: Cue): { mark: number; verb: number } | undefined {
  // A parse may take the "that" for a pronoun: "confided to his guest that he had not slept".
  const mark = sentence.tokens.findIndex(
    ({ form, deprel }, at) =>
      at > token &&
      /^that$/i.test(form) &&
      (deprel === 'mark' ||
        (/^(?:obj|obl)/.test(deprel) && /^(?:he|she|they|it|we|I)$/.test(sentence.tokens[at + 1]?.form ?? ''))),
  )
  const verb = mark < 0 ? -1 : sentence.tokens[mark]!.head
  const above = verb < 0 ? undefined : sentence.tokens[sentence.tokens[verb]!.head]
  // "replied to the charge that it was a nest": what others said.
  const isTold = above !== undefined && /^acl/.test(sentence.tokens[verb]!.deprel) && SAID.test(lemmaOf(above))
  const isSaid = verb > mark && !isTold && view.clauseAt(sentence, verb) !== undefined
  // Another word of saying between the two has it for its own.
  const isOthers = sentence.tokens.some((_, at) => at > token && at < mark && cueOf(view, sentence, at) !== null)
  return isSaid && !isOthers ? { mark, verb } : undefined
}

/** "Exports fell, the minister said": the words before a cue that stands at the end with nothing of its own to report. */
function trailing(view: View, { sentence, token, clause }: Cue): Span | null {
  const after = sentence.tokens.slice(token + 1).filter(({ upos }) => upos !== 'PUNCT')
  const tree = view.tree(sentence)
  if (after.length > 8 || childBy(tree, token, 'obj', 'xcomp') !== null) return null
  const subject = clause?.agents.find(({ token: agent }) => agent < token)?.token
  const name = subject === undefined ? token : Math.min(...subtreeOf(tree, subject).filter((at) => at < token), token)
  let comma = name - 1
  while (comma >= 0 && sentence.tokens[comma]!.form !== ',') comma--
  if (sentence.tokens[comma + 1]?.upos === 'CCONJ') return null
  if (comma < name - 2 || comma < 4 || view.quoted(sentence.tokens[comma]!)) return null
  // "After the raid on the camp, students protested": when or why it was said is not what was said.
  if (/^(?:ADP|SCONJ)$/.test(sentence.tokens[0]!.upos) && !sentence.tokens.slice(0, comma).some(isTensed)) return null
  // "Russia kept its distance from the threat: Moscow would honour its contracts, a spokesman said": what comes after the colon.
  const colon = sentence.tokens.findLastIndex(({ form }, at) => at < comma && form === ':')
  const from = colon > 0 && sentence.tokens.slice(colon, comma).some(isTensed) ? colon + 1 : 0
  return tidy(
    view,
    sentence,
    sentence.tokens.map((_, at) => at).filter((at) => at >= from && at < comma),
  )
}

/** Tokens as one span: the conjunction before and the stops around them left out; null when nothing is left or it lies in marks altogether. */
export function tidy(view: View, sentence: Sentence, tokens: number[]): Span | null {
  let from = tokens[0] ?? 0
  let to = tokens.at(-1) ?? -1
  while (
    from <= to &&
    ((sentence.tokens[from]!.upos === 'PUNCT' && !/["“‘]/.test(sentence.tokens[from]!.form)) ||
      /^(?:that|whether|if)$/i.test(sentence.tokens[from]!.form))
  )
    from++
  if (isAside(sentence, from)) return null
  // What follows a semicolon is no more of it.
  const semicolon = sentence.tokens.findIndex(({ form }, at) => form === ';' && at > from && at <= to)
  if (semicolon > 0 && !view.quoted(sentence.tokens[semicolon]!)) to = semicolon - 1
  while (to >= from && sentence.tokens[to]!.upos === 'PUNCT' && !/["”’]/.test(sentence.tokens[to]!.form)) to--
  if (to - from < 1) return null
  const span = view.span(sentence, from, to)
  return view.inMarks(span.start, span.end) ? null : cut(view, span)
}

/** "…, who means to sign", "…, while Iran did not hide its anger", "should it win": what is added to a clause, and nobody's words. */
function isAside({ tokens }: Sentence, from: number): boolean {
  const form = tokens[from]?.form.toLowerCase() ?? ''
  if (/^(?:while|whereas|whilst|although|though)$/.test(form)) return true
  if (
    tokens[from - 1]?.form === ',' &&
    tokens[from]?.upos === 'ADP' &&
    /^(?:whose|whom|which)$/i.test(tokens[from + 1]?.form ?? '')
  )
    return true
  if (/^(?:who|whose|whom|which)$/.test(form)) return tokens[from - 1]?.form === ',' || tokens[from + 1]?.form === ','
  return form === 'should' && tokens.at(-1)?.form !== '?'
}

export function cut(view: View, span: Span): Span {
  if (span.end - span.start <= LONGEST) return span
  const space = view.text.lastIndexOf(' ', span.start + LONGEST)
  return { start: span.start, end: space > span.start ? space : span.start + LONGEST }
}
