const set = (words: string) => new Set(words.trim().split(/\s+/))

/** Verbs whose subject speaks, decides or deals with others: a capital in front of them is a government. */
export const locativePrepositions = set(
  'in at near outside inside around across throughout within into through over off along above toward towards beyond via onto en',
)

/** Verbs of going and staying: their "to", "from" and objects are places. */
export const motionVerbs = set(
  'withdraw pull evacuate oust retreat pullback go come fly travel arrive return leave depart drive sail walk head move flee visit tour reach enter cross land stay live reside march route ship export import send deploy take bring carry airlift evacuate transport transfer relocate bear base locate situate hold host commute ferry smuggle escape pass stop',
)

/** Verbs after which a preposition introduces a partner, not a place. */
export const dealingVerbs = set(
  'call urge ask press accuse blame tell warn assure promise offer pledge give sell grant lend apologize apologise appeal turn protest complain report talk speak negotiate agree sign sympathize belong respond reply object react demand seek win get receive obtain extract expect buy borrow hear need want secure face draw earn',
)

/** Nouns owned by governments: a capital that possesses or modifies one is the government. */
export const policyNouns = set(
  'decision policy position stance proposal plan demand offer call request claim refusal rejection response reaction foe ally enemy rival neighbor neighbour relation tie alliance ambassador envoy negotiator leadership regime government authority official president premier minister leader diplomat delegation ' +
    'support backing opposition pressure sanction threat warning commitment pledge promise condition approval condemnation criticism concern failure effort attempt willingness insistence intention nuclear program programme army military force troops strategy approach interest influence role move bid veto vote view message statement accusation allegation charge denial invitation defiance behalf part retaliation permission help aid assistance determination resolve bidding dominance domination readiness reluctance',
)

/** Verbs that take in what somebody says; their subjects speak. */
export const speechVerbs = set(
  'say tell add declare announce state note warn argue claim insist explain stress emphasize reiterate ask reply respond comment observe remark report write joke admit acknowledge concede deny confirm suggest propose urge complain predict recall continue conclude maintain assert vow pledge promise quote testify shout cry whisper cite believe think',
)

/** Dishes, arts and breeds that carry a country's name and say nothing of it. */
export const trifles = set(
  'stew pastry fries curry soup salad cuisine cookery recipe pancake dumpling sausage muffin toast breakfast cheese rum cigar vodka whisky whiskey tango dance waltz rhapsody folksong melody opera ballet symphony sonata novel poem poetry painting painter muralist sculptor sculpture novelist poet playwright composer pianist violinist cellist soprano tenor guitarist architecture fashion shepherd terrier setter retriever bulldog roulette bath sauna antelope tiger panda rhino rhinoceros elephant leopard wolf bear monkey crane pony buffalo tortoise crocodile camel',
)

/** Nouns that mean a state without naming it. */
export const stateNouns = set(
  'country nation state republic kingdom island monarchy sultanate emirate superpower homeland archipelago neighbor neighbour power',
)

/** Plural nouns that gather the parties of an article. */
export const sideNouns = set(
  'country nation side state party neighbor neighbour government power rival ally foe enemy republic partner adversary capital army camp faction opponent belligerent delegation bloc',
)

/** Plural nouns that gather its people. */
export const leaderNouns = set(
  'president leader minister premier king monarch ruler statesman diplomat man woman head chief negotiator official counterpart politician',
)

/** Last words of organisations' names, with the sector such a body has where the agents' table has none. */
export const bodyWords: Record<string, string> = {
  ministry: 'GOV',
  department: 'GOV',
  agency: 'GOV',
  commission: 'GOV',
  council: 'GOV',
  cabinet: 'GOV',
  bureau: 'GOV',
  authority: 'GOV',
  secretariat: 'GOV',
  treasury: 'GOV',
  parliament: 'LEG',
  congress: 'LEG',
  senate: 'LEG',
  assembly: 'LEG',
  duma: 'LEG',
  knesset: 'LEG',
  house: 'UNK',
  court: 'JUD',
  tribunal: 'JUD',
  party: 'PTY',
  front: 'UNK',
  movement: 'UNK',
  league: 'UNK',
  alliance: 'UNK',
  coalition: 'UNK',
  army: 'MIL',
  navy: 'MIL',
  forces: 'MIL',
  corps: 'MIL',
  guard: 'MIL',
  guards: 'MIL',
  brigade: 'MIL',
  brigades: 'REB',
  battalion: 'MIL',
  command: 'MIL',
  police: 'COP',
  university: 'EDU',
  college: 'EDU',
  institute: 'EDU',
  school: 'EDU',
  academy: 'EDU',
  center: 'EDU',
  centre: 'EDU',
  foundation: 'SOC',
  society: 'SOC',
  association: 'SOC',
  federation: 'SOC',
  union: 'SOC',
  group: 'UNK',
  organization: 'UNK',
  organisation: 'UNK',
  committee: 'UNK',
  network: 'UNK',
  fund: 'UNK',
  forum: 'UNK',
  bank: 'BUS',
  corp: 'BUS',
  corporation: 'BUS',
  company: 'BUS',
  co: 'BUS',
  inc: 'BUS',
  ltd: 'BUS',
  plc: 'BUS',
  industries: 'BUS',
  airlines: 'BUS',
  airways: 'BUS',
  motors: 'BUS',
  holdings: 'BUS',
  exchange: 'BUS',
  trust: 'BUS',
  securities: 'BUS',
  systems: 'BUS',
  technologies: 'BUS',
  partners: 'BUS',
  bancorp: 'BUS',
  aid: 'SOC',
  watch: 'SOC',
  service: 'UNK',
  services: 'UNK',
  initiative: 'UNK',
  insurance: 'BUS',
  oil: 'BUS',
  petroleum: 'BUS',
  energy: 'BUS',
  telecom: 'BUS',
  group_: 'BUS',
  times: 'MED',
  post: 'MED',
  news: 'MED',
  herald: 'MED',
  review: 'MED',
  tribune: 'MED',
  television: 'MED',
  tv: 'MED',
  radio: 'MED',
  daily: 'MED',
  gazette: 'MED',
  newspaper: 'MED',
  magazine: 'MED',
  journal: 'MED',
  church: 'REL',
  mosque: 'REL',
  hospital: 'CVL',
  museum: 'CVL',
  club: 'UNK',
  board: 'UNK',
  office: 'GOV',
  administration: 'GOV',
  directorate: 'GOV',
  financial: 'BUS',
  factory: 'BUS',
  plant: 'BUS',
  refinery: 'BUS',
  pharmaceuticals: 'BUS',
  laboratories: 'BUS',
  united: 'UNK',
  rovers: 'UNK',
  wanderers: 'UNK',
  albion: 'UNK',
  hotspur: 'UNK',
  athletic: 'UNK',
  fc: 'UNK',
}

/** Words that make a capitalised name a place or a thing, not a person. */
export const thingWords = set(
  'airport street avenue road square river lake mount mountain mountains sea ocean gulf strait bay island islands peninsula desert valley hotel bridge park stadium province state county district city town village region port canal palace tower hall building base camp gate square border wall day week month year eve award prize act law treaty agreement accord protocol convention charter pact resolution summit conference talks war revolution uprising operation plan program programme project initiative process festival cup games olympics open prix series market index dollar report ' +
    'seng nikkei ftse gmt est edt pst utc nikkei hang january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday god internet web christmas easter ramadan islam christianity english french arabic spanish hebrew dow nasdaq east west north south northern southern eastern western middle central hurricane typhoon storm site declaration survey section fair meeting pub restaurant cafe theatre theater republic stage final finals championship championships memorandum communique manifesto report column dam reserve reduction branch catholic anglican presbyterian',
)

/** Titles of courtesy, with the gender they tell; empty where they tell none. */
export const courtesy: Record<string, 'm' | 'f' | ''> = {
  mr: 'm',
  'mr.': 'm',
  mrs: 'f',
  'mrs.': 'f',
  ms: 'f',
  'ms.': 'f',
  miss: 'f',
  dr: '',
  'dr.': '',
  prof: '',
  'prof.': '',
  sir: 'm',
  lord: 'm',
  lady: 'f',
  dame: 'f',
  madame: 'f',
  mme: 'f',
  monsieur: 'm',
  sheikh: 'm',
  sheik: 'm',
  ayatollah: 'm',
  mullah: 'm',
  haji: 'm',
  rev: '',
  'rev.': '',
  'st.': '',
  judge: '',
  justice: '',
}

/** Abbreviated titles and the agent noun they stand for. */
export const shortTitles: Record<string, string> = {
  'gen.': 'general',
  'lt.': 'lieutenant',
  'col.': 'colonel',
  'maj.': 'major',
  'capt.': 'captain',
  'sgt.': 'sergeant',
  'adm.': 'admiral',
  'brig.': 'brigadier',
  'sen.': 'senator',
  'rep.': 'representative',
  'gov.': 'governor',
  'cmdr.': 'commander',
  'pres.': 'president',
  'min.': 'minister',
  'amb.': 'ambassador',
  'cpl.': 'corporal',
  'pvt.': 'private',
  'insp.': 'inspector',
  pm: 'prime minister',
  fm: 'foreign minister',
}

/** States that are kingdoms or the like. */
export const kingdoms = set('SAU GBR JOR MAR THA NPL BHR BTN KHM LSO SWZ TON NLD BEL DNK NOR SWE ESP JPN MYS OMN')

/** States that are emirates or made of them. */
export const emirates = set('ARE BHR KWT QAT')

/** States that are islands or archipelagos. */
export const islands = set(
  'CUB TWN HTI CYP LKA JPN MDG JAM ISL IRL MLT BRB BHR IDN PHL FJI TLS NRU SLB VUT TON WSM MUS SYC MDV COM GRD LCA DMA TTO BHS SGP NZL GBR CPV STP PNG HKG PRI',
)

/** Portfolios of ministers: "Minister of Public Security Li Ming" ends the title with one, not the name's beginning. */
export const portfolios = set(
  'security arts health education finance trade industry defence defense affairs agriculture transport labour labor justice interior energy environment information development culture sport sports tourism planning resources technology commerce economy communications works youth welfare state water employment housing fisheries forestry science reform',
)

/** Further fields of which two make the name of one body: "the Food and Drug Administration". */
export const fields = set(
  'statistics census customs immigration tax revenue weather food drug medicines population aviation safety research energy radio oil gas mines fire rescue disease family women children heritage forest parks standards',
)

/** Adjectives that put people beyond any one country. */
export const worldwide = set(
  'humanitarian international global world worldwide foreign multinational overseas regional western european african asian arab muslim islamic latin',
)

/** Words before a city's name that leave it a city. */
export const directions = set(
  'north south east west northern southern eastern western central greater downtown old inner outer upper lower new metropolitan',
)

/** Common words that towns bear too: a town only where the words around make it one. */
export const townWords = set(
  'agar alliance along alot antelope anthem badger banning bar barking bay bear begun bell bend best boom borne bountiful bury buy can central cocoa coin come concord cove crystal date defiance delta derby dig dinar dome drama eagle elk enterprise erode fatwa federal fleet flint fountain gap garland gay god goes golden green grove groves hail highland hillside hit holiday hook humble hurricane imperial independence keystone lakeside lend lens liberal liberty lira man manage march marina marks mascot mentor metro midway mission most much normal opportunity orange orchards overland panorama papaya paradise paramount parole pearl peer pen plantation plunge police pop providence punch republic reservoir retreat riverside roses ruse rye saga sake salt same samba sandy save seaside shaping simmering sour spring springs sterling sulphur summit sunrise sunset superior surprise tame tank tapes temple than tire tome tours union university upland van walnut wedding worms young',
)
