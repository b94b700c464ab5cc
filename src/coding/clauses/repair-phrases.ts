import type { Token } from '../../parse/index.ts'
import type { Change } from './repair-change.ts'

/** Phrases that hang on the day, the place or the place name before them and belong to the verb or noun further up. */

const TIME =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|yesterday|today|tomorrow|week|month|year|night|morning|evening|afternoon)$/i

/** Prepositions that lead a party in; who or what they lead in is no part of a day. */
const LEADING = /^(?:with|by|against|to|from|between)$/i

const caseOf = (tokens: readonly Token[], index: number): string =>
  tokens.find(({ head, deprel }) => head === index && deprel === 'case')?.form.toLowerCase() ?? ''

/** "began negotiations in February with the rebels", "was shot on Friday by a guard" with the rebels or the guard on the day: they belong to the verb. */
export function phrasesOnDays(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'nmod' || token.head < 0 || token.head > index) return
    const day = tokens[token.head]!
    const verb = tokens[day.head]
    if (!TIME.test(day.form) || !/^obl/.test(day.deprel) || verb?.upos !== 'VERB') return
    const preposition = caseOf(tokens, index)
    // "from Monday to Friday"
    if (!LEADING.test(preposition) || TIME.test(token.form)) return
    const isDoer = preposition === 'by' && isPassive(tokens, day.head)
    change(index, { head: day.head, deprel: isDoer ? 'obl:agent' : 'obl' })
  })
}

/** "was shot dead in the city of Lima by a guard" with the guard on the city: who does it belongs to the passive verb. */
export function doersBehindPlaces(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'nmod' || caseOf(tokens, index) !== 'by') return
    let at = token.head
    for (let steps = 0; steps < 4 && at >= 0 && /^(?:nmod|compound|flat|appos)/.test(tokens[at]!.deprel); steps++)
      at = tokens[at]!.head
    const place = tokens[at]
    if (
      !place ||
      at > index ||
      place.deprel !== 'obl' ||
      !/^(?:in|at|near|outside|inside|on)$/.test(caseOf(tokens, at))
    )
      return
    if (place.head < 0 || tokens[place.head]!.upos !== 'VERB' || place.head > at || !isPassive(tokens, place.head))
      return
    if (tokens.some(({ head, deprel }) => head === place.head && deprel === 'obl:agent')) return
    change(index, { head: place.head, deprel: 'obl:agent' })
  })
}

/** A passive verb, or one joined to it ("was seized and killed"). */
function isPassive(tokens: readonly Token[], verb: number): boolean {
  const has = (at: number) => tokens.some(({ head, deprel }) => head === at && deprel === 'aux:pass')
  const { deprel, head, xpos } = tokens[verb]!
  return has(verb) || (deprel === 'conj' && head >= 0 && /^VB[DN]$/.test(xpos) && has(head))
}

/** "The envoy to Kosovo, Martti Ahtisaari, began talks" with the man joined to Kosovo: without an "and", between commas, he is the envoy. */
export function apposedNames(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'conj' || token.upos !== 'PROPN' || token.head < 0) return
    const place = tokens[token.head]!
    const holder = tokens[place.head]
    if (place.upos !== 'PROPN' || place.deprel !== 'nmod' || holder?.upos !== 'NOUN') return
    const joined = tokens.filter(({ head, deprel }) => head === token.head && deprel === 'conj')
    if (joined.length > 1 || tokens.some(({ head, deprel }) => head === index && deprel === 'cc')) return
    const last = tokens.findLastIndex(({ head, deprel }, at) => at === index || (head === index && deprel === 'flat'))
    if (last === index || tokens[index - 1]?.form !== ',' || tokens[last + 1]?.form !== ',') return
    change(index, { head: place.head, deprel: 'appos' })
  })
}

/** Words for people that are adjectives as well. */
const PEOPLE_OR_KIND =
  /^(?:militant|radical|extremist|insurgent|separatist|secessionist|loyalist|islamist|fundamentalist|terrorist|communist|nationalist|royalist|moderate|conservative|liberal|reformist|hardliner|suspect|criminal|fugitive|civilian|national|native|dissident|illegal|veteran|exile)$/i

/**
 * "An Algerian militant" that the tagger took for two adjectives: the last one is the noun, where an article or a number opens the phrase and no noun closes it.
 * What hung on the word before hangs on it.
 */
export function nounsByUse(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.upos !== 'ADJ' || !PEOPLE_OR_KIND.test(token.form)) return
    const next = tokens[index + 1]
    if (next && (/^(?:NOUN|PROPN|ADJ|NUM|VERB)$/.test(next.upos) || /^(?:-|and|or|,)$/.test(next.form))) return
    let from = index
    while (from > 0 && (tokens[from - 1]!.upos === 'ADJ' || (tokens[from - 1]!.upos === 'NUM' && from === index)))
      from--
    const opens = tokens[from - 1]
    if (from === index || opens?.upos !== 'DET' || !/^(?:an?|the|another|one)$/i.test(opens.form)) return
    const before = index - 1
    // The phrase's place in the clause: the noun's own, or that of the adjective taken for its head.
    const isHead = tokens[before]!.head !== index && !/^(?:amod|advmod)$/.test(tokens[before]!.deprel)
    const { head, deprel } = isHead ? tokens[before]! : token
    if (!/^(?:nsubj|obj|iobj|obl|nmod|conj|appos|root|xcomp)/.test(deprel) || (deprel === 'xcomp' && !isHead)) return
    change(index, { upos: 'NOUN', xpos: 'NN', lemma: token.form.toLowerCase(), head, deprel })
    for (let at = from - 1; at < index; at++)
      if (at === from - 1) change(at, { head: index })
      else change(at, { head: index, deprel: 'amod' })
    tokens.forEach((each, at) => {
      if (isHead && each.head === before && (at < from - 1 || at > index)) change(at, { head: index })
    })
  })
}
