import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileRules, loadRules } from './compile.ts'

const classes = [
  {
    path: 'lexicon/verb-classes/a.tsv',
    text: 'class\tpos\tlemmas\tcameo\tmode\nattack\tverb\tattack|bomb\t190\t\nplace\tnoun\ttown\t\t\n',
  },
]
const rule = (
  id: string,
  more = '',
  examples = '  codes: [{ text: A attacked B. }]\n  ignores: [{ text: A liked B. }]\n',
) =>
  `- id: ${id}\n  event: ASSAULT\n  why: x\n  trigger: { class: attack }\n  roles: { actor: [agent], recipient: [patient] }\n${more}${examples}`
const compile = (...texts: string[]) => compileRules([{ path: 'rules/ASSAULT.yaml', text: texts.join('') }], classes)

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'none'
}

test('a rule without a "codes" or an "ignores" example does not load', () => {
  expect(codeOf(() => compile(rule('assault/a', '', '  codes: [{ text: A attacked B. }]\n')))).toBe('rule-form')
  expect(codeOf(() => compile(rule('assault/a', '', '  ignores: [{ text: A liked B. }]\n')))).toBe('rule-form')
  expect(codeOf(() => compile(rule('assault/a')))).toBe('none')
})

test('two rules of equal weight on one word are a tie; a rank or a constraint settles it', () => {
  const other = rule('assault/b').replace('[patient]', '[against]')
  expect(codeOf(() => compile(rule('assault/a'), other))).toBe('rule-tie')
  expect(codeOf(() => compile(rule('assault/a'), other.replace('  why: x', '  rank: 1\n  why: x')))).toBe('none')
  expect(
    codeOf(() =>
      compile(rule('assault/a'), other.replace('  why: x', '  where: { patient: { class: place } }\n  why: x')),
    ),
  ).toBe('none')
})

test('unknown classes, keys and doubled ids are errors that name the rule', () => {
  expect(codeOf(() => compile(rule('assault/a').replace('class: attack', 'class: nosuch')))).toBe('rule-class')
  expect(codeOf(() => compile(rule('assault/a', '  colour: red\n')))).toBe('rule-form')
  expect(codeOf(() => compile(rule('assault/a'), rule('assault/a')))).toBe('rule-twice')
})

test('the order of files does not change the compiled bytes', () => {
  const files = ['rules/A.yaml', 'rules/B.yaml'].map((path, index) => ({
    path,
    text: rule(`assault/${index}`, `  rank: ${index}\n`),
  }))
  expect(compileRules(files, classes)).toEqual(compileRules([...files].reverse(), classes))
})

test('the shipped rules load, cover all sixteen types and say why', () => {
  const files = (folder: string, ending: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))
  const book = loadRules(compileRules(files('rules', '.yaml'), files('lexicon/verb-classes', '.tsv')))
  expect(new Set(book.rules.map((each) => each.event)).size).toBe(16)
  expect(book.rules.every((each) => each.why.length > 10)).toBe(true)
  expect(book.hash).toMatch(/^sha256:[0-9a-f]{64}$/)
})
