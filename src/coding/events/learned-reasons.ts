import type { Clause } from '../clause.ts'
import type { EventType } from '../record.ts'
import {
  encodeTrigger,
  type RelateModel,
  readTrigger,
  TRIGGER_LABELS,
  Traits,
  viewTrigger,
  weightsOf,
} from '../relate/index.ts'
import { classNamesOf } from '../rules/class-names.ts'
import type { Parties } from '../rules/parties.ts'
import type { RuleBook } from '../rules/rule.ts'
import { neighboursOf } from './learned.ts'

/** How many traits are named. */
const NAMED = 4

/** What spoke most for a learned type, in words: the weightiest traits of the table, and how sure it was alone and with the network beside it. */
export function reasonsOf(
  type: EventType,
  clause: Clause,
  clauses: readonly Clause[],
  matter: readonly string[],
  parties: Parties,
  book: RuleBook,
  model: RelateModel,
): string[] {
  const traits = new Traits({ named: true })
  const view = viewTrigger(
    clause,
    clauses,
    parties,
    classNamesOf(book),
    neighboursOf(book, model.vectors),
    matter,
    traits,
  )
  const names = [...traits.names!]
  const column = TRIGGER_LABELS.indexOf(type)
  const weights = weightsOf(view, model.triggers, column)
  const alone = readTrigger(view, model.triggers, () => null).chances[column]!
  const story = parties.grounded.parsed.body
  const both = readTrigger(view, model.triggers, () => encodeTrigger(clause, clauses, story)).chances[column]!
  const percent = (chance: number) => `${Math.round(chance * 100)} %`
  return [
    ...names
      .map((name, i) => ({ name, weight: weights[i]! }))
      .filter(({ weight }) => weight > 0.05)
      .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
      .slice(0, NAMED)
      .map(({ name, weight }) => `${inWords(name)} (+${weight.toFixed(1)})`),
    `traits alone ${percent(alone)}, with the network ${percent(both)}`,
  ]
}

const SLOTS: { [slot: string]: string } = { a: 'the doer', p: 'the object', r: 'the receiver' }

const slotOf = (slot: string): string => SLOTS[slot] ?? `what stands after "${slot.slice(1)}"`

/** Names of traits as `viewTrigger` makes them, and how a person would say them. */
const SAYINGS: readonly [RegExp, (...parts: string[]) => string][] = [
  [/^L:.(.+)$/, (word) => `the word "${word}"`],
  [/^LV:(.+)(active|passive)$/, (word, voice) => `"${word}" in the ${voice}`],
  [/^C:(.+)$/, (name) => `a word of the class ${name}`],
  [/^N:(.+)$/, (name) => `a word near the class ${name}`],
  [/^(oL|lightL|mL|GL|XL):(.+)\|(.+)$/, (_, one, other) => `"${one}" with "${other}"`],
  [/^(GG):.(.+)\|(.+)$/, (_, one, other) => `"${one}" over "${other}"`],
  [/^G[CM]:(.+)\|(.+)$/, (_, name) => `standing under ${name}`],
  [/^CC:(.+)\|(.+)\|(.+)$/, (own, slot, name) => `${own} with ${slotOf(slot)} of the class ${name}`],
  [/^rel:(.+)$/, (relation) => `its parties: ${relation}`],
  [/^m:(.+)$/, (word) => `beside it "${word}"`],
  [/^M:(.+)$/, (modal) => `under "${modal}"`],
  [/^(a|p|r|o[a-z-]*)E:(.+)$/, (slot, kind) => `${slotOf(slot)} is ${kind}`],
  [/^(a|p|r|o[a-z-]*)EL:(.+)\|(.+)$/, (slot, lemma, kind) => `${slotOf(slot)} of "${lemma}" is ${kind}`],
  [/^(a|p|r|o[a-z-]*)L:(.+)\|(.+)$/, (slot, lemma, word) => `${slotOf(slot)} of "${lemma}" is "${word}"`],
  [/^(a|p|r|o[a-z-]*)[CN]:(.+)$/, (slot, name) => `${slotOf(slot)} is of the class ${name}`],
  [/^(a|p|r|o[a-z-]*)[mn]?:(.+)$/, (slot, word) => `"${word}" in ${slotOf(slot)}`],
]

function inWords(name: string): string {
  for (const [form, say] of SAYINGS) {
    const found = form.exec(name)
    if (found) return say(...found.slice(1))
  }
  return name
}
