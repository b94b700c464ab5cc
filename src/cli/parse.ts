import { annotateConllu, drawTree, parseSentences, toConllu } from '../parse/index.ts'
import { standardInput } from './code.ts'
import { loadForCommand, readOwnFile } from './load.ts'
import { print } from './output.ts'

/** `detente parse`: CoNLL-U (or drawn trees) of a text, or given CoNLL-U with tags, lemmas, heads and relations filled in. */
export async function runParse(files: string[], options: { from: 'text' | 'conllu'; tree?: boolean }): Promise<void> {
  const { model } = loadForCommand()
  const texts = files.length ? files.map(readOwnFile) : [await standardInput()]
  for (const text of texts) {
    if (options.from === 'conllu') await print(annotateConllu(text, model))
    else {
      const sentences = parseSentences(text, model)
      await print(
        options.tree ? sentences.map((sentence) => `${drawTree(sentence)}\n\n`).join('') : toConllu(sentences, text),
      )
    }
  }
}
