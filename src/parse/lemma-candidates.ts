/** Irregular pasts and participles of verbs that news lives on, and regular ones whose lemma the parser guesses wrongly: form → lemma. */
const IRREGULAR: { [form: string]: string } = Object.fromEntries(
  `shot shoot|shook shake|shaken shake|overran overrun|broke break|broken break|struck strike|stricken strike|sank sink|sunk sink|fought fight|slew slay|slain slay|beat beat|beaten beat|blew blow|blown blow|threw throw|thrown throw|took take|taken take|overtook overtake|withdrew withdraw|withdrawn withdraw|met meet|spoke speak|spoken speak|sent send|lent lend|gave give|given give|forgave forgive|forgiven forgive|sold sell|bought buy|fled flee|led lead|held hold|upheld uphold|withheld withhold|told tell|said say|swore swear|sworn swear|sought seek|bade bid|bid bid|urged urge|cut cut|shut shut|hit hit|put put|let let|set set|hung hang|hanged hang|burnt burn|flew fly|flown fly|rode ride|ridden ride|drove drive|driven drive|rose rise|arose arise|fell fall|fallen fall|stood stand|withstood withstand|understood understand|came come|overcame overcome|became become|went go|gone go|began begin|begun begin|kept keep|left leave|lost lose|made make|paid pay|won win|wrote write|written write|chose choose|chosen choose|froze freeze|frozen freeze|stole steal|stolen steal|tore tear|torn tear|wore wear|bore bear|born bear|forbade forbid|forbidden forbid|hid hide|hidden hide|laid lay|lay lie|brought bring|thought think|taught teach|caught catch|felt feel|dealt deal|meant mean|built build|rebuilt rebuild|spent spend|bent bend|rang ring|rung ring|sang sing|sat sit|spat spit|split split|spread spread|spun spin|stuck stick|stung sting|swept sweep|swung swing|underwent undergo|undertook undertake|undertaken undertake|undid undo|did do|done do|had have|was be|were be|been be|got get|gotten get|heard hear|knew know|known know|grew grow|grown grow|drew draw|drawn draw|saw see|seen see|showed show|shown show|read read|rid rid|ran run|run run|slid slide|shed shed|crept creep|clung cling|foresaw foresee|mistook mistake|retook retake|retaken retake|outlawed outlaw|resold resell|broadcast broadcast|cast cast|downed down|banned ban|barred bar|severed sever|severing sever|lauded laud|lauding laud|emphasised emphasise|emphasising emphasise|implored implore|imploring implore|intoned intone|intoning intone|opined opine|opining opine|loathed loathe|loathing loathe|revered revere|revering revere|uniting unite|annulling annul|forsook forsake|forsaken forsake|forsaking forsake|rebuking rebuke|lambasted lambaste|lambasting lambaste|entreated entreat|seethed seethe|lapsed lapse|tussled tussle|tussling tussle|combated combat|exiling exile|underwrote underwrite|underwritten underwrite`
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]),
)

/**
 * The lemmas a verb form may have: the parser's own first, then an irregular one, then what regular endings allow. Rules look them up in this order,
 * so that a lemma the parser guessed wrongly ("bom" for "bombed") does not hide the verb.
 */
export function lemmaCandidates(form: string, lemma: string): string[] {
  const lower = form.toLowerCase()
  const found = [lemma.toLowerCase()]
  const irregular = IRREGULAR[lower]
  if (irregular) found.unshift(irregular)
  const add = (stem: string) => {
    found.push(stem, `${stem}e`)
    const last = stem.at(-1)
    if (last && stem.at(-2) === last) found.push(stem.slice(0, -1))
  }
  if (lower.endsWith('ied')) found.push(`${lower.slice(0, -3)}y`)
  else if (lower.endsWith('ed')) add(lower.slice(0, -2))
  else if (lower.endsWith('ing')) add(lower.slice(0, -3))
  else if (lower.endsWith('ies')) found.push(`${lower.slice(0, -3)}y`)
  else if (lower.endsWith('es')) found.push(lower.slice(0, -1), lower.slice(0, -2))
  else if (lower.endsWith('s')) found.push(lower.slice(0, -1))
  return [...new Set(found)]
}

/** The lemma of a verb with irregular forms set right. */
export function verbLemma(form: string, lemma: string): string {
  return IRREGULAR[form.toLowerCase()] ?? lemma.toLowerCase()
}

/** The lemma of a noun; a plural the parser left as it stands ("troops") loses its s. */
export function nounLemma(form: string, lemma: string, xpos: string): string {
  const lower = lemma.toLowerCase()
  if (
    xpos !== 'NNS' ||
    lower !== form.toLowerCase() ||
    lower.length < 5 ||
    /(ss|us|is|news|series|species|headquarters|means)$/.test(lower)
  )
    return lower
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`
  if (/(ches|shes|sses|xes)$/.test(lower)) return lower.slice(0, -2)
  return lower.endsWith('s') ? lower.slice(0, -1) : lower
}
