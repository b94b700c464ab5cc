import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { booleanColumns, flatColumns, numberColumns } from './own-flat.ts'
import { cellsOfCsv } from './records.ts'

/** Rows of one group: what is held in memory at a time. */
const GROUP = 20_000

/** A Parquet file (Snappy) of records of our own CSV without its header, in pieces. Equal records give equal bytes. */
export async function* parquetOf(records: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const file = new ParquetWriter({
    writer,
    createdBy: 'detente',
    schema: [
      { name: 'root', num_children: flatColumns.length },
      ...flatColumns.map((name) =>
        numberColumns.includes(name)
          ? { name, type: 'DOUBLE' as const, repetition_type: 'OPTIONAL' as const }
          : booleanColumns.includes(name)
            ? { name, type: 'BOOLEAN' as const, repetition_type: 'OPTIONAL' as const }
            : {
                name,
                type: 'BYTE_ARRAY' as const,
                converted_type: 'UTF8' as const,
                repetition_type: 'OPTIONAL' as const,
              },
      ),
    ],
  })
  const drain = () => {
    const bytes = new Uint8Array(writer.buffer.slice(0, writer.index))
    writer.index = 0
    return bytes
  }
  let rows: string[][] = []
  const write = async () => {
    const columnData = flatColumns.map((name, column) => ({
      name,
      data: rows.map((cells) => valueIn(name, cells[column] ?? '')),
    }))
    await file.write({ columnData, rowGroupSize: GROUP })
    rows = []
    return drain()
  }
  for await (const record of records) {
    rows.push(cellsOfCsv(record))
    if (rows.length === GROUP) yield await write()
  }
  if (rows.length) yield await write()
  await file.finish()
  yield drain()
}

function valueIn(column: string, cell: string): string | number | boolean | null {
  if (cell === '') return null
  if (numberColumns.includes(column)) return Number(cell)
  return booleanColumns.includes(column) ? cell === 'true' : cell
}
