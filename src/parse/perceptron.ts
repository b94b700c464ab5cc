import type { Analysis, Analyzer } from './analyzer.ts'
import type { ByteReader, ByteWriter } from './bytes.ts'
import { Parser } from './parser.ts'
import { ParserInput } from './parser-features.ts'
import { Tagger, type TaggerInput, taggerInput } from './tagger.ts'
import { Actions } from './transitions.ts'
import { readWeights, type SparseRows, writeWeights } from './weights.ts'
import { readWordClasses, type WordClasses, writeWordClasses } from './word-classes.ts'
import { WordViews } from './words.ts'

/** The parts of a perceptron analyzer as trained. `relations` does not hold "root". */
export interface PerceptronParts {
  tags: readonly string[]
  relations: readonly string[]
  classes: WordClasses
  tagRows: SparseRows
  parseRows: SparseRows
}

/** UPOS by number, for the parser's coarse tags. */
const COARSE = 'PUNCT NOUN VERB PROPN PRON ADP DET ADJ AUX ADV NUM CCONJ SCONJ PART INTJ SYM X'.split(' ')

/** Number of a tag's UPOS. */
export function coarseOf(tag: string): number {
  return COARSE.indexOf(tag.split(' ')[0]!) + 1
}

/** Fills the parser's view of a tagged sentence. */
export function fillParserInput(target: ParserInput, input: TaggerInput, tags: Uint8Array, coarse: Uint8Array): void {
  target.begin(input.views.length)
  for (let i = 0; i < input.views.length; i++) {
    target.place(i, input.views[i]!.lowerId, tags[i]!, coarse[tags[i]!]!, input.classes[i]! & 255)
  }
}

export function writePerceptron(parts: PerceptronParts, out: ByteWriter): void {
  out.text(parts.tags.join('\n'))
  out.text(parts.relations.join('\n'))
  writeWordClasses(parts.classes, out)
  writeWeights(parts.tagRows, out)
  writeWeights(parts.parseRows, out)
}

export function readPerceptron(input: ByteReader): Analyzer {
  const tags = input.text().split('\n')
  const relations = input.text().split('\n')
  const classes = readWordClasses(input)
  const tagger = new Tagger(readWeights(input), tags.length)
  const parser = new Parser(readWeights(input), new Actions(relations))
  const views = new WordViews()
  const parserInput = new ParserInput()
  const coarse = Uint8Array.from(tags, coarseOf)
  const root = relations.length
  return {
    tags,
    relations: [...relations, 'root'],
    analyze(forms): Analysis {
      const n = forms.length
      const given = taggerInput(
        forms.map((form) => views.of(form)),
        classes,
      )
      const analysis = { tags: new Uint8Array(n), heads: new Int16Array(n), relations: new Uint8Array(n) }
      tagger.tag(given, analysis.tags)
      fillParserInput(parserInput, given, analysis.tags, coarse)
      const state = parser.parse(parserInput)
      for (let i = 0; i < n; i++) {
        const head = state.head[i]!
        analysis.heads[i] = head === n ? -1 : head
        analysis.relations[i] = head === n ? root : state.label[i]!
      }
      return analysis
    },
  }
}
