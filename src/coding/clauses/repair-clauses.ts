import type { Token } from '../../parse/index.ts'
import type { Change } from './repair-change.ts'

/** "The two sides are to set up …": a plan told with "be" and an infinitive has a plain subject. */
export function beTo(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.upos !== 'VERB' || token.xpos !== 'VB') return
    const children = tokens.flatMap((each, at) => (each.head === index ? [at] : []))
    const be = children.find((at) => tokens[at]!.deprel === 'cop' && at < index)
    const subject = children.find((at) => tokens[at]!.deprel === 'nsubj:outer')
    if (be === undefined || subject === undefined || subject > be) return
    if (
      !children.some((at) => at > be && at < index && tokens[at]!.deprel === 'mark' && /^to$/i.test(tokens[at]!.form))
    )
      return
    // "His plan is to leave": a plan is no one who leaves.
    if (ABSTRACT.test(tokens[subject]!.lemma)) return
    change(be, { deprel: 'aux' })
    change(subject, { deprel: 'nsubj' })
  })
}

/** "Abiy is due to travel to Ankara": nobody with a name is due to a thing; the noun after "due to" is what he will do. */
export function dueTo(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    const due = tokens[index - 2]
    if (
      token.upos !== 'NOUN' ||
      token.xpos !== 'NN' ||
      !due ||
      !/^due$/i.test(due.form) ||
      !/^to$/i.test(tokens[index - 1]!.form)
    )
      return
    if (due.head !== index || due.deprel !== 'case' || tokens[index + 1]?.upos === 'NOUN') return
    const subject = tokens.findIndex(
      ({ head, deprel, upos }) => head === index && deprel.startsWith('nsubj') && upos !== 'NOUN',
    )
    if (subject < 0 || (tokens[subject]!.upos === 'PRON' && !/^(?:he|she|they|we|i)$/i.test(tokens[subject]!.form)))
      return
    change(index, { upos: 'VERB', xpos: 'VB' })
    change(index - 2, { upos: 'ADJ', xpos: 'JJ', head: index, deprel: 'aux' })
    change(index - 1, { head: index, deprel: 'mark' })
    tokens.forEach(({ head, deprel }, at) => {
      if (head !== index || at < index) return
      if (deprel === 'nmod') change(at, { deprel: 'obl' })
    })
  })
}

const BE = /^(?:is|are|was|were|be|been|'s|'re|am)$/i

/** "The premier is due to visit Oslo" with "due to" as a preposition: "due" tells of a plan, "to" belongs to the verb. */
export function dueToVerb(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    const due = tokens[index - 2]
    if (token.upos !== 'VERB' || token.xpos !== 'VB' || !due || !/^due$/i.test(due.form)) return
    if (!/^to$/i.test(tokens[index - 1]!.form) || !BE.test(tokens[index - 3]?.form ?? '')) return
    if (due.head === index) {
      change(index - 2, { upos: 'ADJ', xpos: 'JJ', deprel: 'aux' })
      tokens.forEach(({ head, deprel }, at) => {
        if (head !== index || at > index) return
        if (deprel === 'nsubj:outer') change(at, { deprel: 'nsubj' })
        if (deprel === 'cop') change(at, { deprel: 'aux' })
      })
    } else if (token.head === index - 2) change(index, { deprel: 'xcomp' })
    else return
    change(index - 1, { head: index, deprel: 'mark' })
  })
}

/** "The premier is due in Oslo" with "due in" as a preposition: he is due, and Oslo is where. */
export function dueIn(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, at) => {
    const place = token.head
    const whole = tokens[place]
    if (!/^due$/i.test(token.form) || token.deprel !== 'case' || !whole || place <= at) return
    if (!/^(?:in|at|on|back)$/i.test(tokens[at + 1]!.form) || !BE.test(tokens[at - 1]?.form ?? '')) return
    if (!tokens.some(({ head, deprel }, be) => head === place && deprel === 'cop' && be < at)) return
    change(at, { upos: 'ADJ', xpos: 'JJ', head: whole.head, deprel: whole.deprel })
    change(place, { head: at, deprel: 'obl' })
    tokens.forEach(({ head, deprel }, each) => {
      if (head !== place || each === at) return
      if (/^(?:nsubj|cop|aux|punct|mark|cc)/.test(deprel)) change(each, { head: at })
      else if (deprel === 'nmod' && each > place) change(each, { head: at, deprel: 'obl' })
    })
  })
}

const ABSTRACT =
  /^(?:plan|aim|goal|idea|task|job|purpose|objective|intention|priority|duty|strategy|policy|point|way|step|solution|option|choice|role|mission|wish|hope|desire|dream|proposal|trick|challenge|thing|it|this|that|all|what)$/i

const TELLING = /^(?:tell|inform|remind|assure|warn|notify|advise|convince|persuade|promise|reassure|brief)$/

/** "told reporters that the two governments had promised …": a full clause after "that" is told, not a trait of who hears it. */
export function toldThat(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (!token.deprel.startsWith('acl')) return
    const hearer = tokens[token.head]
    if (!hearer || token.head > index || !/^(?:obj|iobj)$/.test(hearer.deprel)) return
    const verb = tokens[hearer.head]
    if (!verb || hearer.head > token.head || !TELLING.test(verb.lemma)) return
    const that = token.head + 1
    if (tokens[that]?.form.toLowerCase() !== 'that' || tokens[that]!.head !== index) return
    // Where "that" is itself the subject or object, the clause may be a relative one: "told the man that sold it".
    if (!tokens.some(({ head, deprel }, at) => head === index && deprel.startsWith('nsubj') && at > that)) return
    if (tokens.some(({ head, deprel }) => head === hearer.head && deprel === 'ccomp')) return
    change(index, { head: hearer.head, deprel: 'ccomp' })
    change(that, { deprel: 'mark', upos: 'SCONJ', xpos: 'IN' })
  })
}

const DAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/

/** "a treaty on Sunday that ends …": no day ends anything. */
export function relativesOfDays(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    const day = tokens[token.head]
    if (token.deprel !== 'acl:relcl' || !day || token.head > index || !DAY.test(day.form)) return
    if (tokens.slice(token.head + 1, index).some(({ form }) => /^when$/i.test(form))) return
    const nouns = tokens.flatMap(({ upos, head }, at) =>
      at < token.head && upos === 'NOUN' && (at === day.head || head === day.head) ? [at] : [],
    )
    const noun = nouns.at(-1)
    if (noun !== undefined) change(index, { head: noun })
  })
}

/** A past form joined to a gerund or an infinitive belongs to the finite verb above it; the perfect counts as finite. */
export function finiteConjuncts(tokens: readonly Token[], change: Change): void {
  const hasHave = (verb: number) =>
    tokens.some((token) => token.head === verb && token.deprel === 'aux' && /^(?:have|has|had)$/i.test(token.form))
  tokens.forEach((token, index) => {
    if (token.deprel !== 'conj' || token.upos !== 'VERB' || !/^VB[DN]$/.test(token.xpos)) return
    if (!['VB', 'VBG'].includes(tokens[token.head]?.xpos ?? '') || token.head > index) return
    if (tokens.some(({ head, deprel }) => head === index && /^(?:nsubj|aux|mark)/.test(deprel))) return
    let above = tokens[token.head]!.head
    while (above >= 0 && tokens[above]!.upos === 'VERB' && ['VB', 'VBG'].includes(tokens[above]!.xpos))
      above = tokens[above]!.head
    const verb = tokens[above]
    if (verb?.upos !== 'VERB' || above > index) return
    if (verb.xpos === 'VBD' ? token.xpos === 'VBD' : verb.xpos === 'VBN' && hasHave(above))
      change(index, { head: above })
  })
}

/**
 * "After the talks on Wednesday, Minister Kim Gye Gwan refused …" with the minister as another word for Wednesday: a name behind the comma of an opening phrase, right before a finite verb that
 * has no subject, is its subject.
 */
export function subjectAfterOpening(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'appos' || token.upos !== 'PROPN' || token.head >= index) return
    const verb = tokens.findIndex(
      ({ upos, xpos }, at) => at > index && upos === 'VERB' && /^VB[DZP]$/.test(xpos) && !isBelow(tokens, at, index),
    )
    if (verb < 0 || !/^(?:root|conj|ccomp|parataxis)$/.test(tokens[verb]!.deprel) || !isBelow(tokens, token.head, verb))
      return
    const held = (at: number) => at === index || isBelow(tokens, at, index)
    const first = tokens.findIndex(({ upos }, at) => upos !== 'PUNCT' && held(at))
    if (tokens[first - 1]?.form !== ',') return
    // between the name and its verb stands nothing but what hangs on either
    for (let at = index + 1; at < verb; at++)
      if (!held(at) && tokens[at]!.upos !== 'PUNCT' && !/^(?:advmod|aux)/.test(tokens[at]!.deprel)) return
    if (tokens.some(({ head, deprel }) => head === verb && /^(?:nsubj|csubj|expl|aux:pass)/.test(deprel))) return
    change(index, { head: verb, deprel: 'nsubj' })
  })
}

/** Whether a token hangs, over others or not, on another. */
function isBelow(tokens: readonly Token[], index: number, above: number): boolean {
  let at = tokens[index]!.head
  for (let steps = 0; at >= 0 && steps <= tokens.length; steps++) {
    if (at === above) return true
    at = tokens[at]!.head
  }
  return false
}
