import { writeFileSync } from 'node:fs'
import {
  FEATURE_COUNT,
  type FeatureTable,
  featureTable,
  normaliseForm,
  type Vocabulary,
  wordFeatures,
} from '../../src/parse/neural/features.ts'
import type { GoldSentence } from './treebank.ts'
import { VECTOR_STEP, type WordVectors } from './word-vectors.ts'

/** Vocabulary, labels and word vectors as the model will hold them; rows of `vectors` follow the vocabulary. */
export interface Inventory {
  vocabulary: Vocabulary
  /** Joint tags, `UPOS XPOS`, most frequent first. */
  tags: string[]
  /** Relations, most frequent first. */
  relations: string[]
  vectors: Int8Array
  vectorDimensions: number
}

const counted = (items: Iterable<string>): [string, number][] => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

/** Collects the inventory of the training sentences: words seen twice get a learned row, every vector word its vector. */
export function takeInventory(sentences: GoldSentence[], vectors: WordVectors): Inventory {
  const forms = sentences.flatMap((s) => s.forms.map(normaliseForm))
  const vectorRow = new Map(vectors.words.map((word, row) => [word, row]))
  const learned = counted(forms.map((form) => form.toLowerCase())).filter(([, n]) => n >= 2)
  const shared = learned.map(([word]) => word).filter((word) => vectorRow.has(word))
  const bare = learned.map(([word]) => word).filter((word) => !vectorRow.has(word))
  const known = new Set(shared)
  const rest = vectors.words.filter((word) => !known.has(word))
  const rows = Int8Array.from(
    [...shared, ...rest].flatMap((word) => {
      const row = vectorRow.get(word)!
      return [...vectors.values.subarray(row * vectors.dimensions, (row + 1) * vectors.dimensions)]
    }),
  )
  return {
    vocabulary: {
      words: [...shared, ...bare, ...rest],
      sharedCount: shared.length,
      learnedCount: bare.length,
      forms: counted(forms.filter((form) => form !== form.toLowerCase()))
        .filter(([, n]) => n >= 2)
        .map(([form]) => form),
    },
    tags: counted(sentences.flatMap((s) => s.upos.map((upos, i) => `${upos} ${s.xpos[i]}`))).map(([tag]) => tag),
    relations: counted(sentences.flatMap((s) => s.deprels)).map(([relation]) => relation),
    vectors: rows,
    vectorDimensions: vectors.dimensions,
  }
}

/** How a form looks in lower case, in capitals and in a headline: the trainer now and then shows a sentence that way. */
const dresses: ((form: string) => string)[] = [
  (form) => form,
  (form) => form.toLowerCase(),
  (form) => form.toUpperCase(),
  (form) => (form.length > 3 ? form[0]!.toUpperCase() + form.slice(1) : form),
]

/**
 * Writes the trainer's input: 32-bit little-endian integers, in order
 * `tags, relations, types, features, learned rows, vector rows, vector dimensions, vector step (float), sets`,
 * per type its feature rows and vector row, the vectors (8-bit, padded to 4), then per set its sentences as
 * `length` and per token four type ids (one a dress), tag, head (0 the root, else 1-based) and relation (-1 unknown).
 */
export function writeDataset(path: string, inventory: Inventory, sets: GoldSentence[][]): void {
  const table: FeatureTable = featureTable(inventory.vocabulary)
  const tagIds = new Map(inventory.tags.map((tag, id) => [tag, id]))
  const relationIds = new Map(inventory.relations.map((relation, id) => [relation, id]))
  const typeIds = new Map<string, number>()
  const typeOf = (form: string): number => {
    const id = typeIds.get(form) ?? typeIds.size
    typeIds.set(form, id)
    return id
  }
  const body: number[] = []
  for (const set of sets) {
    body.push(set.length)
    for (const s of set) {
      body.push(s.forms.length)
      s.forms.forEach((form, i) => {
        for (const dress of dresses) body.push(typeOf(dress(form)))
        body.push(tagIds.get(`${s.upos[i]} ${s.xpos[i]}`) ?? -1, s.heads[i]! + 1, relationIds.get(s.deprels[i]!) ?? -1)
      })
    }
  }
  const types = new Int32Array(typeIds.size * (FEATURE_COUNT + 1))
  let at = 0
  for (const form of typeIds.keys()) {
    types[at + FEATURE_COUNT] = wordFeatures(table, form, types, at)
    at += FEATURE_COUNT + 1
  }
  const vectorRows = inventory.vectors.length / inventory.vectorDimensions
  const head = new Int32Array(9)
  head.set([inventory.tags.length, inventory.relations.length, typeIds.size, FEATURE_COUNT, table.rowCount])
  head.set([vectorRows, inventory.vectorDimensions], 5)
  new Float32Array(head.buffer)[7] = VECTOR_STEP
  head[8] = sets.length
  const padded = new Int8Array(Math.ceil(inventory.vectors.length / 4) * 4)
  padded.set(inventory.vectors)
  writeFileSync(
    path,
    Buffer.concat(
      [head, types, padded, Int32Array.from(body)].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)),
    ),
  )
}
