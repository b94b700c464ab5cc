import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { subtreeOf } from '../clauses/tree.ts'
import type { Statement } from '../record.ts'
import { type Draft, draft, goesOnHurting, isComing, isToldAtHome, NO_DEED } from './commitment-drafts.ts'
import { lemmaOf, standing, subjectsOf, type View } from './view.ts'

/**
 * What those who govern one of the two countries of an article say that they, their country or nobody named will do: "the fishermen would be freed", "we
 * will not close the border again", "you have my word that …". Only of sentences for which no other rule found a commitment.
 */
export function voicedPledges(
  view: View,
  statements: readonly Omit<Statement, 'id'>[],
  known: readonly Draft[],
): Draft[] {
  if (!view.isTwoSided) return []
  const told = new Set(known.map(({ clause }) => clause.sentence))
  return statements.flatMap(({ speaker, content }) => {
    const giver = speaker === null ? null : view.entity(speaker)
    if (!giver || content.in || !governs(view, giver)) return []
    for (const sentence of view.bodyAt(content)) {
      if (told.has(sentence)) continue
      for (const clause of view.clauses(sentence)) {
        const { start } = sentence.tokens[clause.head]!
        if (start < content.start || start >= content.end || !isPledge(view, clause, giver)) continue
        told.add(sentence)
        const form = /^(?:could|would)$/.test(clause.modal ?? '') && isOpen(clause) ? 'offer' : 'pledge'
        return [draft(view, clause, form, 'offered', [giver], 'voiced', { giver: standing(giver) })]
      }
    }
    return []
  })
}

const governs = (view: View, { kind, sectors, country }: Entity) =>
  country !== null &&
  (kind === 'state' || sectors.includes('GOV')) &&
  view.mainPair.some((each) => each.country === country)

const isOpen = ({ lemma }: Clause) => /^(?:host|mediate|train|send|lend|serve|welcome|consider)$/.test(lemma)

/** What one does to the other's harm: not to do it is given. */
const HARMS =
  /^(?:block|veto|oppose|obstruct|hinder|impede|object|stand|close|cut|raise|deport|expel|interfere|charge|touch|attack|use|harm|allow|let|harbou?r|shelter|support|build|deploy|station|seek|claim|cross|threaten|harass|impose)$/

function isPledge(view: View, clause: Clause, giver: Entity): boolean {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  // "It will help us coordinate": what hangs below another deed is none of its own.
  const isBelow = clause.parent !== null && !/^(?:ccomp|conj|parataxis)$/.test(clause.parent.relation)
  if (clause.conditional || clause.kind === 'noun' || isBelow) return false
  // "there will be no more raids", "you have my word that …"
  if (/\b(?:my|his|her|our|their) word\b|\b(?:will|would) be no (?:more|new|further)\b/i.test(wordsOf(view, clause)))
    return true
  if (clause.kind !== 'verb' || !isComing(clause)) return false
  if (NO_DEED.test(clause.lemma) || goesOnHurting(clause) || isToldAtHome(clause)) return false
  if (view.lexicon.has('commitments', clause.lemma, 'hostile') && !clause.negated) return false
  if (clause.negated && !HARMS.test(clause.lemma)) return false
  const isDeed = clause.negated || view.lexicon.has('commitments', clause.lemma, 'act', 'gift')
  if (!isDeed) return false
  const subjects = clause.voice === 'passive' ? clause.agents : subjectsOf(clause).filter(({ token }) => token !== head)
  if (subjects.length === 0) return clause.voice === 'passive'
  return subjects.some(
    ({ token }) =>
      /^(?:i|we)$/i.test(tree.tokens[token]!.form) ||
      (/^(?:country|government|army|troop|soldier|side|ministry|navy)$/.test(lemmaOf(tree.tokens[token]!)) &&
        isOwn(view, clause, token, giver)) ||
      view.named(sentence, token)?.country === giver.country,
  )
}

/** His army, her government, the troops. */
const isOwn = (view: View, { sentence }: Clause, token: number, giver: Entity) =>
  view.actors(sentence, token).every(({ country }) => country === giver.country)

const wordsOf = (view: View, { sentence, head }: Clause) =>
  subtreeOf(view.tree(sentence), head)
    .map((at) => sentence.tokens[at]!.form)
    .join(' ')
