import { type ParsedText, type Sentence, type Token, verbLemma } from '../../parse/index.ts'
import type { Change } from './repair-change.ts'
import {
  beTo,
  dueIn,
  dueTo,
  dueToVerb,
  finiteConjuncts,
  relativesOfDays,
  subjectAfterOpening,
  toldThat,
} from './repair-clauses.ts'
import {
  agentOfWhole,
  betweenPhrases,
  joinedNames,
  jointDemonyms,
  ownerOfTitle,
  stateOfTwoWords,
  visitingGuests,
} from './repair-joins.ts'
import { apposedNames, doersBehindPlaces, nounsByUse, phrasesOnDays } from './repair-phrases.ts'

/**
 * Sets right, on a copy, parser errors that hide who did what in short news sentences. Returns the tokens themselves where nothing is wrong.
 * - "Serbia suspended negotiations" read as one noun phrase: the participle becomes the verb.
 * - "Havel paid a visit" with the name as an auxiliary: it becomes the subject.
 * - "Chile recalled its envoy" with the bare name before its verb as an adverb: it becomes the subject.
 * - "Abiy Ahmed and Isaias Afwerki" with the second man joined to the first one's surname: he is joined to the whole name.
 * - "Keita of Mali and Senghor of Senegal" read as one long name: the second man is joined to the first.
 * - "Ahmed and Eritrean President Isaias" with "Eritrean" as a man of its own: it belongs to the president.
 * - "the two sides are to set up a commission" with "are" as a copula: the sides are the subject, "are" is an auxiliary.
 * - "Abiy is due to travel to Ankara" with "travel" as a noun: it is what he will do.
 * - "Abiy is due to visit Ankara", "is due in Ankara" with "due" as part of a preposition: he is due.
 * - "told reporters that the border was open" with the clause on the reporters: it is what was told.
 * - "signed a treaty on Sunday that ends the war" with the relative clause on the day: it belongs to the noun before.
 * - "Gabon and Equatorial Guinea" read as one thing called Guinea: two states are joined.
 * - "sentenced an Algerian militant" with "militant" as an adjective of his: it is the noun.
 * - "handed over a suspect" with "over" as a preposition: it becomes a particle.
 * - "accused it of lying and threatened to leave" with the threat joined to the lie: a finite verb is joined to a finite verb.
 * - "held talks with visiting Prime Minister Fico" with a clause of whom one visits: he is the one the talks are with.
 * - "began talks in May with the rebels", "was killed in Gaza by gunmen" with them on the day or the place: they belong to the verb.
 * - "The envoy to Kosovo, Martti Ahtisaari," with the man joined to Kosovo: he is the envoy.
 * - "After the talks on Wednesday, Kim refused" with Kim as another name of Wednesday: he is the subject.
 * - "Greece lent Albania two boats" without any verb, "Ottawa eased visa rules" without a subject: the past form and the name before it are they.
 */
export function repaired(tokens: readonly Token[]): Token[] {
  if (sound.has(tokens)) return tokens as Token[]
  let copy: Token[] | null = null
  const change = (index: number, fields: Partial<Token>) => {
    copy ??= tokens.map((token) => ({ ...token }))
    Object.assign(copy[index]!, fields)
  }
  const now = (): readonly Token[] => copy ?? tokens
  tokens.forEach((token, index) => {
    if (token.deprel === 'aux' && (token.upos === 'PROPN' || token.upos === 'NOUN') && token.head > index)
      change(index, { deprel: 'nsubj' })
    else if (isBareSubject(tokens, token, index)) change(index, { deprel: 'nsubj', upos: 'PROPN', xpos: 'NNP' })
  })
  nounsByUse(tokens, change)
  joinedNames(now(), change)
  tokens.forEach((token, index) => {
    let whole = token.head
    while (whole >= 0 && tokens[whole]!.deprel === 'flat') whole = tokens[whole]!.head
    if (whole >= 0 && whole !== token.head && /^(?:conj|appos)$/.test(now()[index]!.deprel))
      change(index, { head: whole })
  })
  dueTo(now(), change)
  dueToVerb(now(), change)
  dueIn(now(), change)
  beTo(now(), change)
  relativesOfDays(now(), change)
  toldThat(now(), change)
  subjectAfterOpening(now(), change)
  stateOfTwoWords(now(), change)
  finiteConjuncts(now(), change)
  jointDemonyms(now(), change)
  ownerOfTitle(now(), change)
  verbWithSubject(now(), change)
  agentOfWhole(now(), change)
  phrasesOnDays(now(), change)
  doersBehindPlaces(now(), change)
  apposedNames(now(), change)
  lostVerb(now(), change)
  placeAfterTo(now(), change)
  lostSubject(now(), change)
  verbFromParticiple(now(), change)
  verbFromClause(now(), change)
  headlinePair(now(), change)
  participleOfNoun(now(), change)
  betweenPhrases(now(), change)
  visitingGuests(now(), change)
  particles(now(), change)
  // Two repairs that do not know of each other may close a circle; then the parse stands as it was.
  if (copy && isTree(copy)) return copy
  sound.add(tokens)
  return tokens as Token[]
}

/** Tokens in which nothing was found to set right: whoever asks again need not look again. */
const sound = new WeakSet<readonly Token[]>()

/** True where every token's heads lead to a root. */
function isTree(tokens: readonly Token[]): boolean {
  return tokens.every((_, index) => {
    let at = index
    for (let steps = 0; at >= 0 && steps <= tokens.length; steps++) at = tokens[at]!.head
    return at < 0
  })
}

/** A parsed text with every sentence set right as `repaired` does, so that all that follow look at the same trees. */
export function repairedText(parsed: ParsedText): ParsedText {
  const mend = (sentence: Sentence): Sentence => {
    const tokens = repaired(sentence.tokens)
    return tokens === sentence.tokens ? sentence : { ...sentence, tokens }
  }
  return { ...parsed, title: parsed.title.map(mend), body: parsed.body.map(mend) }
}

/** Words that open a sentence as adverbs; another word there that the tagger takes for one is a name it does not know. */
const ADVERB =
  /ly$|ward|where$|how$|times?$|^(?:a|[A-Z]?[a-z]*(?:self|ever)|then|now|here|there|today|tomorrow|yesterday|tonight|still|also|even|just|later|earlier|soon|sooner|once|twice|again|so|too|thus|hence|yet|else|instead|perhaps|maybe|meanwhile|moreover|furthermore|nevertheless|nonetheless|otherwise|therefore|besides|indeed|never|often|always|abroad|overseas|overnight|afterwards?|beforehand|away|back|far|further|first|second|third|last|next|more|most|less|least|much|better|best|well|worse|worst|rather|quite|very|almost|about|only|not|no|as|up|down|out|in|on|off|over|under|together|apart|aside|inside|outside|upstairs|alone|ahead|aboard|around|ago|long|longer|hard|fast|straight|likewise|why|when|that|this|all|both|either|neither|right|west|east|north|south|home)$/i

/** A name that stands alone right before a finite active verb without a subject, whatever else the parser made of it. */
function isBareSubject(tokens: readonly Token[], token: Token, index: number): boolean {
  const isName = token.upos === 'PROPN' || (index === 0 && token.upos === 'ADV' && !ADVERB.test(token.form))
  if (!isName || !/^(?:advmod|obl|obl:tmod|vocative|dislocated|discourse)$/.test(token.deprel)) return false
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

const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'PRON', 'NUM'])

/** Hangs what stands before a verb on its subject, and makes the subject the verb's. What the verb itself hangs from stays where it is. */
function giveSubject(tokens: readonly Token[], verb: number, subject: number, change: Change): void {
  const above = new Set<number>()
  for (let at = tokens[verb]!.head; at >= 0 && !above.has(at); at = tokens[at]!.head) above.add(at)
  change(subject, { head: verb, deprel: 'nsubj' })
  for (let at = 0; at < verb; at++) {
    const { head, deprel, upos } = tokens[at]!
    if (at === subject || head < verb || at > subject || head === verb || above.has(at)) continue
    if (upos !== 'PUNCT' && !/^(advmod|obl|cc|mark|advcl)/.test(deprel)) change(at, { head: subject })
  }
}

/** The head of the noun phrase that ends right before a verb; -1 where none does. */
function phraseBefore(tokens: readonly Token[], verb: number): number {
  let at = verb - 1
  while (at > 0 && tokens[at]!.upos === 'ADV') at--
  if (at < 0 || !(NOMINAL.has(tokens[at]!.upos) || (tokens[at]!.upos === 'ADJ' && /^\p{Lu}/u.test(tokens[at]!.form))))
    return -1
  for (let steps = 0; steps < 6; steps++) {
    const { head } = tokens[at]!
    if (head < 0 || head >= verb || tokens[head]!.upos === 'VERB' || !NOMINAL.has(tokens[head]!.upos)) break
    at = head
  }
  return tokens.some((token) => token.head === at && token.deprel === 'case' && token.xpos !== 'POS') ? -1 : at
}

/**
 * "Greece lent Albania two boats", "a general strike closed ports" with the verb taken for a noun or a participle: where a whole sentence has no finite verb,
 * the first past form after a noun phrase is it.
 */
function lostVerb(tokens: readonly Token[], change: Change): void {
  if (tokens.at(-1)?.form !== '.' || tokens.length < 4) return
  const finite = tokens.some(
    ({ upos, xpos, deprel, form }) =>
      upos === 'AUX' ||
      (upos === 'VERB' && /^VB[DZP]$/.test(xpos) && !/^(amod|compound)/.test(deprel)) ||
      (upos === 'VERB' && deprel === 'root' && form.endsWith('ing')),
  )
  if (finite) return
  for (let at = 1; at < tokens.length - 2; at++) {
    if (!isPastForm(tokens[at]!.form) || tokens[at + 1]!.form === 'by') continue
    const subject = phraseBefore(tokens, at)
    if (subject < 0) continue
    const root = tokens.findIndex((token) => token.head === -1)
    giveSubject(tokens, at, subject, change)
    change(at, {
      head: -1,
      deprel: 'root',
      upos: 'VERB',
      xpos: 'VBD',
      lemma: verbLemma(tokens[at]!.form, pastStem(tokens[at]!)),
    })
    if (root !== at && root !== subject) change(root, { head: at, deprel: root > at ? 'obj' : 'obl' })
    tokens.forEach((token, index) => {
      if (index === subject || index === root || index === at) return
      if (token.deprel === 'punct' && token.head === root) change(index, { head: at })
      // what followed the verb inside the old phrase: its objects and adverbials
      else if (token.head === subject && index > at)
        change(index, { head: at, deprel: /^nmod/.test(token.deprel) ? 'obl' : token.deprel })
    })
    return
  }
}

const isPastForm = (form: string): boolean =>
  /^[a-z]/.test(form) && ((/ed$/.test(form) && form.length > 4) || PASTS.has(form))

/** Past forms without -ed that are no common nouns or adjectives besides. */
const PASTS: ReadonlySet<string> = new Set(
  'lent sent gave took broke struck sank fought shot withdrew met sold bought fled held told sought cut shut hit put let flew drove rose fell stood came went began kept left lost won wrote chose froze stole tore brought caught built spent swept threw blew spoke swore agreed'.split(
    ' ',
  ),
)

/** A stem a wrong tag left unlemmatised. */
function pastStem({ form, lemma, upos }: Token): string {
  if (upos === 'VERB' || !form.endsWith('ed')) return lemma
  return form.slice(0, -2)
}

/** "Ottawa eased visa rules" with "Ottawa" hung on the rules, or on the verb as a compound: a noun phrase right before a finite verb without a subject is it. */
function lostSubject(tokens: readonly Token[], change: Change): void {
  tokens.forEach((verb, at) => {
    if (verb.upos !== 'VERB' || !/^VB[DZP]$/.test(verb.xpos) || /^(acl|amod|compound)/.test(verb.deprel)) return
    if (tokens.some((token) => token.head === at && /^(nsubj|csubj|aux:pass|expl)/.test(token.deprel))) return
    if (verb.deprel === 'conj' && tokens[verb.head]?.upos === 'VERB') return
    const before = at - 1
    const { upos, head, deprel } = tokens[before] ?? { upos: '', head: -1, deprel: '' }
    if (upos !== 'PROPN' && upos !== 'NOUN') return
    const crossing = head > at && tokens[head]!.head === at && /^(compound|amod|nmod|det|nummod|nsubj)/.test(deprel)
    const hung = head === at && /^(compound|amod|nmod|det|nummod|appos|flat|dep)/.test(deprel)
    if (crossing || hung) giveSubject(tokens, at, before, change)
  })
}

/** "did not travel to Belize" with the place as a verb: a name after "to" is where one goes. */
function placeAfterTo(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.deprel !== 'xcomp' && token.deprel !== 'advcl' && token.deprel !== 'acl') return
    if (!/^\p{Lu}/u.test(token.form)) return
    const mark = tokens.findIndex((each) => each.head === index && each.deprel === 'mark')
    if (mark < 0 || tokens[mark]!.form.toLowerCase() !== 'to') return
    change(index, { deprel: token.deprel === 'acl' ? 'nmod' : 'obl', upos: 'PROPN', xpos: 'NNP' })
    change(mark, { deprel: 'case', upos: 'ADP', xpos: 'IN' })
  })
}

/** "Thailand's army imposed martial law" as one phrase: a participle with a subject of its own is the verb, what it was hung on its object. */
function verbWithSubject(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    if (token.upos !== 'VERB' || token.deprel !== 'amod' || token.head <= index) return
    const subject = tokens.findIndex((each, at) => each.head === index && at < index && each.deprel === 'nsubj')
    if (subject < 0) return
    const whole = token.head
    const { head, deprel } = tokens[whole]!
    change(index, { head, deprel, xpos: 'VBD' })
    change(whole, { head: index, deprel: 'obj' })
    giveSubject(tokens, index, subject, change)
    tokens.forEach((each, at) => {
      if (each.head === whole && each.deprel === 'punct') change(at, { head: index })
    })
  })
}

const UNRULY = /^(rioting|protesting|striking|demonstrating|marching|mutinying|fleeing|warring)$/i

/** "held by rioting prisoners": the participle belongs to the noun, which is the one who holds. */
function participleOfNoun(tokens: readonly Token[], change: Change): void {
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    if (token.upos !== 'VERB' || next?.upos !== 'NOUN' || next.head !== index || !UNRULY.test(token.form)) return
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
