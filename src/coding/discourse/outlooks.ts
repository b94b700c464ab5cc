import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf } from '../clauses/tree.ts'
import type { Outlook } from '../record.ts'
import { lemmaOf, oneEach, subjectsOf, type View } from './view.ts'

type Found = Omit<Outlook, 'id'>
type Direction = Outlook['direction']

const TURNED: { [direction in Direction]: Direction } = {
  skeptical: 'optimistic',
  optimistic: 'skeptical',
  mixed: 'mixed',
}

/** Who expects what of the relation or of what was agreed, with the words. One an expectation; ids are given by the caller. */
export function codeOutlooks(view: View): Found[] {
  return view.body.flatMap((sentence) =>
    view.clauses(sentence).flatMap((clause) => {
      if (view.quoted(sentence.tokens[clause.head]!) || clause.conditional) return []
      const direction = directionOf(view, clause)
      return direction ? outlook(view, clause, direction) : []
    }),
  )
}

function directionOf(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const token = tree.tokens[head]!
  const word = token.form.toLowerCase()
  const turned = (direction: string) =>
    clause.negated || deniedSubject(view, clause) ? TURNED[direction as Direction] : (direction as Direction)
  if (clause.kind === 'copula' || token.xpos === 'VBN') {
    const row = view.lexicon.row('outlooks', word, 'adj')
    if (row) return judges(view, clause, row.direction!) ? turned(row.direction!) : null
    if (word === 'convinced' && (clause.negated || deniedSubject(view, clause))) return 'skeptical'
    if (
      /^(?:sure|certain)$/.test(word) &&
      (clause.negated || childrenBy(tree, head, 'advmod').some((child) => /^less$/i.test(tree.tokens[child]!.form)))
    )
      return 'skeptical'
    return null
  }
  if (clause.kind !== 'verb') return null
  if (/^(?:remain|stay|feel|seem|sound|appear)$/.test(clause.lemma)) {
    for (const child of childrenBy(tree, head, 'xcomp').flatMap((each) => conjunctsOf(tree, each))) {
      const row = view.lexicon.row('outlooks', tree.tokens[child]!.form.toLowerCase(), 'adj')
      if (row) return turned(row.direction!)
    }
    return null
  }
  if (
    /^(?:expect|predict|foresee|forecast|hope)$/.test(clause.lemma) &&
    (holderNoun(view, clause) || saysOfOneself(view, clause))
  )
    for (const { token: object } of clause.patients)
      if (
        /^(?:progress|growth|improvement|breakthrough|gain|recovery|boost|increase|success|expansion|rapprochement|rise)$/.test(
          lemmaOf(tree.tokens[object]!),
        )
      ) {
        const little = childrenBy(tree, object, 'amod', 'det').some((child) =>
          /^(?:little|no|slow|limited|modest|few)$/i.test(tree.tokens[child]!.form),
        )
        return little || clause.negated ? 'skeptical' : 'optimistic'
      }
  const verb = view.lexicon.row('outlooks', clause.lemma, 'verb')
  if (verb && holderNoun(view, clause)) {
    if (
      /^(?:caution|warn)$/.test(clause.lemma) &&
      !clause.obliques.some(({ preposition }) => preposition === 'against') &&
      childrenBy(tree, head, 'ccomp').length === 0
    )
      return null
    return turned(verb.direction!)
  }
  if (/^(?:express|voice|have|see|share|hold)$/.test(clause.lemma)) {
    for (const { token: object } of clause.patients) {
      const noun = view.lexicon.row('outlooks', lemmaOf(tree.tokens[object]!), 'noun')
      const none = childrenBy(tree, object, 'amod', 'det').some((child) =>
        /^(?:little|no)$/i.test(tree.tokens[child]!.form),
      )
      if (noun && !none && (holderNoun(view, clause) || clause.lemma === 'express' || clause.lemma === 'voice'))
        return turned(noun.direction!)
      if (
        /^(?:view|opinion|feeling)$/.test(lemmaOf(tree.tokens[object]!)) &&
        childrenBy(tree, object, 'amod').some((child) => /^mixed$/i.test(tree.tokens[child]!.form))
      )
        return 'mixed'
    }
  }
  return null
}

/** "Not everyone was convinced", "few were hopeful". */
function deniedSubject(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  return subjectsOf(clause).some(
    ({ token }) =>
      /^(?:few|nobody|none|no)$/i.test(tree.tokens[token]!.form) ||
      [...childrenBy(tree, token, 'advmod', 'det', 'amod')].some((child) =>
        /^(?:not|few|no)$/i.test(tree.tokens[child]!.form),
      ),
  )
}

/** Someone whose trade it is to expect: analysts, diplomats, traders; or a person named as one. */
function holderNoun(view: View, clause: Clause): boolean {
  return subjectsOf(clause).some(({ token }) => {
    const head = clause.sentence.tokens[token]!
    return view.lexicon.has('outlooks', lemmaOf(head), 'holder')
  })
}

/** Words of feeling count where an expert feels them, or of some matter between countries; "mixed" and "positive" only from experts. */
function judges(view: View, clause: Clause, direction: string): boolean {
  if (holderNoun(view, clause) || saysOfOneself(view, clause)) return true
  if (direction === 'mixed' || /^(?:positive|cautious)$/i.test(clause.sentence.tokens[clause.head]!.form)) return false
  return (
    clause.sentence.tokens.some((token) => view.lexicon.has('outlooks', lemmaOf(token), 'matter')) ||
    subjectsOf(clause).some(({ token }) =>
      /^(?:others|some|many|few|everyone|everybody)$/i.test(clause.sentence.tokens[token]!.form),
    )
  )
}

/** "Officials said they expected …". */
function saysOfOneself(view: View, clause: Clause): boolean {
  const above = clause.parent?.relation === 'ccomp' ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  return above !== undefined && holderNoun(view, above)
}

function outlook(view: View, clause: Clause, direction: Direction): Found {
  const { sentence } = clause
  const holder = subjectsOf(clause).flatMap(({ token }) => view.named(sentence, token) ?? [])[0]
  const own = new Set(holder ? [holder.id] : [])
  const named = oneEach(
    view
      .mentions(sentence)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((entity: Entity) => entity.country !== null && !own.has(entity.id)),
  )
  const about = named.length > 1 ? named : view.mainPair
  return {
    holder: holder?.id ?? null,
    about: about.map(({ id }) => id),
    direction,
    rule: 'outlook/expects',
    evidence: [view.evidence(sentence)],
  }
}
