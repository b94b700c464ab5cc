import { readdirSync, readFileSync } from 'node:fs'
import { loadResources, readArticle } from '../src/index.ts'
import { summaryOf } from '../src/cli/summary.ts'
import { codeInput } from '../src/pipeline/index.ts'

/** What is coded in each sample, as readable text by file name: the form the goldens keep. */
export function renderSamples(): Map<string, string> {
  const resources = loadResources()
  const folder = 'samples/dispatches'
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => {
        const id = `${folder}/${name}`
        const page = { id, kind: name.endsWith('.html') ? ('html' as const) : ('text' as const), content: readFileSync(id, 'utf8') }
        if (!readArticle(page).article) throw new Error(`${id} is no article`)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are taken out of the golden
        return [name.replace(/\.\w+$/, '.txt'), summaryOf(codeInput({ id, page }, resources), 100).replace(/\x1b\[[\d;]*m/g, '')]
      }),
  )
}
