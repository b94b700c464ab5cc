import { parse as parseYaml } from 'yaml'
import { EVENT_TYPES, type EventType } from '../record.ts'
import type { Constraint, Example, Rule } from './rule.ts'
import { RuleError } from './rule-error.ts'

/** A file handed in by the caller: this room reads no disk. */
export interface SourceFile {
  /** Where it came from, for messages: `rules/ASSAULT.yaml`. */
  path: string
  text: string
}

const KEYS = new Set([
  'id',
  'event',
  'mode',
  'cameo',
  'why',
  'trigger',
  'where',
  'roles',
  'reciprocal',
  'needs',
  'unless',
  'status',
  'keeps-content',
  'rank',
  'codes',
  'ignores',
  'limits',
])
const CONSTRAINT_KEYS = new Set(['class', 'lemmas', 'entity', 'events', 'any', 'none', 'sectors', 'not-class', 'named'])
const MOODS = new Set(['negated', 'hypothetical', 'conditional', 'future', 'modal'])

/** The rules of one YAML file. Throws `RuleError` (`rule-form`) naming file, rule and key. Specificity is left at 0. */
export function readRules(file: SourceFile): Rule[] {
  let rows: unknown
  try {
    rows = parseYaml(file.text)
  } catch (cause) {
    throw new RuleError('rule-form', `${file.path} is no valid YAML: ${(cause as Error).message}`, { cause })
  }
  if (!Array.isArray(rows)) throw new RuleError('rule-form', `${file.path} holds no list; expected "- id: …" items`)
  return rows.map((row, position) => readRule(file.path, row as { [key: string]: unknown }, position))
}

function readRule(path: string, row: { [key: string]: unknown }, position: number): Rule {
  const id = typeof row?.id === 'string' ? row.id : `rule ${position + 1}`
  const fail = (message: string): never => {
    throw new RuleError('rule-form', `${path}, ${id}: ${message}`)
  }
  if (typeof row?.id !== 'string') fail('has no id; expected file/name')
  for (const key of Object.keys(row))
    if (!KEYS.has(key)) fail(`unknown key "${key}"; known are ${[...KEYS].join(', ')}`)
  if (!EVENT_TYPES.includes(row.event as EventType))
    fail(`event is ${JSON.stringify(row.event)}; expected one of ${EVENT_TYPES.join(', ')}`)
  if (typeof row.why !== 'string') fail('has no "why"; say in a sentence what convention it applies')
  const trigger = (row.trigger ?? {}) as { [key: string]: unknown }
  const triggerClass = list(trigger.class)
  const triggerLemmas = list(trigger.lemmas)
  if (triggerClass.length + triggerLemmas.length === 0)
    fail('has no trigger; expected { class: … } or { lemmas: [ … ] }')
  for (const key of Object.keys(trigger))
    if (!['class', 'lemmas', 'kind', 'voice'].includes(key)) fail(`unknown trigger key "${key}"`)
  const roles = (row.roles ?? {}) as { [key: string]: unknown }
  for (const key of Object.keys(roles))
    if (key !== 'actor' && key !== 'recipient') fail(`unknown role "${key}"; expected actor, recipient`)
  const where: { [slot: string]: Constraint } = {}
  for (const [slot, given] of Object.entries((row.where ?? {}) as { [slot: string]: unknown })) {
    const wanted = given as { [key: string]: unknown }
    for (const key of Object.keys(wanted)) if (!CONSTRAINT_KEYS.has(key)) fail(`unknown constraint "${key}" on ${slot}`)
    where[slot] = {
      ...(wanted.class !== undefined && { class: list(wanted.class) }),
      ...(wanted.lemmas !== undefined && { lemmas: list(wanted.lemmas) }),
      ...(wanted.entity !== undefined && { entity: wanted.entity === true }),
      ...(wanted.events !== undefined && { events: list(wanted.events) as EventType[] }),
      ...(wanted.named !== undefined && { named: wanted.named === true }),
      ...(wanted.any !== undefined && { any: wanted.any === true }),
      ...(wanted.none !== undefined && { none: wanted.none === true }),
      ...(wanted['not-class'] !== undefined && { notClass: list(wanted['not-class']) }),
      ...(wanted.sectors !== undefined && { sectors: list(wanted.sectors) }),
    }
    for (const type of where[slot]!.events ?? [])
      if (!EVENT_TYPES.includes(type)) fail(`unknown type ${type} in ${slot}`)
  }
  const unless = list(row.unless)
  for (const mood of unless)
    if (!MOODS.has(mood)) fail(`unless: unknown mood "${mood}"; known are ${[...MOODS].join(', ')}`)
  for (const need of list(row.needs))
    if (!['actor', 'recipient', 'foreign'].includes(need))
      fail(`needs: unknown "${need}"; known are actor, recipient, foreign`)
  const codes = examples(row.codes)
  const ignores = examples(row.ignores)
  if (codes.length === 0) fail('has no "codes" example; a rule without one sentence it codes does not load')
  if (ignores.length === 0) fail('has no "ignores" example; a rule without one near miss does not load')
  return {
    id: row.id as string,
    event: row.event as EventType,
    ...(row.mode !== undefined && { mode: list(row.mode) }),
    ...(row.cameo !== undefined && { cameo: String(row.cameo) }),
    why: row.why as string,
    trigger: {
      class: triggerClass,
      lemmas: triggerLemmas,
      ...(trigger.kind !== undefined && { kind: trigger.kind as Rule['trigger']['kind'] & string }),
      ...(trigger.voice !== undefined && { voice: trigger.voice as 'active' | 'passive' }),
    },
    where,
    roles: { actor: list(roles.actor), recipient: list(roles.recipient) },
    reciprocal: row.reciprocal === true,
    ...(row.needs !== undefined && { needs: list(row.needs) as Rule['needs'] & string[] }),
    unless: unless as Rule['unless'],
    ...(row.status !== undefined && { status: row.status as Rule['status'] & string }),
    keepsContent: row['keeps-content'] === true,
    rank: typeof row.rank === 'number' ? row.rank : 0,
    specificity: 0,
    codes,
    ignores,
    limits: examples(row.limits),
  }
}

function list(value: unknown): string[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

function examples(value: unknown): Example[] {
  return Array.isArray(value) ? (value as Example[]).filter((each) => typeof each?.text === 'string') : []
}
