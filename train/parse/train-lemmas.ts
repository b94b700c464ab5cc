import type { ConlluSentence } from '../../src/parse/conllu.ts'
import { applyEndings, type LemmaTables, LONGEST_ENDING, lemmaBase } from '../../src/parse/lemmatizer.ts'

/** Learns ending rules by majority, keeps those that change the answer of the next shorter ending, and lists the forms they still get wrong. */
export function trainLemmas(sentences: readonly ConlluSentence[]): LemmaTables {
  const forms = new Map<string, Map<string, number>>()
  for (const { words } of sentences) {
    for (const { form, lemma, upos, xpos } of words) {
      if (lemma === '_' || lemma === '' || /[\t\n]/.test(form)) continue
      const key = `${upos} ${xpos}\t${lemmaBase(form, upos)}`
      count(forms, key, lemma)
    }
  }
  const votes = new Map<string, Map<string, number>>()
  for (const [key, lemmas] of forms) {
    const [tag, base] = key.split('\t') as [string, string]
    const rule = ruleFor(base, majority(lemmas)[0])
    for (let n = 0; n <= Math.min(LONGEST_ENDING, base.length); n++)
      count(votes, `${tag}\t${base.slice(base.length - n)}`, rule)
  }
  const endings = new Map<string, string>()
  for (const key of [...votes.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const [rule, times] = majority(votes.get(key)!)
    const [tag, ending] = key.split('\t') as [string, string]
    if (ending === '') {
      endings.set(key, rule)
      continue
    }
    if (times < 2) continue
    let shorter = ''
    for (let n = ending.length - 1; n >= 0; n--) {
      const known = endings.get(`${tag}\t${ending.slice(ending.length - n)}`)
      if (known !== undefined) {
        shorter = known
        break
      }
    }
    if (rule !== shorter) endings.set(key, rule)
  }
  const exceptions = new Map<string, string>()
  for (const [key, lemmas] of forms) {
    const [tag, base] = key.split('\t') as [string, string]
    const lemma = majority(lemmas)[0]
    if (applyEndings(endings, `${tag}\t`, base) !== lemma) exceptions.set(key, lemma)
  }
  return { exceptions, endings }
}

function count(table: Map<string, Map<string, number>>, key: string, value: string): void {
  const row = table.get(key) ?? new Map<string, number>()
  row.set(value, (row.get(value) ?? 0) + 1)
  table.set(key, row)
}

/** The most frequent value; the smallest in code-unit order wins a tie. */
function majority(row: Map<string, number>): [string, number] {
  return [...row].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!
}

function ruleFor(base: string, lemma: string): string {
  let same = 0
  while (same < base.length && same < lemma.length && base[same] === lemma[same]) same++
  return `${base.length - same}+${lemma.slice(same)}`
}
