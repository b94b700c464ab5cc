import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ConlluSentence, type LanguageModel, readConllu } from '../../src/parse/index.ts'
import { type Scores, type SplitScores, scoreSplitting, scoreTrees } from './evaluate.ts'

/** The treebank files a model learns from, and those it is judged on. */
export const LEARNED_FILES = ['ewt-train', 'gum-train'] as const
export const JUDGED_FILES = ['ewt-dev', 'gum-dev', 'ewt-test', 'gum-test'] as const

/** Figures of one treebank file or of one genre in it ("gum-test news"). */
export interface Figures {
  name: string
  trees: Scores
  fromText: SplitScores
}

export function readTreebankFile(folder: string, name: string): ConlluSentence[] {
  const path = join(folder, `${name}.conllu`)
  if (!existsSync(path))
    throw Object.assign(
      new Error(`treebanks: saw no ${path}; expected a folder with ewt- and gum-train/dev/test.conllu`),
      { code: 'treebank-missing' },
    )
  return readConllu(readFileSync(path, 'utf8'))
}

/** SHA-256 of every treebank file of the folder, by name. */
export function treebankHashes(folder: string): Record<string, string> {
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, `${name}.conllu`)))
      .digest('hex')
  return Object.fromEntries([...LEARNED_FILES, ...JUDGED_FILES].map((name) => [name, hash(name)]))
}

/** Judges a model on each dev and test file: the whole of it, then genre by genre. */
export function judge(folder: string, model: LanguageModel): Figures[] {
  return JUDGED_FILES.flatMap((file) => {
    const all = readTreebankFile(folder, file)
    return [[file, all] as const, ...[...genresOf(all)].map(([genre, part]) => [`${file} ${genre}`, part] as const)]
  }).map(([name, part]) => ({ name, trees: scoreTrees(part, model), fromText: scoreSplitting(part) }))
}

/** The sentences of every file whose document's id names the genre, learned files too: for the splitting, which learns from none. */
export function readGenre(folder: string, bank: 'ewt' | 'gum', genre: string): ConlluSentence[] {
  return ['train', 'dev', 'test'].flatMap(
    (part) => genresOf(readTreebankFile(folder, `${bank}-${part}`)).get(genre) ?? [],
  )
}

/** Sentences by the genre that their document's id names: "GUM_news_…" is news, "weblog-…" is weblog. */
function genresOf(sentences: readonly ConlluSentence[]): Map<string, ConlluSentence[]> {
  const genres = new Map<string, ConlluSentence[]>()
  let genre = ''
  for (const sentence of sentences) {
    const id = sentence.comments.find((line) => line.startsWith('# newdoc id = '))?.slice(14)
    if (id) genre = /^(?:GUM_)?([a-z]+)/.exec(id)?.[1] ?? 'other'
    genres.set(genre, [...(genres.get(genre) ?? []), sentence])
  }
  return genres
}

/** One line of figures in per cent. */
export function figuresLine({ name, trees, fromText }: Figures): string {
  const percent = (share: number) => (100 * share).toFixed(1).padStart(5)
  const relations = Object.entries(trees.relations).map(([relation, f1]) => `${relation}${percent(f1)}`)
  return (
    `${name.padEnd(20)}${String(trees.words).padStart(6)} words · from text: sentences${percent(fromText.sentences)} tokens${percent(fromText.tokens)}` +
    ` · UPOS${percent(trees.upos)} UAS${percent(trees.uas)} LAS${percent(trees.las)}` +
    ` · plain UAS${percent(trees.plainUas)} LAS${percent(trees.plainLas)} · F1 ${relations.join(' ')}`
  )
}
