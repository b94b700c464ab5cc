import type { Token } from '../../parse/index.ts'
import type { Change } from './repair-change.ts'

/** "Keita of Mali and Leopold Senghor of Senegal": what follows an "and" is no part of the name before it. */
export function joinedNames(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'flat' || token.head > index) return
    const between = tokens.slice(token.head + 1, index)
    if (between.some(({ upos }) => upos === 'CCONJ') && between.some(({ upos }) => upos === 'ADP' || upos === 'PUNCT'))
      change(index, { deprel: 'conj' })
  })
}

/** First words of the names of states and regions that two words make. */
const FIRST_OF_STATE =
  /^(?:Equatorial|Saudi|Sri|Sierra|Papua|New|El|Costa|Burkina|Cape|San|Puerto|Western|Central|Eastern|Northern|Southern|North|South|East|West|Great|United|Ivory|Solomon|Marshall|Cook|Czech|Dominican|Hong|Abu|Bosnian)$/

/** "Gabon and Equatorial Guinea agreed": the name before the "and" is no part of the one after it. */
export function stateOfTwoWords(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    const first = tokens[token.head]
    const last = index + 1
    if (token.deprel !== 'conj' || !first || token.head > index || !FIRST_OF_STATE.test(token.form)) return
    if (first.upos !== 'PROPN' || FIRST_OF_STATE.test(first.form) || first.head !== last || first.deprel !== 'compound')
      return
    const whole = tokens[last]!
    change(token.head, { head: whole.head, deprel: whole.deprel })
    change(index, { head: last, deprel: token.upos === 'ADJ' ? 'amod' : 'compound' })
    tokens.forEach((each, at) => {
      if (each.head === index && each.deprel === 'cc') change(at, { head: last })
      else if (each.head === last && at < token.head) change(at, { head: token.head })
    })
    change(last, { head: token.head, deprel: 'conj' })
  })
}

/** "Russian and Syrian aircraft", "American, British and Canadian soldiers": the adjectives are joined and belong to the noun, whatever the parser hung on what. */
export function jointDemonyms(tokens: readonly Token[], change: Change): void {
  for (let at = 0; at < tokens.length - 3; at++) {
    if (!isDemonym(tokens[at]!)) continue
    const joined = [at]
    let next = at + 1
    let closed = false
    while (next < tokens.length - 1) {
      const form = tokens[next]!.form.toLowerCase()
      if (form === ',' && isDemonym(tokens[next + 1]!)) {
        joined.push(next + 1)
        next += 2
      } else if (form === 'and' && isDemonym(tokens[next + 1]!)) {
        joined.push(next + 1)
        next += 2
        closed = true
        break
      } else break
    }
    if (!closed) continue
    let noun = next
    while (
      noun < tokens.length - 1 &&
      /^(ADJ|NOUN|PROPN)$/.test(tokens[noun]!.upos) &&
      tokens[noun + 1]!.upos === 'NOUN'
    )
      noun++
    const head = tokens[noun]
    if (head?.upos !== 'NOUN') continue
    const inside = (index: number) => index >= at && index < noun
    // the phrase keeps the place the parser gave to whichever of its words led out of it
    const outer = [...joined, noun]
      .map((index) => tokens[index]!)
      .find((token) => !inside(token.head) && token.head !== noun)
    if (outer && outer !== head && outer.upos !== 'VERB') {
      const moved = tokens.indexOf(outer)
      change(noun, {
        head: outer.head,
        deprel: /^(amod|compound|conj)/.test(outer.deprel) ? head.deprel : outer.deprel,
      })
      if (inside(head.head))
        change(noun, { head: outer.head, deprel: outer.deprel === 'amod' ? 'nsubj' : outer.deprel })
      tokens.forEach((token, index) => {
        if (token.head === moved && !inside(index) && index !== noun) change(index, { head: noun })
      })
    }
    joined.forEach((index, order) => {
      change(index, order === 0 ? { head: noun, deprel: 'amod' } : { head: joined[0]!, deprel: 'conj' })
    })
    at = noun
  }
}

const isDemonym = (token: Token): boolean => token.upos === 'ADJ' && /^\p{Lu}/u.test(token.form)

/** "Ahmed and Eritrean President Isaias Afwerki" with "Eritrean" joined to Ahmed beside the man: the word before his title is his. */
export function ownerOfTitle(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'conj' || !/^\p{Lu}/u.test(token.form) || !/^(?:ADJ|PROPN)$/.test(token.upos)) return
    const title = tokens[index + 1]
    const name = title && title.head > index + 1 ? tokens[title.head] : undefined
    if (title?.deprel !== 'nmod:desc' || name?.deprel !== 'conj' || name.head !== token.head) return
    change(index, { head: title.head, deprel: token.upos === 'ADJ' ? 'amod' : 'compound' })
  })
}

/** "were set free by Iran": who sets free is the agent of the whole. */
export function agentOfWhole(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'obl:agent' && token.deprel !== 'obl') return
    const state = tokens[token.head]
    if (state?.deprel !== 'xcomp' || state.upos !== 'ADJ' || state.head < 0) return
    const by = tokens.some((each) => each.head === index && each.deprel === 'case' && each.form.toLowerCase() === 'by')
    const passive = tokens.some((each) => each.head === state.head && each.deprel === 'aux:pass')
    if (by && passive) change(index, { head: state.head, deprel: 'obl:agent' })
  })
}

const JOINT =
  /^(meetings?|talks|summit|negotiations|discussions|dialogue|agreement|accord|deal|clash(es)?|fighting|truce|ceasefire|conference|exercises?)$/i

/** "a meeting here on Friday between A and B": the sides belong to the meeting, not to the day. */
export function betweenPhrases(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'case' || token.form.toLowerCase() !== 'between') return
    const side = tokens[token.head]
    if (!side || JOINT.test(tokens[side.head]?.form ?? '') || token.head < index) return
    const over = tokens[side.head]
    if (over && /^(days?|weeks?|months?|years?|hours?|time)$/i.test(over.form) && tokens[over.head]?.upos === 'VERB') {
      change(token.head, { head: over.head, deprel: 'obl' })
      return
    }
    for (let at = index - 1; at >= Math.max(0, index - 6); at--) {
      if (/^[,;:]$/.test(tokens[at]!.form) || tokens[at]!.upos === 'VERB') return
      if (!JOINT.test(tokens[at]!.form)) continue
      if (tokens[at]!.upos === 'NOUN') change(token.head, { head: at, deprel: 'nmod' })
      return
    }
  })
}

/** "held talks with visiting Slovak Prime Minister Fico", "Visiting Vice Premier Wu Yi said": who is on a visit takes part; to visit him is not what is told. */
export function visitingGuests(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (!/^visiting$/i.test(token.form) || token.upos !== 'VERB' || token.head < 0) return
    const opens = index === 0 && token.deprel === 'advcl'
    const guest = tokens.findIndex(
      ({ head, deprel, upos }, at) =>
        at > index &&
        upos === 'PROPN' &&
        ((head === index && deprel === 'obj') || (opens && head === token.head && deprel === 'nsubj')),
    )
    if (guest < 0 || !tokens.some(({ head, deprel }) => head === guest && /^(?:nmod:desc|flat)$/.test(deprel))) return
    const mark = tokens.findIndex(({ head, form }, at) => head === index && at === index - 1 && GUIDES.test(form))
    const over = tokens[token.head]!
    if (opens && token.head > guest) {
      // no comma: the name is the subject
      if (tokens.slice(0, guest).some(({ form }) => form === ',')) return
      if (tokens.some(({ head, deprel }, at) => at !== guest && head === token.head && deprel.startsWith('nsubj')))
        return
      change(guest, { head: token.head, deprel: 'nsubj' })
    } else if (mark >= 0) {
      change(mark, { head: guest, deprel: 'case', upos: 'ADP' })
      const isAgent = /^by$/i.test(tokens[mark]!.form)
      change(guest, { head: token.head, deprel: over.upos === 'NOUN' ? 'nmod' : isAgent ? 'obl:agent' : 'obl' })
    } else return
    tokens.forEach(({ head, deprel }, at) => {
      if (head === index && at !== guest && at !== mark) change(at, { head: /^obl/.test(deprel) ? token.head : guest })
    })
    change(index, { head: guest, deprel: 'amod', upos: 'ADJ', xpos: 'JJ' })
  })
}

/** Prepositions that lead a person in, and no subordinate clause of what somebody does ("after visiting", "for visiting"). */
const GUIDES = /^(?:with|by|to|from|between)$/i
