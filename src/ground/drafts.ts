import type { EntityKind, Mention, Sector } from './grounded-text.ts'
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
  tenure?: 'current' | 'former' | 'future'
  of?: string
  members?: Draft[]
  lexicon?: string
  person?: Person
  body?: Body
  basis: 'stated' | 'assumed'
  /** Folded units of its names. */
  names: Set<string>
  /** The family name's unit, for people. */
  surname?: string
  /** Head noun, for entities introduced by a noun. */
  noun?: string
  gender: 'm' | 'f' | ''
  plural: boolean
  mentions: DraftMention[]
}

/** A mention and how much it lifts its entity. */
export interface DraftMention extends Omit<Mention, 'entity'> {
  /** Running number of the sentence over title and body. */
  order: number
  /** 1 for subjects down to 0.3 for modifiers. */
  weight: number
}

/** Entities of one article in the order they came up, and who was spoken of last. */
export class Drafts {
  private alive: Draft[] = []
  private readonly byKey = new Map<string, Draft>()
  private readonly merged = new Map<Draft, Draft>()

  find(key: string): Draft | undefined {
    return this.byKey.get(key)
  }

  add(draft: Omit<Draft, 'mentions' | 'names' | 'gender' | 'plural' | 'basis'> & Partial<Draft>): Draft {
    const full: Draft = { mentions: [], names: new Set(), gender: '', plural: false, basis: 'stated', ...draft }
    this.alive.push(full)
    if (full.key) this.byKey.set(full.key, full)
    return full
  }

  /** Gives an entity a further key. */
  alias(key: string, draft: Draft): void {
    this.byKey.set(key, draft)
  }

  mention(draft: Draft, mention: DraftMention): void {
    this.current(draft).mentions.push(mention)
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
    b.mentions.push(...a.mentions)
    a.mentions = []
    for (const name of a.names) b.names.add(name)
    b.role ??= a.role
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
    this.alive = this.alive.filter((draft) => draft !== a)
    return b
  }

  /** How present an entity is at a sentence: each mention counts by its weight, halved with every sentence passed; as a mere place it does not count. */
  salience(draft: Draft, order: number, reach: number, fading: readonly number[] = halves): number {
    let sum = 0
    for (const mention of draft.mentions) {
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

/** Shares left after so many sentences, product by product, so that every machine gets the same. */
function fading(kept: number): number[] {
  const shares = [1]
  while (shares.length < 64) shares.push(shares.at(-1)! * kept)
  return shares
}

/** How slowly the sides of a story fade: whom an article is about stays about while others come and go. */
export const slowly: readonly number[] = fading(0.9)

const halves = fading(0.5)
