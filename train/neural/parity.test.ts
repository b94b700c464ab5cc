import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { blocksOf, type NeuralModel, type Shape } from '../../src/parse/neural/model-file.ts'
import { Network } from '../../src/parse/neural/network.ts'
import { compileKernels, inFolder, KERNEL_FOLDERS } from './build-kernels.ts'
import { writeDataset } from './dataset.ts'
import { SMALL_SHAPE, smallModel } from './small-model.ts'
import type { GoldSentence } from './treebank.ts'

const SENTENCES = [
  'The envoy did n’t reach Geneva before the talks .',
  'the ceasefire held',
  'Talks .',
  'THE ENVOYS OF BOTH SIDES MET AGAIN IN GENEVA , AND THE CEASE-FIRE HELD FOR 24 HOURS',
  'A ceasefire that the envoy brokered in Geneva “ will not hold ” , diplomats fear …',
].map((text) => text.split(' '))

/** The floats that the model's 8-bit numbers stand for, in the trainer's order. */
function floatsOf(model: NeuralModel): Float32Array {
  const { embed } = model.shape
  const all: number[] = Array.from(model.learned, (x, i) => x * model.learnedScales[Math.floor(i / embed)]!)
  for (const block of blocksOf(model.shape)) {
    const packed = model.packed.get(block.name)
    if (packed) packed.values.forEach((x, i) => void all.push(x * packed.scales[i % block.columns]!))
    else all.push(...model.floats.get(block.name)!)
  }
  return Float32Array.from(all)
}

const { hidden, embed, arc, add, mul } = SMALL_SHAPE
const WIDTHS = Object.entries({ hidden, embed, arc, add, mul }).map(([name, value]) => `${name}=${value}`)

/** Compiles the trainer once, without what makes it fast. */
function compileTrainer(): void {
  const main = fileURLToPath(new URL('main.cpp', import.meta.url))
  if (!existsSync(join(work, 'trainer'))) execFileSync('g++', ['-O1', '-std=c++17', '-o', join(work, 'trainer'), main])
}

const work = mkdtempSync(join(tmpdir(), 'neural-'))
afterAll(() => rmSync(work, { recursive: true }))

describe('the runtime and its sources', () => {
  it('has kernels-wasm.ts made from kernels.as as it stands', async () => {
    for (const folder of KERNEL_FOLDERS)
      expect(readFileSync(inFolder(folder, 'kernels-wasm.ts'), 'utf8')).toBe(await compileKernels(folder))
  })

  it.skipIf(spawnSync('g++', ['--version']).error)(
    'answers as the trainer does on the same weights',
    () => {
      const { model } = smallModel()
      const gold: GoldSentence[] = SENTENCES.map((forms) => ({
        genre: 'own',
        forms,
        upos: forms.map(() => 'NOUN'),
        xpos: forms.map(() => 'NN'),
        heads: forms.map((_, i) => i - 1),
        deprels: forms.map(() => 'obj'),
      }))
      const { vocabulary, tags, relations, vectors } = model
      const inventory = { vocabulary, tags, relations, vectors, vectorDimensions: SMALL_SHAPE.vectorDim }
      writeDataset(join(work, 'data'), inventory, [gold, gold])
      writeFileSync(join(work, 'weights'), new Uint8Array(floatsOf(model).buffer))
      compileTrainer()
      const paths = [`init=${join(work, 'weights')}`, `dump=${join(work, 'answers')}`]
      execFileSync(join(work, 'trainer'), [join(work, 'data'), join(work, 'unused'), ...WIDTHS, ...paths])
      const raw = readFileSync(join(work, 'answers'))
      const trainer = new Int32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))

      const network = new Network(model)
      let at = 0
      for (const sentence of SENTENCES) {
        const n = sentence.length
        const tagIds: number[] = []
        let greedy = new Int32Array()
        const [relationIds] = network.score([sentence], (_, scored, heads) => {
          const scores = scored.arcScores()
          for (let i = 0; i < n; i++) {
            tagIds.push(scored.tag(i))
            const row = scores.subarray(i * (n + 1), (i + 1) * (n + 1))
            heads[i] = row.indexOf(Math.max(...row)) - 1
          }
          greedy = heads.slice(0, n)
        })
        for (let i = 0; i < n; i++) {
          expect(tagIds[i]).toBe(trainer[at])
          expect(greedy[i]! + 1).toBe(trainer[at + 1])
          // the runtime never calls a token root by its relation's score
          if (trainer[at + 2] !== relations.indexOf('root')) expect(relationIds![i]).toBe(trainer[at + 2])
          at += 3
        }
      }
      expect(at).toBe(trainer.length)
    },
    120_000,
  )

  it.skipIf(spawnSync('g++', ['--version']).error)(
    'learns from text that a teacher read, the same each time, and not without a teacher',
    () => {
      compileTrainer()
      const { model } = smallModel()
      const { vocabulary, tags, relations, vectors } = model
      const inventory = { vocabulary, tags, relations, vectors, vectorDimensions: SMALL_SHAPE.vectorDim }
      const known = (forms: string[]): GoldSentence => ({
        genre: 'own',
        forms,
        upos: forms.map(() => 'NOUN'),
        xpos: forms.map(() => 'NN'),
        heads: forms.map((_, i) => i - 1),
        deprels: forms.map((_, i) => (i === 0 ? 'root' : 'obj')),
      })
      const unknown = (forms: string[]): GoldSentence => {
        const none = forms.map(() => '_')
        return { genre: 'open', forms, upos: none, xpos: none, heads: forms.map(() => -1), deprels: none }
      }
      const gold = SENTENCES.map(known)
      const raw = [['Talks'], ['Geneva'], ['the', 'talks'], ['envoy']].map(unknown)
      writeDataset(join(work, 'read-data'), inventory, [gold, gold, gold, raw])
      writeFileSync(join(work, 'teacher'), new Uint8Array(floatsOf(model).buffer))
      const learn = (out: string, ...more: string[]) =>
        spawnSync(
          join(work, 'trainer'),
          [join(work, 'read-data'), join(work, out), ...WIDTHS, 'epochs=12', 'swap=0.5', 'raw=3', 'portion=1', ...more],
          { encoding: 'utf8' },
        )
      const teacher = `teacher=${join(work, 'teacher')}:${hidden}:${arc}:${add}:${mul}`
      const first = learn('first', teacher)
      // a sentence of one word has one tree, so the teacher reads at least three
      expect(first.stdout).toMatch(/^read [34] sentences of 4/)
      expect(learn('second', teacher).status).toBe(0)
      expect(readFileSync(join(work, 'second')).equals(readFileSync(join(work, 'first')))).toBe(true)
      learn('third', teacher, 'portion=0')
      expect(readFileSync(join(work, 'third')).equals(readFileSync(join(work, 'first')))).toBe(false)
      expect(learn('none')).toMatchObject({ status: 2 })
    },
    120_000,
  )

  it.skipIf(spawnSync('g++', ['--version']).error)(
    'begins a model as its teacher, whole at the same width, in part at a smaller one',
    () => {
      compileTrainer()
      const { model } = smallModel()
      const { vocabulary, tags, relations, vectors } = model
      const inventory = { vocabulary, tags, relations, vectors, vectorDimensions: SMALL_SHAPE.vectorDim }
      const sentence = SENTENCES[0]!
      const gold: GoldSentence = {
        genre: 'own',
        forms: sentence,
        upos: sentence.map(() => 'NOUN'),
        xpos: sentence.map(() => 'NN'),
        heads: sentence.map((_, i) => i - 1),
        deprels: sentence.map(() => 'obj'),
      }
      writeDataset(join(work, 'one'), inventory, [[gold], [gold]])
      const floats = floatsOf(model)
      writeFileSync(join(work, 'wide'), new Uint8Array(floats.buffer))
      const teacher = `teacher=${join(work, 'wide')}:${hidden}:${arc}:${add}:${mul}`
      const begin = (out: string, widths: readonly string[]) =>
        spawnSync(join(work, 'trainer'), [
          join(work, 'one'),
          join(work, out),
          ...widths,
          'epochs=1',
          'rate=0',
          'init=teacher',
          teacher,
        ])
      expect(begin('same', WIDTHS).status).toBe(0)
      expect(readFileSync(join(work, 'same')).equals(Buffer.from(floats.buffer))).toBe(true)

      const narrow: Shape = { ...SMALL_SHAPE, hidden: 8, arc: 8, add: 4, mul: 4 }
      expect(begin('part', [`hidden=8`, `embed=${embed}`, 'arc=8', 'add=4', 'mul=4']).status).toBe(0)
      const raw = readFileSync(join(work, 'part'))
      const part = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
      const rows = model.learnedScales.length * embed
      expect(part.subarray(0, rows)).toEqual(floats.subarray(0, rows))
      const wide = new Set(floats)
      expect(part.every((x) => wide.has(x))).toBe(true)
      expect(part.length).toBe(rows + blocksOf(narrow).reduce((sum, b) => sum + b.rows * b.columns, 0))

      expect(begin('more', ['hidden=32', `embed=${embed}`, `arc=${arc}`, `add=${add}`, `mul=${mul}`]).status).toBe(2)
    },
    120_000,
  )
})
