import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../src/index.ts'

const resources = loadResources()

/** The commitments of one sentence in an article on Peru and Chile: form, stage, countries. */
function told(text: string): string[] {
  const record = codeInput(
    {
      id: 'told',
      page: { id: 'told', kind: 'text', content: text, date: '2024-05-01', title: 'Peru, Chile hold talks' },
    },
    resources,
  )
  const country = (id: string) => record.entities.find((each) => each.id === id)!.country
  return record.commitments.map(({ form, stage, parties }) => [form, stage, ...parties.map(country)].join(' '))
}

it.each([
  ["Peru's president turned down an invitation to Santiago.", 'invitation withdrawn PER CHL'],
  ["Chile's president called off a visit to Lima.", 'visit withdrawn CHL PER'],
  ['Peru withdrew from the treaty with Chile.', 'agreement withdrawn PER CHL'],
  ['The truce between Peru and Chile collapsed on Monday.', 'ceasefire withdrawn PER CHL'],
  ['Chile has fulfilled its promise to reopen the railway.', 'pledge fulfilled CHL'],
  ['Peru and Chile have not yet ratified the treaty.', 'agreement signed PER CHL'],
  ['The document commits Chile to clear the mines.', 'agreement agreed CHL PER'],
])('reads what became of a commitment in "%s"', (text, expected) => {
  expect(told(text).map((each) => each.split(' ').sort().join(' '))).toEqual([expected.split(' ').sort().join(' ')])
})

it.each([
  'Chile could call off a visit to Lima.',
  'Peru turned down an offer from a mining company.',
  'Chile did not withdraw from the treaty with Peru.',
  'Peru will keep its embassy.',
])('takes "%s" for no commitment that ended', (text) => {
  expect(told(text).filter((each) => /withdrawn|fulfilled/.test(each))).toEqual([])
})

it.each([
  ['The truce ended a quarrel, and the border will reopen on June 3.', 'agreement agreed PER CHL'],
  ['Under the treaty each side will return the prisoners of the other.', 'agreement agreed PER CHL'],
  ['Peru and Chile formed a customs union in 1998.', 'agreement in-force PER CHL'],
  ['Chile will in turn lift its ban on Peruvian grapes.', 'pledge offered CHL PER'],
  ["Chile's president assured Peru that the railway would reopen by June.", 'pledge offered CHL PER'],
  ['Chile announced a loan of 30 million dollars to Peru.', 'pledge offered CHL PER'],
  ["Peru's president will pay a state visit to Chile in June.", 'visit agreed PER CHL'],
  ["Peru's president is expected in Santiago in June.", 'visit agreed PER CHL'],
  ["Peru's parliament ratified the treaty by 80 votes to 12.", 'agreement ratified PER CHL'],
  ['Peru and Chile agreed to a cease-fire on Monday.', 'ceasefire agreed PER CHL'],
])('reads a commitment in "%s"', (text, expected) => {
  expect(told(text).map((each) => each.split(' ').sort().join(' '))).toContain(expected.split(' ').sort().join(' '))
})

it.each([
  "Chile's army will reopen fire.",
  "Chile's troops are undertaking a mission in Peru.",
  'The agreement will take effect once both parliaments ratify it.',
  'Chile announced a victory over Peru.',
])('binds nobody by "%s"', (text) => {
  expect(told(text).filter((each) => !/^agreement signed/.test(each))).toEqual([])
})

it.each([
  ['The talks produced an agreement to share the water of the river.', 'agreement agreed PER CHL'],
  ['The signing of a pact on extradition crowned the visit.', 'agreement signed PER CHL'],
  ['A treaty of 1929 governs the border.', 'agreement signed PER CHL'],
  ['The accord calls for joint patrols along the border.', 'agreement agreed PER CHL'],
  ['An agreement on visas was shelved.', 'agreement withdrawn PER CHL'],
  ['A joint commission, set up in 1998, meets twice a year.', 'working-group agreed PER CHL'],
  ['A commission of ten members will be set up to count the claims.', 'working-group agreed PER CHL'],
  ["Chile's offer to mediate between Bolivia and Brazil was turned down.", 'offer withdrawn CHL PER'],
  ['Peru received a pledge of 30 buses from Chile.', 'pledge offered CHL PER'],
  ["A visit by Chile's president is set for June.", 'visit agreed CHL PER'],
  ["Chile's president will be in Lima on June 12.", 'visit agreed CHL PER'],
  ['The two presidents will meet again in Lima in June.', 'agreement agreed PER CHL'],
  [
    '"We are ready to open our archives to Chilean historians," Peru\'s president, Dina Boluarte, said.',
    'offer offered PER CHL',
  ],
  ['"I promise that every prisoner will be home by Christmas," Peru\'s president, Dina Boluarte, said.', 'pledge'],
  ['"We agreed to share the water," Chile\'s president, Gabriel Boric, said.', 'agreement agreed CHL PER'],
])('finds what "%s" commits to, told by a noun or by the parties themselves', (text, expected) => {
  const found = told(text).map((each) => each.split(' ').sort().join(' '))
  const wanted = expected.split(' ').sort().join(' ')
  expect(found.some((each) => each === wanted || (!expected.includes(' ') && each.includes(wanted)))).toBe(true)
})

it.each([
  'Analysts hope for an agreement on fishing.',
  'There is no agreement on fishing.',
  'Peru may sign a treaty with Chile.',
  'The two sides hold talks on a treaty.',
  'The group, whose trade agreement of 1993 forbids such bans, met in Lima.',
  'The government set up a national commission on taxes.',
  '"We will not return the islands," Chile\'s president, Gabriel Boric, said.',
])('finds no commitment in "%s"', (text) => {
  expect(told(text)).toEqual([])
})

it.each([
  ['The two foreign ministers put their signatures to a document on river traffic.', 'agreement signed PER CHL'],
  ['Both sides settled their dispute over the fishing zone after nine years.', 'agreement agreed PER CHL'],
  ['The neighbours shook hands on a plan to open the frontier at night.', 'agreement agreed PER CHL'],
  ['Each government undertakes to return prisoners of war.', 'pledge offered PER CHL'],
  ['Neither side will station missiles within fifty miles of the border.', 'agreement agreed PER CHL'],
  ['It was agreed that the consulates should reopen in June.', 'agreement agreed PER CHL'],
  ['The accord was signed in Lima. Customs duties shall be abolished within a year.', 'agreement agreed PER CHL'],
  ['The two sides renewed their fisheries agreement for five years.', 'agreement agreed PER CHL'],
  ['The two presidents agreed on a standing body of engineers for the river.', 'working-group agreed PER CHL'],
  ['Lima was assured that Chile would free the fishermen by Friday.', 'pledge offered PER CHL'],
  ['Peru has been promised a loan of 40 million dollars.', 'pledge offered PER CHL'],
  ['Peru renounces all claims to the islet.', 'pledge agreed PER CHL'],
  ['Peru consented to an inspection of its patrol boats.', 'pledge agreed PER CHL'],
  ['Chile held out the prospect of a loan of 20 million dollars.', 'offer offered PER CHL'],
  ['Brazil made itself available as a mediator.', 'offer offered BRA'],
  ['President Gabriel Boric of Chile is due in Lima next month.', 'visit agreed PER CHL'],
  ['Peru accepts the present line as its border with Chile.', 'recognition in-force PER CHL'],
  ['Both sides agreed to lay down their arms for ten days.', 'ceasefire agreed PER CHL'],
  ['The presidents of Peru, Chile and Bolivia signed a treaty.', 'agreement signed PER CHL BOL'],
])('reads what two bind themselves to in "%s"', (text, expected) => {
  expect(told(text).map((each) => each.split(' ').sort().join(' '))).toContain(expected.split(' ').sort().join(' '))
})

it.each([
  'Peru hopes that Chile will return the books.',
  "Chile's president promised voters lower taxes.",
  'Chile would go to the International Court of Justice, its minister said.',
  "Chile's coach was assured a warm welcome in Lima.",
  'The two presidents shook hands.',
  'The accord was signed in Lima. An election will be held in June.',
])('binds nobody to anything by "%s"', (text) => {
  expect(told(text).filter((each) => !each.startsWith('agreement signed'))).toEqual([])
})

it.each([
  ['A protocol on fishing was signed.', 'agreement signed PER CHL'],
  ['It was decided to reopen the railway.', 'agreement agreed PER CHL'],
  ['Negotiators reached a compromise on the price of gas.', 'agreement agreed PER CHL'],
  ['"We will not close the border again," Peru\'s president, Dina Boluarte, said.', 'pledge offered PER'],
])('reads what nobody named, or an official in so many words, commits to in "%s"', (text, expected) => {
  expect(told(text).map((each) => each.split(' ').sort().join(' '))).toContain(expected.split(' ').sort().join(' '))
})

it.each([
  'The government read a draft of an agreement.',
  '"We will fight on," Peru\'s president, Dina Boluarte, said.',
  '"It will help us support the poor," Peru\'s president, Dina Boluarte, said.',
])('takes "%s" for no word given', (text) => {
  expect(told(text)).toEqual([])
})
