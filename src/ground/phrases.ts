import type { Sentence } from '../parse/index.ts'
import type { Entity, GroundedText, Mention, PlaceMention } from './grounded-text.ts'
import { caseOf, dependents, treeOf } from './tree.ts'

interface Places {
  byId: Map<string, Entity>
  /** By index of the sentence. */
  inTitle: (Mention[] | undefined)[]
  inBody: (Mention[] | undefined)[]
  placesInTitle: (PlaceMention[] | undefined)[]
  placesInBody: (PlaceMention[] | undefined)[]
  states: Map<string, Entity>
}

const indexes = new WeakMap<GroundedText, Places>()

function placesOf(grounded: GroundedText): Places {
  let places = indexes.get(grounded)
  if (!places) {
    places = { byId: new Map(), inTitle: [], inBody: [], placesInTitle: [], placesInBody: [], states: new Map() }
    for (const entity of grounded.entities) {
      places.byId.set(entity.id, entity)
      if (entity.kind === 'state' && entity.country !== null && !places.states.has(entity.country))
        places.states.set(entity.country, entity)
    }
    for (const place of grounded.places) {
      const part = place.in === 'title' ? places.placesInTitle : places.placesInBody
      const list = part[place.sentence]
      if (list) list.push(place)
      else part[place.sentence] = [place]
    }
    for (const mention of grounded.mentions) {
      const part = mention.in === 'title' ? places.inTitle : places.inBody
      const list = part[mention.sentence]
      if (list) list.push(mention)
      else part[mention.sentence] = [mention]
    }
    indexes.set(grounded, places)
  }
  return places
}

/** The mentions that lie in a sentence, in order of place. */
export function mentionsIn(grounded: GroundedText, sentence: Sentence): readonly Mention[] {
  const { inTitle, inBody } = placesOf(grounded)
  return (sentence.in === 'title' ? inTitle : inBody)[sentence.index] ?? NO_MENTIONS
}

const NO_MENTIONS: readonly Mention[] = []

/** The places named in a sentence, in order. */
export function placesIn(grounded: GroundedText, sentence: Sentence): readonly PlaceMention[] {
  const { placesInTitle, placesInBody } = placesOf(grounded)
  return (sentence.in === 'title' ? placesInTitle : placesInBody)[sentence.index] ?? NO_PLACES
}

const NO_PLACES: readonly PlaceMention[] = []

/** The state itself of a country the article speaks of, where it names it; undefined where it names only its people and bodies. */
export function stateNamed(grounded: GroundedText, country: string): Entity | undefined {
  return placesOf(grounded).states.get(country)
}

/** The entity with this id; throws `ground/unknown-entity` where there is none (a bug of the caller). */
export function entityById(grounded: GroundedText, id: string): Entity {
  const entity = placesOf(grounded).byId.get(id)
  if (!entity)
    throw Object.assign(
      new Error(`Entity "${id}" is none of the article's ${grounded.entities.length}; take ids from its own mentions.`),
      { code: 'ground/unknown-entity' },
    )
  return entity
}

/** The mentions whose words cover a token, innermost (shortest) first. */
export function mentionsAt(grounded: GroundedText, sentence: Sentence, token: number): Mention[] {
  return mentionsIn(grounded, sentence)
    .filter((mention) => mention.from <= token && token < mention.to)
    .sort((a, b) => a.to - a.from - (b.to - b.from))
}

/** The entities whose mention covers a token, innermost first, none twice. A group formed in the text ("both sides") stands as itself; see `membersOf`. */
export function entityAt(grounded: GroundedText, sentence: Sentence, token: number): Entity[] {
  return unique(mentionsAt(grounded, sentence, token).map((mention) => entityById(grounded, mention.entity)))
}

/** The members of a group formed in the text ("the two presidents"), or the entity alone. */
export function membersOf(grounded: GroundedText, entity: Entity): Entity[] {
  if (!entity.members || entity.members.length === 0) return [entity]
  return entity.members.map((id) => entityById(grounded, id))
}

/**
 * The actors a noun phrase stands for, given its head token: the entity it names, with every conjunct, groups opened into their members; where the
 * head itself names nobody, whoever owns, describes or fills it ("talks between Russia and Pakistan", "Moscow's decision", "Pakistani soil").
 * Empty where the phrase stands for no known actor. `conjuncts: false` keeps to the head's own conjunct.
 */
export function entitiesOfPhrase(
  grounded: GroundedText,
  sentence: Sentence,
  headToken: number,
  options: { conjuncts?: boolean } = {},
): Entity[] {
  const found: Entity[] = []
  gather(grounded, sentence, headToken, options.conjuncts !== false, new Set(), found)
  return unique(found.flatMap((entity) => membersOf(grounded, entity)))
}

const fillers: Record<string, number> = {
  between: 1,
  of: 1,
  by: 1,
  among: 1,
  from: 2,
  with: 2,
  in: 3,
  against: 3,
  on: 3,
  at: 3,
  near: 3,
  to: 3,
  inside: 3,
}
/** Nouns that stand for those they count or name. */
const partitive = new Set([
  'number',
  'group',
  'dozen',
  'score',
  'thousand',
  'hundred',
  'million',
  'all',
  'both',
  'some',
  'many',
  'most',
  'several',
  'one',
  'two',
  'member',
  'majority',
  'rest',
  'each',
])

function gather(
  grounded: GroundedText,
  sentence: Sentence,
  head: number,
  conjuncts: boolean,
  seen: Set<number>,
  out: Entity[],
): void {
  if (seen.has(head) || head < 0 || head >= sentence.tokens.length) return
  seen.add(head)
  const tree = treeOf(sentence)
  const covering = mentionsAt(grounded, sentence, head).filter(
    (mention) => mention.form !== 'modifier' || mention.head === head,
  )
  const headed = covering.filter((mention) => mention.head === head)
  const own = headed.at(-1) ?? covering[0]
  if (own) out.push(entityById(grounded, own.entity))
  else describe(grounded, sentence, head, seen, out)
  if (conjuncts)
    for (const conjunct of dependents(tree, head, 'conj'))
      if (isNominal(sentence, conjunct)) gather(grounded, sentence, conjunct, true, seen, out)
}

/** "U.S.-backed": says who stands behind, not whose it is. */
const behind = /[-‐](?:backed|sponsored|supported|funded|armed|trained|occupied|brokered|made|held)$/i

/** Whoever stands around a head that names nobody: first possessors and demonyms, then phrases by the strength of their preposition. */
function describe(grounded: GroundedText, sentence: Sentence, head: number, seen: Set<number>, out: Entity[]): void {
  const tree = treeOf(sentence)
  const tiers: number[][] = [[], [], [], []]
  for (const child of tree.children[head]!) {
    const { deprel } = tree.tokens[child]!
    if (deprel === 'nmod:poss' || deprel === 'amod' || deprel.startsWith('compound') || deprel === 'nmod:desc')
      tiers[0]!.push(child)
    else if (deprel === 'appos' || deprel.startsWith('flat')) tiers[2]!.push(child)
    else if (deprel.startsWith('nmod') || deprel.startsWith('obl')) {
      const preposition = caseOf(tree, child)
      const tier = preposition === null ? undefined : fillers[preposition]
      if (tier !== undefined)
        tiers[partitive.has(tree.tokens[head]!.lemma.toLowerCase()) && preposition === 'of' ? 0 : tier]!.push(child)
    }
  }
  for (const tier of tiers) {
    const before = out.length
    for (const child of tier) {
      const { deprel, upos } = tree.tokens[child]!
      if (deprel === 'amod' && behind.test(tree.tokens[child]!.form)) continue
      if (deprel === 'amod' && upos !== 'VERB') {
        const adjective = mentionsAt(grounded, sentence, child)[0]
        if (adjective) out.push(entityById(grounded, adjective.entity))
        for (const conjunct of dependents(tree, child, 'conj')) {
          const other = mentionsAt(grounded, sentence, conjunct)[0]
          if (other) out.push(entityById(grounded, other.entity))
        }
      } else if (deprel !== 'amod') gather(grounded, sentence, child, true, seen, out)
    }
    if (out.length > before) return
  }
}

function isNominal(sentence: Sentence, token: number): boolean {
  return /^(?:NOUN|PROPN|PRON|ADJ|NUM|DET|X|SYM)$/.test(sentence.tokens[token]!.upos)
}

function unique(entities: Entity[]): Entity[] {
  return [...new Set(entities)]
}
