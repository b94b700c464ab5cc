import type { Token } from '../../parse/index.ts'
import { verbLemma } from './lemma-candidates.ts'

/**
 * Sets right, on a copy, parser errors that hide who did what in short news sentences. Returns the tokens themselves where nothing is wrong.
 * - "Serbia suspended negotiations" read as one noun phrase: the participle becomes the verb.
 * - "Havel paid a visit" with the name as an auxiliary: it becomes the subject.
 * - "Chile recalled its envoy" with the bare name before its verb as an adverb: it becomes the subject.
 * - "handed over a suspect" with "over" as a preposition: it becomes a particle.
 */
export function repaired(tokens: readonly Token[]): Token[] {
  let copy: Token[] | null = null
  const change = (index: number, fields: Partial<Token>) => {
    copy ??= tokens.map((token) => ({ ...token }))
    Object.assign(copy[index]!, fields)
  }
  const now = (): readonly Token[] => copy ?? tokens
  tokens.forEach((token, index) => {
    if (token.deprel === 'aux' && (token.upos === 'PROPN' || token.upos === 'NOUN') && token.head > index)
      change(index, { deprel: 'nsubj' })
    else if (isBareSubject(tokens, token, index)) change(index, { deprel: 'nsubj' })
  })
  verbFromParticiple(now(), change)
  verbFromClause(now(), change)
  particles(now(), change)
  return (copy ?? tokens) as Token[]
}

/** A name that stands alone right before a finite active verb without a subject, whatever else the parser made of it. */
function isBareSubject(tokens: readonly Token[], token: Token, index: number): boolean {
  if (token.upos !== 'PROPN' || !/^(?:advmod|obl|obl:tmod|vocative|dislocated|discourse)$/.test(token.deprel))
    return false
  const verb = tokens[token.head]
  if (!verb || token.head < index || verb.upos !== 'VERB' || !/^VB[DZP]$/.test(verb.xpos)) return false
  if (
    /day$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/.test(token.form)
  )
    return false
  return !tokens.some(
    (each, at) =>
      (each.head === token.head && /^(?:nsubj|csubj|aux:pass)/.test(each.deprel)) ||
      (each.head === index && each.deprel === 'case') ||
      (at > index && at < token.head && each.upos === 'PUNCT'),
  )
}

type Change = (index: number, fields: Partial<Token>) => void

/** "Chinese infantry crossed into Vietnam" with the verb as a clause of the noun: a finite past form with nothing else finite around is the main verb. */
function verbFromClause(tokens: readonly Token[], change: Change): void {
  const root = tokens.findIndex((token) => token.head === -1)
  if (root < 0 || !['NOUN', 'PROPN'].includes(tokens[root]!.upos)) return
  const verbs = tokens
    .map((token, index) => ({ token, index }))
    .filter(({ token }) => token.upos === 'VERB' && /^VB[DZP]$/.test(token.xpos))
  const verb =
    verbs.find(
      ({ token, index }) => token.head === root && token.deprel === 'acl' && token.xpos === 'VBD' && index > root,
    ) ?? onlyParticiple(tokens, root)
  if (!verb || verbs.length > 1 || tokens.some((token) => token.head === root && token.deprel === 'cop')) return
  change(verb.index, { head: -1, deprel: 'root', xpos: 'VBD' })
  change(root, { head: verb.index, deprel: 'nsubj' })
  tokens.forEach((token, index) => {
    if (token.head === root && token.deprel === 'punct') change(index, { head: verb.index })
  })
}

/** The one participle of a full sentence that has no finite verb at all. */
function onlyParticiple(tokens: readonly Token[], root: number): { token: Token; index: number } | undefined {
  if (
    tokens.at(-1)?.form !== '.' ||
    tokens.some((token) => token.upos === 'AUX' || (token.upos === 'VERB' && token.xpos !== 'VBN'))
  )
    return undefined
  return tokens
    .map((token, index) => ({ token, index }))
    .find(
      ({ token, index }) =>
        token.head === root &&
        token.deprel === 'acl' &&
        index > root &&
        !tokens.some((each) => each.head === index && each.deprel === 'obl:agent'),
    )
}

function verbFromParticiple(tokens: readonly Token[], change: Change): void {
  const root = tokens.findIndex((token) => token.head === -1)
  if (root < 0 || tokens[root]!.upos !== 'NOUN') return
  if (
    tokens.some(
      (token) =>
        (token.upos === 'VERB' || token.upos === 'AUX') &&
        token.deprel !== 'amod' &&
        !token.deprel.startsWith('acl') &&
        token.deprel !== 'advcl' &&
        token.deprel !== 'xcomp',
    )
  )
    return
  const verb = tokens.findIndex(
    (token, index) =>
      token.head === root &&
      token.deprel === 'amod' &&
      token.upos === 'VERB' &&
      /^VB[ND]$/.test(token.xpos) &&
      index < root,
  )
  if (verb <= 0) return
  const before = tokens
    .map((token, index) => ({ token, index }))
    .filter(
      ({ token, index }) =>
        index < verb && token.head === root && /^(compound|nmod|amod|nummod|det|nsubj)/.test(token.deprel),
    )
  const subject = before.filter(({ token }) => token.upos === 'PROPN' || token.upos === 'NOUN').at(-1)
  if (
    !subject ||
    verb - subject.index > 2 ||
    !/^\p{Lu}|^(troops|forces|police|rebels|officials|president|minister|leaders|soldiers)$/u.test(subject.token.form)
  )
    return
  change(verb, { head: -1, deprel: 'root', xpos: 'VBD' })
  change(root, { head: verb, deprel: 'obj' })
  change(subject.index, { head: verb, deprel: 'nsubj' })
  for (const { index } of before) if (index !== subject.index) change(index, { head: subject.index })
  tokens.forEach((token, index) => {
    if (token.head === root && token.deprel === 'punct') change(index, { head: verb })
  })
}

/** Verbs and particles that parsers take for a verb and a preposition. */
const PHRASAL: ReadonlySet<string> = new Set(
  'hand over|turn over|carry out|call off|break off|cut off|shoot down|put down|bring down|take over|set up|give up|give back|call in|round up|rule out|turn down|throw out|kick out|blow up|pull out|pull back|lay down|write off|tear up|beat up|wipe out|burn down|close down|shut down|seal off|turn back|send back|hand back|vote down|call up|step up|scale back|strike down|shut off|wrap up|hammer out|crack down|set off|point out|brush off|brush aside|play down|put off|drive out|force out|sign off'.split(
    '|',
  ),
)
const LEAVING: ReadonlySet<string> = new Set(['walk', 'pull', 'back', 'storm', 'drop', 'bow', 'move', 'get', 'opt'])

function particles(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'case' && token.deprel !== 'mark') return
    const noun = tokens[token.head]
    const verb = noun ? noun.head : -1
    if (!noun || verb < 0 || verb !== index - 1 || tokens[verb]!.upos !== 'VERB') return
    const lemma = verbLemma(tokens[verb]!.form, tokens[verb]!.lemma)
    const form = token.form.toLowerCase()
    if (
      (noun.deprel === 'obl' || noun.deprel === 'obj') &&
      PHRASAL.has(`${lemma} ${form}`) &&
      !tokens.some((each) => each !== noun && each.head === verb && each.deprel === 'obj')
    ) {
      change(index, { head: verb, deprel: 'compound:prt' })
      change(token.head, { deprel: 'obj' })
    } else if (form === 'out' && LEAVING.has(lemma) && tokens[index + 1]?.form.toLowerCase() === 'of')
      change(index, { head: verb, deprel: 'compound:prt' })
  })
}
