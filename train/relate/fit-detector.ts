import { readdirSync, readFileSync } from 'node:fs'
import { covers, type GoldRow } from '../../src/analysis/index.ts'
import { PARTY_INPUTS } from '../../src/coding/relate/encoded-party.ts'
import { TRIGGER_INPUTS } from '../../src/coding/relate/encoded-trigger.ts'
import { softmax, type WordVectors } from '../../src/coding/relate/model.ts'
import { PARTY_ROLES } from '../../src/coding/relate/party-view.ts'
import type { Beside } from '../../src/coding/relate/perceptron.ts'
import type { TraitTable } from '../../src/coding/relate/trait-table.ts'
import { logitsOf, MODE_LABELS, TRIGGER_LABELS } from '../../src/coding/relate/trigger-model.ts'
import type { Fillers } from './expand.ts'
import { fitPerceptron } from './fit-perceptron.ts'
import { fitTable } from './fit-triggers.ts'
import type { PartyRow } from './party-rows.ts'
import { goldPredicates, markedPredicates, type Predicate, pairPredicates, type Resources } from './predicates.ts'
import { expandTriggers } from './triggers.ts'

/** Everything the trigger model learns from, as numbers; gold rows apart, because their predicates are found with the help of a first model. */
export interface TriggerExamples {
  written: Predicate[]
  pairs: Predicate[]
}

/** Our marked sentences, and the predicates that join the parties of marked pairs. */
export function triggerExamples(
  folder: URL,
  fillers: Fillers,
  pairs: Parameters<typeof pairPredicates>[0],
  resources: Resources,
  vectors: WordVectors,
  bounds: { least: number; most: number },
): TriggerExamples {
  const sentences = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name, n) => expandTriggers(readFileSync(new URL(name, folder), 'utf8'), fillers, 11 + n, bounds))
  return {
    written: markedPredicates(sentences, resources, vectors),
    pairs: pairPredicates(pairs, resources, vectors),
  }
}

/** Treebank genres in which hardly anything the codebook records happens: travel guides, studies, reviews, questions, letters. */
const QUIET = /^# sent_id = (?:GUM_(?:academic|voyage|bio)|reviews|answers|email)/

/**
 * Sentences of the treebanks' quiet genres that name a country or its people, each predicate taken for no event; those that `guide` is rather sure are one
 * are left out, for a few are.
 */
export function quietPredicates(
  folder: string,
  fillers: Fillers,
  resources: Resources,
  vectors: WordVectors,
  guide: TraitTable,
): Predicate[] {
  const names = ['country', 'adj', 'city']
    .flatMap((kind) => fillers.get(kind) ?? [])
    .map((name) => name.replace(/^the /, ''))
  const named = new RegExp(`\\b(?:${names.join('|')}|German|Germany|Italian|Italy|Swiss|Canada|London|Paris|UN|EU)\\b`)
  const found: Predicate[] = []
  for (const file of ['gum-train.conllu', 'ewt-train.conllu']) {
    let quiet = false
    for (const line of readFileSync(`${folder}/${file}`, 'utf8').split('\n')) {
      if (line.startsWith('# sent_id')) quiet = QUIET.test(line)
      if (!quiet || !line.startsWith('# text = ') || !named.test(line)) continue
      const rows = markedPredicates([{ text: line.slice('# text = '.length), marks: [] }], resources, vectors)
      found.push(...rows.filter((row) => chancesOf(guide, row)[0]! > 0.3).map((row) => ({ ...row, weight: 0.5 })))
    }
  }
  return found
}

const typeOptions = {
  columns: TRIGGER_LABELS.length,
  epochs: 8,
  rate: 0.2,
  decay: 1e-4,
  dropout: 0.4,
  tail: 4,
  least: 2,
  most: 64000,
  seed: 1,
}
const modeOptions = { ...typeOptions, columns: MODE_LABELS.length, most: 10000 }

/** The types' table over some predicates. */
export const fitTypes = (rows: readonly Predicate[]): TraitTable => fitTable(rows, typeOptions)

/** The modes' table, over those predicates whose mode is known. */
export const fitModes = (rows: readonly Predicate[]): TraitTable =>
  fitTable(
    rows.filter((row) => row.modes.length > 0).map((row) => ({ ...row, allowed: row.modes })),
    modeOptions,
  )

export const chancesOf = (table: TraitTable, row: Predicate): Float64Array =>
  softmax(logitsOf(table, row.hashes, row.dense))

/** The predicates of gold rows, labelled with the help of `guide`, a table fitted without them. */
export function predicatesOfGold(
  rows: readonly GoldRow[],
  resources: Resources,
  vectors: WordVectors,
  guide: TraitTable,
  weight: number,
): Predicate[] {
  return goldPredicates(
    rows.map((row) => ({
      id: row.id,
      text: row.text,
      date: row.date ?? null,
      weight,
      events: row.events.map((event) => ({
        type: event.type,
        types: event.types,
        mode: event.mode,
        optional: event.optional,
        fits: (actors, recipients, type) =>
          event.reciprocal || type === 'CONSULT'
            ? covers([...actors, ...recipients], [...event.actors, ...event.recipients])
            : covers(actors, event.actors) && covers(recipients, event.recipients),
      })),
    })),
    resources,
    vectors,
    (row) => chancesOf(guide, row),
  )
}

/** How much table and network count, by cross-validation on readable rows (every fifth left out), November 2026. */
const SHARES = { triggers: { table: 0.7, net: 0.5 }, parties: { table: 0.6, net: 0.6 } }

const netOptions = { hidden: 160, epochs: 12, input: 0.2, layer: 0.4, seed: 1 }

/** The network beside the types' table. */
export const fitTypesNet = async (rows: readonly Predicate[]): Promise<Beside> => ({
  weights: await fitPerceptron(rows, TRIGGER_INPUTS, TRIGGER_LABELS.length, netOptions),
  ...SHARES.triggers,
})

/** The network beside the parties' table. */
export const fitPartiesNet = async (rows: readonly PartyRow[]): Promise<Beside> => ({
  weights: await fitPerceptron(rows, PARTY_INPUTS, PARTY_ROLES.length, netOptions),
  ...SHARES.parties,
})

const partyOptions = { ...typeOptions, columns: PARTY_ROLES.length, dropout: 0.3, most: 16000 }

/** The table of parties over mentions of sentences whose events are known. */
export const fitParties = (rows: readonly PartyRow[]): TraitTable => fitTable(rows, partyOptions)
