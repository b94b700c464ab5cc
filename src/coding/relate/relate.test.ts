import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadLanguageModel, parseSentences } from '../../parse/index.ts'
import { loadRelateModel, relate } from './index.ts'
import { expDown } from './model.ts'
import { sealRelateModel } from './model-file.ts'

const bytes = readFileSync(new URL('../../../dist/resources/relate.bin', import.meta.url))
const model = loadRelateModel(bytes)
const language = loadLanguageModel(readFileSync(new URL('../../../models/en.bin', import.meta.url)))

function pair(marked: string) {
  const text = marked.replace(/[<>]/g, '')
  const source = { start: marked.indexOf('<'), end: marked.indexOf('>') - 1 }
  const rest = marked.replace('<', '').replace('>', '')
  const target = { start: rest.indexOf('<'), end: rest.indexOf('>') - 1 }
  return [parseSentences(text, language)[0]!, [source], [target]] as const
}

describe('relate', () => {
  it.each([
    ['<Ankara> has promised to send tents to <Nepal>.', 'AGREE'],
    ['<Ankara> has refused to send tents to <Nepal>.', 'REJECT'],
    ['<Ankara> has sent tents to <Nepal>.', 'AID'],
    ['<The rebels> threatened to shell <the harbour>.', 'THREATEN'],
    ['<The rebels> shelled <the harbour> overnight.', 'ASSAULT'],
    ['<Lima> denounced <the Chilean government> for spying.', 'ACCUSE'],
  ])('%s is %s', (marked, type) => {
    expect(relate(...pair(marked), model).type).toBe(type)
  })

  it('answers a verdict with ACCUSE as the marked sets do', () => {
    const verdict = pair('<A court in Accra> convicted <the former minister> of corruption.')
    expect(relate(...verdict, model).type).toBe('ACCUSE')
  })

  it('lets a sure rule outweigh an unsure model and keeps the scores a distribution', () => {
    const vague = pair('<Oslo> and <Fiji> were in the news.')
    const alone = relate(...vague, model)
    const ruled = relate(...vague, model, { type: 'CONSULT', mode: 'visit', confidence: 1, rule: 'consult/visit' })
    expect(ruled.scores.CONSULT).toBeGreaterThan(alone.scores.CONSULT)
    expect(Object.values(ruled.scores).reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 9)
  })
})

describe('the model file', () => {
  it('is written back byte for byte', () => {
    expect(Buffer.compare(Buffer.from(sealRelateModel(model)), bytes)).toBe(0)
  })

  it('is refused when cut off', () => {
    expect(() => loadRelateModel(bytes.subarray(0, 1000))).toThrowError(
      expect.objectContaining({ code: 'relate-model' }),
    )
  })
})

it('expDown follows the exponential', () => {
  for (const x of [0, -0.5, -3, -20, -55]) expect(Math.abs(expDown(x) / Math.exp(x) - 1)).toBeLessThan(1e-6)
})
