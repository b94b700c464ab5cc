import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readArticle } from '../../article/index.ts'
import type { Entity, GroundedText, Mention, Sector } from '../../ground/index.ts'
import { loadLanguageModel, type ParsedText, parseArticle, type Sentence } from '../../parse/index.ts'
import { clausesOf } from '../clauses/clauses-of.ts'
import { sentenceFrom } from '../clauses/hand-parse.ts'
import { choose } from '../events/choose.ts'
import { compileRules, loadRules } from './compile.ts'
import { Matcher } from './match.ts'
import { Parties } from './parties.ts'
import type { Example, Rule, RuleBook } from './rule.ts'

// The frozen parses test the rules apart from the parser: `rules/frozen.tsv` holds, by rule, the parse of its first "codes" example, in the form of
// `sentenceFrom`. `DETENTE_UPDATE=1 npx vitest run src/coding/rules/frozen.test.ts` writes it anew from today's parser; read the difference before you commit it.

const FROZEN = 'rules/frozen.tsv'
const files = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))
const book = loadRules(compileRules(files('rules', '.yaml'), files('lexicon/verb-classes', '.tsv')))

const SECTORS: Sector[] = ['GOV', 'MIL', 'COP', 'REB', 'UAF', 'CVL', 'LAB', 'OPP', 'LEG', 'JUD']

/** A grounded text in which the example's party words are two countries, and nothing else is anyone. */
function groundedFrom(sentence: Sentence, example: Example): GroundedText {
  const entities: Entity[] = []
  const mentions: Mention[] = []
  for (const [index, words] of [example.event?.actor, example.event?.recipient].entries()) {
    if (!words) continue
    const parts = words.split(' ')
    const from = sentence.tokens.findIndex((_, at) =>
      parts.every((part, offset) => sentence.tokens[at + offset]?.form === part),
    )
    if (from < 0) continue
    const to = from + parts.length
    const head = sentence.tokens.findIndex(
      (token, at) => at >= from && at < to && (token.head < from || token.head >= to),
    )
    const id = `e${index + 1}`
    const mention: Mention = {
      start: sentence.tokens[from]!.start,
      end: sentence.tokens[to - 1]!.end,
      entity: id,
      sentence: 0,
      from,
      to,
      head,
      form: sentence.tokens[head]!.upos === 'ADJ' ? 'modifier' : 'name',
    }
    entities.push({
      id,
      name: words,
      kind: 'group',
      country: ['AAA', 'BBB'][index]!,
      sectors: SECTORS,
      code: '',
      basis: 'stated',
      mentions: [mention],
    })
    mentions.push(mention)
  }
  const parsed = { article: {}, body: [sentence], title: [] } as unknown as ParsedText
  return { parsed, date: null, dateline: null, entities, leads: new Map(), mentions, times: [], places: [], issues: [] }
}

/** The candidate of this rule, or of one of the same type, with exactly the example's parties. */
function fires(rules: RuleBook, rule: Rule, example: Example, sentence: Sentence): boolean {
  const grounded = groundedFrom(sentence, example)
  const chosen = choose(new Matcher(clausesOf(sentence), rules, new Parties(grounded)))
  return chosen.some(({ candidate }) => {
    if (candidate.rule.id !== rule.id) return false
    const found = [...candidate.actors, ...candidate.recipients].map((entity) => entity.id)
    return grounded.entities.every((entity) => found.includes(entity.id))
  })
}

if (process.env.DETENTE_UPDATE && existsSync('models/en.bin')) {
  const model = loadLanguageModel(new Uint8Array(readFileSync('models/en.bin')))
  const rows = book.rules.flatMap((rule) => {
    const example = rule.codes[0]!
    const { article } = readArticle({ id: 'example', kind: 'text', content: example.text })
    const sentence = article && parseArticle(article, model).body[0]
    if (!sentence || sentence.tokens.some((token) => /[\s|]/.test(token.form + token.lemma))) return []
    const parse = sentence.tokens
      .map((token) => [token.form, token.upos, token.xpos, token.head + 1, token.deprel, token.lemma].join('|'))
      .join(' ')
    return fires(book, rule, example, sentenceFrom(parse)) ? [`${rule.id}\t${parse}`] : []
  })
  writeFileSync(FROZEN, `rule\tparse\n${rows.join('\n')}\n`)
}

const frozen = new Map(
  readFileSync(FROZEN, 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t') as [string, string]),
)

test('every frozen parse still fires its rule, with the parties of its example', () => {
  const silent = book.rules
    .filter((rule) => frozen.has(rule.id) && !fires(book, rule, rule.codes[0]!, sentenceFrom(frozen.get(rule.id)!)))
    .map((rule) => rule.id)
  expect(silent).toEqual([])
})

test('a frozen parse belongs to a rule and is the parse of its first example', () => {
  const flat = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
  for (const [id, parse] of frozen) {
    const rule = book.rules.find((each) => each.id === id)
    expect(rule, id).toBeDefined()
    expect(
      flat(
        parse
          .split(' ')
          .map((word) => word.split('|')[0])
          .join(''),
      ),
      id,
    ).toBe(flat(rule!.codes[0]!.text))
  }
})

test('at least two thirds of the rules have a frozen parse', () => {
  expect(frozen.size / book.rules.length).toBeGreaterThan(2 / 3)
})
