import type { Naming, Reading } from './candidates.ts'
import type { Scene } from './scene.ts'
import { dependents, relationOf } from './tree.ts'
import { trifles } from './words.ts'

/** True where a country's name only tells the kind of a dish, a player or a work of art: "Irish stew", "the Spanish midfielder", "Polish dances". */
export function isTrifle(scene: Scene, reading: Reading, head: number): boolean {
  const { tokens } = reading.sentence
  const { deprel, head: governing } = tokens[head]!
  const described = governing >= 0 && /^(?:amod|compound|nmod:poss|nmod:desc)/.test(deprel)
  // "North Korea goalkeeper Jon Myong Hui", whatever the parse makes of it
  const above = described ? governing : head + 1
  const noun = tokens[above]
  if (!described && !(noun && reading.nounAt[above] && isTopical(scene, noun.lemma, 'sport'))) return false
  // "Canadian-born"
  if (!noun || !/^(?:NOUN|PROPN)$/.test(noun.upos)) return false
  // "The American music charts"
  const between = tokens.slice(Math.min(head, above) + 1, above).filter(({ upos }) => upos === 'NOUN')
  const words = [noun, ...between].flatMap(({ form, lemma }) => [form.toLowerCase(), lemma.toLowerCase()])
  return words.some(
    (word) =>
      trifles.has(word) ||
      (!/^(?:medal|coach|match|cup|champion)/.test(word) &&
        (isTopical(scene, word, 'sport') ||
          (reading.subject.politics <= reading.subject.play && isTopical(scene, word, 'culture')))),
  )
}

/** True for a word that by itself speaks of a topic. */
const isTopical = (scene: Scene, word: string, topic: 'sport' | 'culture' | 'weather'): boolean =>
  (scene.lexicon.topics.get(word.toLowerCase()) ?? []).some((each) => each.topic === topic && each.weight >= 1)

const languageVerbs = new Set([
  'speak',
  'learn',
  'study',
  'teach',
  'understand',
  'read',
  'write',
  'translate',
  'master',
])

/** True for a demonym that names a tongue: "speaks good English", "broadcast in Spanish", "translated from Russian". */
export function isLanguage(reading: Reading, name: Naming, head: number): boolean {
  const { tokens } = reading.sentence
  const { form, deprel, head: above } = tokens[head]!
  if (/s$/i.test(form) || tokens[name.from - 1]?.form.toLowerCase() === 'the') return false
  const verb = above >= 0 ? tokens[above]!.lemma.toLowerCase() : ''
  if (/^(?:obj|nsubj:pass|conj)$/.test(deprel) && languageVerbs.has(verb)) return true
  const before = tokens[name.from - 1]?.form.toLowerCase() ?? ''
  if (/^(?:in|into|from)$/.test(before) && deprel.startsWith('obl')) return true
  // "In Chinese and Tibetan"
  const beside = before === 'and' && deprel === 'conj' ? reading.sentence.tokens[above - 1]?.form : undefined
  if (
    beside === 'in' &&
    tokens[above]!.upos !== 'NOUN' &&
    !/s$/i.test(tokens[above]!.form) &&
    reading.matchAt[above]! >= 0
  )
    return reading.matches[reading.matchAt[above]!]!.refs.some((ref) => ref.type === 'state' && ref.as === 'adjective')
  return (
    /^(?:in|into|from|to)$/.test(before) &&
    tokens.some(({ lemma }) => /^(?:translat|interpret(?:er|ation)$)/i.test(lemma))
  )
}

/** "The Philippine International Trading Corp.", in a sentence of sport, markets or arts: a part of a firm's name. */
export const isWithinFirm = ({ apart, idle, slack, names, nounAt, sentence }: Reading, { to }: Naming): boolean => {
  // "China Merchants Securities"
  const from = nounAt[to]?.head === to && /^\p{Lu}/u.test(sentence.tokens[to]!.form) ? to + 1 : to
  return (
    (apart || idle || slack) &&
    names.some((each) => each.from === from && each.seems === 'organization' && each.match === null)
  )
}

/** "UK-based Amnesty International", "US-born": where somebody sits or comes from. */
export function isSeat({ sentence: { tokens } }: Reading, { to, match }: Naming): boolean {
  const tail = match?.tail ?? (/^[-‐]$/.test(tokens[to]?.form ?? '') ? tokens[to + 1]?.form : undefined)
  return /^(?:based|born|bred|educated|headquartered)$/i.test(tail ?? '')
}

/** "The University of the Philippines": a country in the name of a school, a museum or an orchestra. */
export function isWithinSchool({ sentence: { tokens } }: Reading, { from }: Naming): boolean {
  const at = /^the$/i.test(tokens[from - 1]?.form ?? '') ? from - 2 : from - 1
  return (
    tokens[at]?.form === 'of' &&
    /^(?:University|College|Academy|Institute|School|Museum|Gallery|Library|Orchestra|Opera|Theatre|Theater|Championships?|Tour|Cup|Grand Prix)$/.test(
      tokens[at - 1]?.form ?? '',
    )
  )
}

/** "A typhoon hit the Philippines", "Japan was battered by rain": what weather does to a country it does to the ground. */
export function isStruck(scene: Scene, reading: Reading, head: number): boolean {
  const { tokens } = reading.sentence
  const relation = relationOf(reading.tree, head)
  const verb = tokens[head]!.head
  if (verb < 0 || !/^(?:obj|nsubj:pass)$/.test(relation)) return false
  const told = relation === 'obj' ? dependents(reading.tree, verb, 'nsubj') : dependents(reading.tree, verb, 'obl')
  // "A storm that battered Japan"
  const doers = tokens[verb]!.deprel === 'acl:relcl' ? [...told, tokens[verb]!.head] : told
  const isWeather = (token: number) =>
    isTopical(scene, tokens[token]!.form, 'weather') || isTopical(scene, tokens[token]!.lemma, 'weather')
  return doers.some(
    (doer) => isWeather(doer) || dependents(reading.tree, doer, 'compound', 'flat', 'nmod:desc').some(isWeather),
  )
}
