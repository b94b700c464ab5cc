import { type Entity, entityById, type GroundedText, membersOf, stateNamed } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'

/**
 * "the two ministers", "both sides", "the sides", "each government": a noun that means a pair. In an article about two countries "the parties", "the
 * foreign ministers" and "the heads of state" do, too.
 */
export function isPair(sentence: Sentence, token: number, isTwoSided: boolean): boolean {
  const { form, xpos } = sentence.tokens[token]!
  if (/^both$/i.test(form)) return true
  if (/^them$/i.test(form)) return /^between$/i.test(sentence.tokens[token - 1]?.form ?? '')
  if (/^two$/i.test(form)) return isTheTwo(sentence, token)
  const before = sentence.tokens.slice(Math.max(0, token - 3), token).map((each) => each.form.toLowerCase())
  if (xpos === 'NN' || xpos === 'NNP') return /^(?:each|neither|either)$/.test(before.at(-1) ?? '') && SIDE.test(form)
  if (xpos !== 'NNS' && xpos !== 'NNPS') return false
  return (
    (before.includes('two') &&
      (/^(?:the|these|both|their)$/.test(before[before.indexOf('two') - 1] ?? '') || before.at(-1) === 'two')) ||
    before.includes('both') ||
    (before.at(-1) === 'the' && /^(?:sides|leaders|presidents|neighbours|neighbors|premiers|countries)$/i.test(form)) ||
    (isTwoSided && TOGETHER.test(form) && isTheirs(before))
  )
}

/** "the two have drawn nearer": the number stands for the pair itself. */
function isTheTwo({ tokens }: Sentence, token: number): boolean {
  const next = tokens[token + 1]
  return /^the(?:se)?$/i.test(tokens[token - 1]?.form ?? '') && !!next && !/^(?:NOUN|ADJ|PROPN|NUM)$/.test(next.upos)
}

const SIDE = /^(?:side|government|country|nation|state|capital|party|leader|president|minister|delegation|army)$/i

/** Who acts for either side of an article about two countries. */
const TOGETHER =
  /^(?:parties|ministers|governments|capitals|nations|states|premiers|chancellors|heads|delegations|negotiators|generals|kings|rulers|statesmen|adversaries|rivals|enemies|foes|allies|antagonists)$/i

/** "the ministers", "the foreign ministers", "the High Contracting Parties": the article before it, with no more than its office between. */
function isTheirs(before: readonly string[]): boolean {
  let at = before.length - 1
  while (
    at >= 0 &&
    /^(?:foreign|prime|defen[cs]e|interior|trade|finance|energy|high|contracting|old|former|-)$/.test(before[at]!)
  )
    at--
  return before[at] === 'the'
}

/**
 * The two countries a headline names, when it names two: most likely those the article is about. Where people and bodies of others stand beside them
 * ("Argentina and Chile Take Their Channel to the Pope"), it is the two that are named themselves.
 */
export function statesOfTitle(grounded: GroundedText): Entity[] | null {
  const named = new Map<string, Entity>()
  const states = new Map<string, Entity>()
  for (const mention of grounded.mentions) {
    // "Chile Lends Its Neighbour a Hand": which neighbour, the headline does not say.
    const entity = mention.in === 'title' && mention.form !== 'nominal' ? entityById(grounded, mention.entity) : null
    for (const member of entity ? membersOf(grounded, entity) : []) {
      if (member.country === null) continue
      if (!named.has(member.country)) named.set(member.country, member)
      if (member.kind === 'state' && member === entity && mention.form !== 'pronoun' && !states.has(member.country))
        states.set(member.country, member)
    }
  }
  const pair = named.size === 2 ? named : states
  return pair.size === 2 ? [...pair.values()].map((each) => stateOf(grounded, each)) : null
}

/** The country itself, where the article speaks of it beside its people and bodies. */
function stateOf(grounded: GroundedText, entity: Entity): Entity {
  return (entity.country === null ? undefined : stateNamed(grounded, entity.country)) ?? entity
}

/** Share of an article's mentions of countries from which on two of them are whom it is about; from reading wire stories, November 2026. */
export const TWO_SIDED = 0.6

/** The two countries named most often, and the share of all mentions that they have. */
export function mostNamedStates(grounded: GroundedText): { pair: Entity[]; share: number } {
  const counts = new Map<string, { entity: Entity; count: number }>()
  for (const mention of grounded.mentions) {
    const entity = entityById(grounded, mention.entity)
    if (entity.country === null || entity.members) continue
    const known = counts.get(entity.country)
    if (!known) counts.set(entity.country, { entity, count: 1 })
    else {
      known.count++
      if (known.entity.kind !== 'state' && entity.kind === 'state') known.entity = entity
    }
  }
  const inOrder = [...counts.values()].sort((a, b) => b.count - a.count)
  const all = inOrder.reduce((sum, { count }) => sum + count, 0)
  const pair = inOrder.slice(0, 2)
  return {
    pair: pair.map(({ entity }) => entity),
    share: all === 0 ? 0 : pair.reduce((sum, { count }) => sum + count, 0) / all,
  }
}
