// `npm run goldens`: writes down what is coded in the samples today. Read the difference before you commit it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { renderSamples } from './render.ts'
import { terminalPage } from './terminal.ts'

rmSync('samples/expected', { recursive: true, force: true })
mkdirSync('samples/expected')
for (const [name, text] of renderSamples()) writeFileSync(`samples/expected/${name}`, text)
writeFileSync('docs/terminal.md', terminalPage())
