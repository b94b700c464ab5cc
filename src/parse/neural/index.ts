import { bestTree } from './best-tree.ts'
import { readModel } from './model-file.ts'
import { BATCH_TOKENS, type Encoding, LONGEST_SENTENCE, Network } from './network.ts'

export { Dense } from './dense.ts'
export type { Encoding }

/** What the parser says of one token; `head` is an index within the sentence, -1 for the root. */
export interface TokenAnnotation {
  upos: string
  xpos: string
  head: number
  deprel: string
}

/** Tags and parses sentences given as forms. */
export interface NeuralParser {
  /**
   * One annotation a token, in order; each non-empty sentence has exactly one root and no cycle. Sentences are best
   * given many at a time. A sentence of more than 192 tokens is parsed in pieces, later pieces hung on the first one's
   * root as parataxis; time is linear in the number of pieces. `encodings`, where given, gets what the network knew of each sentence's words at its index.
   */
  annotate(sentences: readonly (readonly string[])[], encodings?: Encoding[]): TokenAnnotation[][]
}

/** One piece of a sentence: the whole of it unless that is too long. */
interface Piece {
  sentence: number
  start: number
  forms: readonly string[]
}

/** Cuts a long sentence after a stop or comma where there is one in a piece's second half. */
function piecesOf(sentence: number, forms: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  while (forms.length - start > LONGEST_SENTENCE) {
    let end = start + LONGEST_SENTENCE
    for (const stop of [/^[.!?;:]+$/, /^,$/]) {
      let at = end
      while (at > start + LONGEST_SENTENCE / 2 && !stop.test(forms[at - 1]!)) at--
      if (at > start + LONGEST_SENTENCE / 2) {
        end = at
        break
      }
    }
    pieces.push({ sentence, start, forms: forms.slice(start, end) })
    start = end
  }
  if (forms.length > start) pieces.push({ sentence, start, forms: start === 0 ? forms : forms.slice(start) })
  return pieces
}

/** Loads a model file (models/en-neural.bin). Throws `neural-model` on a file it does not know. */
export function loadNeuralParser(bytes: Uint8Array): NeuralParser {
  const model = readModel(bytes)
  const network = new Network(model)
  const tags = model.tags.map((tag) => {
    const [upos = 'X', xpos = '_'] = tag.split(' ')
    return { upos, xpos }
  })

  const annotateBatch = (batch: Piece[], out: TokenAnnotation[][], encodings?: Encoding[]): void => {
    const encode = (s: number, encoding: Encoding) => {
      const { sentence, start, forms } = batch[s]!
      const whole = out[sentence]!.length
      if (start === 0 && forms.length === whole) encodings![sentence] = encoding
      else {
        encodings![sentence] ??= { width: encoding.width, rows: new Int8Array(whole * encoding.width) }
        encodings![sentence].rows.set(encoding.rows, start * encoding.width)
      }
    }
    const relations = network.score(
      batch.map((piece) => piece.forms),
      (s, scored, heads) => {
        const { sentence, start, forms } = batch[s]!
        bestTree(scored.arcScores(), forms.length, heads)
        const to = out[sentence]!
        for (let i = 0; i < forms.length; i++) {
          const { upos, xpos } = tags[scored.tag(i)]!
          to[start + i] = { upos, xpos, head: heads[i]! < 0 ? -1 : start + heads[i]!, deprel: 'root' }
        }
      },
      encodings && encode,
    )
    batch.forEach(({ sentence, start, forms }, s) => {
      for (let i = 0; i < forms.length; i++) {
        const token = out[sentence]![start + i]!
        if (token.head >= 0) token.deprel = model.relations[relations[s]![i]!]!
      }
    })
  }

  return {
    annotate(sentences, encodings) {
      const out = sentences.map(({ length }) => new Array<TokenAnnotation>(length))
      const pieces = sentences.flatMap((forms, i) => piecesOf(i, forms))
      // alike lengths share a batch; the sort is stable, and no result depends on its neighbours
      pieces.sort((a, b) => b.forms.length - a.forms.length)
      let batch: Piece[] = []
      let tokens = 0
      for (const piece of pieces) {
        if (tokens + piece.forms.length > BATCH_TOKENS) {
          annotateBatch(batch, out, encodings)
          batch = []
          tokens = 0
        }
        batch.push(piece)
        tokens += piece.forms.length
      }
      if (batch.length > 0) annotateBatch(batch, out, encodings)
      for (const tokens of out) {
        const root = tokens.findIndex((token) => token.head < 0)
        for (let i = root + 1; i < tokens.length; i++)
          if (tokens[i]!.head < 0) {
            tokens[i]!.head = root
            tokens[i]!.deprel = 'parataxis'
          }
      }
      return out
    },
  }
}
