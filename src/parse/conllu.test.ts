import { describe, expect, it } from 'vitest'
import { readConllu, writeConllu } from './conllu.ts'
import { drawTree } from './draw-tree.ts'

const text =
  '# sent_id = 1\n# text = It’s a test\n1-2\tIt’s\t_\t_\t_\t_\t_\t_\t_\t_\n1\tIt\tit\tPRON\tPRP\tCase=Nom\t4\tnsubj\t4:nsubj\t_\n2\t’s\tbe\tAUX\tVBZ\t_\t4\tcop\t_\t_\n3\ta\ta\tDET\tDT\t_\t4\tdet\t_\t_\n4\ttest\ttest\tNOUN\tNN\t_\t0\troot\t_\tSpaceAfter=No\n4.1\tdone\tdo\tVERB\tVBN\t_\t_\t_\t_\t_\n\n'

describe('CoNLL-U', () => {
  it('reads and writes the same text', () => {
    expect(writeConllu(readConllu(text))).toBe(text)
    expect(writeConllu(readConllu(text.replaceAll('\n', '\r\n')))).toBe(text)
    expect(writeConllu(readConllu(''))).toBe('')
  })

  it('says which line has the wrong columns or order', () => {
    expect(() => readConllu('1 It it\n')).toThrow(
      expect.objectContaining({ code: 'conllu-columns', message: expect.stringContaining('line 1') }),
    )
    expect(() => readConllu('2\tIt\n')).toThrow(expect.objectContaining({ code: 'conllu-order' }))
  })

  it('draws a tree', () => {
    const tokens = readConllu(text)[0]!.words.map((w) => ({ ...w, start: 0, end: 0, head: w.head - 1 }))
    expect(drawTree({ tokens })).toBe('test  NOUN root\n├─ It  PRON nsubj\n├─ ’s  AUX cop\n└─ a  DET det')
  })
})
