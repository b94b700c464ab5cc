import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConllu } from './conllu.ts'
import { type LanguageModel, languageModelHash, loadLanguageModel } from './language-model.ts'
import { annotateConllu, parseSentences, toConllu } from './parse-text.ts'
import type { Sentence } from './parsed-text.ts'

let bytes: Uint8Array
let model: LanguageModel
beforeAll(() => {
  bytes = new Uint8Array(readFileSync(new URL('../../models/en.bin', import.meta.url)))
  model = loadLanguageModel(bytes)
})

/** "nsubj(met, minister)" for each word below another. */
function relations(text: string): string[] {
  return parseSentences(text, model).flatMap(({ tokens }) =>
    tokens.map((t) => `${t.deprel}(${tokens[t.head]?.form ?? 'ROOT'}, ${t.form})`),
  )
}

/** True when every token reaches the one root. */
function isTree({ tokens }: Sentence): boolean {
  if (tokens.filter((token) => token.head === -1 && token.deprel === 'root').length !== 1) return false
  return tokens.every((token) => {
    let steps = 0
    let at = token
    while (at.head >= 0 && steps++ <= tokens.length) at = tokens[at.head]!
    return at.head === -1 && tokens.every((t) => t.head === -1 || t.deprel !== 'root')
  })
}

describe('parseSentences', () => {
  it('finds subjects, objects and passives', () => {
    expect(relations('The minister criticised the neighbouring army.')).toEqual(
      expect.arrayContaining(['nsubj(criticised, minister)', 'root(ROOT, criticised)', 'obj(criticised, army)']),
    )
    expect(relations('Two soldiers were killed by rebels on Friday.')).toEqual(
      expect.arrayContaining(['nsubj:pass(killed, soldiers)', 'aux:pass(killed, were)']),
    )
  })

  it('gives lemmas and tags', () => {
    const [sentence] = parseSentences('Troops were leaving the cities.', model)
    expect(sentence!.tokens.map((token) => token.lemma)).toEqual(
      ['troops', 'be', 'leave', 'the', 'city', '.'].map((l, i) => (i === 0 ? expect.stringMatching(/^troops?$/) : l)),
    )
    expect(sentence!.tokens.map((token) => token.upos)).toEqual(['NOUN', 'AUX', 'VERB', 'DET', 'NOUN', 'PUNCT'])
  })

  it('marks the sentences of a title', () => {
    const [sentence] = parseSentences('Peru, Chile sign border pact', model, { in: 'title' })
    expect(sentence).toMatchObject({ in: 'title', index: 0, paragraph: 0 })
  })

  it.each([
    ['Peru, Chile sign border pact', ['nsubj(sign, Peru)', 'conj(Peru, Chile)', 'root(ROOT, sign)', 'punct(Chile, ,)']],
    ['Kenya to expel Norwegian envoy', ['nsubj(expel, Kenya)', 'mark(expel, to)', 'obj(expel, envoy)']],
    ['Army, rebels clash in north', ['nsubj(clash, Army)', 'conj(Army, rebels)']],
    ['On Monday, Chile recalled its envoy', ['nsubj(recalled, Chile)', 'obl(recalled, Monday)']],
    ['In Lima, protesters clash with police', ['obl(clash, Lima)', 'nsubj(clash, protesters)']],
  ])('reads the headline %j', (title, expected) => {
    const [{ tokens }] = parseSentences(title, model, { in: 'title' }) as [Sentence]
    const found = tokens.map((t) => `${t.deprel}(${tokens[t.head]?.form ?? 'ROOT'}, ${t.form})`)
    expect(found).toEqual(expect.arrayContaining(expected))
    expect(tokens.map((t) => title.slice(t.start, t.end))).toEqual(tokens.map((t) => t.form))
  })

  it('answers the same whatever else is parsed with a sentence', () => {
    const alone = parseSentences('Envoys met in Oslo.', model)[0]!.tokens
    const among = parseSentences(
      'Envoys met in Oslo. Nobody else came to the long and tiresome talks. Rain fell.',
      model,
    )[0]!.tokens
    expect(among).toEqual(alone)
  })

  it('makes one rooted tree of any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'WAR ',
        'the ',
        'said ',
        '. ',
        ', ',
        '🎉',
        '\n\n',
        '|1|2|\n',
        "'s ",
        '—',
        '\ud800',
        'x'.repeat(500),
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => parseSentences(pieces.join(''), model).every(isTree)),
      { numRuns: 300 },
    )
  })

  it('takes 10,000 words without a full stop', () => {
    const sentences = parseSentences('the ministers agreed to meet '.repeat(2000), model)
    expect(sentences.flatMap((sentence) => sentence.tokens)).toHaveLength(10_000)
    expect(sentences.every(isTree)).toBe(true)
  })
})

describe('annotateConllu', () => {
  const given =
    '# sent_id = a\n# text = Don’t sell.\n1-2\tDon’t\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn’t\t_\t_\t_\t_\t_\t_\t_\t_\n3\tsell\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3.1\tit\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n'

  it('keeps comments, ranges, empty nodes and MISC, and fills the analysis', () => {
    const lines = annotateConllu(given, model).split('\n')
    expect(lines[2]).toBe('1-2\tDon’t\t_\t_\t_\t_\t_\t_\t_\t_')
    expect(lines[3]).toBe('1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_')
    expect(lines[5]).toBe('3\tsell\tsell\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No')
    expect(lines[6]).toMatch(/^3\.1\tit/)
  })
})

describe('toConllu', () => {
  it('writes SpaceAfter and comments, and reads back', () => {
    const text = 'Talks failed (again). He left.'
    const out = toConllu(parseSentences(text, model), text)
    const sentences = readConllu(out)
    expect(sentences.map((s) => s.comments)).toEqual([
      ['# newpar', '# sent_id = 1', '# text = Talks failed (again).'],
      ['# sent_id = 2', '# text = He left.'],
    ])
    expect(sentences[0]!.words.map((w) => w.misc === 'SpaceAfter=No')).toEqual([false, false, true, true, true, false])
  })
})

describe('loadLanguageModel', () => {
  it('names the model by its hash', () => expect(languageModelHash(model)).toMatch(/^sha256:[0-9a-f]{64}$/))

  it('refuses damaged, foreign and cut files', () => {
    const damaged = bytes.slice()
    damaged[damaged.length - 9]! ^= 1
    expect(() => loadLanguageModel(damaged)).toThrow(expect.objectContaining({ code: 'model-damaged' }))
    expect(() => loadLanguageModel(bytes.slice(0, 30))).toThrow(expect.objectContaining({ code: 'model-format' }))
    expect(() => loadLanguageModel(new TextEncoder().encode('{}'))).toThrow(
      expect.objectContaining({ code: 'model-format' }),
    )
    const other = bytes.slice()
    other[23] = 99
    expect(() => loadLanguageModel(other)).toThrow(expect.objectContaining({ code: 'model-version' }))
  })
})
