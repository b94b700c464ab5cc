import type { ByteReader, ByteWriter } from './bytes.ts'

/** Longest ending a rule looks at, in UTF-16 units. */
export const LONGEST_ENDING = 6

/**
 * What the lemmatizer knows. Keys are "UPOS XPOS" + tab + text. `exceptions` holds whole forms as the rules would get them wrong; `endings` maps an ending
 * to a rule "n+text": take n letters off the end, put the text there.
 */
export interface LemmaTables {
  exceptions: Map<string, string>
  endings: Map<string, string>
}

/** The text the rules work on: proper nouns keep their capitals, other words lose them. */
export function lemmaBase(form: string, upos: string): string {
  const plain = normalizeLetters(form)
  return upos === 'PROPN' || upos === 'X' || upos === 'SYM' || upos === 'NUM' || upos === 'PUNCT'
    ? plain
    : plain.toLowerCase()
}

/** Curly quotes and dashes made plain. */
function normalizeLetters(form: string): string {
  if (/^[A-Za-z]+$/.test(form)) return form
  return form
    .replace(/[‘’‛ʼ´`]/g, "'")
    .replace(/[“”„‟«»]|''/g, '"')
    .replace(/[‐‑‒–]/g, '-')
    .replace(/[—―]/g, '--')
    .replace(/…/g, '...')
}

/** Lemmas found before, by tags and form. When there are `MOST_FOUND` all are dropped; forms longer than `LONGEST` are not kept, since a longer slice of a text keeps all of the text. */
interface Found {
  byTags: Map<string, Map<string, Map<string, string>>>
  count: number
}

const MOST_FOUND = 16_384
const LONGEST = 12
const found = new WeakMap<LemmaTables, Found>()

/** The lemma of a form with its tags: the exception list first, then the rule of its longest known ending. Never empty. */
export function lemmatize(tables: LemmaTables, form: string, upos: string, xpos: string): string {
  let all = found.get(tables)
  if (!all || all.count >= MOST_FOUND) found.set(tables, (all = { byTags: new Map(), count: 0 }))
  let ofPart = all.byTags.get(upos)
  if (!ofPart) all.byTags.set(upos, (ofPart = new Map()))
  let ofTag = ofPart.get(xpos)
  if (!ofTag) ofPart.set(xpos, (ofTag = new Map()))
  const known = ofTag.get(form)
  if (known !== undefined) return known
  const lemma = findLemma(tables, form, upos, xpos)
  if (form.length <= LONGEST) {
    ofTag.set(form, lemma)
    all.count++
  }
  return lemma
}

function findLemma(tables: LemmaTables, form: string, upos: string, xpos: string): string {
  const base = lemmaBase(form, upos)
  const tag = `${upos} ${xpos}\t`
  const known = tables.exceptions.get(tag + base)
  if (known !== undefined) return known
  return applyEndings(tables.endings, tag, base)
}

/** The lemma the ending rules alone give. */
export function applyEndings(endings: Map<string, string>, tag: string, base: string): string {
  for (let n = Math.min(LONGEST_ENDING, base.length); n >= 0; n--) {
    const rule = endings.get(tag + base.slice(base.length - n))
    if (rule === undefined) continue
    const plus = rule.indexOf('+')
    const off = Number(rule.slice(0, plus))
    if (off > base.length) continue
    const lemma = base.slice(0, base.length - off) + rule.slice(plus + 1)
    return lemma === '' ? base : lemma
  }
  return base
}

/** Files the tables as text, sorted, each line sharing what it can with the one before. */
export function writeLemmaTables(tables: LemmaTables, out: ByteWriter): void {
  for (const table of [tables.exceptions, tables.endings]) {
    const lines = [...table].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([key, value]) => `${key}\t${value}`)
    out.text(lines.join('\n'))
  }
}

/** Reads what `writeLemmaTables` filed. */
export function readLemmaTables(input: ByteReader): LemmaTables {
  const read = () => {
    const table = new Map<string, string>()
    const text = input.text()
    for (const line of text === '' ? [] : text.split('\n')) {
      const cut = line.lastIndexOf('\t')
      table.set(line.slice(0, cut), line.slice(cut + 1))
    }
    return table
  }
  return { exceptions: read(), endings: read() }
}
