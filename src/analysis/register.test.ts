import { expect, it } from 'vitest'
import type { LedgerItem } from '../ledger/index.ts'
import { commitment, happening, source } from './hand-made.ts'
import { jointBodiesOf } from './joint-bodies.ts'
import { registerOf } from './register.ts'
import { answersWanted } from './register-answers.ts'
import { reachOf } from './said.ts'

const PAIR: [string, string] = ['RUS', 'PAK']

it('joins reports of one promise into one entry with its stages', () => {
  const register = registerOf(
    [
      commitment('c1', 'agreement', 'agreed', 'RUS+PAK', '2003-02-05', 'They agreed on a gas pipeline treaty'),
      commitment('c2', 'agreement', 'agreed', 'PAK+RUS', '2003-02-06', 'The two agreed on the pipeline treaty for gas'),
      commitment('c3', 'agreement', 'signed', 'RUS+PAK', '2004-01-10', 'Ministers signed the gas pipeline treaty'),
      commitment(
        'c4',
        'agreement',
        'signed',
        'RUS+PAK',
        '2004-01-10',
        'An extradition accord was signed in Lahore about suspects',
      ),
    ],
    [],
    '2004-06-01',
  )
  expect(register.map((entry) => [entry.stage, entry.steps.map((step) => step.stage)])).toEqual(
    expect.arrayContaining([['signed', ['agreed', 'signed']]]),
  )
  expect(register.find((entry) => entry.id === 'c1')!.steps[0]!.cites.map((cite) => cite.id)).toEqual(['c1', 'c2'])
})

it('answers an invitation with the visit that follows it, and says the step is inferred', () => {
  const invitation = commitment(
    'i',
    'invitation',
    'offered',
    'PAKGOV+RUSGOV',
    '2003-02-05',
    'He invited him to Islamabad',
  )
  const visit = happening('v', 'CONSULT', 'RUSGOV', 'PAKGOV', '2003-09-10', { mode: ['visit'] })
  const back = happening('w', 'CONSULT', 'PAKGOV', 'RUSGOV', '2003-05-10', { mode: ['visit'] })
  expect(registerOf([invitation], [back], '2003-12-31')[0]!.status).toBe('open')
  const [entry] = registerOf([invitation], [visit, back], '2003-12-31')
  expect(entry).toMatchObject({ by: 'PAK', status: 'fulfilled', stage: 'fulfilled' })
  expect(entry!.steps[1]).toMatchObject({
    basis: 'inferred',
    day: '2003-09-10',
    cites: [{ id: 'v', kind: 'happening' }],
  })
})

it('calls a promise overdue after its day, lapsed after two quiet years, withdrawn when the meeting is off', () => {
  const visit = commitment('a', 'visit', 'agreed', 'RUS+PAK', '2003-02-05', 'The president will visit', '2003-06-01')
  expect(registerOf([visit], [], '2003-05-01')[0]!.status).toBe('open')
  expect(registerOf([visit], [], '2003-07-01')[0]).toMatchObject({ status: 'overdue', overdueDays: 30 })
  const off = happening('x', 'REJECT', 'PAK', 'RUS', '2003-05-01', { mode: ['meet'] })
  expect(registerOf([visit], [off], '2003-07-01')[0]).toMatchObject({ status: 'withdrawn' })
  const pledge = commitment('b', 'pledge', 'offered', 'RUS+PAK', '2003-02-05', 'Moscow promised wheat')
  expect(registerOf([pledge], [], '2005-07-01')[0]!.status).toBe('lapsed')
})

it('sees a truce broken', () => {
  const truce = commitment('t', 'ceasefire', 'agreed', 'IND+PAK', '2003-11-26', 'A ceasefire along the line')
  const shots = happening('s', 'ASSAULT', 'PAKMIL', 'IND', '2004-03-01')
  expect(registerOf([truce], [shots], '2004-06-01')[0]).toMatchObject({ status: 'broken', stage: 'broken' })
})

it('follows joint bodies: set up, sessions, next one, lapse', () => {
  const founded = commitment(
    'f',
    'working-group',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    'set up a working group on terrorism',
  )
  const session = (id: string, day: string) =>
    happening(id, 'CONSULT', 'RUS+PAK', null, day, { words: 'The joint working group on terrorism met in Moscow' })
  expect(jointBodiesOf([founded], [], PAIR, '2003-05-01')).toMatchObject([
    { name: 'working group on terrorism', status: 'new' },
  ])
  expect(jointBodiesOf([founded], [], PAIR, '2004-05-01')).toMatchObject([{ status: 'never met' }])
  const met = [session('1', '2003-06-01'), session('2', '2004-06-01'), session('3', '2005-06-01')]
  const [body] = jointBodiesOf([founded], met, PAIR, '2005-12-01').filter((b) => b.sessions.length > 0)
  expect(body).toMatchObject({ last: '2005-06-01', usualGapDays: 366, status: 'active' })
  expect(jointBodiesOf([], met, PAIR, '2007-12-01')[0]).toMatchObject({ status: 'lapsed' })
})

it('knows the session that a body was met for, and sounds the alarm when an announced one is not told of', () => {
  const held = commitment(
    'w',
    'working-group',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    'They met for the first session of a strategic dialogue that they agreed to hold every year',
  )
  const next = commitment(
    'n',
    'agreement',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    'The next session will be held in Moscow',
    '2004-02-05',
  )
  const at = (asOf: string) => jointBodiesOf([held, next], [], PAIR, asOf)[0]
  expect(at('2003-06-01')).toMatchObject({
    founded: null,
    last: '2003-02-05',
    next: { start: '2004-02-05' },
    status: 'active',
  })
  expect(at('2004-03-01')).toMatchObject({ next: null, missed: { start: '2004-02-05' }, status: 'active' })
  expect(at('2004-06-01')).toMatchObject({ missed: { end: '2004-02-05' }, status: 'overdue' })
  expect(at('2004-06-01')!.announcedIn?.words).toBe('The next session will be held in Moscow')
  const elsewhere = { ...next, source: source('Courier', '2003-02-05') } as LedgerItem
  expect(jointBodiesOf([held, elsewhere], [], PAIR, '2003-06-01')[0]!.next).toBeNull()
})

it('tells two bodies of one sentence apart, and knows several groups for the kind of one', () => {
  const both = commitment(
    'b',
    'working-group',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    'They agreed to set up a hotline and working groups',
  )
  const july = commitment(
    'j',
    'working-group',
    'agreed',
    'RUS+PAK',
    '2003-05-05',
    'Working groups on the other six issues will convene in July',
    '2003-07-15',
  )
  const bodies = jointBodiesOf([both, july], [], PAIR, '2003-12-01')
  expect(bodies.map(({ name, founded, missed }) => [name, founded, missed?.start]).sort()).toEqual([
    ['hotline', '2003-02-05', undefined],
    ['working groups', '2003-02-05', '2003-07-15'],
  ])
})

it('joins an invitation to its acceptance, an agreement to its carrying out, and what one of the two says to what the article tells', () => {
  const invited = commitment('i', 'invitation', 'offered', 'PAKGOV+RUSGOV', '2003-02-05', 'He invited him to Islamabad')
  const accepted = commitment('j', 'invitation', 'agreed', 'PAKGOV+RUSGOV', '2003-08-05', 'He said he would come')
  expect(registerOf([invited, accepted], [], '2003-09-01').map(({ steps }) => steps.length)).toEqual([2])
  const agreed = commitment(
    'a',
    'agreement',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    'They agreed to restore diplomatic relations',
  )
  const spoken = commitment(
    's',
    'agreement',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    '"We have agreed to hide nothing," he said',
  )
  const done = commitment(
    'd',
    'agreement',
    'in-force',
    'RUS+PAK',
    '2003-09-05',
    'They restored diplomatic relations and reopened embassies after years',
  )
  const entries = registerOf([agreed, { ...spoken, source: agreed.source } as LedgerItem, done], [], '2003-12-01')
  expect(entries.map(({ steps }) => steps.map(({ stage }) => stage))).toEqual([['agreed', 'in-force']])
})

it('reads spans of time back from words', () => {
  expect(reachOf('the first visit since 1974', '2003-02-06')).toEqual({ words: 'since 1974', from: '1974' })
  expect(reachOf('estranged for decades', '2003-02-06')).toEqual({ words: 'for decades', from: null })
  expect(reachOf('a thaw after two years of silence', '2003-02-06')).toEqual({ words: 'two years', from: '2001' })
  expect(reachOf('a thaw', '2003-02-06')).toBeNull()
})

it('keeps apart what one article tells side by side, and takes the narrowest day told of one promise', () => {
  const both = 'They signed accords on farming and agreed to train engineers'
  const entries = registerOf(
    [
      commitment('s', 'agreement', 'signed', 'RUS+PAK', '2003-02-05', both),
      commitment('a', 'agreement', 'agreed', 'RUS+PAK', '2003-02-05', both),
    ],
    [],
    '2003-06-01',
  )
  expect(entries.map(({ steps }) => steps.map(({ stage }) => stage))).toEqual(
    expect.arrayContaining([['signed'], ['agreed']]),
  )
  const wide = commitment('w', 'agreement', 'agreed', 'RUS+PAK', '2003-03-10', 'the bus line agreed on in February')
  const narrow = commitment('n', 'agreement', 'agreed', 'RUS+PAK', '2003-02-19', 'agreed on Wednesday on a bus line')
  const [entry] = registerOf(
    [narrow, { ...wide, date: { start: '2003-02-01', end: '2003-02-28', precision: 'month' } }],
    [],
    '2003-06-01',
  )
  expect(entry!.steps.map(({ date }) => date)).toEqual([{ start: '2003-02-19', end: '2003-02-19', precision: 'day' }])
})

it('gives an accepted invitation to its host, what both promise to both, and holds nothing looked back on for open', () => {
  const by = (item: ReturnType<typeof commitment>) => registerOf([item], [], '2003-06-01')[0]!.by
  const accepted = commitment('i', 'invitation', 'agreed', 'RUS+PAK', '2003-02-05', 'Russia accepted an invitation')
  expect(by({ ...accepted, rule: 'commitment/accept-invitation' })).toBe('PAK')
  expect(by(commitment('m', 'pledge', 'offered', 'RUS+PAK', '2003-02-05', 'promised each other a warning'))).toBe(null)
  const old = commitment('o', 'pledge', 'offered', 'RUS+PAK', '2003-02-05', 'had promised wheat')
  const told = { ...old, source: { ...old.source, published: '2003-09-01' } }
  expect(registerOf([told], [], '2003-10-01')[0]!.status).toBe('lapsed')
})

it('joins a promise to the report that it was kept', () => {
  const entries = registerOf(
    [
      commitment('p', 'pledge', 'offered', 'RUS+PAK', '2003-02-05', 'promised to free 53 prisoners'),
      commitment('k', 'pledge', 'fulfilled', 'RUS+PAK', '2003-03-12', 'completed the release of the prisoners'),
    ],
    [],
    '2003-06-01',
  )
  expect(entries.map(({ status, steps }) => [status, steps.length])).toEqual([['fulfilled', 2]])
})

it('finds the deed that keeps a pledge by its headline too, where its own words are few', () => {
  const pledge = commitment(
    'p',
    'pledge',
    'offered',
    'RUS+PAK',
    '2003-02-05',
    'Moscow promised to take it off the list of sponsors of terrorism',
  )
  const deed = (title: string, words = 'removed it from its list') => {
    const told = happening('d', 'CONCEDE', 'RUS', 'PAK', '2003-05-01', { words })
    return { ...told, sources: told.sources.map((one) => ({ ...one, title })) }
  }
  expect(registerOf([pledge], [deed('Pakistan Is Removed From Terrorism List')], '2003-06-01')[0]).toMatchObject({
    status: 'fulfilled',
    steps: [{ stage: 'offered' }, { basis: 'inferred' }],
  })
  expect(registerOf([pledge], [deed('Moscow Eases Visa Rules')], '2003-06-01')[0]!.status).toBe('open')
  expect(registerOf([pledge], [deed('Terrorism List Debated', 'eased its visa rules')], '2003-06-01')[0]!.status).toBe(
    'open',
  )
})

it('takes no deed for the keeping of a pledge to decide whether to do it', () => {
  const status = (words: string) => {
    const pledge = commitment('p', 'pledge', 'offered', 'RUS+PAK', '2003-02-05', words)
    const deed = happening('d', 'CONCEDE', 'RUS', 'PAK', '2003-05-01', {
      words: 'removed it from the list of sponsors',
    })
    return registerOf([pledge], [deed], '2003-06-01')[0]!.status
  }
  expect(status('promised to remove it from the list of sponsors')).toBe('fulfilled')
  expect(status('promised to decide soon whether to remove it from the list of sponsors')).toBe('open')
})

it('answers an invitation of somebody by name with his visit alone', () => {
  const invitation = commitment('i', 'invitation', 'offered', 'PAKGOV+RUSGOV', '2003-02-05', 'He invited Ivan Petrov')
  const named = {
    ...invitation,
    parties: invitation.parties.map((p) => (p.country === 'RUS' ? { ...p, name: 'Ivan Petrov' } : p)),
  } as LedgerItem
  const talks = { mode: [], place: { name: 'Islamabad', country: 'PAK' } as never }
  const officials = happening('o', 'CONSULT', 'RUS', 'PAK', '2003-09-10', { ...talks, words: 'officials of both met' })
  const he = happening('h', 'CONSULT', 'RUS', 'PAK', '2003-09-10', { ...talks, words: 'Petrov met his hosts' })
  expect(registerOf([named], [officials], '2003-12-31')[0]!.status).toBe('open')
  expect(registerOf([named], [he], '2003-12-31')[0]!.status).toBe('fulfilled')
})

it('takes a warning for no pledge', () => {
  const told = (words: string) =>
    registerOf([commitment('p', 'pledge', 'offered', 'RUS+PAK', '2003-02-05', words)], [], '2003-06-01')
  expect(told('If there is no answer, he warned, Moscow will act')).toEqual([])
  expect(told('He warned of war and promised Moscow would help')).toHaveLength(1)
})

it('keeps an accord of another matter apart from one that was looked back on the day before', () => {
  const bus = commitment(
    'b',
    'agreement',
    'agreed',
    'RUS+PAK',
    '2003-02-20',
    'They opened the bus on which they agreed in September',
  )
  const trade = commitment(
    't',
    'agreement',
    'agreed',
    'RUS+PAK',
    '2003-02-21',
    'They agreed to consult on the World Trade Organization',
  )
  const again = commitment('u', 'agreement', 'agreed', 'RUS+PAK', '2003-02-21', 'The bus line was agreed')
  expect(registerOf([bus, trade], [], '2003-06-01')).toHaveLength(2)
  expect(registerOf([bus, again], [], '2003-06-01')).toHaveLength(1)
})

it('answers a meeting that was announced for a day by one of the two then, or by what they agreed there', () => {
  const plan = commitment(
    'p',
    'agreement',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    'The ministers will meet in Lima in June',
    '2003-06-15',
  )
  const status = (...told: ReturnType<typeof happening>[]) => registerOf([plan], told, '2004-06-01')[0]!.status
  const met = happening('m', 'CONSULT', 'RUSGOV+PAKGOV', null, '2003-06-23')
  expect(status()).toBe('overdue')
  expect(status(met)).toBe('fulfilled')
  expect(status(happening('a', 'AGREE', 'RUS+PAK', null, '2003-06-23'))).toBe('fulfilled')
  expect(status(happening('early', 'CONSULT', 'RUSGOV+PAKGOV', null, '2003-03-01'))).toBe('overdue')
  expect(status(happening('late', 'CONSULT', 'RUSGOV+PAKGOV', null, '2003-11-01'))).toBe('overdue')
  expect(answersWanted([plan]).map(({ types, until }) => [types.includes('CONSULT'), until])).toContainEqual([
    true,
    '2003-08-14',
  ])
})

it('takes a meeting that was to come and will not for one called off', () => {
  const off = commitment(
    'off',
    'agreement',
    'agreed',
    'RUS+PAK',
    '2003-02-05',
    'The yearly dialogue, which was to meet in Moscow, will not take place',
    '2003-05-01',
  )
  expect(registerOf([off], [], '2003-06-01')).toMatchObject([{ status: 'withdrawn', due: null }])
})

it('takes no day for that of a session that is another thing’s, nor working groups of years later for those set up', () => {
  const announced = (...items: LedgerItem[]) =>
    jointBodiesOf(items, [], PAIR, '2006-01-01').map(({ name, missed }) => [name, missed?.end ?? null])
  const told = (words: string, day: string, due: string | null) =>
    commitment(`b${day}`, 'working-group', 'agreed', 'RUS+PAK', day, words, due ?? undefined)
  const both = 'They agreed to reopen consulates by the end of the year and to revive a joint commission'
  expect(announced(told(both, '2005-04-19', '2005-12-31'))).toEqual([['joint commission', null]])
  const meets = 'They agreed to set up a joint commission, which will meet in May'
  expect(announced(told(meets, '2005-04-19', '2005-05-31'))).toEqual([['joint commission', '2005-05-31']])
  const [groups, later] = ['They set up working groups', 'Working groups will convene in July']
  expect(announced(told(groups, '1997-05-12', null), told(later, '2004-02-18', '2004-07-31'))).toHaveLength(2)
  expect(announced(told(groups, '2003-05-12', null), told(later, '2004-02-18', '2004-07-31'))).toHaveLength(1)
})

it('takes the opening of what two agreed on for the carrying out of the agreement, by the day of its report', () => {
  const agreed = commitment(
    'a',
    'agreement',
    'agreed',
    'RUS+PAK',
    '1998-09-23',
    'They agreed to start a ferry between Odessa and Karachi',
  )
  const opened = {
    ...commitment('b', 'agreement', 'agreed', 'RUS+PAK', '1998-09-23', ''),
    words: 'He opened the ferry between Odessa and Karachi on which the two agreed in September',
    source: source('Gazette', '1999-02-21'),
  } as LedgerItem
  const [entry, ...more] = registerOf([agreed, opened], [], '1999-06-01')
  expect(more).toEqual([])
  expect(entry!.steps.map(({ stage, day }) => [stage, day])).toEqual([
    ['agreed', '1998-09-23'],
    ['fulfilled', '1999-02-21'],
  ])
})
