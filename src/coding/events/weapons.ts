import type { Sentence } from '../../parse/index.ts'

/** What words of a sentence show in what way violence was done, as PLOVER's modes of ASSAULT. The first that fits speaks for a word. */
const WAYS: readonly (readonly [mode: string, words: RegExp])[] = [
  ['suicide-attack', /^(?:suicide|kamikaze)$/],
  ['drone', /^(?:drones?|unmanned)$/],
  [
    'aerial',
    /^(?:air-?strikes?|air-?raids?|warplanes?|bombers?|gunships?|helicopters?|jets?|fighter-bombers?|bombard(?:ed|ing|ment)?|airforce|sorties?|aerial|napalm|aircraft|planes?)$/,
  ],
  [
    'heavy-weapons',
    /^(?:shell(?:ed|ing|s|fire)?|mortars?|rockets?|artillery|missiles?|tanks?|katyushas?|howitzers?|bazookas?|cannons?|gunboats?|torpedo(?:es|ed)?|rpgs?|grenade-launchers?)$/,
  ],
  [
    'explosives',
    /^(?:(?:car|truck|letter|fire|petrol)?-?bomb(?:s|ed|ing|ings)?|explo(?:sions?|sives?|ded|de|des|ding)|blasts?|grenades?|(?:land)?mines?|dynamite|detonat\w+|booby-trap\w*|devices?|blew|blown)$/,
  ],
  [
    'firearms',
    /^(?:sho[ot]t?s?|shot|shoot(?:s|ing|ings|ers?|-?outs?)?|gun(?:s|ned|men|man|fire|shots?|fights?|battles?)?|rifles?|pistols?|bullets?|machine-?guns?|fire[df]?|firing|firearms?|snipers?|kalashnikovs?|firefights?|crossfire|revolvers?)$/,
  ],
  [
    'primitive',
    /^(?:knife|knives|knifed|stabb\w+|machetes?|axes?|swords?|behead\w+|decapitat\w+|hacked|stoned|stones?|spears?|arrows?|clubs|sticks)$/,
  ],
  ['beat', /^(?:beat|beats|beaten|beating|beatings|punch\w*|kick\w*|clubb\w+|flogg\w+|lynch\w*|batter(?:ed|ing))$/],
  [
    'abduct',
    /^(?:kidnap\w*|abduct\w*|hijack\w*|hostages?|seiz\w+|captiv\w+|captur\w+|snatch\w*|missing|ransom|captors?|prisoners?)$/,
  ],
  ['crowd-control', /^(?:tear|tear-?gas\w*|water-?cannons?|batons?|truncheons?|rubber|gas|dispers\w+|riot)$/],
  ['torture', /^(?:tortur\w*|maltreat\w*|mistreat\w*|waterboard\w*|electrocut\w*|shocks?)$/],
  ['sexual', /^(?:rap(?:e|es|ed|ing|ists?)|gang-rap\w+|sexual\w*|molest\w*)$/],
  [
    'targeted',
    /^(?:assassin\w*|execut\w*|poison\w*|murder\w*|hit-?men|hit-?man|polonium|slain|hang(?:ed|ing)|contract|targeted)$/,
  ],
  [
    'destroy',
    /^(?:destroy\w*|demoli\w+|burn\w*|torch\w*|raz(?:e|ed|ing)|arson\w*|loot\w*|bulldoz\w+|sank|sunk|sink|sinking|wreck\w*|ransack\w*|vandal\w+|ablaze|down(?:ed|ing)|flatten\w*|levell?ed|damag\w+|desecrat\w+)$/,
  ],
  ['unconventional', /^(?:chemical|nerve|sarin|mustard|chlorine|biological|anthrax|toxic|radioactive|nuclear|gassed)$/],
]

/** The way of violence that the words of a sentence tell, the nearest to the word of the deed first; empty where none does. */
export function waysTold({ tokens }: Sentence, head: number): string[] {
  const told: { mode: string; far: number }[] = []
  tokens.forEach(({ form }, at) => {
    const word = form.toLowerCase()
    const way = WAYS.find(([, words]) => words.test(word))
    if (way) told.push({ mode: way[0], far: Math.abs(at - head) })
  })
  told.sort((a, b) => a.far - b.far)
  return [...new Set(told.map(({ mode }) => mode))]
}
