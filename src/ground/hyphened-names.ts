import type { Token } from '../parse/index.ts'
import type { Reading } from './candidates.ts'
import { naming } from './person-names.ts'

/** Family names before given names of two syllables, as the press writes them: "Park Yong-sup", "Chen Shui-bian". */
const families =
  /^(?:Ahn|Bae|Baek|Ban|Byun|Cha|Chae|Chang|Chen|Cheng|Chi|Chiang|Chin|Chiu|Cho|Choe|Choi|Chon|Chou|Chu|Chun|Chung|Ha|Hahm|Hahn|Han|Ho|Hong|Hsieh|Hsu|Huang|Huh|Hung|Hwang|Hyun|Im|Jang|Jeon|Jeong|Ji|Jin|Jo|Jon|Joo|Ju|Jun|Jung|Kang|Kao|Kim|Ko|Koo|Koh|Ku|Kuo|Kwak|Kwon|Lai|Lee|Li|Liao|Lien|Lim|Lin|Liu|Lo|Lu|Ma|Maeng|Min|Moon|Mun|Na|Nam|No|Noh|O|Oh|Pae|Paek|Paik|Pak|Park|Rhee|Ri|Rim|Ro|Roh|Ryoo|Ryu|Seo|Seok|Shim|Shin|Sim|Sin|So|Sohn|Son|Song|Soong|Su|Suh|Sung|Tsai|Tseng|Tu|Wang|Woo|Wu|Yang|Yeh|Yen|Yeo|Yi|Yim|Yoo|Yoon|You|Yu|Yun)$/i

/** Where a name such as "Park Yong-sup" ends that begins at a token; 0 where none does. */
export function hyphenedName(tokens: readonly Token[], from: number): number {
  const [family, given, hyphen, last] = tokens.slice(from, from + 4)
  return last !== undefined &&
    families.test(family!.form) &&
    /^\p{Lu}/u.test(family!.form) &&
    /^\p{Lu}\p{Ll}{0,5}$/u.test(given!.form) &&
    hyphen!.form === '-' &&
    given!.end === hyphen!.start &&
    hyphen!.end === last.start &&
    /^\p{Ll}{1,6}$/u.test(last.form) &&
    !/^(?:led|based|run|owned|born|made|held|wide)$/.test(last.form)
    ? from + 4
    : 0
}

/** "Joaquin Navarro-Valls", "Afonso Van-Dunem": a surname of two belongs to the name whole. */
export function joinSurnames(reading: Reading, isName: (t: number) => boolean): void {
  const { tokens } = reading.sentence
  reading.names = reading.names
    .flatMap((name, at) => {
      const { from, to, seems } = name
      const [last, hyphen, next] = [tokens[to - 1]!, tokens[to], tokens[to + 1]]
      const isJoined =
        seems === 'person' &&
        to - from > 1 &&
        hyphen?.form === '-' &&
        next !== undefined &&
        last.end === hyphen.start &&
        next.start === hyphen.end &&
        isName(to + 1) &&
        /^\p{Lu}\p{Ll}+$/u.test(next.form) &&
        !reading.nounAt[to + 1]
      if (!isJoined) return [name]
      const after = reading.names[at + 1]
      if (after && after.from === to + 1) {
        if (after.to !== to + 2) return [name]
        reading.names[at + 1] = { ...after, from: -1 }
      }
      return [
        {
          ...naming(reading, from, to + 2, null),
          courtesy: name.courtesy,
          titles: name.titles,
          titleFrom: name.titleFrom,
          former: name.former,
          seems: 'person' as const,
        },
      ]
    })
    .filter(({ from }) => from >= 0)
}
