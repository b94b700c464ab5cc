import { allMonths, type MonthSet, monthNumber } from './months.ts'

/**
 * Happenings that date an article which speaks of them: it cannot be older than what it mentions. General knowledge, to the month; only names that
 * meant nothing before. `until` closes the time in which a matter was still open, for those that were open in certain years only.
 */
interface Landmark {
  words: RegExp
  /** What it was, as it stands in the reason: "the fall of the Taliban". */
  what: string
  open: [from: string, until?: string][]
}

const landmarks: Landmark[] = [
  { words: /\bsuez crisis\b/i, what: 'the Suez crisis', open: [['1956-10']] },
  { words: /\bprague spring\b/i, what: 'the Prague Spring', open: [['1968-01']] },
  { words: /\byom kippur war\b/i, what: 'the Yom Kippur War', open: [['1973-10']] },
  { words: /\b(islamic|iranian) revolution\b/i, what: 'the Iranian revolution', open: [['1979-02']] },
  { words: /\bchernobyl (disaster|accident|explosion)\b/i, what: 'the Chernobyl disaster', open: [['1986-04']] },
  { words: /\b(fall|collapse) of the berlin wall\b/i, what: 'the fall of the Berlin Wall', open: [['1989-11']] },
  {
    words: /\btiananmen square (crackdown|massacre|protests)\b/i,
    what: 'the Tiananmen Square crackdown',
    open: [['1989-06']],
  },
  {
    words: /\biraq's invasion of kuwait\b|\binvasion of kuwait\b/i,
    what: 'the invasion of Kuwait',
    open: [['1990-08']],
  },
  {
    words:
      /\b(collapse|breakup|break-up|fall|dissolution) of the soviet union\b|\bsoviet collapse\b|\bformer soviet (union|republic)/i,
    what: 'the end of the Soviet Union',
    open: [['1991-12']],
  },
  { words: /\bformer yugoslavia\b|\bbreakup of yugoslavia\b/i, what: 'the end of Yugoslavia', open: [['1991-06']] },
  { words: /\boslo (accords?|agreements?|peace process)\b/i, what: 'the Oslo accords', open: [['1993-09']] },
  { words: /\brwandan? genocide\b|\bgenocide in rwanda\b/i, what: 'the genocide in Rwanda', open: [['1994-04']] },
  { words: /\bworld trade organi[sz]ation\b/i, what: 'the World Trade Organization', open: [['1994-04']] },
  {
    words: /\bsrebrenica massacre\b|\bmassacre (at|in) srebrenica\b/i,
    what: 'the Srebrenica massacre',
    open: [['1995-07']],
  },
  { words: /\bdayton (peace )?(accords?|agreements?)\b/i, what: 'the Dayton accords', open: [['1995-11']] },
  { words: /\bkyoto protocol\b/i, what: 'the Kyoto Protocol', open: [['1997-12']] },
  { words: /\bgood friday (agreement|accord)/i, what: 'the Good Friday Agreement', open: [['1998-04']] },
  { words: /\bkosovo liberation army\b/i, what: 'the Kosovo Liberation Army', open: [['1996-02']] },
  { words: /\beuro ?zone\b|\beuro-zone\b/i, what: 'the euro zone', open: [['1999-01']] },
  { words: /\bg-?20\b|\bgroup of (20|twenty)\b/i, what: 'the Group of 20', open: [['1999-09']] },
  {
    words:
      /\b(sept\.? 11|september 11|11 september|9\/11)(th)?,? (terror|attack|hijack)|\b9\/11\b|\battacks? (of|on) (sept\.? 11|september 11|11 september)\b/i,
    what: 'the attacks of 11 September 2001',
    open: [['2001-09']],
  },
  {
    words: /\b(fall|ouster|overthrow|collapse|toppling) of the taliban\b|\bpost-taliban\b/i,
    what: 'the fall of the Taliban',
    open: [['2001-11']],
  },
  { words: /\bafrican union\b/i, what: 'the African Union', open: [['2001-05']] },
  {
    words: /\b(fall|ouster|overthrow|toppling|capture) of saddam\b|\binvasion of iraq\b|\biraq war\b|\bpost-saddam\b/i,
    what: 'the fall of Saddam Hussein',
    open: [['2003-03']],
  },
  { words: /\bresolution 1441\b/i, what: 'Security Council resolution 1441', open: [['2002-11']] },
  { words: /\brose revolution\b/i, what: 'the Rose Revolution', open: [['2003-11']] },
  { words: /\borange revolution\b/i, what: 'the Orange Revolution', open: [['2004-11']] },
  { words: /\bsix-(party|nation) talks\b/i, what: 'the six-party talks', open: [['2003-04']] },
  { words: /\bmadrid (train )?bombings?\b/i, what: 'the Madrid bombings', open: [['2004-03']] },
  { words: /\bannapolis conference\b/i, what: 'the Annapolis conference', open: [['2007-11']] },
  { words: /\bmumbai attacks?\b/i, what: 'the Mumbai attacks', open: [['2008-11']] },
  { words: /\barab spring\b/i, what: 'the Arab Spring', open: [['2010-12']] },
  { words: /\bfukushima (disaster|accident|meltdown)\b/i, what: 'the Fukushima disaster', open: [['2011-03']] },
  {
    words: /\bsouth sudan's independence\b|\bindependence of south sudan\b/i,
    what: 'the independence of South Sudan',
    open: [['2011-07']],
  },
  { words: /\bbrexit\b/i, what: 'Brexit', open: [['2012-06']] },
  { words: /\bbelt and road\b/i, what: 'the Belt and Road', open: [['2013-09']] },
  { words: /\bannexation of crimea\b|\bannexed crimea\b/i, what: 'the annexation of Crimea', open: [['2014-03']] },
  { words: /\bminsk (agreements?|accords?|protocol)\b/i, what: 'the Minsk agreements', open: [['2014-09']] },
  {
    words: /\bislamic state (group|militants|fighters|of iraq and)\b/i,
    what: 'the Islamic State group',
    open: [['2013-04']],
  },
  { words: /\bparis (climate )?(agreement|accord)\b/i, what: 'the Paris climate agreement', open: [['2015-12']] },
  { words: /\bcovid(-19)?\b|\bcoronavirus pandemic\b/i, what: 'the COVID-19 pandemic', open: [['2020-01']] },
  { words: /\babraham accords\b/i, what: 'the Abraham Accords', open: [['2020-08']] },
  {
    words: /\bfull-scale invasion of ukraine\b|\brussia's invasion of ukraine\b/i,
    what: "Russia's invasion of Ukraine",
    open: [['2022-02']],
  },
]

/** Matters that stood open in certain years only, each told by words that must share a sentence. */
const openMatters: { words: RegExp[]; what: string; open: [from: string, until: string][] }[] = [
  {
    words: [
      /\bwhether\b|\binspect(ors|ions)\b|\bdisarm/i,
      /\b(iraq|baghdad|saddam)\b/i,
      /\bweapons of mass destruction\b|\bbanned weapons\b/i,
    ],
    what: "Iraq's weapons were an open question",
    open: [
      ['1991-04', '1998-12'],
      ['2002-09', '2003-03'],
    ],
  },
  {
    words: [/\biran/i, /\bnuclear\b/i, /\bp5\+1\b|\bsix world powers\b|\bfive permanent members .{0,40}germany\b/i],
    what: 'six powers negotiated with Iran over its nuclear program',
    open: [['2006-06', '2015-07']],
  },
  {
    words: [/\bsix-(party|nation) talks\b/i, /\b(resume|next round|restart|return to|stalled|hold|held)\b/i],
    what: 'the six-party talks went on',
    open: [['2003-07', '2010-12']],
  },
  {
    words: [/\bbrexit\b/i, /\b(deadline|negotiat|article 50|leave the (bloc|european union))/i],
    what: 'Britain was negotiating its way out of the European Union',
    open: [['2016-06', '2020-12']],
  },
]

export interface LandmarkClue {
  months: MonthSet
  why: string
}

function ranges(open: readonly [from: string, until?: string][]): MonthSet {
  return open.map(([from, until]) => [monthNumber(from)!, until ? monthNumber(until)! : allMonths[0]![1]] as const)
}

/** What the happenings named in a text say about when it can have been written: hard bounds first, then matters open only in certain years. */
export function landmarkClues(
  text: string,
  sentences: readonly string[],
): { hard: LandmarkClue[]; soft: LandmarkClue[] } {
  const plain = text.replaceAll('’', "'")
  const hard = landmarks
    .filter(({ words }) => words.test(plain))
    .map(({ what, open }) => ({ months: ranges(open), why: `it speaks of ${what}` }))
  const soft = openMatters
    .filter(({ words }) => sentences.some((sentence) => words.every((word) => word.test(sentence))))
    .map(({ what, open }) => ({ months: ranges(open), why: `${what} then` }))
  return { hard, soft }
}
