import type { Sentence } from '../parse/index.ts'

/** A participant of a clause: the head token of a noun phrase, and how it was found to take part. */
export interface Participant {
  /** Token index in the clause's sentence. */
  token: number
  /** `syntax`: a direct dependent; the others say which sharing, movement or noun construction supplied it. */
  via: 'syntax' | 'coordination' | 'control' | 'relative' | 'participle' | 'possessive' | 'modifier' | 'of' | 'by'
}

/**
 * One predicate with who does what in it: passives turned round, shared and controlled subjects filled in, relatives resolved, event nouns
 * read like verbs. Rules, metonyms and statements all look at an article through this view.
 */
export interface Clause {
  sentence: Sentence
  /** Position among the sentence's clauses. */
  index: number
  /** Token index of the predicate. */
  head: number
  kind: 'verb' | 'noun' | 'copula'
  /** Lemma of the predicate, particle included: "call off", "visit" (verb or noun), "ally" (copula). */
  lemma: string
  voice: 'active' | 'passive'
  tense: 'past' | 'present' | 'future' | 'none'
  negated: boolean
  /** The modal or quasi-modal over it, as a lemma: "may", "would", "must", "be to", "be expected to"; else null. */
  modal: string | null
  /** Inside an if-, unless- or whether-clause, or a bare subjunctive. */
  conditional: boolean
  /** Logical subjects, every conjunct apart (of a passive: the by-phrase). */
  agents: Participant[]
  /** Logical objects, every conjunct apart (of a passive: the surface subject). */
  patients: Participant[]
  /** Indirect objects. */
  receivers: Participant[]
  /** Everything else with its preposition, in lower case and multi-word where it is ("with", "in exchange for"). */
  obliques: { preposition: string; participant: Participant }[]
  /** Clauses this one takes as complements or that modify it, by index. */
  complements: {
    clause: number
    relation: 'ccomp' | 'xcomp' | 'advcl' | 'acl' | 'relcl' | 'conj' | 'parataxis'
    marker: string | null
  }[]
  /** The clause it hangs from; null for the sentence's main clause. */
  parent: {
    clause: number
    relation: 'ccomp' | 'xcomp' | 'advcl' | 'acl' | 'relcl' | 'conj' | 'parataxis'
    marker: string | null
  } | null
}
