import type { Noun, Reading } from './candidates.ts'
import { determinerOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import type { Sector } from './grounded-text.ts'
import type { Agent } from './lexicon/lexicon.ts'
import { caseOf, dependents } from './tree.ts'

/** Nouns that say no more than that somebody is a body, with the sector and kind it has where its owner alone is told; they mean somebody only where one was named. */
const loose: { readonly [lemma: string]: readonly [Sector, Agent['kind']] } = {
  group: ['UNK', 'group'],
  movement: ['UNK', 'group'],
  alliance: ['UNK', 'group'],
  organisation: ['SOC', 'organization'],
  organization: ['SOC', 'organization'],
  council: ['GOV', 'organization'],
  commission: ['GOV', 'organization'],
  agency: ['GOV', 'organization'],
  committee: ['GOV', 'organization'],
  bloc: ['UNK', 'organization'],
  pact: ['UNK', 'organization'],
  body: ['UNK', 'organization'],
  front: ['UNK', 'group'],
  network: ['UNK', 'group'],
  force: ['MIL', 'organization'],
  team: ['UNK', 'group'],
  fund: ['UNK', 'organization'],
  charity: ['SOC', 'organization'],
}

/** Such a noun with a determiner or an owner, as the head of a phrase of its own; `null` for any other word and for one that only counts ("a group of soldiers"). */
export function looseBody(reading: Reading, token: number): Noun | null {
  const { tokens } = reading.sentence
  const { lemma, form, upos, xpos, deprel } = tokens[token]!
  const noun = lemma.toLowerCase()
  if (!Object.hasOwn(loose, noun) || reading.apart || reading.idle) return null
  if (xpos.endsWith('S') || (upos !== 'NOUN' && tokens[token - 1]?.form.toLowerCase() !== 'the')) return null
  // "The movement Al-Shabaab" is told by its name.
  if (reading.names.some(({ from }) => from === token + 1)) return null
  if (!/^(?:nsubj|obj|iobj|obl|nmod|conj|appos|root|parataxis)/.test(deprel) || deprel === 'nmod:desc') return null
  const determiner = determinerOf(reading, token, token)
  const owned = dependents(reading.tree, token, 'nmod:poss', 'amod').length > 0
  if (form === form.toLowerCase() && determiner === null && !owned) return null
  const of =
    /^(?:group|alliance|body|front|network|force|team|fund)$/.test(noun) &&
    dependents(reading.tree, token, 'nmod').some((child) => caseOf(reading.tree, child) === 'of')
  const [sector, kind] = loose[noun]!
  return of ? null : { agent: { noun, sectors: [sector], kind }, plural: false, from: token, head: token }
}

/** True for a noun that means somebody only where one of that kind, or an owner, has been named ("the group", "the force"). */
export const isLoose = (lemma: string): boolean => Object.hasOwn(loose, lemma)

/** Bodies of the United Nations and others like them, by the words that stand for each without its name. */
const agencies =
  /agency|program|fund|commissioner|red cross|crescent|organi[sz]ation|bureau|interpol|unicef|unesco|unhcr|médecins|medecins/i

/** True when a bare "the group", "the company", "the council" may point back to this body: one with a name, or one told by a longer noun ("the foreign ministry"). */
export function describesBody(reading: Reading, noun: Noun, lemma: string, draft: Draft): boolean {
  if (noun.plural && lemma !== 'rebels') return false
  if (noun.from !== noun.head || !isBare(reading, noun.head)) return false
  if (draft.members || draft.plural || (draft.kind !== 'organization' && draft.kind !== 'group')) return false
  if (draft.noun?.endsWith(` ${lemma}`)) return true
  const armed = draft.kind === 'group' && draft.body !== undefined
  if (/^(?:movement|militia|faction|network|militants?|rebels|front)$/.test(lemma) && armed) return true
  const named = draft.lexicon !== undefined || draft.key.startsWith('name:')
  if (/^(?:group|organi[sz]ation|body|institution)$/.test(lemma))
    return armed || (named && !/^(?:GOV|MIL|COP|LEG|JUD)$/.test(draft.sectors[0] ?? ''))
  if (!named) return false
  const name = draft.name.toLowerCase()
  if (lemma === 'cartel') return draft.bodyCode === 'IGOOPC'
  if (lemma === 'agency' && draft.kind === 'organization') return agencies.test(name)
  if (/^(?:bloc|alliance|pact)$/.test(lemma) && draft.body?.kind === 'IGO')
    return !(lemma === 'bloc' ? /^IGOUNO/ : /^IGO(?:UNO|EUR)/).test(draft.bodyCode ?? '')
  if (/^(?:company|firm|airline|carrier|bank)$/.test(lemma) && draft.sectors.includes('BUS')) return true
  if (lemma === 'charity') return draft.sectors.includes('SOC')
  return lemma.length > 3 && new RegExp(`\\b${lemma}\\b`).test(name)
}

/** "The group", "the 5,000-strong group", "the 26-nation alliance": no adjective or noun narrows it. */
function isBare(reading: Reading, head: number): boolean {
  const { tokens } = reading.sentence
  const before = tokens[head - 1]
  return before?.upos === 'DET' || /^(?:\S+-)?(?:strong|nation|member|country)$/.test(before?.form ?? '')
}
