import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { isContextTable, readClasses, readContexts } from './read-classes.ts'
import { readRules, type SourceFile } from './read-rules.ts'
import type { Constraint, Rule, RuleBook, WordClasses } from './rule.ts'
import { RuleError } from './rule-error.ts'

/** What the compiled file holds; its bytes are the rules' version. */
interface Compiled {
  format: 1
  rules: Rule[]
  classes: { [name: string]: { [word: string]: [cameo: string, mode: string] } }
  contexts: { context: string; words: string[] }[]
}

/**
 * Compiles rule files and word-class tables into one file for `loadRules`. Files may come in any order; the result does not depend on it.
 * Throws `RuleError`: `rule-form`, `class-form`, `rule-class` (unknown class), `rule-twice` (an id used twice), `rule-tie`.
 */
export function compileRules(files: readonly SourceFile[], verbClasses: readonly SourceFile[]): Uint8Array {
  const byPath = (a: SourceFile, b: SourceFile) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  const classes: WordClasses = new Map()
  const contexts: Compiled['contexts'] = []
  for (const file of [...verbClasses].sort(byPath)) {
    if (isContextTable(file)) contexts.push(...readContexts(file))
    else readClasses(file, classes)
  }
  const rules = [...files].sort(byPath).flatMap(readRules)
  const seen = new Set<string>()
  for (const rule of rules) {
    if (seen.has(rule.id)) throw new RuleError('rule-twice', `the id ${rule.id} is used twice; rename one of the rules`)
    seen.add(rule.id)
    for (const name of [
      ...rule.trigger.class,
      ...Object.values(rule.where).flatMap((each) => [...(each.class ?? []), ...(each.notClass ?? [])]),
    ]) {
      if (!classes.has(name))
        throw new RuleError(
          'rule-class',
          `${rule.id} names the class "${name}"; no table in lexicon/verb-classes has it`,
        )
    }
    rule.specificity = specificityOf(rule)
  }
  checkTies(rules, classes)
  const compiled: Compiled = {
    format: 1,
    rules,
    classes: Object.fromEntries(
      [...classes].map(([name, entries]) => [
        name,
        Object.fromEntries([...entries].map(([word, entry]) => [word, [entry.cameo ?? '', entry.mode ?? '']])),
      ]),
    ) as Compiled['classes'],
    contexts,
  }
  return new TextEncoder().encode(JSON.stringify(compiled))
}

/** Reads what `compileRules` wrote. Throws `RuleError` (`rules-file`) when the bytes are something else. */
export function loadRules(bytes: Uint8Array): RuleBook {
  let compiled: Compiled
  try {
    compiled = JSON.parse(new TextDecoder().decode(bytes)) as Compiled
  } catch (cause) {
    throw new RuleError('rules-file', 'the compiled rules cannot be read; build them again with "npm run build"', {
      cause,
    })
  }
  if (compiled.format !== 1)
    throw new RuleError(
      'rules-file',
      `the compiled rules have format ${compiled.format}, expected 1; build them again with "npm run build"`,
    )
  const classes: WordClasses = new Map(
    Object.entries(compiled.classes).map(([name, entries]) => [
      name,
      new Map(
        Object.entries(entries).map(([word, [cameo, mode]]) => [
          word,
          { ...(cameo && { cameo }), ...(mode && { mode }) },
        ]),
      ),
    ]),
  )
  const index = new Map<string, Rule[]>()
  for (const rule of compiled.rules) {
    for (const key of triggerKeys(rule, classes)) {
      const rules = index.get(key)
      if (rules) rules.push(rule)
      else index.set(key, [rule])
    }
  }
  for (const rules of index.values()) rules.sort((a, b) => b.specificity - a.specificity || (a.id < b.id ? -1 : 1))
  return {
    rules: compiled.rules,
    classes,
    index,
    contexts: compiled.contexts,
    hash: `sha256:${bytesToHex(sha256(bytes))}`,
  }
}

/** The version of the rules, as it goes into every record. */
export function rulesHash(book: RuleBook): string {
  return book.hash
}

const KIND_OF_POS: { [pos: string]: Rule['trigger']['kind'] & string } = { verb: 'verb', noun: 'noun', adj: 'copula' }

/** The `kind:lemma` keys under which a clause finds the rule. */
export function triggerKeys(rule: Rule, classes: WordClasses): Set<string> {
  const keys = new Set<string>()
  const { kind } = rule.trigger
  for (const lemma of rule.trigger.lemmas) keys.add(`${kind ?? 'verb'}:${lemma}`)
  for (const name of rule.trigger.class) {
    for (const word of classes.get(name)!.keys()) {
      const colon = word.indexOf(':')
      const own = KIND_OF_POS[word.slice(0, colon)]!
      if (kind === 'copula' ? own !== 'verb' : !kind || kind === own)
        keys.add(`${kind ?? own}:${word.slice(colon + 1)}`)
    }
  }
  return keys
}

function specificityOf(rule: Rule): number {
  let sum = rule.rank * 10
  if (rule.trigger.class.length === 0) sum += 2
  if (rule.trigger.kind) sum += 1
  if (rule.trigger.voice) sum += 1
  for (const wanted of Object.values(rule.where)) {
    if (wanted.class || wanted.lemmas || wanted.events) sum += 3
    if (wanted.sectors) sum += 2
    if (wanted.notClass) sum += 1
    if (
      wanted.entity !== undefined ||
      wanted.named !== undefined ||
      wanted.none !== undefined ||
      wanted.any !== undefined
    )
      sum += 1
  }
  return Math.round(sum * 100) / 100
}

/** Two rules of equal weight that could match the same words are an error: which of them speaks would be an accident. */
function checkTies(rules: readonly Rule[], classes: WordClasses): void {
  const byKey = new Map<string, Rule[]>()
  const ties = new Set<string>()
  for (const rule of rules) {
    for (const key of triggerKeys(rule, classes)) {
      const others = byKey.get(key)
      if (!others) byKey.set(key, [rule])
      else {
        for (const other of others) {
          if (
            other.specificity === rule.specificity &&
            !sameOutcome(other, rule) &&
            couldBothMatch(other, rule, classes)
          ) {
            ties.add(`${other.id} and ${rule.id} both match "${key}" with weight ${rule.specificity}`)
          }
        }
        others.push(rule)
      }
    }
  }
  if (ties.size > 0) {
    throw new RuleError(
      'rule-tie',
      `${[...ties].join('\n')}\nconstrain one of each pair further, take the word out of one class, or give one a rank`,
    )
  }
}

function sameOutcome(a: Rule, b: Rule): boolean {
  return (
    a.event === b.event &&
    a.cameo === b.cameo &&
    String(a.mode) === String(b.mode) &&
    JSON.stringify(a.roles) === JSON.stringify(b.roles)
  )
}

function couldBothMatch(a: Rule, b: Rule, classes: WordClasses): boolean {
  if (a.trigger.voice && b.trigger.voice && a.trigger.voice !== b.trigger.voice) return false
  for (const [slot, one] of Object.entries(a.where)) {
    const two = b.where[slot]
    if (two && disjoint(one, two, classes)) return false
  }
  return true
}

function disjoint(a: Constraint, b: Constraint, classes: WordClasses): boolean {
  if ((a.none === true && b.none !== true) || (b.none === true && a.none !== true)) return true
  if (a.entity !== undefined && b.entity !== undefined && a.entity !== b.entity) return true
  if (a.events && b.events) return !a.events.some((type) => b.events!.includes(type))
  if (a.notClass?.some((name) => b.class?.includes(name)) || b.notClass?.some((name) => a.class?.includes(name)))
    return true
  const left = wordsOf(a, classes)
  const right = wordsOf(b, classes)
  if (!left || !right) return false
  for (const word of left) if (right.has(word)) return false
  return true
}

function wordsOf(wanted: Constraint, classes: WordClasses): Set<string> | null {
  if (!wanted.class && !wanted.lemmas) return null
  const words = new Set(wanted.lemmas ?? [])
  for (const name of wanted.class ?? [])
    for (const word of classes.get(name)!.keys()) words.add(word.slice(word.indexOf(':') + 1))
  return words
}
