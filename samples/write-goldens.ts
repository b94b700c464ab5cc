// `npm run goldens`: writes down what is coded in the samples today. Read the difference before you commit it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { renderSamples } from './render.ts'

rmSync('samples/expected', { recursive: true, force: true })
mkdirSync('samples/expected')
for (const [name, text] of renderSamples()) writeFileSync(`samples/expected/${name}`, text)
