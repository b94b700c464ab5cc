import type { Sentence } from '../parse/index.ts'

/** "urged all parties to the talks", "the parties concerned": those who talk or fight, and no political parties. */
export function isSideOfTalks({ tokens }: Sentence, token: number): boolean {
  if (tokens[token]!.form.toLowerCase() !== 'parties') return false
  const before = tokens[token - 1]?.form.toLowerCase() ?? ''
  const after = tokens[token + 1]?.form.toLowerCase() ?? ''
  return (
    /^(?:both|relevant|concerned|warring|contracting|conflicting|negotiating|interested|related)$/.test(before) ||
    /^(?:concerned|involved)$/.test(after) ||
    (after === 'to' && tokens[token + 2]?.form.toLowerCase() === 'the') ||
    (before === 'all' && !/^(?:in|of|represented)$/.test(after)) ||
    (/^(?:two|three|four|five|six)$/.test(before) && after === 'to')
  )
}

/** Short names of parties that are words as well, and the words before or behind which make them part of other names. */
const shortParties = /^(?:Labou?r|Democrats)$/
const before =
  /^(?:of|for|social|christian|liberal|free|national|new|young|progressive|independent|international|world|forced|hard|child|and)$/i

/** "Ministry of Labour", "Labour Day", "Christian Democrats", "labour": no name of a party of that one word. */
export function isNoParty({ tokens, in: part }: Sentence, from: number, to: number): boolean {
  if (to !== from + 1 || !shortParties.test(tokens[from]!.form)) return false
  if (part || tokens[from]!.upos === 'VERB') return true
  const behind = tokens[to]?.form ?? ''
  return (
    before.test(tokens[from - 1]?.form ?? '') || (/^\p{Lu}/u.test(behind) && !/^(?:MPs?|Party|Secretary)$/.test(behind))
  )
}

const ATTACKS =
  /^(?:attack|bomb|bombard|strafe|shell|strike|raid|pound|hit|blast|destroy|kill|wound|injure|fire|drop|shoot|sink|target|intercept)$/

/** "Israeli aircraft bombed a bridge", "hit by Israeli planes": aircraft that do violence are a military's. */
function isAttacking(tokens: Sentence['tokens'], token: number): boolean {
  const { deprel, head } = tokens[token]!
  const isBy = tokens.some(({ form, head: above }) => above === token && /^by$/i.test(form))
  const doing = tokens[head]
  return (/^nsubj$/.test(deprel) || isBy) && doing !== undefined && ATTACKS.test(doing.lemma.toLowerCase())
}

/** "Urged Russian business to invest": whoever is told to do something is somebody. */
function isAskedToAct(tokens: Sentence['tokens'], token: number): boolean {
  const { deprel, head } = tokens[token]!
  return (
    /^i?obj$/.test(deprel) && tokens.some((each, at) => at > token && each.head === head && each.deprel === 'xcomp')
  )
}

/**
 * True for words that mean actors elsewhere and here a deed, a stance or a verb: "the establishment of ties", "opposition to the plan", "the country heads toward
 * elections". `from`: where the agent noun that ends at the token begins.
 */
export function isNoActor({ tokens }: Sentence, token: number, from = token): boolean {
  const before = tokens[token - 1]?.form.toLowerCase() ?? ''
  const after = tokens[token + 1]?.form.toLowerCase() ?? ''
  switch (tokens[token]!.form.toLowerCase()) {
    case 'establishment':
      return after === 'of'
    case 'fleet':
      return (
        after === 'of' &&
        tokens
          .slice(token + 2, token + 9)
          .some(({ lemma }) =>
            /^(?:aircraft|plane|jet|airliner|boeing|airbus|bus|car|vehicle|truck|taxi|lorry)$/i.test(lemma),
          )
      )
    case 'aircraft':
    case 'plane':
    case 'planes':
      return from === token && !isAttacking(tokens, token)
    case 'hermit':
      // "The hermit, Stalinist state"
      return tokens[token]!.deprel !== 'nsubj' && /^(?:,|state|kingdom|country|nation|republic|regime)$/.test(after)
    case 'people':
      // "The People's Democracy Party"
      return tokens[token]!.form === 'People' && /^['’]s$/.test(after) && /^\p{Lu}/u.test(tokens[token + 2]?.form ?? '')
    case 'business':
      // "Doing business", "places of business", "politics, economy, business and culture"
      return (
        !/^(?:big|small|local|foreign|private|the)$/.test(before) &&
        !/^nsubj/.test(tokens[token]!.deprel) &&
        !isAskedToAct(tokens, token)
      )
    case 'company':
      // "The company of beautiful women"
      return before === 'the' && after === 'of' && tokens[token + 2]?.upos !== 'PROPN'
    case 'authority':
      return after === 'on' && /^an?$/i.test(tokens[token - 1]?.form ?? '')
    case 'customs':
      // "Folk-customs", "the customs of the valley"
      return (
        after === 'of' ||
        /^(?:-|folk|local|old|ancient|tribal|religious|traditional|social|strange|these|those|many|such|their|our|its|wedding|marriage|burial|and)$/.test(
          before,
        )
      )
    case 'leader':
    case 'leaders':
      // "The market leader", "the day's volume leader"
      return /^(?:market|volume|industry|league|points?|series|overnight|tournament|championship|scoring|table|lap|race|worship|song|cheer)$/.test(
        before,
      )
    case 'opposition':
      return (after === 'to' && tokens[token + 2]?.upos !== 'VERB') || after === 'from'
    case 'prosecution':
      return after === 'of' || /^(?:['’]s?|his|her|their|my|our|your)$/.test(before)
    case 'forces':
      return (
        /^(?:driving|market|economic|natural|political|social|historical|tidal|centrifugal|elemental|opposing|dark|progressive|democratic)$/.test(
          before,
        ) ||
        (after === 'of' &&
          /^(?:nature|evil|darkness|history|globali[sz]ation|change|reaction|good)$/i.test(
            tokens[token + 2]?.form ?? '',
          ))
      )
    case 'head':
      // "Shot in the head"
      return tokens[token - 2]?.form === 'in' && before === 'the' && after !== 'of'
    case 'heads':
      return /^(?:for|towards?|into|back|home)$/.test(after)
    default:
      return false
  }
}
