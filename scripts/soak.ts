// `npm run soak`: half a million random and hostile strings through the language engine. No throw, tokens and gaps rebuild the text, one rooted
// tree a sentence. Then a reading and an import are killed, a hundred times in all, and the ledger looked at after each. Takes minutes; `--strings N` and
// `--kills N` ask for fewer, `--seed N` for others.
import { parseArgs } from 'node:util'
import { seededRandom } from '../src/analysis/index.ts'
import { loadResources } from '../src/index.ts'
import { parseSentences, type Sentence } from '../src/parse/index.ts'
import { killWriters } from './kill-ledger.ts'

const { values } = parseArgs({
  options: {
    strings: { type: 'string', default: '500000' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '100' },
  },
})
const random = seededRandom(Number(values.seed))
const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
const words =
  'Peru Chile the of U.S. Mr. said "No," he “we” agreed. … -- (AP) 12,000 $5m can\'t won\'t 3-2 ALL CAPS http://x.y/z a@b.c U.N.-led 🙂 👩‍👩‍👧 \u200b \u202e \ufeff \ud800 é ﬁ 北京 عربى ! ? ; : ,, ... ’ ‘ — – / \\ | # @ & % * ^ ~ ` < > { } [ ] \0 \x07'.split(
    ' ',
  )
const gaps = [' ', ' ', ' ', '', '\n', '\n\n', '\t', '  ', '\u00a0']

function hostile(): string {
  const kind = random()
  let text = ''
  const length = Math.floor(random() * (kind < 0.99 ? 14 : 400))
  if (kind < 0.3)
    for (let i = 0; i < length; i++) text += String.fromCharCode(Math.floor(random() * (random() < 0.5 ? 128 : 65_536)))
  else for (let i = 0; i < length; i++) text += pick(words) + pick(gaps)
  return text
}

function fault(text: string, sentences: Sentence[]): string | null {
  let end = 0
  for (const sentence of sentences) {
    let roots = 0
    for (const [index, token] of sentence.tokens.entries()) {
      if (token.start < end || token.end < token.start || text.slice(end, token.start).trim() !== '')
        return `gap before token ${index}`
      end = token.end
      if (token.head === -1) roots++
      let at = index
      for (let step = 0; at >= 0 && step <= sentence.tokens.length; step++) at = sentence.tokens[at]!.head
      if (at !== -1) return `token ${index} hangs in a circle`
    }
    if (roots !== 1) return `${roots} roots`
  }
  return text.slice(end).trim() === '' ? null : 'words left over'
}

const { model } = loadResources()
const total = Number(values.strings)
for (let done = 1; done <= total; done++) {
  const text = hostile()
  let wrong: string | null
  try {
    wrong = fault(text, parseSentences(text, model))
  } catch (error) {
    wrong = error instanceof Error ? error.message : String(error)
  }
  if (wrong) {
    console.log(`${wrong}: ${JSON.stringify(text)}`)
    process.exitCode = 1
  }
  if (done % 50_000 === 0) console.error(`${done} of ${total}`)
}
console.log(`${total} strings`)

const kills = Number(values.kills)
for (const kind of ['read', 'import'] as const) {
  const { inTheMiddle, faults } = await killWriters(kind, Math.ceil(kills / 2), Number(values.seed))
  for (const fault of faults) {
    console.log(fault)
    process.exitCode = 1
  }
  console.log(
    `${Math.ceil(kills / 2)} kills of ${kind === 'read' ? 'a reading' : 'an import'}, ${inTheMiddle} in the middle, ${faults.length} faults`,
  )
}
