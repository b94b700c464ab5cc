import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { areCopies, shinglesOf } from './copies.ts'
import type { Happening, Ledger } from './index.ts'
import { LedgerError, openLedger } from './index.ts'
import { day, sampleRecord } from './sample-record.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const stream = async (ledger: Ledger): Promise<Happening[]> => {
  const found: Happening[] = []
  for await (const happening of ledger.allHappenings()) found.push(happening)
  return found
}

const sentences = [
  'Belgian envoys visited Peru to talk about copper and the river.',
  'Envoys from Brussels came to Lima and talked about copper.',
  'A Belgian visit to Peru ended with a promise of 12 ships.',
  'Belgium and Peru spoke of fishing rights, and 14 ships.',
]

/** Who may be told to have done it to whom: the same, more and fewer parties. */
const sides = [
  { actors: ['e1'], recipients: ['e2'] },
  { actors: ['e1'], recipients: [] },
  { actors: ['e1', 'e2'], recipients: [], reciprocal: true },
  { actors: ['e1'], recipients: ['e2', 'e3'] },
  { actors: ['e1'], recipients: ['e3'] },
]

/** What may happen to a ledger, one step after the other. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      article: fc.nat(9),
      telling: fc.nat(3),
      date: fc.nat(4),
      made: fc.nat(1),
      copy: fc.boolean(),
      second: fc.boolean(),
      sides: fc.nat(sides.length - 1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('form' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('accept' as const, 'reject' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), which: fc.nat(20), other: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('split' as const), which: fc.nat(20), member: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), which: fc.nat(20), date: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), article: fc.nat(9) }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function take(ledger: Ledger, s: Step): Promise<void> {
  if (s.do === 'file') {
    const text = s.copy
      ? `${sentences[s.telling]} ${'The wire says the same to every paper that prints it on this day of the week. '.repeat(2)}`
      : `${sentences[s.telling]} ${`Nothing in ${s.article} is like ${s.article + 10} or ${s.article * 7}. `.repeat(4)}`
    const events = [
      {
        ...sides[s.sides],
        date: day(`1994-05-0${s.date + 1}`),
        evidence: [{ start: 0, end: sentences[s.telling]!.length }],
      },
      ...(s.second
        ? [{ date: day(`1994-05-0${s.date + 1}`), mode: [], confidence: 0.7, evidence: [{ start: 5, end: 30 }] }]
        : []),
    ]
    await ledger.file(
      sampleRecord(`${s.article}`.repeat(8), {
        countries: ['BEL', 'PER', 'CHL'],
        text,
        events,
        made: `r${s.made}`,
        outlet: s.article % 2 ? 'Post' : null,
        published: '1994-05-05',
      }),
    )
    return
  }
  if (s.do === 'form') {
    await ledger.formHappenings()
    return
  }
  if (s.do === 'forget') {
    await ledger.forget(`${s.article}`.repeat(8), 'asked for')
    return
  }
  if (s.do === 'undo') {
    const decision = (await ledger.history()).filter((d) => !d.undoneBy)[s.which]
    if (decision) await ledger.correct({ action: 'undo', decision: decision.id }, 'Ana')
    return
  }
  const all = await ledger.happenings()
  const happening = all[s.which % Math.max(1, all.length)]
  if (!happening) return
  try {
    await decide(ledger, s, happening, all)
  } catch (error) {
    // What people see may have been coded anew a moment ago; then they are told.
    if (!(error instanceof LedgerError)) throw error
  }
}

async function decide(
  ledger: Ledger,
  s: Extract<Step, { which: number }>,
  happening: Happening,
  all: Happening[],
): Promise<void> {
  if (s.do === 'merge') {
    const other = all[s.other % all.length]!
    if (other.id !== happening.id) await ledger.correct({ action: 'merge', targets: [happening.id, other.id] }, 'Ana')
  } else if (s.do === 'split') {
    const report = happening.reports[s.member % happening.reports.length]!
    if (happening.reports.length > 1) await ledger.correct({ action: 'split', reports: [report] }, 'Ana')
  } else if (s.do === 'edit')
    await ledger.correct(
      { action: 'edit', target: happening.id, change: { date: day(`1994-05-0${s.date + 1}`) } },
      'Ana',
    )
  else if (s.do === 'accept' || s.do === 'reject') await ledger.correct({ action: s.do, target: happening.id }, 'Ana')
}

it('gives the same happenings whether formed step by step around what changed or all at once', {
  timeout: 120_000,
}, async () => {
  let merged = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 22 }), async (steps) => {
      const ledger = await openLedger(':memory:')
      try {
        for (const s of steps) await take(ledger, s)
        await ledger.formHappenings()
        const bit = await stream(ledger)
        merged += bit.filter((h) => h.reports.length > 1).length
        await ledger.formHappenings(true)
        expect(await stream(ledger)).toEqual(bit)
      } finally {
        await ledger.close()
      }
    }),
    { numRuns: 80, seed: 7 },
  )
  expect(merged).toBeGreaterThan(20)
})

it('gives the same bytes whatever the order of filing', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.record({
          do: fc.constant('file' as const),
          article: fc.nat(9),
          telling: fc.nat(3),
          date: fc.nat(4),
          made: fc.constant(0),
          copy: fc.boolean(),
          second: fc.boolean(),
          sides: fc.nat(sides.length - 1),
        }),
        { selector: (s) => s.article, minLength: 4, maxLength: 10 },
      ),
      fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      async (files, pauses) => {
        const [one, two] = [await openLedger(':memory:'), await openLedger(':memory:')]
        for (const [i, s] of files.entries()) {
          await take(one, s)
          if (pauses[i]) await one.formHappenings()
        }
        for (const s of files.toReversed()) await take(two, s)
        await one.formHappenings()
        await two.formHappenings()
        expect(JSON.stringify(await stream(two))).toBe(JSON.stringify(await stream(one)))
        await one.close()
        await two.close()
      },
    ),
    { numRuns: 25, seed: 11 },
  )
})

it('gives the rest of the process its turn while happenings are formed', async () => {
  const ledger = await openLedger(join(folder, 'turns.sqlite'))
  const records = Array.from({ length: 400 }, (_, i) =>
    sampleRecord(`${i}`, { text: `${i} ${i + 1} ${sentences[i % 4]}` }),
  )
  await ledger.fileAll(records)
  let [turns, formed] = [0, false]
  const turn = () => {
    turns++
    if (!formed) setImmediate(turn)
  }
  setImmediate(turn)
  await ledger.formHappenings()
  formed = true
  expect(turns).toBeGreaterThan(1)
  await ledger.close()
})

it('counts a wire story in many papers as one source, also where papers cut it from the end', async () => {
  const ledger = await openLedger(':memory:')
  const lead = 'Belgium sent its foreign minister to Peru on Wednesday for talks about copper. '
  const body =
    'The visit had been put off twice, first for a strike of pilots and then for snow. Officials in Lima said that the two would sign nothing but speak of much, ships and schools among it. '
  const end =
    'Trade between the countries has doubled within ten years, according to the chamber of commerce in Antwerp, which keeps count of every crate. '
  for (const [i, text] of [lead + body + end, lead + body, `${lead}${body}${end}`, lead + body].entries())
    await ledger.file(
      sampleRecord(`${i}`.repeat(8), {
        text,
        outlet: `Paper ${i}`,
        events: [{ evidence: [{ start: 0, end: lead.length - 1 }] }],
      }),
    )
  await ledger.file(
    sampleRecord('9'.repeat(8), {
      text: 'The Belgian minister came to Lima, where copper was the subject, a correspondent of this paper saw herself.',
      outlet: 'Own Eyes',
      events: [{ evidence: [{ start: 0, end: 60 }] }],
    }),
  )
  await ledger.formHappenings()
  const [happening, ...others] = await ledger.happenings()
  expect(others).toEqual([])
  expect(happening!.reports).toHaveLength(5)
  expect(new Set(happening!.sources.map((source) => source.copyGroup)).size).toBe(2)
  expect(happening!.independent).toBe(2)
  expect(happening!.reasons).toContainEqual(expect.stringMatching(/one wire story/))
  await ledger.close()
})

it('keeps what contradicts side by side: another number, another day, a denial', async () => {
  const ledger = await openLedger(':memory:')
  const told = (key: string, text: string, change: object) =>
    ledger.file(
      sampleRecord(key.repeat(8), {
        text,
        events: [{ type: 'ASSAULT', mode: [], score: -9, evidence: [{ start: 0, end: text.length }], ...change }],
      }),
    )
  await told('1', 'Belgian gunners shelled a village in Peru, killing 12 villagers near the bridge.', {})
  await told('2', 'Shelling by Belgian gunners of a village in Peru killed 15 villagers near its bridge.', {
    date: day('1994-05-05'),
  })
  await told('3', 'Belgium denied that its gunners shelled the village near the bridge in Peru.', {
    status: 'negated',
    assertedBy: 'e1',
  })
  await ledger.formHappenings()
  const [happening, ...others] = await ledger.happenings()
  expect(others).toEqual([])
  expect(happening!.status).toBe('actual')
  expect(
    happening!.conflicts.map(({ field, values }) => `${field}: ${values.map(({ value }) => value).join(' / ')}`),
  ).toEqual([
    'date: 1994-05-04 / 1994-05-05',
    'status: actual / negated',
    'denied: denied by Belgium / told',
    'amount: 12 villagers / 15 villagers',
  ])
  await ledger.close()
})

it('knows a copy by its shingles, and does not call a story on the same matter one', () => {
  const story =
    'The presidents met in Lima on Monday and agreed to open the border by spring, officials of both sides said after four hours of talks.'
  const copy = `LIMA (Wire) - ${story} More follows.`
  const other =
    'On Monday in Lima, after four hours, officials said that the border would open in spring; both presidents had agreed on it when they met.'
  expect(areCopies(shinglesOf(story), shinglesOf(copy))).toBe(true)
  expect(areCopies(shinglesOf(story), shinglesOf(other))).toBe(false)
  expect(areCopies(shinglesOf(''), shinglesOf(story))).toBe(false)
})
