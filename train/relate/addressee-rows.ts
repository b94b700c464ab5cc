import { markOf, type WireRow } from '../../eval/measure.ts'
import { covers } from '../../src/analysis/index.ts'
import { type Addressee, partyKeyOf } from '../../src/coding/events/addressees.ts'
import { tellingsOf } from '../../src/coding/events/code-events.ts'
import type { RelateModel } from '../../src/coding/relate/index.ts'
import type { TraitTable } from '../../src/coding/relate/trait-table.ts'
import type { Entity } from '../../src/ground/index.ts'
import { overlaps } from '../../src/text/index.ts'
import { type Choice, fitLogit } from '../conditional-logit.ts'
import { quantised } from './fit-triggers.ts'
import { prepare, type Resources } from './predicates.ts'

/** Who may be on a side of an act that its own words leave open, and whom the row's writer took for it. */
export interface AddresseeChoice extends Choice<number> {
  options: Addressee[]
  group: string
}

/** The acts with an open side that a coder with this model finds in rows, where a row's event of the same type stands on the same word. */
export function addresseeChoices(
  rows: readonly WireRow[],
  resources: Resources,
  model: RelateModel,
): AddresseeChoice[] {
  return rows.flatMap((row) => {
    const { grounded, sentences } = prepare(row.text, row.date ?? null, resources)
    const clauses = new Map(sentences.map((each) => [each.sentence, each.clauses]))
    const found: AddresseeChoice[] = []
    tellingsOf(grounded, clauses, resources.rules, model, ({ side, clause, type, others }, options) => {
      const word = clause.sentence.tokens[clause.head]!
      const event = row.events.find((each) => {
        const mark = markOf(row.text, each)
        return mark && overlaps(mark, word) && [each.type, ...(each.types ?? [])].includes(type)
      })
      if (!event) return
      const homes = others.map(partyKeyOf)
      const wanted =
        event.reciprocal || event.type === 'CONSULT'
          ? [...event.actors, ...event.recipients].filter((code) => !homes.includes(code))
          : side === 'actor'
            ? event.actors
            : event.recipients
      const known = wanted.filter((code) => code !== '?')
      const right = options.flatMap(({ key }, at) =>
        (key === null ? known.length === 0 : isAmong(grounded.entities, key, known)) ? [at] : [],
      )
      if (right.length > 0) found.push({ options, right, group: row.id })
    })
    return found
  })
}

const isAmong = (entities: readonly Entity[], key: string, codes: readonly string[]) =>
  entities.some((entity) => partyKeyOf(entity) === key && codes.some((code) => covers([entity], [code])))

/** The table of addressees over choices. */
export function fitAddressees(choices: readonly AddresseeChoice[]): TraitTable {
  const weights = fitLogit(choices, { least: 8, epochs: 20, rate: 0.15, decay: 4e-3 })
  const index = new Map([...weights.keys()].map((hash, row) => [hash >>> 0, row]))
  return {
    ...quantised(index, Float32Array.from(weights.values()), 1, 7000),
    columns: 1,
    dense: new Float32Array(1),
  }
}

/** A table that speaks for nobody. */
export const NOBODY: TraitTable = {
  rows: new Map(),
  scales: new Float32Array(0),
  weights: new Int8Array(0),
  columns: 1,
  dense: new Float32Array(1),
}
