// The arithmetic of the tables of traits, in AssemblyScript with 128-bit SIMD; `npx tsx train/neural/build-kernels.ts`
// compiles it into kernels-wasm.ts. All pointers are byte offsets into the exported memory, laid out by table-kernel.ts.
// Every column's sum has the order a plain loop would give it: the same bits on any machine, with these kernels or without.

// A record of the open hash: the trait's hash (i32), its scale (f32; FREE where there is none), one byte a column.
const FREE: u32 = 0xffffffff;

// Writes the addresses of the records that some traits have to `found`; how many there are comes back.
export function find(hashes: usize, count: i32, records: usize, mask: i32, stride: i32, found: usize): i32 {
  let known = 0;
  for (let i = 0; i < count; i++) {
    const hash = load<i32>(hashes + (<usize>i << 2));
    let at = (hash ^ (hash >>> 15)) & mask;
    let record = records + <usize>at * stride;
    while (load<u32>(record, 4) != FREE && load<i32>(record) != hash) {
      at = (at + 1) & mask;
      record = records + <usize>at * stride;
    }
    store<u32>(found + (<usize>known << 2), <u32>record);
    known += load<u32>(record, 4) != FREE ? 1 : 0;
  }
  return known;
}

// Writes which of `width` numbers are not 0 to `filled` (offsets of a row of eight floats of the weights, 32 bytes each,
// and of the number itself, 8 bytes each: index << 3); how many there are comes back.
export function fill(numbers: usize, width: i32, filled: usize): i32 {
  let count = 0;
  for (let d = 0; d < width; d++) {
    store<u32>(filled + (<usize>count << 2), <u32>(d << 3));
    count += load<f64>(numbers + (<usize>d << 3)) != 0 ? 1 : 0;
  }
  return count;
}

// The sums of eight columns at a time, from column `from` (a multiple of 8) up to at least column `to`, to the same places
// of `out`: scale times `value` times weight of each record in order; and, where `width` is not negative, the constant and
// the weighted numbers summed up apart and added. weights: a panel for each eight columns, `width` rows and one of constants.
export function sums(
  found: usize, known: i32, value: f64, from: i32, to: i32,
  numbers: usize, filled: usize, count: i32, width: i32, weights: usize, out: usize,
): void {
  for (let k = from; k < to; k += 8) {
    let a0 = f64x2.splat(0), a1 = f64x2.splat(0), a2 = f64x2.splat(0), a3 = f64x2.splat(0);
    for (let r = 0; r < known; r++) {
      const record = <usize>load<u32>(found + (<usize>r << 2));
      const s = f64x2.splat(<f64>load<f32>(record, 4) * value);
      const w = i16x8.extend_low_i8x16_s(v128.load64_zero(record + k, 8));
      const low = i32x4.extend_low_i16x8_s(w), high = i32x4.extend_high_i16x8_s(w);
      a0 = f64x2.add(a0, f64x2.mul(f64x2.convert_low_i32x4_s(low), s));
      a1 = f64x2.add(a1, f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(low, low, 2, 3, 2, 3)), s));
      a2 = f64x2.add(a2, f64x2.mul(f64x2.convert_low_i32x4_s(high), s));
      a3 = f64x2.add(a3, f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(high, high, 2, 3, 2, 3)), s));
    }
    if (width >= 0) {
      const panel = weights + <usize>(k >> 3) * (width + 1) * 32;
      const last = panel + (<usize>width << 5);
      let b0 = f64x2.promote_low_f32x4(v128.load64_zero(last)), b1 = f64x2.promote_low_f32x4(v128.load64_zero(last, 8));
      let b2 = f64x2.promote_low_f32x4(v128.load64_zero(last, 16)), b3 = f64x2.promote_low_f32x4(v128.load64_zero(last, 24));
      for (let i = 0; i < count; i++) {
        const d = <usize>load<u32>(filled + (<usize>i << 2));
        const x = v128.load64_splat(numbers + d);
        const row = panel + (d << 2);
        b0 = f64x2.add(b0, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(row)), x));
        b1 = f64x2.add(b1, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(row, 8)), x));
        b2 = f64x2.add(b2, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(row, 16)), x));
        b3 = f64x2.add(b3, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(row, 24)), x));
      }
      a0 = f64x2.add(a0, b0);
      a1 = f64x2.add(a1, b1);
      a2 = f64x2.add(a2, b2);
      a3 = f64x2.add(a3, b3);
    }
    const o = out + (<usize>k << 3);
    v128.store(o, a0);
    v128.store(o, a1, 16);
    v128.store(o, a2, 32);
    v128.store(o, a3, 48);
  }
}
