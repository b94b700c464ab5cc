import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../article/index.ts'
import { compileLexicon, type GroundedText, ground, loadLexicon } from '../../ground/index.ts'
import { loadLanguageModel, parseArticle } from '../../parse/index.ts'
import { clausesOf } from '../clauses/clauses-of.ts'
import { codeEvents } from '../events/code-events.ts'
import { loadRelateModel } from '../relate/index.ts'
import { compileRules, loadRules } from './compile.ts'
import type { Example, Rule } from './rule.ts'

/** Shares of examples that must hold through the whole pipeline. Measured November 2026: 0.95 of `codes`, all of `ignores`. */
const CODES_FLOOR = 0.9
const IGNORES_FLOOR = 0.99

const MODEL = 'models/en.bin'
const files = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))

describe.skipIf(!existsSync(MODEL))('rule examples, live through the pipeline', () => {
  const book = loadRules(compileRules(files('rules', '.yaml'), files('lexicon/verb-classes', '.tsv')))
  const model = loadLanguageModel(new Uint8Array(readFileSync(MODEL)))
  const lexicon = loadLexicon(compileLexicon(files('lexicon', '.tsv').map(({ name, text }) => ({ name, text }))), [])

  const relate = loadRelateModel(new Uint8Array(readFileSync('dist/resources/relate.bin')))

  const coded = (example: Example) => {
    const read = readArticle({ id: 'example', kind: 'text', content: example.text, date: '2000-05-10' })
    if (!read.article) return { grounded: null, events: [] }
    const grounded = ground(parseArticle(read.article, model), lexicon)
    const clauses = new Map(grounded.parsed.body.map((sentence) => [sentence, clausesOf(sentence)]))
    return { grounded, events: codeEvents(grounded, clauses, book, relate) }
  }
  const names = (grounded: GroundedText, id: string) =>
    grounded.entities
      .find((entity) => entity.id === id)!
      .mentions.map((mention) => grounded.parsed.article.text.slice(mention.start, mention.end))
  const isCoded = (rule: Rule, example: Example) => {
    const { grounded, events } = coded(example)
    const names_ = (ids: string[], wanted?: string) =>
      !wanted ||
      ids.flatMap((id) => names(grounded!, id)).some((name) => wanted.includes(name) || name.includes(wanted))
    return events.some(
      (event) =>
        event.type === rule.event &&
        names_(event.actors, example.event?.actor) &&
        names_([...event.actors, ...event.recipients], example.event?.recipient),
    )
  }

  test(`at least ${CODES_FLOOR} of the "codes" examples are coded with their type and parties`, () => {
    const all = book.rules.flatMap((rule) => rule.codes.map((example) => ({ rule, example })))
    const missed = all
      .filter(({ rule, example }) => !isCoded(rule, example))
      .map(({ rule, example }) => `${rule.id}: ${example.text}`)
    expect(1 - missed.length / all.length, missed.join('\n')).toBeGreaterThanOrEqual(CODES_FLOOR)
  })

  test(`at least ${IGNORES_FLOOR} of the "ignores" examples are left alone by their rule`, () => {
    const all = book.rules.flatMap((rule) => rule.ignores.map((example) => ({ rule, example })))
    const fired = all
      .filter(({ rule, example }) => coded(example).events.some((event) => event.rule === rule.id))
      .map(({ rule, example }) => `${rule.id}: ${example.text}`)
    expect(1 - fired.length / all.length, fired.join('\n')).toBeGreaterThanOrEqual(IGNORES_FLOOR)
  })

  test('a "limits" example that is coded must be promoted', () => {
    const promoted = book.rules.flatMap((rule) =>
      rule.limits.filter((example) => isCoded(rule, example)).map((example) => `${rule.id}: ${example.text}`),
    )
    expect(promoted).toEqual([])
  })
})
