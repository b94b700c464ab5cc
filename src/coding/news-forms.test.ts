import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../article/index.ts'
import { compileLexicon, ground, loadLexicon } from '../ground/index.ts'
import { loadLanguageModel, parseArticle } from '../parse/index.ts'
import { clausesOf } from './clauses/clauses-of.ts'
import { repairedText } from './clauses/repair.ts'
import { codeEvents, tellingsOf } from './events/code-events.ts'
import { loadRelateModel } from './relate/index.ts'
import { compileRules, loadRules } from './rules/compile.ts'

const MODEL = 'models/en.bin'
const files = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))

describe.skipIf(!existsSync(MODEL))('forms of newswire sentences, live through the pipeline', () => {
  const book = loadRules(compileRules(files('rules', '.yaml'), files('lexicon/verb-classes', '.tsv')))
  const model = loadLanguageModel(new Uint8Array(readFileSync(MODEL)))
  const lexicon = loadLexicon(compileLexicon(files('lexicon', '.tsv')), [])
  const relate = loadRelateModel(new Uint8Array(readFileSync('dist/resources/relate.bin')))

  const eventsOf = (text: string, seen = true, repair = repairedText) => {
    const read = readArticle({ id: 'form', kind: 'text', content: text, date: '2012-05-05' })
    const grounded = ground(repair(parseArticle(read.article!, model)), lexicon)
    const sentences = [...grounded.parsed.title, ...grounded.parsed.body]
    const clauses = new Map(sentences.map((sentence) => [sentence, clausesOf(sentence)]))
    const name = (id: string) => {
      const entity = grounded.entities.find((each) => each.id === id)!
      return entity.country ?? entity.code
    }
    // whether an event is sure enough to be recorded is no matter of its form
    const events = seen
      ? tellingsOf(grounded, clauses, book, relate).map(({ event }) => event)
      : codeEvents(grounded, clauses, book, relate)
    return events.map((event) => ({
      ...event,
      recipientCodes: event.recipients.map((id) => grounded.entities.find((each) => each.id === id)!.code),
      parties: `${event.actors.map(name).join(',')} > ${event.recipients.map(name).join(',')}`.trimEnd(),
    }))
  }
  /** Each event as "TYPE actors > recipients" by country. */
  const coded = (text: string) => eventsOf(text).map(({ type, parties }) => `${type} ${parties}`)
  /** Each event as "TYPE status first day". */
  const told = (text: string) =>
    eventsOf(text).map(({ type, status, date }) => `${type} ${status} ${date?.start ?? 'undated'}`)

  test.each([
    [
      'a town or country is not what is done to where somebody is',
      'SHANGHAI, May 4 - Police in Shanghai arrested five drug traffickers on Friday.',
      'COERCE CHN > CRM',
    ],
    [
      'who declines to comment turns nothing down',
      'Clinton declined to give details of his meeting with Netanyahu.',
      null,
    ],
    ['nor who refuses to comment', 'A Japanese spokesman refused to comment on the reports from China.', null],
    ['who recalls an alliance calls nobody home', 'The king recalled the old alliance of Norway and Poland.', null],
    ['who refuses a release does', 'Iran refused to release the British sailors.', 'REJECT IRN > GBR'],
  ])('%s', (_, text, wanted) => {
    if (wanted === null) expect(coded(text).filter((each) => /^(?:REJECT|SANCTION)/.test(each))).toEqual([])
    else expect(coded(text)).toContain(wanted)
  })

  test('the day before "when" is that of what follows', () => {
    expect(
      told('The last attack came on 25 March, when a Lebanese reporter was wounded by a bomb in her car in Beirut.'),
    ).toContain('ASSAULT actual 2012-03-25')
  })

  test('the month at the end of joined verbs is that of all of them', () => {
    expect(told('Sudan attacked the town of Heglig and expelled the Egyptian envoy in March.')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ASSAULT actual 2012-03-01/)]),
    )
  })

  test('violence has the way that words tell, or none', () => {
    const ways = (text: string) => eventsOf(text).flatMap(({ type, mode }) => (type === 'ASSAULT' ? [mode.join()] : []))
    expect(ways('Rebels killed two Kenyan farmers on Friday.')).toEqual([''])
    expect(ways('Rebels shot two Kenyan farmers dead on Friday.')).toEqual(['firearms'])
    expect(ways('Rebels killed two Kenyan farmers with grenades on Friday.')).toEqual(['explosives'])
  })

  test.each([
    [
      'Prime Minister Abiy Ahmed and Eritrean President Isaias Afwerki signed a declaration in Asmara on Monday.',
      'SUPPORT ETH,ERI >',
    ],
    ['Lima has refused to give food aid to Quito.', 'REJECT PER > ECU'],
    ['A ceasefire between Armenia and Azerbaijan went into effect on Monday.', 'RETREAT ARM,AZE >'],
    ['Spain, China sign agreement on fisheries', 'SUPPORT ESP,CHN >'],
    ['Fisheries were a key topic at a meeting here on Friday between Brazil and Norway.', 'CONSULT BRA,NOR >'],
    ['A deal brokered by Egypt was signed by Chad and Sudan.', 'SUPPORT TCD,SDN >'],
    ['An American official ruled out any change in American policy.', 'REJECT USA > USA'],
    ['Indonesia accepted the conditions set by Norway for a loan.', 'AGREE IDN > NOR'],
    ['Norway suggested that President Lukashenko step down.', 'REQUEST NOR > BLR'],
    ['Germany has been asked to send planes to Angola.', 'REQUEST AGO > DEU'],
    ['Qatar brokered a ceasefire between Chad and Sudan.', 'CONSULT QAT > TCD,SDN'],
    ['President Kagame said at the start of a three-day visit to Luanda that trade would grow.', 'CONSULT RWA > AGO'],
    ['Chad had accused Libya of arming rebels and threatened to expel Libyan envoys.', 'THREATEN TCD > LBY'],
    ['Three Dutch journalists jailed in Iran', 'COERCE IRN > NLD'],
    ["Bolivia and Peru recalled each other's ambassadors.", 'SANCTION BOL,PER >'],
    ['Kenya shelled a village in Somalia, and Ethiopia condemned the attack.', 'ACCUSE ETH > KEN'],
    ['Gabon and Equatorial Guinea agreed on Tuesday to share the field.', 'AGREE GAB,GNQ >'],
    ['Modibo Keita of Mali and Leopold Senghor of Senegal signed four agreements at the station.', 'SUPPORT MLI,SEN >'],
    ['Kenya and Chad signed a treaty on Sunday that ends their border dispute.', 'SUPPORT KEN,TCD >'],
    ['Egypt, whose president received his Kenyan counterpart in Cairo, signed nothing.', 'CONSULT KEN > EGY'],
    ['The premier told reporters that Kenya had accused Chad of arming rebels.', 'ACCUSE KEN > TCD'],
    ['Jim Bolger became the first prime minister of New Zealand to visit Hanoi.', 'CONSULT NZL > VNM'],
  ])('%s', (text, wanted) => {
    expect(coded(text)).toContain(wanted)
  })

  test.each([
    'Hurricane Ivo pummelled Cuba on Monday, killing nine people.',
    'A coal mine explosion killed thirty miners in China.',
    'A Danish bank is being advised by a Dutch bank.',
  ])('nobody did it: %s', (text) => {
    expect(eventsOf(text, false)).toEqual([])
  })

  test.each([
    // what is done for a purpose that it serves at once is done
    ['Belgian marines fired rubber bullets to disperse demonstrators in Kinshasa.', 'ASSAULT actual 2012-05-05'],
    [
      'Chilean miners rallied outside the embassy of Peru to demand the release of a trade unionist.',
      'REQUEST actual 2012-05-05',
    ],
    ['Kenya sent a medical team to treat refugees in Somalia.', 'AID actual 2012-05-05'],
    [
      "Norway's foreign minister left for Lima on Saturday to hold talks with Peruvian leaders.",
      'AGREE actual 2012-05-05',
    ],
    ['Denmark has stepped up efforts to persuade Serbia to extradite a general.', 'REQUEST actual 2012-05-05'],
    ["Hungary will not hear of Slovakia's plea for a new dam.", 'REJECT actual 2012-05-05'],
    ['The Chilean president arrives in Jakarta on Tuesday for a two-day visit.', 'AGREE actual 2012-05-05'],
    ['Ghana may expel the Bolivian ambassador.', 'SANCTION hypothetical 2012-05-05'],
    // days: of the happening, not of the article
    ['In November Chad closed its embassy in Sudan.', 'SANCTION actual 2011-11-01'],
    ['Kenya criticised Somalia’s approach to fighting it last year.', 'ACCUSE actual 2011-01-01'],
    [
      'Vladimir Putin telephoned Hosni Mubarak of Egypt on the eve of his meeting with Bashar al-Assad.',
      'CONSULT actual 2012-05-05',
    ],
    ['Nepal had rejected an Indian offer of talks.', 'REJECT actual undated'],
    ['Nepal had rejected an Indian offer of talks, officials said.', 'REJECT actual 2012-05-05'],
    [
      'The Kenyan convoy was hit by two bombings on 14 April which killed a Kenyan soldier in Somalia.',
      'ASSAULT actual 2012-04-14',
    ],
    [
      'Israeli troops shot dead a boy in Gaza and wounded another late Thursday, officials said.',
      'ASSAULT actual 2012-05-03',
    ],
    [
      'Nepalese rebels, who have been fighting India since 1996, on Friday accused India of shelling them.',
      'ACCUSE actual 2012-05-04',
    ],
    // so many weeks before what the clause over it tells
    [
      'Egypt expelled the Libyan ambassador on Thursday, two weeks after Libya arrested three Egyptian diplomats.',
      'COERCE actual 2012-04-16',
    ],
    [
      'Chad closed its border with Sudan on Friday, a day after the killing of four Chadian soldiers by Sudanese rebels.',
      'ASSAULT actual 2012-05-03',
    ],
    ['Three years after Kenya invaded Somalia, Uganda is sending troops.', 'ASSAULT historical 2009-01-01'],
    ['Bolivia is seeking to meet the president of Chile.', 'REQUEST actual 2012-05-05'],
    ['Iraq urged Turkey on Friday to release its water from 1 June.', 'REQUEST actual 2012-05-04'],
  ])('%s', (text, wanted) => {
    expect(told(text)).toContain(wanted)
  })

  test('a meeting told in passing is of those whom its own phrase names', () => {
    const text =
      'Vladimir Putin telephoned Hosni Mubarak of Egypt on the eve of his meeting with Bashar al-Assad of Syria.'
    expect(coded(text).filter((told) => told.startsWith('CONSULT'))).toEqual(['CONSULT RUS > EGY', 'CONSULT RUS,SYR >'])
  })

  test('people sent home by a sanction are the staff of their state', () => {
    const told = eventsOf('Moscow denied it. The United States ordered 60 Russians out and closed the consulate.')
    expect(told.find(({ type }) => type === 'SANCTION')?.recipientCodes).toEqual(['RUS'])
  })

  test('what is asked for is not the talks at which it was asked', () => {
    const text = 'In talks with Norway, Kenya urged Uganda to return two lorries.'
    const requests = eventsOf(text).filter(({ type }) => type === 'REQUEST')
    expect(requests).toHaveLength(1)
    expect(requests[0]!.mode).not.toContain('meet')
  })

  test('a wrong tree in which two clauses lie over each other is dated all the same', () => {
    const text =
      'Kenya put its army on a state of alert and combed the burnt ruins of a market town for more dead, a day after Sudanese artillery rained rockets on the port of Lamu.'
    expect(eventsOf(text, true, (parsed) => parsed).map(({ type }) => type)).toContain('ASSAULT')
  })

  test.each([
    'Rebels in Mali fear an attack by Niger.',
    'Chile would rather discuss closer cooperation with Peru another day.',
  ])('only imagined: %s', (text) => {
    expect(eventsOf(text).filter(({ status }) => status === 'actual' || status === 'future')).toEqual([])
  })
})
