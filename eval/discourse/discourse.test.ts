import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../src/index.ts'
import { type GoldRow, goldRows, scoreFacts, scoreQuotations } from './measure.ts'

const resources = loadResources()
/** A title of its own keeps the heading reader from taking a passage's first line for one. */
const code = ({ id, date, text, quotes }: GoldRow) =>
  codeInput(
    {
      id,
      page: {
        id,
        kind: 'text',
        content: quotes ? `Notes were taken at the meeting.\n\n${text}` : text,
        date,
        ...(quotes && { title: 'Notes' }),
      },
    },
    resources,
  )

/** Measured on the rows nothing is tuned on, precision only where extra findings are judged; raised when a change lifts them, lowered only with a reason in the changelog. */
const FLOORS: { [kind: string]: { recall: number; precision?: number } } = {
  statement: { recall: 0.9 },
  commitment: { recall: 0.58, precision: 0.81 },
  position: { recall: 1 },
  tie: { recall: 0.62, precision: 0.73 },
  outlook: { recall: 0.75 },
}

const figures = scoreFacts(goldRows('gold', 'odd'), code)

it.each(Object.entries(FLOORS))('finds %ss of unseen articles at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = figures[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  if (floor.precision !== undefined) expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

it('knows the speaker of unseen quotations and takes no scare quote for a speech', () => {
  const { right, wanted, scares } = scoreQuotations(goldRows('quotations', 'odd'), code)
  expect(right / wanted).toBeGreaterThanOrEqual(0.81)
  expect(scares).toBe(0)
})
