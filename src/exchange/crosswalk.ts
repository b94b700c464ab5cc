import type { EventType } from '../coding/index.ts'

/**
 * CAMEO and PLOVER side by side, by the codebook: CAMEO code, PLOVER type with its mode, contexts, and a short name of our own (a code without one
 * takes that of the code above it). Codes of CAMEO 01, public statements, have no PLOVER type. Later lines win where a pair goes both ways.
 */
const ROWS = `
01 - Public statement
010 - Public statement
011 - Decline to comment
012 - Pessimistic comment
013 - Optimistic comment
014 - Consider a policy
015 - Acknowledge responsibility
016 - Deny responsibility
017 - Symbolic act
018 - Empathetic comment
019 - Express accord
02 REQUEST Appeal
020 REQUEST Appeal
021 REQUEST/assist Appeal for material cooperation
0211 REQUEST/assist economic
0212 REQUEST/assist military
0213 REQUEST/assist legal
0214 REQUEST/assist intelligence
022 REQUEST/assist diplomatic Appeal for diplomatic cooperation
023 REQUEST/assist Appeal for aid
0231 REQUEST/assist economic
0232 REQUEST/assist military
0233 REQUEST/assist human_security
0234 REQUEST/assist peacekeeping
024 REQUEST/change political_institutions Appeal for political reform
0241 REQUEST/change executive
0242 REQUEST/change executive
0243 REQUEST/change rights_freedoms
0244 REQUEST/change political_institutions
025 REQUEST/yield Appeal to yield
0251 REQUEST/yield legal
0252 REQUEST/yield
0253 REQUEST/yield legal
0254 REQUEST/yield economic
0255 REQUEST/yield diplomatic
0256 REQUEST/yield military
026 REQUEST/meet diplomatic Appeal for talks
027 REQUEST/meet diplomatic Appeal to settle a dispute
028 REQUEST/meet diplomatic Appeal for mediation
03 AGREE Intend to cooperate
030 AGREE Intend to cooperate
031 AGREE Intend material cooperation
0311 AGREE economic
0312 AGREE military
0313 AGREE legal
0314 AGREE intelligence
032 AGREE diplomatic Intend diplomatic cooperation
033 AGREE Intend to give aid
0331 AGREE economic
0332 AGREE military
0333 AGREE human_security
0334 AGREE peacekeeping
034 AGREE political_institutions Intend political reform
0341 AGREE executive
0342 AGREE executive
0343 AGREE rights_freedoms
0344 AGREE political_institutions
035 AGREE Intend to yield
0351 AGREE legal
0352 AGREE
0353 AGREE legal
0354 AGREE economic
0355 AGREE diplomatic
0356 AGREE military
036 AGREE diplomatic Intend to meet or negotiate
037 AGREE diplomatic Intend to settle a dispute
038 AGREE diplomatic Intend to accept mediation
039 AGREE diplomatic Intend to mediate
04 CONSULT Consult
040 CONSULT Consult
041 CONSULT/phone Talk by telephone
042 CONSULT/visit Visit
043 CONSULT/visit Host a visit
044 CONSULT Meet at a third place
045 CONSULT/third-party diplomatic Mediate
046 CONSULT diplomatic Negotiate
05 SUPPORT Diplomatic cooperation
050 SUPPORT Diplomatic cooperation
051 SUPPORT Praise or endorse
052 SUPPORT Defend in words
053 SUPPORT Rally support for another
054 SUPPORT diplomatic Recognise
055 CONCEDE Apologise
056 CONCEDE Forgive
057 SUPPORT diplomatic Sign an agreement
06 COOPERATE Material cooperation
060 COOPERATE Material cooperation
061 COOPERATE economic Cooperate economically
062 COOPERATE military Cooperate militarily
063 COOPERATE legal Cooperate judicially
064 COOPERATE intelligence Share intelligence
07 AID Give aid
070 AID Give aid
071 AID economic Give economic aid
072 AID military Give military aid
073 AID human_security Give humanitarian aid
074 AID peacekeeping Protect or keep peace
075 AID asylum Grant asylum
08 CONCEDE Yield
080 CONCEDE Yield
081 CONCEDE legal Ease administrative sanctions
0811 CONCEDE rights_freedoms
0812 CONCEDE pro_democracy
0813 CONCEDE legal
0814 CONCEDE legal
082 CONCEDE Ease dissent
083 CONCEDE political_institutions Accept demands for reform
0831 CONCEDE executive
0832 CONCEDE executive
0833 CONCEDE rights_freedoms
0834 CONCEDE political_institutions
084 RETREAT/release Return or release
0841 RETREAT/release legal
0842 RETREAT legal
085 RETREAT economic Ease economic sanctions
086 RETREAT/access diplomatic Let outsiders in
0861 RETREAT/access peacekeeping
0862 RETREAT/access diplomatic
0863 RETREAT/access human_security
087 RETREAT military De-escalate
0871 CONCEDE military
0872 RETREAT/withdraw military
0873 RETREAT/disarm military
0874 RETREAT/withdraw military
09 ACCUSE/investigate Investigate
090 ACCUSE/investigate Investigate
091 ACCUSE/investigate crime,corruption Investigate crime
092 ACCUSE/investigate human_rights Investigate human rights
093 ACCUSE/investigate military Investigate military action
094 ACCUSE/investigate military,legal Investigate war crimes
10 REQUEST Demand
100 REQUEST Demand
101 REQUEST/assist Demand material cooperation
1011 REQUEST/assist economic
1012 REQUEST/assist military
1013 REQUEST/assist legal
1014 REQUEST/assist intelligence
102 REQUEST/assist diplomatic Demand diplomatic cooperation
103 REQUEST/assist Demand aid
1031 REQUEST/assist economic
1032 REQUEST/assist military
1033 REQUEST/assist human_security
1034 REQUEST/assist peacekeeping
104 REQUEST/change political_institutions Demand political reform
1041 REQUEST/change executive
1042 REQUEST/change executive
1043 REQUEST/change rights_freedoms
1044 REQUEST/change political_institutions
105 REQUEST/yield Demand that the other yield
1051 REQUEST/yield legal
1052 REQUEST/yield
1053 REQUEST/yield legal
1054 REQUEST/yield economic
1055 REQUEST/yield diplomatic
1056 REQUEST/yield military
106 REQUEST/meet diplomatic Demand talks
107 REQUEST/meet diplomatic Demand settlement
108 REQUEST/meet diplomatic Demand mediation
11 ACCUSE Disapprove
110 ACCUSE/disapprove Disapprove
111 ACCUSE/disapprove Criticise
112 ACCUSE/allege Accuse
1121 ACCUSE/allege crime,corruption
1122 ACCUSE/allege human_rights
1123 ACCUSE/allege military
1124 ACCUSE/allege military,legal
1125 ACCUSE/allege legal
113 ACCUSE/disapprove Rally opposition
114 ACCUSE/disapprove diplomatic Complain officially
115 ACCUSE/allege legal Sue
116 ACCUSE/allege legal Find guilty
12 REJECT Reject
120 REJECT Reject
121 REJECT/assist Reject material cooperation
1211 REJECT/assist economic
1212 REJECT/assist military
1213 REJECT/assist legal
1214 REJECT/assist intelligence
122 REJECT/assist Reject a request for aid
1221 REJECT/assist economic
1222 REJECT/assist military
1223 REJECT/assist human_security
1224 REJECT/assist peacekeeping
123 REJECT/change political_institutions Reject demands for reform
1231 REJECT/change executive
1232 REJECT/change executive
1233 REJECT/change rights_freedoms
1234 REJECT/change political_institutions
124 REJECT/yield Refuse to yield
1241 REJECT/yield legal
1242 REJECT/yield
1243 REJECT/yield legal
1244 REJECT/yield economic
1245 REJECT/yield diplomatic
1246 REJECT/yield military
125 REJECT/meet diplomatic Reject talks
126 REJECT/meet diplomatic Reject mediation
127 REJECT/meet diplomatic Reject a settlement
128 REJECT legal Defy norms
129 REJECT diplomatic Veto
13 THREATEN Threaten
130 THREATEN Threaten
131 THREATEN Threaten without force
1311 THREATEN/relations
1312 THREATEN/restrict economic
1313 THREATEN/relations diplomatic
132 THREATEN/restrict Threaten administrative sanctions
1321 THREATEN/restrict rights_freedoms
1322 THREATEN/restrict pro_autocracy
1323 THREATEN/restrict pro_autocracy
1324 THREATEN/restrict pro_autocracy
133 THREATEN Threaten protest
134 THREATEN/relations diplomatic Threaten to halt talks
135 THREATEN/relations diplomatic Threaten to halt mediation
136 THREATEN/expel diplomatic Threaten to expel outsiders
137 THREATEN/violence repression Threaten repression
138 THREATEN/violence military Threaten force
1381 THREATEN/restrict military
1382 THREATEN/territory military
1383 THREATEN/violence military
1384 THREATEN/violence military
1385 THREATEN/violence cbrn
139 THREATEN diplomatic Give an ultimatum
14 PROTEST Protest
140 PROTEST Protest
141 PROTEST/demo Demonstrate
1411 PROTEST/demo executive
1412 PROTEST/demo executive
1413 PROTEST/demo rights_freedoms
1414 PROTEST/demo political_institutions
142 PROTEST/hunger Hunger strike
1421 PROTEST/hunger executive
1422 PROTEST/hunger executive
1423 PROTEST/hunger rights_freedoms
1424 PROTEST/hunger political_institutions
143 PROTEST/strike Strike or boycott
1431 PROTEST/strike executive
1432 PROTEST/strike executive
1433 PROTEST/strike rights_freedoms
1434 PROTEST/strike political_institutions
144 PROTEST/obstruct Block passage
1441 PROTEST/obstruct executive
1442 PROTEST/obstruct executive
1443 PROTEST/obstruct rights_freedoms
1444 PROTEST/obstruct political_institutions
145 PROTEST/riot Riot
1451 PROTEST/riot executive
1452 PROTEST/riot executive
1453 PROTEST/riot rights_freedoms
1454 PROTEST/riot political_institutions
15 MOBILIZE Show force
150 MOBILIZE Show force
151 MOBILIZE/police Raise police alert
152 MOBILIZE/troops military Raise military alert
153 MOBILIZE/police Deploy police
154 MOBILIZE/troops military Deploy armed forces
155 MOBILIZE cyber Deploy cyber forces
16 SANCTION Reduce relations
160 SANCTION Reduce relations
161 SANCTION/discontinue diplomatic Break diplomatic relations
162 SANCTION/discontinue Cut aid
1621 SANCTION/discontinue economic
1622 SANCTION/discontinue military
1623 SANCTION/discontinue human_security
163 SANCTION/discontinue economic Impose sanctions
164 SANCTION/withdraw diplomatic Halt talks
165 SANCTION/withdraw diplomatic Halt mediation
166 SANCTION/expel diplomatic Expel or withdraw outsiders
1661 SANCTION/expel peacekeeping
1662 SANCTION/expel diplomatic
1663 SANCTION/expel human_security
17 COERCE Coerce
170 COERCE Coerce
171 COERCE/seize Seize or damage property
1711 COERCE/seize
1712 ASSAULT/destroy
172 COERCE/restrict Impose administrative sanctions
1721 COERCE/restrict rights_freedoms
1722 COERCE/restrict pro_autocracy
1723 COERCE/curfew pro_autocracy
1724 COERCE/martial-law pro_autocracy
173 COERCE/arrest legal Arrest or charge
174 COERCE/deport legal Deport
175 ASSAULT repression Repress violently
176 COERCE/cyber cyber Attack cybernetically
18 ASSAULT Unconventional violence
180 ASSAULT Unconventional violence
181 ASSAULT/abduct Abduct
182 ASSAULT/beat Assault a person
1821 ASSAULT/sexual
1822 ASSAULT/torture
1823 ASSAULT
183 ASSAULT/explosives Bomb
1831 ASSAULT/suicide-attack
1832 ASSAULT/explosives
1833 ASSAULT/explosives
1834 ASSAULT/explosives
184 ASSAULT/abduct Use as human shield
185 ASSAULT/targeted Attempt to assassinate
186 ASSAULT/targeted Assassinate
19 ASSAULT military Conventional force
190 ASSAULT military Conventional force
191 COERCE/restrict military Blockade
192 COERCE/seize military Occupy
193 ASSAULT/firearms military Fight with small arms
194 ASSAULT/heavy-weapons military Fight with artillery and tanks
195 ASSAULT/aerial military Attack from the air
1951 ASSAULT/aerial military
1952 ASSAULT/drone military
196 ASSAULT military Violate a ceasefire
20 ASSAULT Mass violence
200 ASSAULT Mass violence
201 ASSAULT Mass expulsion
202 ASSAULT Mass killing
203 ASSAULT religion_ethnicity Ethnic cleansing
204 ASSAULT/unconventional cbrn Use weapons of mass destruction
2041 ASSAULT/unconventional cbrn
2042 ASSAULT/unconventional cbrn
`

/** What a CAMEO code is in PLOVER. `type` is null for the public statements of CAMEO 01, which PLOVER leaves out. */
export interface CrosswalkRow {
  cameo: string
  type: EventType | null
  mode: string[]
  contexts: string[]
  label: string
}

const byCode = new Map<string, CrosswalkRow>()
for (const row of ROWS.trim().split('\n')) {
  const [cameo, plover, third = '', ...rest] = row.split(' ') as [string, string, string?, ...string[]]
  const [type, mode] = plover.split('/') as [EventType | '-', string?]
  const hasContexts = /^[a-z]/.test(third)
  const label = (hasContexts ? rest : [third, ...rest]).join(' ')
  byCode.set(cameo, {
    cameo,
    type: type === '-' ? null : type,
    mode: mode ? [mode] : [],
    contexts: hasContexts ? third.split(',') : [],
    label: label || byCode.get(cameo.slice(0, -1))?.label || '',
  })
}

export const crosswalk: readonly CrosswalkRow[] = [...byCode.values()]

/** The code a type and mode have where nothing else is known; the type's own under ''. */
const CODE_OF: { [type in EventType]: { [mode: string]: string } } = {
  AGREE: { '': '030' },
  CONSULT: { '': '040', visit: '042', 'third-party': '045', multilateral: '046', phone: '041' },
  SUPPORT: { '': '050' },
  CONCEDE: { '': '080' },
  COOPERATE: { '': '060' },
  AID: { '': '070' },
  RETREAT: { '': '087', withdraw: '0874', release: '084', disarm: '0873', access: '086' },
  REQUEST: { '': '100', assist: '101', change: '104', yield: '105', meet: '106' },
  ACCUSE: { '': '110', disapprove: '111', investigate: '090', allege: '112' },
  REJECT: { '': '120', assist: '121', change: '123', yield: '124', meet: '125' },
  THREATEN: {
    '': '130',
    restrict: '132',
    arrest: '130',
    relations: '1313',
    expel: '136',
    territory: '1382',
    violence: '138',
  },
  PROTEST: { '': '140', demo: '141', riot: '145', strike: '143', hunger: '142', boycott: '143', obstruct: '144' },
  SANCTION: { '': '160', expel: '166', withdraw: '164', discontinue: '161', convict: '116' },
  MOBILIZE: { '': '150', troops: '154', weapons: '150', police: '153', militia: '150' },
  COERCE: {
    '': '170',
    seize: '171',
    restrict: '172',
    censor: '1721',
    curfew: '1723',
    'martial-law': '1724',
    arrest: '173',
    deport: '174',
    cyber: '176',
  },
  ASSAULT: {
    '': '190',
    abduct: '181',
    beat: '182',
    torture: '1822',
    sexual: '1821',
    targeted: '186',
    destroy: '1712',
    firearms: '193',
    explosives: '183',
    'suicide-attack': '1831',
    aerial: '195',
    drone: '1952',
    'heavy-weapons': '194',
    'crowd-control': '175',
    unconventional: '204',
  },
}

/**
 * The row of a CAMEO code as systems write it: a zero lost in a spreadsheet is put back ("42" is 042), a code finer than the table takes the one above
 * it. Null for what is no CAMEO code ("", "---", "X").
 */
export function crosswalkOf(code: string): CrosswalkRow | null {
  if (!/^\d{1,4}$/.test(code)) return null
  const exact = byCode.get(code) ?? byCode.get(`0${code}`)
  if (exact) return exact
  const spelt = code.length === 3 && !byCode.has(code.slice(0, 2)) ? `0${code}` : code
  for (let length = spelt.length - 1; length >= 2; length--) {
    const above = byCode.get(spelt.slice(0, length))
    if (above) return above
  }
  return null
}

/** The CAMEO code for a PLOVER type with its modes, where no code is given. */
export function cameoOf(type: EventType, modes: readonly string[]): string {
  const codes = CODE_OF[type]
  for (const mode of modes) if (codes[mode]) return codes[mode]
  return codes['']!
}

/** A short name of a CAMEO code, of our own wording. */
export function labelOf(cameo: string): string {
  return crosswalkOf(cameo)?.label ?? ''
}

const PLOVER_QUAD: { [type in EventType]: 1 | 2 | 3 | 4 } = {
  AGREE: 1,
  CONSULT: 1,
  SUPPORT: 1,
  CONCEDE: 1,
  COOPERATE: 2,
  AID: 2,
  RETREAT: 2,
  REQUEST: 3,
  ACCUSE: 3,
  REJECT: 3,
  THREATEN: 3,
  PROTEST: 4,
  SANCTION: 4,
  MOBILIZE: 4,
  COERCE: 4,
  ASSAULT: 4,
}

/** PLOVER's quad class of a type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict. SANCTION is 4 (one table of the manual misprints 3). */
export function ploverQuad(type: EventType): 1 | 2 | 3 | 4 {
  return PLOVER_QUAD[type]
}

/** GDELT's QuadClass of a CAMEO code: protest (14) is 3. */
export function gdeltQuad(cameo: string): string {
  const root = Number(cameo.slice(0, 2))
  return root <= 5 ? '1' : root <= 8 ? '2' : root <= 14 ? '3' : '4'
}

/** Phoenix's PentaClass of a CAMEO code: 01 and 02 are 0 (neutral), protest (14) is 4, reduced relations (16) are 3. */
export function phoenixClass(cameo: string): string {
  const root = Number(cameo.slice(0, 2))
  if (root <= 2) return '0'
  if (root === 14 || root === 15) return '4'
  if (root === 16) return '3'
  return root <= 5 ? '1' : root <= 8 ? '2' : root <= 13 ? '3' : '4'
}
