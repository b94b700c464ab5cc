import type { EventType } from '../record.ts'

export type PredicateKind = 'verb' | 'noun' | 'copula'
export type Mood = 'negated' | 'hypothetical' | 'conditional' | 'future' | 'modal'

/** What must hold of one slot of the clause. */
export interface Constraint {
  class?: string[]
  lemmas?: string[]
  /** Someone named (true) or nobody named (false). */
  entity?: boolean
  /** A participant that is itself a mention of someone, not merely a thing that is somebody's. */
  named?: boolean
  /** Of `content` only: the types it would be coded as; `any`: whatever it is. */
  events?: EventType[]
  any?: boolean
  /** The slot must be empty. */
  none?: boolean
  /** No noun in the slot is of these classes. */
  notClass?: string[]
  /** The entity in the slot has one of these sectors. */
  sectors?: string[]
}

export interface Example {
  text: string
  /** Parties by words of the text. */
  event?: { actor?: string; recipient?: string; status?: string; mode?: string }
  because?: string
}

/** One rule as written in `rules/*.yaml`; see `rules/README.md`. */
export interface Rule {
  id: string
  event: EventType
  mode?: string[]
  /** A CAMEO code, or `by-content`. */
  cameo?: string
  why: string
  trigger: { class: string[]; lemmas: string[]; kind?: PredicateKind; voice?: 'active' | 'passive' }
  where: { [slot: string]: Constraint }
  roles: { actor: string[]; recipient: string[] }
  reciprocal: boolean
  /** `foreign`: a recipient of another country than every actor. */
  needs?: ('actor' | 'recipient' | 'foreign')[]
  unless: Mood[]
  status?: 'negated' | 'hypothetical' | 'future' | 'historical' | 'actual'
  keepsContent: boolean
  rank: number
  /** Filled in by the compiler: how much the rule demands. */
  specificity: number
  codes: Example[]
  ignores: Example[]
  limits: Example[]
}

/** A word of a class with what its row says about it. */
export interface ClassEntry {
  cameo?: string
  mode?: string
}

/** Word classes by name, then by `pos:lemma`. */
export type WordClasses = Map<string, Map<string, ClassEntry>>

/** Compiled rules, ready to match: frozen, shared by all articles. */
export interface RuleBook {
  rules: readonly Rule[]
  classes: WordClasses
  /** Rules by `kind:lemma` of the trigger, most specific first. */
  index: ReadonlyMap<string, readonly Rule[]>
  /** Words and phrases that put a sentence in a context; names starting with `-` mark matter without events (sport, markets …). */
  contexts: readonly { context: string; words: readonly string[] }[]
  /** `sha256:…` of the compiled file. */
  hash: string
}
