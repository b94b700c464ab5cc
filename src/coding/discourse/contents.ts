import type { Sentence, Token } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
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
    .filter((child) => tree.tokens[child]!.upos !== 'NOUN' || childBy(tree, child, 'nsubj', 'cop') !== null)
  const complement = complementOf(view, cue, clausal)
  if (cue.noun !== undefined) {
    const isThat = complement !== undefined && isOpenedByThat(view, cue, complement)
    return isThat ? usable([...subtreeOf(tree, complement)]) : null
  }
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
    const said = token > host ? upToComma(view, cue, rest) : rest
    // "He was cautious: he would give it a year, he said": what comes after the colon.
    const colon = tree.tokens.findLastIndex(({ form }, at) => at < token && form === ':')
    return usable(said.filter((at) => at > colon))
  }
  if (/^asked$/i.test(tree.tokens[0]!.form) && kind === 'say') return null
  if (FORESEES.test(cue.lemma)) {
    const seen = childBy(tree, token, 'obj')
    if (seen !== null && seen > token) return usable([...subtreeOf(tree, seen)])
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
    // "called it illegal and demanded …": what is done next is no part of it, though "a raid that killed ten and wounded thirty" is.
    const next = tree.tokens.findIndex(
      ({ upos }, at) =>
        at > first &&
        upos === 'CCONJ' &&
        isTensed(tree.tokens[at + 1]) &&
        !tree.tokens.slice(first, at).some(isTensed) &&
        !view.quoted(tree.tokens[at]!),
    )
    const left = subtreeOf(tree, token).filter((at) => at >= first && !aside.includes(at) && (next < 0 || at < next))
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

/** "He wept before he came in, an aide said": all that stands before the comma, though the parse hangs some of it on the cue. */
function upToComma(view: View, { sentence, token, clause }: Cue, rest: readonly number[]): number[] {
  const { tokens } = sentence
  const from = rest[0] ?? token
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
  if (/^(?:and|but|or|as|who|which|that|when|while|if|because)$/i.test(tokens[from]!.form)) return null
  let comma = token + 1
  while (comma < tokens.length && comma <= token + 6 && !/^[,.;:"“”]$/.test(tokens[comma]!.form)) comma++
  return tokens[comma]?.form === ',' ? { from, comma } : null
}

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
  if (!isTensed(tokens[next]) && !goesOn) return null
  const colon = tokens.findLastIndex(({ form }, at) => at < from && /^[:;]$/.test(form))
  const first = colon + 1
  // A verb of its own before the first comma makes the rest another clause.
  if (!goesOn && tokens.slice(first, from).some(isTensed)) return null
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

const FORESEES = /^(?:predict|forecast)$/
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
  if (after.length > 8 || childBy(tree, token, 'obj', 'xcomp') !== null) return null
  const subject = clause?.agents.find(({ token: agent }) => agent < token)?.token
  const from = subject === undefined ? token : Math.min(...subtreeOf(tree, subject).filter((at) => at < token), token)
  let comma = from - 1
  while (comma >= 0 && sentence.tokens[comma]!.form !== ',') comma--
  if (sentence.tokens[comma + 1]?.upos === 'CCONJ') return null
  if (comma < from - 2 || comma < 4 || view.quoted(sentence.tokens[comma]!)) return null
  // "After the raid on the camp, students protested": when or why it was said is not what was said.
  if (/^(?:ADP|SCONJ)$/.test(sentence.tokens[0]!.upos) && !sentence.tokens.slice(0, comma).some(isTensed)) return null
  return tidy(
    view,
    sentence,
    sentence.tokens.map((_, at) => at).filter((at) => at < comma),
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
  // What follows a semicolon is no more of it.
  const semicolon = sentence.tokens.findIndex(({ form }, at) => form === ';' && at > from && at <= to)
  if (semicolon > 0 && !view.quoted(sentence.tokens[semicolon]!)) to = semicolon - 1
  while (to >= from && sentence.tokens[to]!.upos === 'PUNCT' && !/["”’]/.test(sentence.tokens[to]!.form)) to--
  if (to - from < 1) return null
  const span = view.span(sentence, from, to)
  return view.inMarks(span.start, span.end) ? null : cut(view, span)
}

export function cut(view: View, span: Span): Span {
  if (span.end - span.start <= LONGEST) return span
  const space = view.text.lastIndexOf(' ', span.start + LONGEST)
  return { start: span.start, end: space > span.start ? space : span.start + LONGEST }
}
