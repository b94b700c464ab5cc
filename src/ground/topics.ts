import { lemmaCandidates, type Token } from '../parse/index.ts'
import type { Noun, Reading } from './candidates.ts'
import type { Sector } from './grounded-text.ts'
import type { Lexicon, TopicWord } from './lexicon/lexicon.ts'
import { dependents, governor, relationOf } from './tree.ts'

/** What a sentence speaks of, by the words of `lexicon/topics.tsv`. */
export interface Subject {
  /** The strongest of sport, markets, weather and culture; `null` where none is spoken of. */
  kind: 'sport' | 'markets' | 'weather' | 'culture' | null
  /** How strongly. */
  play: number
  /** How strongly it speaks of politics: words, agent nouns of state, parties and armed groups. */
  politics: number
}

const political = new Set<Sector>(['GOV', 'MIL', 'LEG', 'JUD', 'SPY', 'COP', 'PTY', 'OPP', 'REB', 'UAF', 'PRM', 'REF'])
/** Nouns of state and army that sport, markets and arts use too. */
const shared =
  /(?:captain|judge|director|official|governor|master|manager|general|guard|major|colonel|corporal|prince|queen|king|hero|chief|head|leader|seat|lord|state|rival|peer|opponent)$/i

/** True for an agent noun of state, army, party or armed group: it acts for its country whatever the sentence is about. */
export function isPolitical(noun: Noun): boolean {
  return isPoliticalAgent(noun.agent)
}

const isPoliticalAgent = ({ sectors, noun }: Noun['agent']): boolean =>
  sectors.some((sector) => political.has(sector)) && !shared.test(noun)

const wickets = /^(?:[1-9]|one|two|three|four|five|six|seven|eight|nine)$/i

/** Reads a sentence's subject from its words, each counted once. */
export function subjectOf(reading: Reading, lexicon: Lexicon): Subject {
  const { tokens } = reading.sentence
  const { units } = reading.spelling
  const sums: Record<string, number> = {}
  const seen = new Set<string>()
  const sure = new Set<string>()
  for (let i = 0; i < units.length; i++) {
    const found = longest(reading, lexicon, i)
    if (!found) continue
    const { key, words, length } = found
    const first = units[i]!.token
    const last = units[i + length - 1]!.token
    i += length - 1
    // A word within a longer listed name is part of the name.
    const m = reading.matchAt[first]!
    if (m >= 0) {
      const match = reading.matches[m]!
      if (match.refs.length > 0 && (match.from < first || match.to > last + 1)) continue
      if (match.refs.some((ref) => ref.type === 'state' || ref.type === 'place')) continue
    }
    if (seen.has(key)) continue
    seen.add(key)
    for (const word of words) {
      if (word.topic === 'deeds') continue
      if (word.noun && !/^(?:NOUN|PROPN)$/.test(tokens[last]!.upos)) continue
      sums[word.topic] = (sums[word.topic] ?? 0) + word.weight
      if (word.weight >= 1) sure.add(word.topic)
    }
  }
  if (hasTeam(reading)) sums['sport'] = (sums['sport'] ?? 0) + 1
  const scored = scoreIn(reading)
  if (scored) sums['sport'] = (sums['sport'] ?? 0) + scored
  let politics = sums['politics'] ?? 0
  for (const noun of reading.nouns) if (isPolitical(noun)) politics += 0.5
  let kind: Subject['kind'] = null
  let play = 0
  for (const topic of ['sport', 'markets', 'weather', 'culture'] as const) {
    if ((sums[topic] ?? 0) <= play) continue
    kind = topic
    play = sums[topic]!
    // Words of two meanings alone make no topic beside a word of politics.
    if (!sure.has(topic) && !(topic === 'sport' && scored) && play < 2 && politics > 0)
      play = play === 1.5 && politics === 0.5 ? 1 : 0.5
  }
  return { kind, play, politics }
}

/** Nouns of courts, armies and offices that sport uses of its grounds, leagues and players. */
const grounds =
  /^(?:(?:tennis |home |hard |clay |grass )?courts?|bench(?:es)?|divisions?|crowns?|bouncers?|(?:point |shooting |prop |left |right )?guards?|army|armies|gunners?|opposition|wings?|forces?|ranks?|islanders?|senators?|rangers?|generals?|marshals?|stewards?|pirates?|raiders?|fleets?|royals?|kings?|warriors?|privates?)$/i

/** Offices that clubs, leagues and firms have as states do. */
const clubOffices =
  /^(?:spokes(?:man|woman|person|people|men|women)|(?:vice[ -])?president|vice[ -]chairman|chairman|chairwoman|commissioner|(?:deputy )?secretary|secretary[ -]general|officials?|deputy|member|representative|delegate|adviser|advisor|minder|observer|candidate)$/i

/** True for somebody who holds an office of a club or league as far as a story of sport tells: "a spokesman", "the president of the federation". */
export function isOfClub(reading: Reading, noun: Noun): boolean {
  return reading.game && clubOffices.test(noun.agent.noun)
}

/** True for an agent noun that in a story of sport means a ground, a league, a player or a team: "off the bench", "the second division". */
export function isOfPlay(reading: Reading, noun: Noun): boolean {
  const sporting = reading.game || (reading.apart && reading.subject.kind === 'sport')
  // "The fleet" of yachts in a gale
  const sailing = reading.apart && noun.agent.noun === 'fleet'
  return (sporting || sailing) && noun.titleOf === undefined && grounds.test(noun.agent.noun)
}

/** "Denmark were on the beach": a country that is several is a team. */
function hasTeam({ sentence: { tokens }, tree, matches }: Reading): boolean {
  return matches.some(({ from, to, refs }) => {
    const head = to - 1
    const { form, deprel, head: above } = tokens[head]!
    if (to !== from + 1 || /s$/i.test(form) || deprel !== 'nsubj' || above < 0) return false
    if (!refs.some((ref) => ref.type === 'state' && ref.as === 'name')) return false
    if (dependents(tree, head, 'conj').length > 0) return false
    const helping = dependents(tree, above, 'aux', 'cop', 'aux:pass')
    // "If Iran were to test it"
    if (dependents(tree, above, 'mark').some((mark) => /^(?:if|though|unless|lest)$/i.test(tokens[mark]!.form)))
      return false
    return (helping.length > 0 ? helping : [above]).some(
      (verb) => verb > head && /^(?:are|were|have)$/.test(tokens[verb]!.form),
    )
  })
}

const months = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

/** "3-0" that the tokenizer took apart; no days of a month, no vote, no "10-12 people". */
function isSplitScore(tokens: readonly Token[], t: number): boolean {
  const [left, dash, right] = [tokens[t], tokens[t + 1], tokens[t + 2]]
  return (
    /^\d{1,2}$/.test(left!.form) &&
    /^[-–]$/.test(dash?.form ?? '') &&
    /^\d{1,2}$/.test(right?.form ?? '') &&
    !months.test(tokens[t - 1]?.form ?? '') &&
    !/^(?:NOUN|PROPN)$/.test(tokens[t + 3]?.upos ?? '') &&
    !tokens.some(({ lemma }) => lemma === 'vote') &&
    left!.end === dash!.start &&
    dash!.end === right!.start
  )
}

/** How surely the figures of a sentence are a score: "3-1", "declared at 452 for seven". */
function scoreIn(reading: Reading): number {
  const { tokens } = reading.sentence
  let sum = 0
  tokens.forEach((token, t) => {
    if (/^\d{1,2}[-–]\d{1,2}$/.test(token.form) || isSplitScore(tokens, t)) sum = Math.max(sum, 1)
    // "Chasing 242": runs.
    if (token.lemma === 'chase' && dependents(reading.tree, t, 'obj').some((child) => tokens[child]!.upos === 'NUM'))
      sum = Math.max(sum, 1)
    if (token.form === 'for' && /^\d{2,3}$/.test(tokens[t - 1]?.form ?? '') && wickets.test(tokens[t + 1]?.form ?? ''))
      sum = 2
  })
  return sum
}

function longest(
  reading: Reading,
  lexicon: Lexicon,
  i: number,
): { key: string; words: TopicWord[]; length: number } | null {
  const { units } = reading.spelling
  const first = units[i]!
  for (let length = Math.min(lexicon.topicReach.get(first.key) ?? 1, units.length - i); length > 0; length--) {
    let key = first.key
    for (let k = 1; k < length; k++) key += ` ${units[i + k]!.key}`
    const words = lexicon.topics.get(key)
    if (words) return { key, words, length }
  }
  const lemma = reading.sentence.tokens[first.token]!.lemma.toLowerCase()
  const words = first.first && first.last ? lexicon.topics.get(lemma) : undefined
  return words ? { key: lemma, words, length: 1 } : null
}

/**
 * Marks the sentences that stand apart from politics: they speak of sport, markets, weather or culture more than of politics, or lie in an article that
 * does. Countries in them are teams, markets and kinds of things, but for those of whom the clause itself tells a deed (`acts`).
 */
export function settleSubjects(readings: Reading[]): void {
  let play = 0
  let politics = 0
  let speaking = 0
  for (const { subject } of readings) {
    play += Math.min(subject.play, 4)
    politics += Math.min(subject.politics, 4)
    if (subject.play >= 1 && subject.play >= subject.politics) speaking++
  }
  const long = readings.length > 3
  const sporting = isOfSport(readings)
  const playful = long && speaking >= 0.4 * readings.length && play >= 1.5 * politics
  const serious = long && politics >= 1.5 * play
  for (const reading of readings) {
    const { subject } = reading
    reading.apart = serious
      ? subject.play >= 2 && subject.play >= 2 * subject.politics
      : subject.play >= 1
        ? subject.play >= subject.politics + (subject.politics > 0 ? 0.5 : 0)
        : playful && subject.politics < 1
    reading.game = sporting && !isOfState(reading)
    if (reading.game) reading.apart = true
    reading.slack = long && politics < 0.6 * readings.length && subject.politics < 0.5
    reading.quiet = !reading.apart && politics === 0
    reading.idle = reading.quiet && subject.play > 0
  }
}

/** Of politics in a sentence what is left without the courts, divisions and benches of sport. */
const politicsIn = ({ subject, nouns }: Reading): number =>
  Math.max(
    0,
    subject.politics - 0.5 * nouns.filter((noun) => isPolitical(noun) && grounds.test(noun.agent.noun)).length,
  )

/** True for a story of sport: half a point of its words a sentence, spread over it, and clearly more than of politics. */
function isOfSport(readings: readonly Reading[]): boolean {
  const sport = readings.map(({ subject }) => (subject.kind === 'sport' ? Math.min(subject.play, 4) : 0))
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
  const politics = sum(readings.map((reading) => Math.min(politicsIn(reading), 4)))
  return (
    readings.length > 3 &&
    sum(sport) >= Math.max(0.5 * readings.length, 1.3 * politics) &&
    sport.filter((play) => play >= 1).length >= 0.25 * readings.length
  )
}

/** True for a sentence that speaks of state and its like even in a story of sport: "the government closed the ground". */
function isOfState(reading: Reading): boolean {
  const politics = politicsIn(reading)
  if (politics < 1.5 || politics <= reading.subject.play) return false
  const isState = ({ agent }: Noun) =>
    isPoliticalAgent(agent) && !grounds.test(agent.noun) && !clubOffices.test(agent.noun)
  return politics >= 2.5 || reading.nouns.some(isState)
}

/** True for people of sport, markets, weather and arts: strikers, dealers, novelists. */
export function isPlayful(noun: Noun, lexicon: Lexicon): boolean {
  const words = lexicon.topics.get(noun.agent.noun.toLowerCase().split(' ').at(-1)!) ?? []
  return words.some((word) => word.topic !== 'politics' && word.topic !== 'deeds')
}

/** True for people of sport and arts alone, of whom a place tells nothing: "famous singers", "the goalkeeper". */
export function isArtist({ agent }: Noun, lexicon: Lexicon): boolean {
  const words = lexicon.topics.get(agent.noun.toLowerCase().split(' ').at(-1)!) ?? []
  return words.some(({ topic, weight }) => /^(?:sport|culture)$/.test(topic) && weight >= 1)
}

/** True where the clause around a name or noun tells of a deed of politics in which it has a part, or where it belongs to somebody of state. */
export function acts(reading: Reading, head: number, lexicon: Lexicon): boolean {
  const { tokens } = reading.sentence
  // Teams refuse, ask and are banned.
  if (reading.game) return false
  // After a storm states send, lend and open; in a match they do so in jest.
  const relief = reading.subject.kind === 'weather'
  let at = head
  for (let i = 0; i < 4; i++) {
    const relation = relationOf(reading.tree, at)
    const above = governor(reading.tree, at)
    if (above < 0) return false
    // "Togo lent Ghana forty lorries" with "lent" as a noun: nouns have no objects
    const missed = tokens[above]!.upos === 'NOUN' && dependents(reading.tree, above, 'obj').length > 0
    if (missed || /^(?:nsubj|obj|iobj|obl)/.test(relation)) {
      const { politics } = reading.subject
      const least = reading.quiet ? 0.2 : politics >= 1 || relief ? 0.5 : 1
      if (!missed && tokens[above]!.upos !== 'VERB') return false
      const verbs = lemmaCandidates(tokens[above]!.form, tokens[above]!.lemma)
      const [particle] = dependents(reading.tree, above, 'compound:prt')
      const phrases =
        particle === undefined ? verbs : verbs.flatMap((verb) => [`${verb} ${tokens[particle]!.form}`, verb])
      // "Roads were cut": by the storm.
      const needed = relief && relation === 'nsubj:pass' ? 1 : least
      return phrases.some((phrase) => tells(lexicon, phrase, 'deeds', needed))
    }
    if (!/^(?:nmod|amod|compound|appos)/.test(relation)) return false
    const noun = reading.nounAt[above]
    if (noun ? isPolitical(noun) : tells(lexicon, tokens[above]!.lemma, 'politics', relief ? 0.5 : 1)) return true
    at = above
  }
  return false
}

function tells(lexicon: Lexicon, lemma: string, topic: TopicWord['topic'], least: number): boolean {
  return (lexicon.topics.get(lemma.toLowerCase()) ?? []).some((word) => word.topic === topic && word.weight >= least)
}
