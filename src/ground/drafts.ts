import type { EntityKind, Mention, Sector } from './grounded-text.ts'
import { unitsOf } from './lexicon/fold.ts'
import type { Body, Person } from './lexicon/lexicon.ts'

/** An entity while the article is being read. */
export interface Draft {
  /** What makes it one: "state:RUS", "person:Kofi Annan", "noun:RUS troops"; empty for one that nothing else may join by key. */
  key: string
  name: string
  kind: EntityKind
  country: string | null
  sectors: Sector[]
  /** Code of the organisation or group it belongs to or is, where that decides. */
  bodyCode?: string
  role?: string
  /** The titles before its names: "general" of a president that the text calls so. */
  titles?: Set<string>
  tenure?: 'current' | 'former' | 'future'
  of?: string
  members?: Draft[]
  lexicon?: string
  person?: Person
  body?: Body
  basis: 'stated' | 'assumed'
  /** The country most likely meant where `country` stays null. */
  home?: string
  /** By how much an assumed country outweighs every other. */
  lead?: number
  /** Folded units of its names. */
  names: Set<string>
  /** The family name's unit, for people. */
  surname?: string
  /** Head noun, for entities introduced by a noun. */
  noun?: string
  gender: 'm' | 'f' | ''
  plural: boolean
  mentions: DraftMention[]
  /** Those of its mentions that lie within `WINDOW`, in the order of `mentions`; kept by `Drafts`. */
  recent: DraftMention[]
  /** Running number in the order of coming up. */
  readonly serial: number
}

/** How many sentences back anything is looked for by how present it is. */
const WINDOW = 20

/** A mention and how much it lifts its entity. */
export interface DraftMention extends Omit<Mention, 'entity'> {
  /** Running number of the sentence over title and body. */
  order: number
  /** 1 for subjects down to 0.3 for modifiers. */
  weight: number
}

/**
 * Entities of one article in the order they came up, and who was spoken of last. What looks for somebody spoken of lately asks `present`, what looks for a
 * name asks `called`: both cost the same however long the article is.
 */
export class Drafts {
  private readonly alive: Draft[] = []
  private readonly byKey = new Map<string, Draft>()
  private readonly byName = new Map<string, Set<Draft>>()
  private readonly byLetters = new Map<string, Draft[]>()
  private readonly merged = new Map<Draft, Draft>()
  /** Living drafts with recent mentions, in the order they came up, and the sentence up to which the others have left. */
  private near: Draft[] = []
  private nearAt = 0
  private count = 0

  find(key: string): Draft | undefined {
    return this.byKey.get(key)
  }

  add(
    draft: Omit<Draft, 'mentions' | 'recent' | 'serial' | 'names' | 'gender' | 'plural' | 'basis'> & Partial<Draft>,
  ): Draft {
    const full: Draft = {
      mentions: [],
      recent: [],
      names: new Set(),
      gender: '',
      plural: false,
      basis: 'stated',
      ...draft,
      serial: this.count++,
    }
    this.alive.push(full)
    if (full.key) this.byKey.set(full.key, full)
    for (const name of full.names) this.noteName(full, name)
    const letters = full.key.startsWith('name:') ? lettersOf(full.key.slice(5).split(' ')) : ''
    if (letters) this.byLetters.set(letters, [...(this.byLetters.get(letters) ?? []), full])
    return full
  }

  /** Gives an entity a further name. */
  call(draft: Draft, name: string): void {
    draft.names.add(name)
    this.noteName(draft, name)
  }

  private noteName(draft: Draft, name: string): void {
    const known = this.byName.get(name)
    if (known) known.add(draft)
    else this.byName.set(name, new Set([draft]))
  }

  /** The living entities with one of these names, in the order they came up. */
  called(names: readonly string[]): Draft[] {
    const found = new Set<Draft>()
    for (const name of names)
      for (const draft of this.byName.get(name) ?? []) if (!this.merged.has(draft)) found.add(draft)
    return [...found].sort((a, b) => a.serial - b.serial)
  }

  /** The first living entity known by its full name alone whose words begin with these letters and of which `fits` holds. */
  lettered(letters: string, fits: (draft: Draft) => boolean): Draft | undefined {
    return this.byLetters.get(letters)?.find((draft) => !this.merged.has(draft) && fits(draft))
  }

  /** Gives an entity a further key. */
  alias(key: string, draft: Draft): void {
    this.byKey.set(key, draft)
  }

  mention(draft: Draft, mention: DraftMention): void {
    const current = this.current(draft)
    current.mentions.push(mention)
    current.recent.push(mention)
    this.enter(current)
  }

  private enter(draft: Draft): void {
    const at = placeOf(this.near, draft)
    if (this.near[at] !== draft) this.near.splice(at, 0, draft)
  }

  /** The entity that a draft has become part of; itself where it stands alone. */
  current(draft: Draft): Draft {
    let at = draft
    for (let next = this.merged.get(at); next; next = this.merged.get(at)) at = next
    return at
  }

  /** Makes two entities one: `into` keeps its own facts and takes over what it lacks. */
  merge(from: Draft, into: Draft): Draft {
    const a = this.current(from)
    const b = this.current(into)
    if (a === b) return b
    for (const mention of a.mentions) b.mentions.push(mention)
    for (const mention of a.recent) b.recent.push(mention)
    if (a.recent.length > 0) this.enter(b)
    a.mentions = []
    a.recent = []
    for (const name of a.names) this.call(b, name)
    b.role ??= a.role
    for (const title of a.titles ?? []) (b.titles ??= new Set()).add(title)
    b.of ??= a.of
    b.bodyCode ??= a.bodyCode
    b.gender ||= a.gender
    if (b.country === null || (b.basis === 'assumed' && a.basis === 'stated' && a.country)) {
      b.country = a.country ?? b.country
      if (a.country) b.basis = a.basis
    }
    if (b.sectors.length === 0 || b.sectors[0] === 'UNK') b.sectors = a.sectors
    if (a.key) this.byKey.set(a.key, b)
    this.merged.set(a, b)
    for (const list of [this.alive, this.near]) {
      const at = placeOf(list, a)
      if (list[at] === a) list.splice(at, 1)
    }
    return b
  }

  /** The living entities with a mention in the `WINDOW` before a sentence, in the order they came up. Sentences are asked about as they are read. */
  present(order: number): readonly Draft[] {
    if (order > this.nearAt) {
      this.nearAt = order
      this.near = this.near.filter((draft) => {
        if (draft.recent[0]!.order < order - WINDOW || draft.recent.at(-1)!.order < order - WINDOW)
          draft.recent = draft.recent.filter((mention) => mention.order >= order - WINDOW)
        return draft.recent.length > 0
      })
    }
    return this.near
  }

  /** How present an entity is at a sentence: each mention counts by its weight, halved with every sentence passed; as a mere place it does not count. */
  salience(draft: Draft, order: number, reach: number, fading: readonly number[] = halves): number {
    let sum = 0
    for (const mention of draft.recent) {
      if (mention.form === 'place') continue
      const distance = order - mention.order
      if (distance < 0 || distance > reach) continue
      sum += mention.weight * fading[distance]!
    }
    return sum
  }

  /** The living drafts (those not merged into another). */
  living(): readonly Draft[] {
    return this.alive
  }
}

/** Where a draft stands, or would stand, in a list that is in order of coming up. */
function placeOf(list: readonly Draft[], { serial }: Draft): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.serial < serial) low = middle + 1
    else high = middle
  }
  return low
}

/** The first letters of a name's units, small words left out. */
export function lettersOf(units: readonly string[]): string {
  return units
    .filter((word) => !/^(?:of|the|for|and|in)$/.test(word))
    .map((word) => word[0])
    .join('')
}

/** Shares left after so many sentences, product by product, so that every machine gets the same. */
function fading(kept: number): number[] {
  const shares = [1]
  while (shares.length < 64) shares.push(shares.at(-1)! * kept)
  return shares
}

/** How slowly the sides of a story fade: whom an article is about stays about while others come and go. */
export const slowly: readonly number[] = fading(0.9)

const halves = fading(0.5)

/** The units of a person's name in their order, without what stands around it ("Mr"); none for whoever is no person or has no name. */
export function unitsOfPerson(draft: Draft): string[] | undefined {
  if (draft.kind !== 'person' || draft.names.size === 0) return undefined
  const units = unitsOf(draft.name).map(({ key }) => key)
  return units.filter((unit) => draft.names.has(unit))
}
