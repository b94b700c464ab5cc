/**
 * What the neural parser sees of one word: a handful of rows in the learned table and one row of the word vectors.
 * The trainer and the runtime both call `wordFeatures`, so a change here changes both; `FEATURE_VERSION` must then rise.
 */

/** Raised whenever a feature changes its meaning; a model file made for another version is refused. */
export const FEATURE_VERSION = 1

/** Features a word has, each one row of the learned table. */
export const FEATURE_COUNT = 10

/** Rows of the hashed features, in order: prefixes of 1-3 letters, suffixes of 1-4, shape. */
const HASHED_ROWS = [256, 1024, 2048, 256, 1024, 2048, 2048, 512] as const

/** Rows the hashed features take together in the learned table. */
export const HASHED_ROW_COUNT = HASHED_ROWS.reduce((sum, rows) => sum + rows, 0)

/** Row of the lower-case feature for a word the vocabulary does not hold (and of dropped words in training). */
export const UNKNOWN_WORD_ROW = 0
/** Row of the cased-form feature for a form the vocabulary does not hold. */
export const UNKNOWN_FORM_ROW = 1
/** First row given to the vocabulary's own words. */
export const FIRST_VOCABULARY_ROW = 2

/** Longest stretch of a word that is looked at, in UTF-16 units; a longer "word" is a URL or noise. */
const LONGEST = 48

/**
 * The words the model knows. `words` holds lower-case words: first `sharedCount` with both a learned row and a word
 * vector, then `learnedCount` with a learned row only, the rest with a word vector only. `forms` holds forms with
 * capitals, each with a learned row after those of `words`.
 */
export interface Vocabulary {
  words: readonly string[]
  sharedCount: number
  learnedCount: number
  forms: readonly string[]
}

/** A vocabulary with its look-up maps. */
export interface FeatureTable {
  wordIds: Map<string, number>
  formIds: Map<string, number>
  sharedCount: number
  learnedCount: number
  /** First row of the cased forms, and first row of the hashed features. */
  firstFormRow: number
  firstHashedRow: number
  /** Rows of the learned table altogether. */
  rowCount: number
}

/** Builds the look-up maps of a vocabulary. */
export function featureTable(vocabulary: Vocabulary): FeatureTable {
  const firstFormRow = FIRST_VOCABULARY_ROW + vocabulary.sharedCount + vocabulary.learnedCount
  const firstHashedRow = firstFormRow + vocabulary.forms.length
  return {
    wordIds: new Map(vocabulary.words.map((word, id) => [word, id])),
    formIds: new Map(vocabulary.forms.map((form, id) => [form, id])),
    sharedCount: vocabulary.sharedCount,
    learnedCount: vocabulary.learnedCount,
    firstFormRow,
    firstHashedRow,
    rowCount: firstHashedRow + HASHED_ROW_COUNT,
  }
}

/** The form with typographic quotes, dashes and dots in their ASCII spelling, as in the treebanks. */
export function normaliseForm(form: string): string {
  if (/^[!-~]+$/.test(form)) return form === '``' || form === "''" ? '"' : form
  return form
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u2010\u2011\u2012\u2013]/g, '-')
    .replace(/[\u2014\u2015]/g, '--')
    .replace(/\u2026/g, '...')
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
}

function hash(text: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) | 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h ^= h >>> 13
  return h >>> 0
}

/** Shape of a form: capitals X, small letters x, digits d, anything else itself; runs longer than four are cut to four. */
export function shapeOf(form: string): string {
  let shape = ''
  let last = ''
  let run = 0
  for (const char of form) {
    const lower = char.toLowerCase()
    const kind = char >= '0' && char <= '9' ? 'd' : lower !== char ? 'X' : lower !== char.toUpperCase() ? 'x' : char
    run = kind === last ? run + 1 : 1
    last = kind
    if (run <= 4) shape += kind
  }
  return shape
}

/** A word's id in the vocabulary; a compound not in it is looked up by its last part, an abbreviation without its full stop. */
function vectorWordId(table: FeatureTable, lower: string): number | undefined {
  const id = table.wordIds.get(lower)
  if (id !== undefined) return id
  const hyphen = lower.lastIndexOf('-')
  if (hyphen > 0 && hyphen < lower.length - 2) return table.wordIds.get(lower.slice(hyphen + 1))
  if (lower.endsWith('.')) return table.wordIds.get(lower.slice(0, -1))
  return undefined
}

/**
 * Writes the `FEATURE_COUNT` learned rows of a word into `rows` at `at` and returns its row among the word vectors,
 * or -1 where it has none.
 */
export function wordFeatures(table: FeatureTable, form: string, rows: Int32Array, at: number): number {
  const plain = normaliseForm(form.length > LONGEST ? form.slice(0, LONGEST) : form)
  const lower = plain.toLowerCase()
  const own = table.wordIds.get(lower)
  const learnedEnd = table.sharedCount + table.learnedCount
  rows[at] = own !== undefined && own < learnedEnd ? FIRST_VOCABULARY_ROW + own : UNKNOWN_WORD_ROW
  const formId = plain === lower ? undefined : table.formIds.get(plain)
  rows[at + 1] = formId === undefined ? UNKNOWN_FORM_ROW : table.firstFormRow + formId
  let first = table.firstHashedRow
  for (let k = 0; k < HASHED_ROWS.length; k++) {
    const part = k < 3 ? lower.slice(0, k + 1) : k < 7 ? lower.slice(-(k - 2)) : shapeOf(plain)
    rows[at + 2 + k] = first + (hash(part, k) % HASHED_ROWS[k]!)
    first += HASHED_ROWS[k]!
  }
  const id = vectorWordId(table, lower)
  if (id === undefined) return -1
  return id < table.sharedCount ? id : id >= learnedEnd ? id - table.learnedCount : -1
}
