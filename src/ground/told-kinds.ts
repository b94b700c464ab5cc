import type { Naming, Reading } from './candidates.ts'
import { dependents, headOfRange, relationOf } from './tree.ts'
import { speechVerbs } from './words.ts'

/** Firms' words around a name: what a firm has or who runs it stands behind it, or takes it by an "of", "in" or "for". */
const ofFirms =
  /^(?:shares?|stock|brand|chairman|chairwoman|vice-chairman|ceo|headquarters|subsidiary|subsidiaries|stake|factory|factories|stores?|outlets?)$/i

/** True for a noun that says that somebody is a firm: "a Greek company", "the carmaker". */
const isFirm = (reading: Reading, token: number): boolean => {
  const noun = reading.nounAt[token]
  return noun?.head === token && !noun.plural && noun.agent.kind === 'organization' && noun.agent.sectors[0] === 'BUS'
}

/** True where the words around a name tell that it is a firm's: "Folli Follie is a Greek company", "the carmaker Skoda", "CargoNet chairman", "shares in Cargonet". */
function isToldFirm(reading: Reading, name: Naming): boolean {
  const { tree, sentence } = reading
  const { tokens } = sentence
  const head = headOfRange(tree, name.from, name.to)
  const { deprel, head: above } = tokens[head]!
  // "The secretary of the company Ada Stone" is she.
  const isOwner = /^the$/i.test(tokens[name.from - 2]?.form ?? '') && tokens[name.from - 3]?.form === 'of'
  if (isOwner) return false
  if (isFirm(reading, name.from - 1) && tokens[name.from - 1]!.head === head) return true
  if (dependents(tree, head, 'appos').some((token) => isFirm(reading, token))) return true
  if (above < 0) return false
  if (/^nsubj$/.test(deprel) && isFirm(reading, above) && dependents(tree, above, 'cop').length > 0) return true
  if (/^appos/.test(deprel) && isFirm(reading, above)) return true
  if (/^(?:compound|nmod:desc)/.test(deprel)) return ofFirms.test(tokens[above]!.form)
  return /^nmod$/.test(deprel) && /^(?:stake|shares|subsidiary)$/i.test(tokens[above]!.form)
}

/**
 * Settles what unlisted names are by what the article says around them: those with an article of their own ("the Asian Age said", "the Blue Line") are nobody's, and those that are told to be firms
 * anywhere in it are so everywhere. Linear.
 */
export function settleToldKinds(readings: readonly Reading[]): void {
  const free = ({ match, titles, courtesy, seems, units }: Naming) =>
    !match && titles.length === 0 && courtesy === null && /^(?:person|unclear)$/.test(seems) && units.length > 0
  const firms = new Set<string>()
  for (const reading of readings)
    for (const name of reading.names)
      if (free(name) && name.seems === 'unclear' && isToldFirm(reading, name)) firms.add(name.units.join(' '))
  for (const reading of readings)
    for (const name of reading.names) {
      if (!free(name)) continue
      if (name.seems === 'unclear' && firms.has(name.units.join(' '))) {
        name.seems = 'organization'
        name.sector = 'BUS'
        continue
      }
      const told = kindBehindArticle(reading, name)
      if (told === null) continue
      name.seems = told === 'thing' ? 'thing' : 'organization'
      if (told === 'paper') name.sector = 'MED'
    }
}

/** "The Asian Age quoted him": a paper; "the Tigers vowed": a body; "the Blue Line": a thing; `null` for a name without an article of its own ("a Tom Rees try"). */
function kindBehindArticle({ sentence: { tokens }, tree }: Reading, name: Naming): 'paper' | 'body' | 'thing' | null {
  const article = tokens[name.from - 1]
  if (!article || !/^(?:the|an?)$/i.test(article.form) || article.head < name.from || article.head >= name.to)
    return null
  // "The Ada Stone of today" is she.
  if (/^(?:of|who|whom|whose)$/i.test(tokens[name.to]?.form ?? '')) return null
  const head = headOfRange(tree, name.from, name.to)
  const above = tokens[head]!.head
  const verb = above >= 0 && relationOf(tree, head) === 'nsubj' ? tokens[above]!.lemma.toLowerCase() : ''
  if (/^(?:quote|report|write)$/.test(verb)) return 'paper'
  return speechVerbs.has(verb) ? 'body' : 'thing'
}
