import type { Clause } from '../clause.ts'
import type { ClassEntry, Constraint, Rule, RuleBook } from './rule.ts'

/** A rule, the word of its trigger and what the word's class row says. */
export interface Triggered {
  rule: Rule
  word: string
  entry: ClassEntry | null
}

const triggered = new WeakMap<RuleBook, Map<string, readonly Triggered[]>>()

/** The rules under some words of the index, in the order they are tried; put in order once for each set of words. */
export function triggeredBy(book: RuleBook, kind: Clause['kind'], words: readonly string[]): readonly Triggered[] {
  let known = triggered.get(book)
  if (!known) triggered.set(book, (known = new Map()))
  const key = `${kind}:${words.join('|')}`
  const found = known.get(key)
  if (found) return found
  const all: Triggered[] = []
  for (const word of words)
    for (const rule of book.index.get(`${kind}:${word}`)!)
      if (!all.some((each) => each.rule === rule)) all.push({ rule, word, entry: entryOf(book, rule, kind, word) })
  // a longer trigger ("hunger strike", "call off") says more than its last word
  all.sort((a, b) => weight(b) - weight(a) || (a.rule.id < b.rule.id ? -1 : 1))
  known.set(key, all)
  return all
}

const PARTS_OF_SPEECH = { verb: ['verb'], noun: ['noun'], copula: ['adj', 'noun'] } as const

/** What the row of a word says in the first of a rule's classes that has it. */
export function entryOf(book: RuleBook, rule: Rule, kind: Clause['kind'], word: string): ClassEntry | null {
  for (const name of rule.trigger.class) {
    for (const pos of PARTS_OF_SPEECH[kind]) {
      const entry = book.classes.get(name)?.get(`${pos}:${word}`)
      if (entry) return entry
    }
  }
  return null
}

const triggers = new WeakMap<RuleBook, Map<string, Set<string>>>()

/** The words that some rule has as its trigger, for a kind of predicate. */
export function triggersOf(book: RuleBook, kind: Clause['kind']): ReadonlySet<string> {
  let known = triggers.get(book)
  if (!known) {
    known = new Map(['verb', 'noun', 'copula'].map((each) => [each, new Set<string>()]))
    for (const key of book.index.keys()) {
      const colon = key.indexOf(':')
      known.get(key.slice(0, colon))?.add(key.slice(colon + 1))
    }
    triggers.set(book, known)
  }
  return known.get(kind)!
}

/** A rule as matching likes it: constraints and slots in lists. */
interface LaidOut {
  where: readonly { slot: string; wanted: Constraint }[]
  actor: readonly (readonly string[])[]
  recipient: readonly (readonly string[])[]
  usesContent: boolean
}

const laidOutRules = new WeakMap<Rule, LaidOut>()

export function laidOut(rule: Rule): LaidOut {
  const known = laidOutRules.get(rule)
  if (known) return known
  const { actor, recipient } = rule.roles
  const found = {
    where: Object.entries(rule.where).map(([slot, wanted]) => ({ slot, wanted })),
    actor: actor.map((slot) => slot.split('+')),
    recipient: recipient.map((slot) => slot.split('+')),
    usesContent: rule.cameo === 'by-content' || [...actor, ...recipient].some((slot) => slot.includes('content')),
  }
  laidOutRules.set(rule, found)
  return found
}

function weight({ rule, word }: Triggered): number {
  return rule.specificity + (word.includes(' ') ? 4 : 0)
}
