import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RECIPES } from './recipes.ts'

describe.each(Object.entries(RECIPES))('the recipe %s', (_, recipe) => {
  it('builds each stage on earlier ones that fit it', () => {
    recipe.stages.forEach((stage, at) => {
      const earlier = new Map(recipe.stages.slice(0, at).map((other) => [other.name, other]))
      expect(earlier.has(stage.name)).toBe(false)
      for (const teacher of stage.teachers ?? []) expect(earlier.has(teacher)).toBe(true)
      if (stage.begins === 'teacher') {
        const { widths } = earlier.get(stage.teachers![0]!)!
        for (const name of ['hidden', 'arc', 'add', 'mul'] as const)
          expect(widths[name]).toBeGreaterThanOrEqual(stage.widths[name])
        expect(widths.embed).toBe(stage.widths.embed)
      } else if (stage.begins) expect(earlier.get(stage.begins)?.widths).toEqual(stage.widths)
      // the trainer refuses to read without a teacher
      if (stage.reads) expect(stage.teachers?.length).toBeGreaterThan(0)
    })
  })
})

it('knows the recipe of the committed model, and its widths', () => {
  const { parser } = JSON.parse(readFileSync('models/en.card.json', 'utf8')) as {
    parser: { recipe: string; widths: object }
  }
  expect(RECIPES[parser.recipe]!.stages.at(-1)!.widths).toEqual(parser.widths)
})
