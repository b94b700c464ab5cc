import type { Token } from '../../parse/index.ts'
import { verbLemma } from './lemma-candidates.ts'

/**
 * Sets right, on a copy, parser errors that hide who did what in short news sentences. Returns the tokens themselves where nothing is wrong.
 * - "Serbia suspended negotiations" read as one noun phrase: the participle becomes the verb.
 * - "Havel paid a visit" with the name as an auxiliary: it becomes the subject.
 * - "Chile recalled its envoy" with the bare name before its verb as an adverb: it becomes the subject.
 * - "Abiy Ahmed and Isaias Afwerki" with the second man joined to the first one's surname: he is joined to the whole name.
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
  tokens.forEach((token, index) => {
    let whole = token.head
    while (whole >= 0 && tokens[whole]!.deprel === 'flat') whole = tokens[whole]!.head
    if (whole >= 0 && whole !== token.head && /^(?:conj|appos)$/.test(token.deprel)) change(index, { head: whole })
  })
  verbFromParticiple(now(), change)
  verbFromClause(now(), change)
  headlinePair(now(), change)
  participleOfNoun(now(), change)
  betweenPhrases(now(), change)
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

const PAIR_VERBS =
  /^(sign|agree|hold|discuss|meet|exchange|resume|start|end|launch|reach|open|vow|pledge|begin|ink|restore|cut|clash|trade|swap|close|renew|break|seek)$/

/** "Norway, Ghana sign pact": two names with a comma and a bare verb that was read as a noun. */
function headlinePair(tokens: readonly Token[], change: Change): void {
  if (tokens.length < 5 || tokens.some((token) => token.upos === 'VERB' || token.upos === 'AUX')) return
  const [first, comma, second, verb] = tokens
  if (first!.upos !== 'PROPN' || comma!.form !== ',' || second!.upos !== 'PROPN' || !PAIR_VERBS.test(verb!.form)) return
  const root = tokens.findIndex((token) => token.head === -1)
  const object = root > 3 ? root : tokens.findIndex((token, index) => index > 3 && token.upos === 'NOUN')
  change(3, { head: -1, deprel: 'root', upos: 'VERB', xpos: 'VBP', lemma: verb!.form })
  if (object > 3) change(object, { head: 3, deprel: 'obj' })
  change(0, { head: 3, deprel: 'nsubj' })
  change(1, { head: 2, deprel: 'punct' })
  change(2, { head: 0, deprel: 'conj' })
  tokens.forEach((token, index) => {
    if (index > 3 && index !== object && token.head <= 3) change(index, { head: object > 3 ? object : 3 })
  })
}

const UNRULY = /^(rioting|protesting|striking|demonstrating|marching|mutinying|fleeing|warring)$/i

/** "held by rioting prisoners": the participle belongs to the noun, which is the one who holds. */
function participleOfNoun(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    if (!UNRULY.test(token.form) || token.upos !== 'VERB' || next?.upos !== 'NOUN' || next.head !== index) return
    const mark = tokens.findIndex((each, at) => each.head === index && at < index && /^(mark|case)$/.test(each.deprel))
    if (mark < 0 || token.head < 0) return
    const by = tokens[mark]!.form.toLowerCase() === 'by'
    change(index + 1, { head: token.head, deprel: by ? 'obl:agent' : 'obl' })
    change(mark, { head: index + 1, deprel: 'case' })
    tokens.forEach((each, at) => {
      if (each.head === index && at !== index + 1 && at !== mark) change(at, { head: token.head })
    })
    change(index, { head: index + 1, deprel: 'amod' })
  })
}

const JOINT =
  /^(meetings?|talks|summit|negotiations|discussions|dialogue|agreement|accord|deal|clash(es)?|fighting|truce|ceasefire|conference|exercises?)$/i

/** "a meeting here on Friday between A and B": the sides belong to the meeting, not to the day. */
function betweenPhrases(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'case' || token.form.toLowerCase() !== 'between') return
    const side = tokens[token.head]
    if (!side || JOINT.test(tokens[side.head]?.form ?? '') || token.head < index) return
    for (let at = index - 1; at >= Math.max(0, index - 6); at--) {
      if (/^[,;:]$/.test(tokens[at]!.form) || tokens[at]!.upos === 'VERB') return
      if (!JOINT.test(tokens[at]!.form)) continue
      if (tokens[at]!.upos === 'NOUN') change(token.head, { head: at, deprel: 'nmod' })
      return
    }
  })
}
