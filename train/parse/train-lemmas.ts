import type { ConlluSentence } from '../../src/parse/conllu.ts'
import { applyEndings, type LemmaTables, LONGEST_ENDING, lemmaBase } from '../../src/parse/lemmatizer.ts'
import { irregularForms } from './irregular-verbs.ts'

/**
 * Learns ending rules by majority, keeps those that change the answer of the next shorter ending, and lists the forms they still get wrong. Forms the treebanks lack
 * are settled by `vocabulary` (English words, most frequent first): "provoked" is of "provoke", a word, not of "provok"; and by a list of irregular verbs.
 */
export function trainLemmas(sentences: readonly ConlluSentence[], vocabulary: readonly string[]): LemmaTables {
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
    // A rule may only rewrite letters of the ending it hangs on.
    for (
      let n = Math.max(Number.parseInt(rule, 10), rule === '0+' ? 0 : 1);
      n <= Math.min(LONGEST_ENDING, base.length);
      n++
    )
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
  const settle = (tag: string, form: string, lemma: string) => {
    const key = `${tag}\t${form}`
    if (forms.has(key) || exceptions.has(key)) return
    if (applyEndings(endings, `${tag}\t`, form) !== lemma) exceptions.set(key, lemma)
  }
  const { past, participle } = irregularForms()
  for (const [form, lemma] of past) settle('VERB VBD', form, lemma)
  for (const [form, lemma] of participle) settle('VERB VBN', form, lemma)
  const rank = new Map(vocabulary.map((word, i) => [word, i]))
  for (const form of vocabulary) {
    if (!/^[a-z]{4,}$/.test(form)) continue
    for (const tag of tagsOfEnding(form)) {
      const lemma = likeliest(stemsOf(form), rank)
      if (lemma !== undefined && !past.has(form)) settle(tag, form, lemma)
    }
  }
  return { exceptions, endings }
}

function tagsOfEnding(form: string): string[] {
  if (form.endsWith('ed')) return ['VERB VBD', 'VERB VBN']
  if (form.endsWith('ing')) return ['VERB VBG']
  return form.endsWith('es') ? ['VERB VBZ', 'NOUN NNS'] : []
}

/** What a regular form may be made of: "stopped" of "stop", "hoped" of "hope", "denied" of "deny", "panicking" of "panic". */
function stemsOf(form: string): string[] {
  if (form.endsWith('es')) {
    if (form.endsWith('ies')) return [`${form.slice(0, -3)}y`, form.slice(0, -1)]
    return /(?:s|x|z|ch|sh|o)es$/.test(form) ? [form.slice(0, -2), form.slice(0, -1)] : [form.slice(0, -1)]
  }
  const ending = form.endsWith('ed') ? 2 : 3
  const stem = form.slice(0, -ending)
  const stems = [`${stem}e`]
  // One short syllable would have doubled its last letter: "noted" is not of "not".
  if (!/^[^aeiou]*[aeiou][^aeiouwxy]$/.test(stem) && stem.length > 2) stems.push(stem)
  if (/([bdfgklmnprstvz])\1$/.test(stem)) stems.push(stem.slice(0, -1))
  if (stem.endsWith('ck')) stems.push(stem.slice(0, -1))
  if (ending === 2 && stem.endsWith('i')) stems.push(`${stem.slice(0, -1)}y`)
  if (ending === 3 && stem.endsWith('y')) stems.push(`${stem.slice(0, -1)}ie`)
  return stems
}

function likeliest(stems: readonly string[], rank: Map<string, number>): string | undefined {
  let best: string | undefined
  for (const stem of stems) if (rank.has(stem) && (best === undefined || rank.get(stem)! < rank.get(best)!)) best = stem
  return best
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

/** "n+text" that makes the lemma of the base; a lemma's capitals count only where the base has its own. */
function ruleFor(base: string, cased: string): string {
  const lemma = base === base.toLowerCase() ? cased.toLowerCase() : cased
  let same = 0
  while (same < base.length && same < lemma.length && base[same] === lemma[same]) same++
  return `${base.length - same}+${lemma.slice(same)}`
}
