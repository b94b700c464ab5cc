import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { subtreeOf } from '../clauses/tree.ts'
import type { Statement } from '../record.ts'
import { type Direction, heldOut, judgementOf, looksAhead, ofMatter } from './expectations.ts'
import { isOwnDoing } from './outlook-holders.ts'
import type { Expected } from './outlook-phrases.ts'
import { lemmaOf, subjectsOf, type View } from './view.ts'

type Said = Pick<Statement, 'speaker' | 'content' | 'form' | 'cue'>

/** Whoever speaks for a government promises, threatens or hopes; what others say is to come is an expectation. */
const OFFICIAL = /^(?:GOV|MIL|LEG|JUD|IGO|REB)$/

/**
 * What those who speak for no government say will become of a matter between countries, read off the words of their
 * statements: the first clause that looks ahead, or judges it, and holds out good or ill.
 */
export function voicedOutlooks(view: View, statements: readonly Said[]): Expected[] {
  return statements.flatMap(({ speaker, content }) => {
    if (content.in) return []
    const holder = speaker === null ? null : view.entity(speaker)
    if (holder && !isVoice(holder)) return []
    for (const sentence of view.bodyAt(content)) {
      if (!holder && !saidByTrade(view, sentence)) continue
      if (!view.isTwoSided && !ofMatter(view, sentence)) continue
      for (const clause of view.clauses(sentence)) {
        const { start } = sentence.tokens[clause.head]!
        if (start < content.start || start >= content.end || clause.conditional) continue
        const direction = fateIn(view, clause, content.end)
        if (direction) return [{ clause, direction, holder: holder && view.byName(holder) }]
      }
    }
    return []
  })
}

/** People and groups of no government; "diplomats" and "observers" look on, whoever sent them. */
const isVoice = ({ kind, sectors, code, role, members }: Entity) =>
  (kind === 'person' || kind === 'group' || kind === 'population') &&
  (members === undefined || members.length === 0) &&
  ((!sectors.some((sector) => OFFICIAL.test(sector)) && !code.startsWith('IGO')) ||
    (kind === 'group' && /^(?:diplomat|observer|analyst|expert)$/.test(role ?? '')))

/** "Critics say", "shopkeepers predict": nobody is named, but a trade. */
const saidByTrade = (view: View, sentence: Sentence) =>
  view
    .clauses(sentence)
    .some(
      (clause) =>
        view.lexicon.has('cues', clause.lemma, 'say', 'tell', 'think') &&
        subjectsOf(clause).some(({ token }) =>
          view.lexicon.has('outlooks', lemmaOf(sentence.tokens[token]!), 'holder'),
        ),
    )

function fateIn(view: View, clause: Clause, end: number): Direction | null {
  const judged = judgementOf(view, clause)
  if (judged && clause.tense !== 'past') return judged
  if (clause.kind === 'noun' || !looksAhead(clause) || isOwnDoing(view, clause)) return null
  const { sentence, head } = clause
  const tokens = subtreeOf(view.tree(sentence), head).filter((at) => sentence.tokens[at]!.start < end)
  const isOfMatter = tokens.some((at) => {
    const token = sentence.tokens[at]!
    return view.lexicon.has('outlooks', lemmaOf(token), 'matter') || /^(?:it|this|they)$/i.test(token.form)
  })
  // What will change nothing is looked at without hope.
  return isOfMatter ? (heldOut(view, sentence, tokens, clause.negated) ?? (clause.negated ? 'skeptical' : null)) : null
}
