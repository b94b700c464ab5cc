import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { iso31661 } from 'iso-3166'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const leaders = fileURLToPath(new URL('../../shared/reference/leaders-1945-2021.csv', import.meta.url))

type Row = Record<string, string> & { at: string }

/** Rows of one table, each with its cells by column name and `at`, the place to look when a test names it. */
function table(file: string): Row[] {
  const lines = readFileSync(here + file, 'utf8')
    .replace(/\n$/, '')
    .split('\n')
  const columns = (lines[0] ?? '').split('\t')
  return lines.slice(1).flatMap((line, index) => {
    if (line.startsWith('#')) return []
    const cells = line.split('\t')
    const row = { at: `${file}:${index + 2}`, surplus: cells.length > columns.length ? line : '' } as Row
    columns.forEach((column, place) => {
      row[column] = cells[place] ?? ''
    })
    return [row]
  })
}

const files = readdirSync(here).filter((name) => name.endsWith('.tsv'))
const states = table('states.tsv')
const organizations = table('organizations.tsv')
const groups = table('groups.tsv')
const agents = table('agents.tsv')
const places = table('places.tsv')
const notActors = table('not-actors.tsv')
const people = files.filter((name) => name.startsWith('people')).flatMap(table)

const stateCodes = new Set(states.map((row) => row['code']))
const allCodes = new Set([...states, ...organizations, ...groups].map((row) => row['code']))
const sectors = new Set(
  'GOV MIL LEG JUD SPY COP PTY OPP REB UAF PRM BUS CVL MED EDU REL LAB ELI REF CRM AGR JRN SOC PRE UNK ISM'.split(' '),
)
const date = /^(1[5-9]|20)\d\d(-(0[1-9]|1[0-2]))?$/
const split = (cell: string | undefined) => (cell ?? '').split('|').filter((part) => part !== '')
const twice = (keys: string[]) => keys.filter((key, index) => keys.indexOf(key) !== index)

/** Months since year 0; a bare year stands for its first month, or its last when it ends something; no end lies far ahead. */
function month(cell: string | undefined, ends = false): number {
  if (!cell) return ends ? 1e6 : 0
  const [year, part] = cell.split('-')
  return Number(year) * 12 + (part ? Number(part) : ends ? 12 : 1)
}

describe('every table', () => {
  it.each(files)('%s has no stray cells, no blank padding and no empty alternatives', (file) => {
    const bad = table(file).filter(
      (row) =>
        row['surplus'] !== '' ||
        Object.entries(row).some(([key, cell]) => key !== 'at' && (cell !== cell.trim() || /\|\||^\||\|$/.test(cell))),
    )
    expect(bad.map((row) => row.at)).toEqual([])
  })

  it('is as large as promised', () => {
    const sizes = [states, people, organizations, groups, agents, places, notActors].map((rows) => rows.length)
    const promised = [205, 2500, 150, 200, 800, 300, 150]
    expect(sizes.filter((size, index) => size < (promised[index] ?? 0))).toEqual([])
  })

  it('has dates in order, written YYYY or YYYY-MM', () => {
    const spans = [
      ...[...people, ...states].map((row) => [row.at, row['from'], row['to']]),
      ...[...organizations, ...groups].map((row) => [row.at, row['founded'], row['ended']]),
    ]
    const bad = spans.filter(
      ([, from, to]) => (from && !date.test(from)) || (to && !date.test(to)) || month(from) > month(to, true),
    )
    expect(bad).toEqual([])
  })
})

describe('states', () => {
  it('carry ISO codes, or are former states with an end and a successor', () => {
    const iso = new Set(iso31661.map((entry) => entry.alpha3))
    const bad = states.filter((row) => {
      if (row['successor']) return !row['to'] || !iso.has(row['successor']) || !stateCodes.has(row['successor'])
      return row['code'] !== 'XKX' && !iso.has(row['code'] ?? '')
    })
    expect(bad.map((row) => row.at)).toEqual([])
    expect(twice(states.map((row) => row['code'] ?? ''))).toEqual([])
  })

  it('share no name with another state', () => {
    const names = states.flatMap((row) => [...new Set([row['name'] ?? '', ...split(row['aliases'])])])
    expect(twice(names)).toEqual([])
  })
})

describe('organisations and groups', () => {
  it('have a code of their own, a known kind and known sectors', () => {
    expect(twice([...organizations, ...groups].map((row) => row['code'] ?? ''))).toEqual([])
    const kinds = new Set(['IGO', 'NGO', 'MNC', 'IMG', 'national', 'armed', 'party', 'movement', 'ethnic', 'religious'])
    const bad = [...organizations, ...groups].filter(
      (row) =>
        !kinds.has(row['kind'] ?? '') ||
        !/^[A-Z]{3,15}$/.test(row['code'] ?? '') ||
        split(row['sector'] ?? row['sectors']).some((sector) => !sectors.has(sector)) ||
        (row['country'] !== '' && !stateCodes.has(row['country'])),
    )
    expect(bad.map((row) => row.at)).toEqual([])
  })

  it('know when the intergovernmental ones were founded', () => {
    expect(organizations.filter((row) => row['kind'] === 'IGO' && !row['founded']).map((row) => row.at)).toEqual([])
  })
})

describe('agents', () => {
  it('are listed once, with known sectors and kinds', () => {
    const kinds = new Set(['person', 'group', 'population', 'organization'])
    expect(twice(agents.map((row) => (row['noun'] ?? '').toLowerCase()))).toEqual([])
    const bad = agents.filter(
      (row) => !kinds.has(row['kind'] ?? '') || split(row['sectors']).some((sector) => !sectors.has(sector)),
    )
    expect(bad.map((row) => row.at)).toEqual([])
  })

  it.each([
    ['miner', 'LAB'],
    ['guerrilla', 'REB'],
    ['ambassador', 'GOV'],
    ['soldier', 'MIL'],
    ['central bank', 'GOV'],
    ['lawmaker', 'LEG'],
  ])('%s is %s', (noun, sector) => {
    expect(agents.find((row) => row['noun'] === noun)?.['sectors']).toBe(sector)
  })
})

describe('places', () => {
  it('lie on the globe, in a state that exists, once each', () => {
    const kinds = new Set(['city', 'region', 'building', 'water'])
    const bad = places.filter((row) => {
      const [lat, lon] = [Number(row['lat']), Number(row['lon'])]
      const onGlobe = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && row['lat'] !== '' && row['lon'] !== ''
      return !onGlobe || !kinds.has(row['kind'] ?? '') || (row['country'] !== '' && !stateCodes.has(row['country']))
    })
    expect(bad.map((row) => row.at)).toEqual([])
    expect(twice(places.map((row) => row['name'] ?? ''))).toEqual([])
  })
})

describe('people', () => {
  it('serve a state or body of the lexicon, in a named office of a known sector', () => {
    const bad = people.filter(
      (row) => !allCodes.has(row['country']) || !row['office'] || !sectors.has(row['sector'] ?? '') || !row['from'],
    )
    expect(bad.map((row) => row.at)).toEqual([])
  })

  it('are each listed once for a term', () => {
    expect(twice(people.map((row) => [row['name'], row['country'], row['office'], row['from']].join(' ')))).toEqual([])
  })

  /** Offices that two people truly claimed or held at once. */
  const disputed = new Set(['LBY prime minister', 'LBN prime minister', 'CIV president', 'MDG president'])
  const single = ['president', 'prime minister', 'king', 'queen', 'chancellor', 'foreign minister', 'defence minister']
    .concat(['secretary-general', 'secretary of state', 'secretary of defense', 'foreign secretary', 'emir'])
    .concat(['defence secretary', 'supreme leader', 'director-general', 'emperor', 'sultan'])

  it('do not hold one office at the same time, but where it was disputed', () => {
    const held = new Map<string, Row[]>()
    for (const row of people) {
      const office = `${row['country']} ${row['office']}`
      if (!single.includes(row['office'] ?? '') || disputed.has(office)) continue
      held.set(office, [...(held.get(office) ?? []), row])
    }
    const clashes: string[] = []
    for (const rows of held.values()) {
      const inOrder = [...rows].sort((a, b) => month(a['from']) - month(b['from']))
      inOrder.forEach((row, index) => {
        const next = inOrder[index + 1]
        if (next && month(next['from']) < month(row['to'], true)) clashes.push(`${row.at} and ${next.at}`)
      })
    }
    expect(clashes).toEqual([])
  })

  it('lead every member state today', () => {
    const heads =
      /^(president|prime minister|king|queen|chancellor|premier|emir|sultan|emperor|prince|pope|general secretary|supreme leader|military ruler|leader|chief executive)$/
    const led = new Set(people.filter((row) => heads.test(row['office'] ?? '')).map((row) => row['country']))
    const dependencies =
      'GRL BMU PRI VIR VGB CYM ABW CUW GLP MTQ TCA AIA MSR GUF FLK GIB IMN JEY GGY FRO MYT REU IOT SHN COK NIU NCL PYF GUM ASM MNP TKL PCN WLF ESH'
    const bare = states.filter(
      (row) => !row['successor'] && !dependencies.includes(row['code'] ?? '') && !led.has(row['code'] ?? ''),
    )
    expect(bare.map((row) => row['name']).sort()).toEqual(['San Marino'])
  })
})

describe('leaders against the reference table', () => {
  const same: Record<string, string> = {
    USA: 'USA',
    UKG: 'GBR',
    FRN: 'FRA',
    RUS: 'RUS',
    CHN: 'CHN',
    IND: 'IND',
    PAK: 'PAK',
  }
  Object.assign(same, {
    JPN: 'JPN',
    ROK: 'KOR',
    GMY: 'DEU',
    GFR: 'DEU',
    ITA: 'ITA',
    ISR: 'ISR',
    EGY: 'EGY',
    IRN: 'IRN',
  })
  Object.assign(same, {
    TUR: 'TUR',
    NIG: 'NGA',
    KEN: 'KEN',
    MEX: 'MEX',
    BRA: 'BRA',
    ARG: 'ARG',
    COL: 'COL',
    UKR: 'UKR',
  })

  it.skipIf(!existsSync(leaders))(
    'agree to two months on when the main leaders since 1990 began (skipped where the table is not at hand)',
    () => {
      const plain = (name: string) =>
        name
          .normalize('NFD')
          .toLowerCase()
          .replace(/[^a-z ]/g, '')
      const rows = readFileSync(leaders, 'utf8').trim().split('\n').slice(1)
      const missed: string[] = []
      let compared = 0
      for (const row of rows) {
        const [, state, leader, , smonth, syear] =
          row.match(/^(\w+),[^,]*,[^,]*,("[^"]*"|[^,]*),([^,]*),(\d+),(\d+)/) ?? []
        const country = same[state ?? '']
        if (!country || !leader || Number(syear) < 1990) continue
        const began = Number(syear) * 12 + Number(smonth)
        const surname = plain(leader)
          .split(' ')
          .filter((part) => part.length > 2)
        compared++
        const found = people.some(
          (person) =>
            person['country'] === country &&
            Math.abs(month(person['from']) - began) <= 2 &&
            surname.some((part) => plain(`${person['name']} ${person['variants']}`).includes(part)),
        )
        if (!found) missed.push(row)
      }
      expect(compared).toBeGreaterThan(80)
      expect(1 - missed.length / compared, missed.join('\n')).toBeGreaterThanOrEqual(0.97)
    },
  )
})
