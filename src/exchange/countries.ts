/**
 * Countries in the spellings of the systems: ISO 3166 alpha-3 and alpha-2, FIPS 10-4 (GDELT's places), Correlates of War number (POLECAT), then names,
 * the first as ICEWS writes it. `-` where a system has none.
 */
const ROWS = `
AFG AF AF 700 Afghanistan
ALB AL AL 339 Albania
DZA DZ AG 615 Algeria
ASM AS AQ - American Samoa
AND AD AN 232 Andorra
AGO AO AO 540 Angola
AIA AI AV - Anguilla
ATA AQ AY - Antarctica
ATG AG AC 58 Antigua and Barbuda
ARG AR AR 160 Argentina
ARM AM AM 371 Armenia
ABW AW AA - Aruba
AUS AU AS 900 Australia
AUT AT AU 305 Austria
AZE AZ AJ 373 Azerbaijan
BHS BS BF 31 Bahamas|The Bahamas
BHR BH BA 692 Bahrain
BGD BD BG 771 Bangladesh
BRB BB BB 53 Barbados
BLR BY BO 370 Belarus
BEL BE BE 211 Belgium
BLZ BZ BH 80 Belize
BEN BJ BN 434 Benin
BMU BM BD - Bermuda
BTN BT BT 760 Bhutan
BOL BO BL 145 Bolivia
BIH BA BK 346 Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia
BWA BW BC 571 Botswana
BRA BR BR 140 Brazil
IOT IO IO - British Indian Ocean Territory
VGB VG VI - British Virgin Islands
BRN BN BX 835 Brunei|Brunei Darussalam
BGR BG BU 355 Bulgaria
BFA BF UV 439 Burkina Faso
BDI BI BY 516 Burundi
KHM KH CB 811 Cambodia
CMR CM CM 471 Cameroon
CAN CA CA 20 Canada
CPV CV CV 402 Cape Verde|Cabo Verde
CYM KY CJ - Cayman Islands
CAF CF CT 482 Central African Republic
TCD TD CD 483 Chad
CHL CL CI 155 Chile
CHN CN CH 710 China
CXR CX KT - Christmas Island
CCK CC CK - Cocos Islands
COL CO CO 100 Colombia
COM KM CN 581 Comoros
COG CG CF 484 Congo|Republic of the Congo|Republic of Congo
COD CD CG 490 Democratic Republic of Congo|Democratic Republic of the Congo|Congo, Democratic Republic of the|Zaire
COK CK CW - Cook Islands
CRI CR CS 94 Costa Rica
CIV CI IV 437 Cote d'Ivoire|Côte d'Ivoire|Ivory Coast
HRV HR HR 344 Croatia
CUB CU CU 40 Cuba
CUW CW UC - Curacao|Curaçao
CYP CY CY 352 Cyprus
CZE CZ EZ 316 Czech Republic|Czechia
DNK DK DA 390 Denmark
DJI DJ DJ 522 Djibouti
DMA DM DO 54 Dominica
DOM DO DR 42 Dominican Republic
TLS TL TT 860 East Timor|Timor-Leste
ECU EC EC 130 Ecuador
EGY EG EG 651 Egypt
SLV SV ES 92 El Salvador
GNQ GQ EK 411 Equatorial Guinea
ERI ER ER 531 Eritrea
EST EE EN 366 Estonia
SWZ SZ WZ 572 Swaziland|Eswatini
ETH ET ET 530 Ethiopia
FLK FK FK - Falkland Islands
FRO FO FO - Faroe Islands
FJI FJ FJ 950 Fiji
FIN FI FI 375 Finland
FRA FR FR 220 France
GUF GF FG - French Guiana
PYF PF FP - French Polynesia
ATF TF FS - French Southern Territories
GAB GA GB 481 Gabon
GMB GM GA 420 Gambia|The Gambia
GEO GE GG 372 Georgia
DEU DE GM 255 Germany
GHA GH GH 452 Ghana
GIB GI GI - Gibraltar
GRC GR GR 350 Greece
GRL GL GL - Greenland
GRD GD GJ 55 Grenada
GLP GP GP - Guadeloupe
GUM GU GQ - Guam
GTM GT GT 90 Guatemala
GGY GG GK - Guernsey
GIN GN GV 438 Guinea
GNB GW PU 404 Guinea-Bissau
GUY GY GY 110 Guyana
HTI HT HA 41 Haiti
HND HN HO 91 Honduras
HKG HK HK - Hong Kong
HUN HU HU 310 Hungary
ISL IS IC 395 Iceland
IND IN IN 750 India
IDN ID ID 850 Indonesia
IRN IR IR 630 Iran|Iran, Islamic Republic of
IRQ IQ IZ 645 Iraq
IRL IE EI 205 Ireland
IMN IM IM - Isle of Man
ISR IL IS 666 Israel
ITA IT IT 325 Italy
JAM JM JM 51 Jamaica
JPN JP JA 740 Japan
JEY JE JE - Jersey
JOR JO JO 663 Jordan
KAZ KZ KZ 705 Kazakhstan
KEN KE KE 501 Kenya
KIR KI KR 946 Kiribati
XKX XK KV 347 Kosovo
KWT KW KU 690 Kuwait
KGZ KG KG 703 Kyrgyzstan
LAO LA LA 812 Laos
LVA LV LG 367 Latvia
LBN LB LE 660 Lebanon
LSO LS LT 570 Lesotho
LBR LR LI 450 Liberia
LBY LY LY 620 Libya
LIE LI LS 223 Liechtenstein
LTU LT LH 368 Lithuania
LUX LU LU 212 Luxembourg
MAC MO MC - Macao|Macau
MKD MK MK 343 Macedonia|North Macedonia
MDG MG MA 580 Madagascar
MWI MW MI 553 Malawi
MYS MY MY 820 Malaysia
MDV MV MV 781 Maldives
MLI ML ML 432 Mali
MLT MT MT 338 Malta
MHL MH RM 983 Marshall Islands
MTQ MQ MB - Martinique
MRT MR MR 435 Mauritania
MUS MU MP 590 Mauritius
MYT YT MF - Mayotte
MEX MX MX 70 Mexico
FSM FM FM 987 Micronesia|Federated States of Micronesia
MDA MD MD 359 Moldova|Republic of Moldova
MCO MC MN 221 Monaco
MNG MN MG 712 Mongolia
MNE ME MJ 341 Montenegro
MSR MS MH - Montserrat
MAR MA MO 600 Morocco
MOZ MZ MZ 541 Mozambique
MMR MM BM 775 Myanmar|Burma
NAM NA WA 565 Namibia
NRU NR NR 970 Nauru
NPL NP NP 790 Nepal
NLD NL NL 210 Netherlands|The Netherlands
NCL NC NC - New Caledonia
NZL NZ NZ 920 New Zealand
NIC NI NU 93 Nicaragua
NER NE NG 436 Niger
NGA NG NI 475 Nigeria
NIU NU NE - Niue
NFK NF NF - Norfolk Island
PRK KP KN 731 North Korea|Korea, Democratic People's Republic of
MNP MP CQ - Northern Mariana Islands
NOR NO NO 385 Norway
PSE PS WE - Occupied Palestinian Territory|Palestine|Palestinian Territories|Palestinian Territory|West Bank|Gaza Strip
OMN OM MU 698 Oman
PAK PK PK 770 Pakistan
PLW PW PS 986 Palau
PAN PA PM 95 Panama
PNG PG PP 910 Papua New Guinea
PRY PY PA 150 Paraguay
PER PE PE 135 Peru
PHL PH RP 840 Philippines
PCN PN PC - Pitcairn
POL PL PL 290 Poland
PRT PT PO 235 Portugal
PRI PR RQ - Puerto Rico
QAT QA QA 694 Qatar
REU RE RE - Reunion|Réunion
ROU RO RO 360 Romania
RUS RU RS 365 Russian Federation|Russia
RWA RW RW 517 Rwanda
SHN SH SH - Saint Helena
KNA KN SC 60 Saint Kitts and Nevis
LCA LC ST 56 Saint Lucia
SPM PM SB - Saint Pierre and Miquelon
VCT VC VC 57 Saint Vincent and the Grenadines
WSM WS WS 990 Samoa
SMR SM SM 331 San Marino
STP ST TP 403 Sao Tome and Principe|São Tomé and Príncipe
SAU SA SA 670 Saudi Arabia
SEN SN SG 433 Senegal
SRB RS RI 345 Serbia
SYC SC SE 591 Seychelles
SLE SL SL 451 Sierra Leone
SGP SG SN 830 Singapore
SXM SX NN - Sint Maarten
SVK SK LO 317 Slovakia
SVN SI SI 349 Slovenia
SLB SB BP 940 Solomon Islands
SOM SO SO 520 Somalia
ZAF ZA SF 560 South Africa
KOR KR KS 732 South Korea|Korea, Republic of
SSD SS OD 626 South Sudan
ESP ES SP 230 Spain
LKA LK CE 780 Sri Lanka
SDN SD SU 625 Sudan
SUR SR NS 115 Suriname
SJM SJ SV - Svalbard|Svalbard and Jan Mayen
SWE SE SW 380 Sweden
CHE CH SZ 225 Switzerland
SYR SY SY 652 Syria|Syrian Arab Republic
TWN TW TW 713 Taiwan
TJK TJ TI 702 Tajikistan
TZA TZ TZ 510 Tanzania
THA TH TH 800 Thailand
TGO TG TO 461 Togo
TKL TK TL - Tokelau
TON TO TN 955 Tonga
TTO TT TD 52 Trinidad and Tobago
TUN TN TS 616 Tunisia
TUR TR TU 640 Turkey|Türkiye
TKM TM TX 701 Turkmenistan
TCA TC TK - Turks and Caicos Islands
TUV TV TV 947 Tuvalu
UGA UG UG 500 Uganda
UKR UA UP 369 Ukraine
ARE AE AE 696 United Arab Emirates
GBR GB UK 200 United Kingdom|Great Britain
USA US US 2 United States|United States of America
VIR VI VQ - U.S. Virgin Islands|United States Virgin Islands
URY UY UY 165 Uruguay
UZB UZ UZ 704 Uzbekistan
VUT VU NH 935 Vanuatu
VAT VA VT - Vatican|Vatican City|Holy See
VEN VE VE 101 Venezuela
VNM VN VM 816 Vietnam|Viet Nam
WLF WF WF - Wallis and Futuna
ESH EH WI - Western Sahara
YEM YE YM 679 Yemen
ZMB ZM ZA 551 Zambia
ZWE ZW ZI 552 Zimbabwe
`

export interface Country {
  iso3: string
  iso2: string
  /** FIPS 10-4; null where it had none. */
  fips: string | null
  /** Correlates of War number; null for what that project counts as no state. */
  cow: string | null
  name: string
}

export const countries: readonly Country[] = []
const byIso3 = new Map<string, Country>()
const byIso2 = new Map<string, Country>()
const byFips = new Map<string, Country>()
const byCow = new Map<string, Country>()
const byName = new Map<string, Country>()

for (const row of ROWS.trim().split('\n')) {
  const [iso3, iso2, fips, cow, ...rest] = row.split(' ') as [string, string, string, string, ...string[]]
  const names = rest.join(' ').split('|')
  const country: Country = {
    iso3,
    iso2,
    fips: fips === '-' ? null : fips,
    cow: cow === '-' ? null : cow,
    name: names[0]!,
  }
  ;(countries as Country[]).push(country)
  byIso3.set(iso3, country)
  byIso2.set(iso2, country)
  if (country.fips) byFips.set(country.fips, country)
  if (country.cow) byCow.set(country.cow, country)
  for (const name of names) byName.set(name.toLowerCase(), country)
}

/** FIPS codes besides the first one: both halves of Palestine, Serbia's earlier codes, the Netherlands Antilles and islands in dispute stay uncounted. */
for (const [fips, iso3] of [
  ['GZ', 'PSE'],
  ['RB', 'SRB'],
  ['YI', 'SRB'],
  ['JN', 'SJM'],
] as const)
  byFips.set(fips, byIso3.get(iso3)!)

/** ISO alpha-3 codes of CAMEO's own spelling. GDELT and Phoenix write these in actor codes. */
const FROM_CAMEO: { [code: string]: string } = {
  KOS: 'XKX',
  KSV: 'XKX',
  RKS: 'XKX',
  ROM: 'ROU',
  TMP: 'TLS',
  MTN: 'MNE',
  ZAR: 'COD',
  BUR: 'MMR',
  WSB: 'PSE',
  GZS: 'PSE',
  PAL: 'PSE',
  SCG: 'SRB',
  YUG: 'SRB',
  SUN: 'RUS',
  CSK: 'CZE',
  CZS: 'CZE',
  DDR: 'DEU',
  GME: 'DEU',
}
const TO_CAMEO: { [iso3: string]: string } = { XKX: 'KOS', ROU: 'ROM', TLS: 'TMP', MNE: 'MTN' }
const FROM_WRITTEN = Object.fromEntries(Object.entries(TO_CAMEO).map(([iso, cameo]) => [cameo, iso]))

/** ISO alpha-3 of a CAMEO country code (KOS is XKX); null when it names a region (AFR, EUR) or nothing known. */
export function isoOfCameo(code: string): string | null {
  return FROM_CAMEO[code] ?? (byIso3.has(code) ? code : null)
}

/** CAMEO's spelling of an ISO alpha-3 code, or of the country at the head of an actor code: XKXGOV becomes KOSGOV. */
export function cameoSpelling(code: string): string {
  const head = TO_CAMEO[code.slice(0, 3)]
  return head ? head + code.slice(3) : code
}

/** The reverse of `cameoSpelling`: KOSGOV becomes XKXGOV. Codes of former states and of regions stay. */
export function isoSpelling(code: string): string {
  const head = FROM_WRITTEN[code.slice(0, 3)]
  return head ? head + code.slice(3) : code
}

/** ISO alpha-3 of a FIPS 10-4 code; null when unknown. */
export function isoOfFips(fips: string): string | null {
  return byFips.get(fips)?.iso3 ?? null
}

/** FIPS 10-4 of an ISO alpha-3 code; the Gaza Strip, west of 34.6° E, has its own. Empty when there is none. */
export function fipsOf(iso3: string, lon?: number): string {
  if (iso3 === 'PSE' && lon !== undefined && lon < 34.6) return 'GZ'
  return byIso3.get(iso3)?.fips ?? ''
}

/** ISO alpha-3 of a country given by name, alpha-3, alpha-2 or CAMEO code, in any case; null when unknown. */
export function isoOf(text: string): string | null {
  const upper = text.toUpperCase()
  if (byIso3.has(upper)) return upper
  return byName.get(text.toLowerCase())?.iso3 ?? byIso2.get(upper)?.iso3 ?? FROM_CAMEO[upper] ?? null
}

/** ISO alpha-3 of a Correlates of War number; null when unknown. */
export function isoOfCow(cow: string): string | null {
  return byCow.get(cow)?.iso3 ?? null
}

export function cowOf(iso3: string | null): string {
  return (iso3 && byIso3.get(iso3)?.cow) || ''
}

export function iso2Of(iso3: string | null): string {
  return (iso3 && byIso3.get(iso3)?.iso2) || ''
}

/** The name ICEWS uses; the code itself when the table lacks it. */
export function nameOf(iso3: string): string {
  return byIso3.get(iso3)?.name ?? iso3
}
