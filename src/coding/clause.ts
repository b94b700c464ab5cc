import type { Sentence } from '../parse/index.ts'

/** A participant of a clause: the head token of a noun phrase, and how it was found to take part. */
export interface Participant {
  /** Token index in the clause's sentence. */
  token: number
  /** `syntax`: a direct dependent; the others say which sharing, movement or noun construction supplied it. */
  via:
    | 'syntax'
    | 'coordination'
    | 'control'
    | 'relative'
    | 'participle'
    | 'possessive'
    | 'modifier'
    | 'of'
    | 'by'
    | 'light'
}

/**
 * How a clause hangs from another. The first seven are clausal relations as in UD; `subj`, `obj`, `iobj`, `obl` and `nmod` say that a noun
 * clause is an argument of a verb, copula or other noun.
 */
export type ClauseRelation =
  | 'ccomp'
  | 'xcomp'
  | 'advcl'
  | 'acl'
  | 'relcl'
  | 'conj'
  | 'parataxis'
  | 'subj'
  | 'obj'
  | 'iobj'
  | 'obl'
  | 'nmod'

/** A clause reached from another one: `marker` is the conjunction or preposition between them. */
export interface ClauseLink {
  clause: number
  relation: ClauseRelation
  marker: string | null
}

/**
 * One predicate with who does what in it: passives turned round, shared and controlled subjects filled in, relatives resolved, event nouns
 * read like verbs. Rules, metonyms and statements all look at an article through this view.
 *
 * Every verb, every copular predicate and every common noun that heads a phrase gets a clause. The noun under a light verb ("held talks")
 * takes over the verb's participants, tense and negation and points to it by `light`.
 */
export interface Clause {
  sentence: Sentence
  /** Position among the sentence's clauses. */
  index: number
  /** Token index of the predicate. */
  head: number
  kind: 'verb' | 'noun' | 'copula'
  /** Lemma of the predicate in lower case, particle included: "call off", "visit" (verb or noun), "ally" (copula). */
  lemma: string
  voice: 'active' | 'passive'
  tense: 'past' | 'present' | 'future' | 'none'
  negated: boolean
  /** The modal or quasi-modal over it, as a lemma: "may", "would", "must", "be to", "expect", "plan"; else null. */
  modal: string | null
  /** Inside an if-, unless- or whether-clause. */
  conditional: boolean
  /** Logical subjects, every conjunct apart (of a passive: the by-phrase; of a noun: its owner, by-phrase, demonym). */
  agents: Participant[]
  /** Logical objects, every conjunct apart (of a passive: the surface subject; of a noun: its of-phrase). */
  patients: Participant[]
  /** Indirect objects. */
  receivers: Participant[]
  /** Everything else with its preposition, in lower case and multi-word where it is ("with", "in exchange for"). */
  obliques: { preposition: string; participant: Participant }[]
  /** Clauses this one takes as complements, arguments or modifiers. */
  complements: ClauseLink[]
  /** The clause it hangs from; null for the sentence's main clause. */
  parent: ClauseLink | null
  /** Index of the light verb's clause over an event noun ("pay" in "paid a visit"); absent otherwise. */
  light?: number
}
