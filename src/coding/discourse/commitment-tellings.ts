import type { Entity } from '../../ground/index.ts'
import { overlaps, type Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf, type Tree } from '../clauses/tree.ts'
import type { CodedEvent, Commitment, EventType } from '../record.ts'
import { dueOf, timesOf, toldDate } from './dating.ts'
import { amountIn, subjectsOf } from './subjects.ts'
import { lemmaOf, standing, type View } from './view.ts'

/** A commitment before it has its id. */
export type Found = Omit<Commitment, 'id'>
/** What kind of commitment. */
export type Form = Commitment['form']
/** How far it has come. */
export type Stage = Commitment['stage']

/** A commitment before its dates and events are looked up. */
export interface Draft {
  form: Form
  stage: Stage
  parties: Entity[]
  /** Whoever binds itself; two pledges of two givers are two commitments. */
  giver: string
  clause: Clause
  /** Words that say what it is about. */
  matter: Span
  /** The noun that names it ("accord", "commission"), where one does. */
  noun?: number | undefined
  /** Only tells on about an agreement told before; with none before it, it is nothing. */
  again?: boolean
  /** Tells on about an agreement told before, where there is one. */
  joins?: boolean
  /** Heads under which a coming date is its due date. */
  dueHeads: number[]
  rule: string
}

/** Tellings of one commitment put together: same form, parties and giver, and about the same things or nothing in particular. */
export function merge(view: View, drafts: readonly Draft[]): Draft[][] {
  const groups: { key: string; subjects: string[]; drafts: Draft[] }[] = []
  for (const each of drafts) {
    const key = [each.form, each.giver, ...each.parties.map(standing).sort()].join(' ')
    const subjects = subjectsOf(view.lexicon, wordsOf(view, each))
    const told = each.again || each.joins ? toldBefore(view, groups, each) : undefined
    if (each.again && !told) continue
    const same =
      told ??
      groups.find(
        (group) =>
          (group.key === key || accepts(group.drafts[0]!, each)) &&
          group.drafts.some(
            (known) =>
              (known.clause.sentence === each.clause.sentence && !areSideBySide(view, known, each)) ||
              (known.clause.sentence.in !== each.clause.sentence.in && each.form === 'agreement'
                ? // A headline tells of one agreement: the first of the body.
                  group.drafts.every(({ clause }) => clause.sentence.in !== undefined)
                : retells(view, known, each, subjects, group.subjects)),
          ),
      )
    if (same) same.drafts.push(each)
    else groups.push({ key, subjects, drafts: [each] })
  }
  return groups.map((group) => group.drafts)
}

/** "invited Kim to Seoul, and he accepted", "… but he declined": the guest's word is about the host's invitation. */
function accepts(first: Draft, again: Draft): boolean {
  const sidesOf = ({ parties }: Draft) => parties.map(standing).sort().join(' ')
  return (
    first.form === 'invitation' &&
    /^commitment\/(?:accept-invitation|invitation-dropped)$/.test(again.rule) &&
    sidesOf(first) === sidesOf(again)
  )
}

/** "established a dialogue and renewed the working group": two predicates joined by "and" tell of two things. */
function areSideBySide(view: View, { clause: a, noun }: Draft, { clause: b, noun: other }: Draft): boolean {
  const tree = view.tree(a.sentence)
  // "a memorandum on fishing and another on mining"
  if (a.head === b.head && noun !== undefined && other !== undefined) return noun !== other
  if (a.head === b.head) return false
  const isWithin = (inner: number, outer: number) => chainOf(tree, inner).includes(outer)
  return !isWithin(a.head, b.head) && !isWithin(b.head, a.head)
}

/** A predicate and those it hangs below as what they are to do or say: "agreed to sign". */
function chainOf(tree: Tree, head: number): number[] {
  const chain = [head]
  for (let at = head; at >= 0 && !/^(?:conj|parataxis|root)$/.test(tree.tokens[at]!.deprel); at = tree.tokens[at]!.head)
    chain.push(tree.tokens[at]!.head)
  return chain
}

/** The agreement that "the treaty" was called when it was first told. */
function toldBefore<Group extends { drafts: Draft[] }>(view: View, groups: readonly Group[], again: Draft) {
  const { clause } = again
  const { sentence } = clause
  const isPaper =
    again.noun !== undefined && !view.lexicon.has('commitments', lemmaOf(sentence.tokens[again.noun]!), 'noun')
  if (isPaper) {
    const sidesOf = ({ parties }: Draft) => parties.map(standing).sort().join(' ')
    return groups.find(({ drafts }) =>
      drafts.some((each) => each.form === 'agreement' && sidesOf(each) === sidesOf(again)),
    )
  }
  const nouns = [...clause.agents, ...clause.patients]
    .map(({ token }) => lemmaOf(sentence.tokens[token]!))
    .filter((lemma) => view.lexicon.has('commitments', lemma, 'noun'))
  return groups.find(({ drafts }) =>
    drafts.some(
      (draft) =>
        draft.form === 'agreement' && draft.clause.sentence.tokens.some((token) => nouns.includes(lemmaOf(token))),
    ),
  )
}

/** Whether two tellings mean one commitment: visits and invitations of the same parties; an agreement named again or in the same words. */
function retells(
  view: View,
  known: Draft,
  again: Draft,
  subjects: readonly string[],
  before: readonly string[],
): boolean {
  if (again.form === 'visit' || again.form === 'invitation') return true
  if (/^(?:working-group|ceasefire|recognition)$/.test(again.form))
    return before.length === 0 || subjects.length === 0 || before.some((subject) => subjects.includes(subject))
  if (earlierWords(view, again) !== '' || isBareDefinite(view, again)) return true
  const content = (draft: Draft) =>
    new Set(
      view
        .tree(draft.clause.sentence)
        .tokens.filter(
          ({ upos, start, end }) =>
            /^(?:NOUN|VERB|ADJ)$/.test(upos) && start > draft.matter.start && end <= draft.matter.end,
        )
        .map(lemmaOf),
    )
  const first = content(known)
  const second = [...content(again)]
  return second.length > 0 && second.filter((word) => first.has(word)).length * 2 >= Math.min(second.length, first.size)
}

function wordsOf(view: View, { matter }: Draft): string {
  return (matter.in ? (view.grounded.parsed.article.title ?? '') : view.text).slice(matter.start, matter.end)
}

/** "The treaty": what was said of it where the noun came first, in a sentence before. */
function earlierWords(view: View, { clause }: Draft): string {
  const { sentence, head } = clause
  const named = clause.patients
    .map(({ token }) => sentence.tokens[token]!)
    .find((token) => view.lexicon.has('commitments', lemmaOf(token), 'noun'))
  const at = named ? sentence.tokens.indexOf(named) : -1
  if (
    !named ||
    sentence.in ||
    !/^(?:the|this|that)$/i.test(sentence.tokens[at - 1]?.form ?? '') ||
    (at > head && sentence.tokens[at + 1]?.form === 'on')
  )
    return ''
  const first = view.firstWith(lemmaOf(named))
  return first && first.index < sentence.index ? ` ${view.words(first)}` : ''
}

/** "The accord was negotiated by …": a deal that no word tells apart from the one told before. */
function isBareDefinite(view: View, { clause }: Draft): boolean {
  const { sentence } = clause
  const tree = view.tree(sentence)
  return clause.patients.some(
    ({ token }) =>
      view.lexicon.has('commitments', lemmaOf(sentence.tokens[token]!), 'noun') &&
      /^(?:the|this)$/i.test(sentence.tokens[token - 1]?.form ?? '') &&
      childrenBy(tree, token, 'nmod', 'acl:relcl').length === 0,
  )
}

const STAGES: readonly Stage[] = ['offered', 'agreed', 'signed', 'ratified', 'in-force', 'fulfilled', 'withdrawn']

/** Acts that make no commitment, though its words may speak of them ("restore the relations broken in 1961"). */
const HOSTILE: ReadonlySet<EventType> = new Set([
  'ACCUSE',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
])

/** The commitment a group of tellings amounts to: its strongest stage, its dates, amount, conditions and the events that made it. */
export function finish(view: View, group: readonly Draft[], events: readonly CodedEvent[]): Found {
  const first = group[0]!
  const evidence = group.map(({ clause }) => view.evidence(clause.sentence))
  const stage = group.map((each) => each.stage).reduce((a, b) => (STAGES.indexOf(b) > STAGES.indexOf(a) ? b : a))
  const linked = events.filter(
    (event) =>
      // to take a promise back agrees to nothing
      (stage === 'withdrawn' ? event.type !== 'AGREE' : !HOSTILE.has(event.type)) &&
      group.some(({ matter }) => event.evidence.some((span) => overlaps(span, matter))) &&
      sharesParty(view, event, first.parties),
  )
  const done = STAGES.indexOf(stage) >= STAGES.indexOf('signed') && stage !== 'withdrawn'
  const words = group.map((each) => wordsOf(view, each) + earlierWords(view, each)).join(' ')
  return {
    form: first.form,
    parties: first.parties.map(({ id }) => id),
    subjects: subjectsOf(view.lexicon, words),
    stage,
    date:
      linked.find(({ date }) => date !== null)?.date ??
      madeOn(view, group.find(({ clause }) => !clause.sentence.in) ?? first, events),
    due:
      group.map(({ clause, dueHeads }) => dueOf(view, clause.sentence, dueHeads, done)).find((due) => due !== null) ??
      null,
    conditions: group.flatMap((each) => conditionsOf(view, each)),
    amount: amountIn(view.lexicon, words),
    events: linked.map(({ id }) => id),
    rule: first.rule,
    evidence: evidence.filter(
      (span, at) => evidence.findIndex(({ start, in: part }) => start === span.start && part === span.in) === at,
    ),
  }
}

function sharesParty(view: View, event: CodedEvent, parties: readonly Entity[]): boolean {
  return [...event.actors, ...event.recipients].some((id) =>
    view.members(view.entity(id)).some((entity) => parties.some((party) => standing(party) === standing(entity))),
  )
}

/** The day its own words give; else that of what the same sentence says was agreed or signed; else the article's. */
function madeOn(view: View, { clause, dueHeads, parties }: Draft, events: readonly CodedEvent[]) {
  const { day } = view
  const dated = timesOf(view, clause.sentence, clause.head).flatMap((time) => {
    const date = toldDate(view, clause.sentence, time)
    return date && time.kind === 'point' && (!day || date.end <= day.end) ? [date] : []
  })
  const sentence = view.evidence(clause.sentence)
  const beside = events.find(
    (event) =>
      (event.type === 'AGREE' || event.type === 'SUPPORT') &&
      event.date !== null &&
      event.evidence.some((span) => overlaps(span, sentence)) &&
      sharesParty(view, event, parties),
  )
  return dated[0] ?? (dueHeads.length > 0 ? (beside?.date ?? day) : null)
}

const CONDITION = /^(?:if|provided|providing|once|unless|until|conditional)$/i

/** What makes it depend on something, in the words after its predicate: "provided the border opens", "on condition that …", "as soon as …". */
function conditionsOf(view: View, { clause }: Draft): Span[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const { tokens } = tree
  // What another predicate of the sentence depends on is not what this one does.
  const aside = new Set(
    childrenBy(tree, head, 'conj')
      .filter((child) => tokens[child]!.upos === 'VERB')
      .flatMap((child) => subtreeOf(tree, child)),
  )
  for (let at = head + 1; at < tokens.length; at++) {
    const { form, upos } = tokens[at]!
    if (aside.has(at)) continue
    const before = tokens[at - 1]!.form.toLowerCase()
    const opens =
      /^condition$/i.test(form) && before === 'on'
        ? at - 1
        : /^soon$/i.test(form) && before === 'as'
          ? at - 1
          : /^long$/i.test(form) && before === 'as'
            ? at - 1
            : CONDITION.test(form) && !/^(?:NOUN|PROPN)$/.test(upos) && !(/^provided$/i.test(form) && upos === 'AUX')
              ? at
              : -1
    if (opens <= head) continue
    let end = opens
    while (end + 1 < tokens.length && !/^[,;.]$/.test(tokens[end + 1]!.form)) end++
    if (end > opens + 1) return [view.span(sentence, opens, end)]
  }
  return []
}
