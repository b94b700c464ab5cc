// The arithmetic of the neural parser, in AssemblyScript with 128-bit SIMD; `npx tsx train/neural/build-kernels.ts`
// compiles it into kernels-wasm.ts. All pointers are byte offsets into the exported memory, laid out by network.ts.
// Integer sums are exact and every float sum has a fixed order: the same words give the same bits on any machine.

// Adds x * w to out, or (first = 1) sets out to bias + x * w. x: n rows of 16-bit numbers, `pairs` pairs each; w: panels
// of 8 columns, each [pair][column][2] 16-bit; scale, bias: one float a column; strides in bytes.
export function dense16(
  n: i32, pairs: i32, panels: i32, x: usize, xStride: i32, w: usize, scale: usize, bias: usize,
  out: usize, outStride: i32, first: i32,
): void {
  for (let panel = 0; panel < panels; panel++) {
    const s0 = v128.load(scale), s1 = v128.load(scale, 16);
    const b0 = first ? v128.load(bias) : f32x4.splat(0), b1 = first ? v128.load(bias, 16) : f32x4.splat(0);
    let row = 0, xr = x, o = out;
    for (; row + 4 <= n; row += 4) {
      const x1 = xr + xStride, x2 = x1 + xStride, x3 = x2 + xStride;
      let a00 = i32x4.splat(0), a01 = i32x4.splat(0), a10 = i32x4.splat(0), a11 = i32x4.splat(0);
      let a20 = i32x4.splat(0), a21 = i32x4.splat(0), a30 = i32x4.splat(0), a31 = i32x4.splat(0);
      let wp = w;
      const end = <usize>(pairs << 2);
      for (let k: usize = 0; k < end; k += 4) {
        const w0 = v128.load(wp), w1 = v128.load(wp, 16);
        wp += 32;
        let v = v128.load32_splat(xr + k);
        a00 = i32x4.add(a00, i32x4.dot_i16x8_s(v, w0));
        a01 = i32x4.add(a01, i32x4.dot_i16x8_s(v, w1));
        v = v128.load32_splat(x1 + k);
        a10 = i32x4.add(a10, i32x4.dot_i16x8_s(v, w0));
        a11 = i32x4.add(a11, i32x4.dot_i16x8_s(v, w1));
        v = v128.load32_splat(x2 + k);
        a20 = i32x4.add(a20, i32x4.dot_i16x8_s(v, w0));
        a21 = i32x4.add(a21, i32x4.dot_i16x8_s(v, w1));
        v = v128.load32_splat(x3 + k);
        a30 = i32x4.add(a30, i32x4.dot_i16x8_s(v, w0));
        a31 = i32x4.add(a31, i32x4.dot_i16x8_s(v, w1));
      }
      put(o, a00, a01, s0, s1, b0, b1, first);
      put(o + outStride, a10, a11, s0, s1, b0, b1, first);
      put(o + 2 * outStride, a20, a21, s0, s1, b0, b1, first);
      put(o + 3 * outStride, a30, a31, s0, s1, b0, b1, first);
      xr += xStride << 2;
      o += outStride << 2;
    }
    if (row + 2 <= n) {
      const x1 = xr + xStride;
      let a00 = i32x4.splat(0), a01 = i32x4.splat(0), a10 = i32x4.splat(0), a11 = i32x4.splat(0);
      let wp = w;
      const end = <usize>(pairs << 2);
      for (let k: usize = 0; k < end; k += 4) {
        const w0 = v128.load(wp), w1 = v128.load(wp, 16);
        wp += 32;
        let v = v128.load32_splat(xr + k);
        a00 = i32x4.add(a00, i32x4.dot_i16x8_s(v, w0));
        a01 = i32x4.add(a01, i32x4.dot_i16x8_s(v, w1));
        v = v128.load32_splat(x1 + k);
        a10 = i32x4.add(a10, i32x4.dot_i16x8_s(v, w0));
        a11 = i32x4.add(a11, i32x4.dot_i16x8_s(v, w1));
      }
      put(o, a00, a01, s0, s1, b0, b1, first);
      put(o + outStride, a10, a11, s0, s1, b0, b1, first);
      row += 2;
      xr += xStride << 1;
      o += outStride << 1;
    }
    if (row < n) {
      // sums of whole numbers may be split in two: two pairs at a time take a sixth less
      let a0 = i32x4.splat(0), a1 = i32x4.splat(0), c0 = i32x4.splat(0), c1 = i32x4.splat(0);
      let wp = w;
      let k: usize = 0;
      const end = <usize>(pairs << 2);
      for (; k + 8 <= end; k += 8) {
        let v = v128.load32_splat(xr + k);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, v128.load(wp)));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, v128.load(wp, 16)));
        v = v128.load32_splat(xr + k, 4);
        c0 = i32x4.add(c0, i32x4.dot_i16x8_s(v, v128.load(wp, 32)));
        c1 = i32x4.add(c1, i32x4.dot_i16x8_s(v, v128.load(wp, 48)));
        wp += 64;
      }
      if (k < end) {
        const v = v128.load32_splat(xr + k);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, v128.load(wp)));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, v128.load(wp, 16)));
      }
      put(o, i32x4.add(a0, c0), i32x4.add(a1, c1), s0, s1, b0, b1, first);
    }
    w += pairs << 5;
    scale += 32;
    bias += 32;
    out += 32;
  }
}

// @ts-ignore: decorator
@inline
function put(o: usize, a0: v128, a1: v128, s0: v128, s1: v128, b0: v128, b1: v128, first: i32): void {
  const c0 = first ? b0 : v128.load(o), c1 = first ? b1 : v128.load(o, 16);
  v128.store(o, f32x4.add(c0, f32x4.mul(f32x4.convert_i32x4_s(a0), s0)));
  v128.store(o, f32x4.add(c1, f32x4.mul(f32x4.convert_i32x4_s(a1), s1)), 16);
}

// out = bias + x * w in floats; w: k rows of `columns` (a multiple of 8).
export function denseFloat(
  n: i32, k: i32, columns: i32, x: usize, xStride: i32, w: usize, bias: usize, out: usize, outStride: i32,
): void {
  const wStride = <usize>(columns << 2);
  for (let c = 0; c < columns; c += 8) {
    const b0 = v128.load(bias), b1 = v128.load(bias, 16);
    let row = 0, xr = x, o = out;
    // four rows at a time: each sum keeps its order, and none waits for another
    for (; row + 4 <= n; row += 4) {
      const x1 = xr + xStride, x2 = x1 + xStride, x3 = x2 + xStride;
      let a00 = b0, a01 = b1, a10 = b0, a11 = b1, a20 = b0, a21 = b1, a30 = b0, a31 = b1, wp = w;
      const end = <usize>(k << 2);
      for (let i: usize = 0; i < end; i += 4) {
        const w0 = v128.load(wp), w1 = v128.load(wp, 16);
        wp += wStride;
        let v = v128.load32_splat(xr + i);
        a00 = f32x4.add(a00, f32x4.mul(v, w0));
        a01 = f32x4.add(a01, f32x4.mul(v, w1));
        v = v128.load32_splat(x1 + i);
        a10 = f32x4.add(a10, f32x4.mul(v, w0));
        a11 = f32x4.add(a11, f32x4.mul(v, w1));
        v = v128.load32_splat(x2 + i);
        a20 = f32x4.add(a20, f32x4.mul(v, w0));
        a21 = f32x4.add(a21, f32x4.mul(v, w1));
        v = v128.load32_splat(x3 + i);
        a30 = f32x4.add(a30, f32x4.mul(v, w0));
        a31 = f32x4.add(a31, f32x4.mul(v, w1));
      }
      let to = o;
      v128.store(to, a00);
      v128.store(to, a01, 16);
      to += outStride;
      v128.store(to, a10);
      v128.store(to, a11, 16);
      to += outStride;
      v128.store(to, a20);
      v128.store(to, a21, 16);
      to += outStride;
      v128.store(to, a30);
      v128.store(to, a31, 16);
      xr += xStride << 2;
      o += outStride << 2;
    }
    for (; row < n; row++) {
      let a0 = b0, a1 = b1, wp = w;
      for (let i = 0; i < k; i++) {
        const v = v128.load32_splat(xr + (i << 2));
        a0 = f32x4.add(a0, f32x4.mul(v, v128.load(wp)));
        a1 = f32x4.add(a1, f32x4.mul(v, v128.load(wp, 16)));
        wp += wStride;
      }
      v128.store(o, a0);
      v128.store(o, a1, 16);
      xr += xStride;
      o += outStride;
    }
    w += 32;
    bias += 32;
    out += 32;
  }
}

// @ts-ignore: decorator
@inline
function squash(x: v128): v128 {
  const y = f32x4.max(f32x4.min(x, f32x4.splat(3)), f32x4.splat(-3));
  const u = f32x4.mul(y, y);
  return f32x4.div(
    f32x4.mul(y, f32x4.add(f32x4.splat(27), u)),
    f32x4.add(f32x4.splat(27), f32x4.mul(f32x4.splat(9), u)),
  );
}

// @ts-ignore: decorator
@inline
function gate(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return f32x4.add(half, f32x4.mul(half, squash(f32x4.mul(half, x))));
}

// One step of a layer for n rows: a = [forget | update | output] sums of `hidden` columns each; cell in and out (floats,
// row by row; the first `old` rows have a cell from the step before at cellBefore); h out as 16-bit, scaled by 16384.
export function gates(
  n: i32, hidden: i32, a: usize, aStride: i32, old: i32, cellBefore: usize, cell: usize, h: usize, hStride: i32,
): void {
  const wide = <usize>(hidden << 2);
  for (let row = 0; row < n; row++) {
    for (let k: usize = 0; k < wide; k += 32) {
      const h0 = unit(a + k, wide, row < old, cellBefore + k, cell + k);
      const h1 = unit(a + k + 16, wide, row < old, cellBefore + k + 16, cell + k + 16);
      v128.store(h + (k >> 1), i16x8.narrow_i32x4_s(h0, h1));
    }
    a += aStride;
    cellBefore += wide;
    cell += wide;
    h += hStride;
  }
}

// @ts-ignore: decorator
@inline
function unit(a: usize, wide: usize, hasOld: bool, before: usize, cell: usize): v128 {
  const f = gate(v128.load(a)), u = squash(v128.load(a + wide)), o = gate(v128.load(a + (wide << 1)));
  const old = hasOld ? v128.load(before) : f32x4.splat(0);
  const c = f32x4.add(u, f32x4.mul(f, f32x4.sub(old, u)));
  v128.store(cell, c);
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(f32x4.mul(o, squash(c)), f32x4.splat(16384))));
}

// out = a + b over `count` 16-bit numbers (a multiple of 8).
export function add16(count: i32, a: usize, b: usize, out: usize): void {
  for (let i = 0; i < count; i += 8) {
    v128.store(out + (i << 1), i16x8.add(v128.load(a + (i << 1)), v128.load(b + (i << 1))));
  }
}

// 16-bit numbers, rounded and cut, from `count` floats times `by` (count a multiple of 8).
export function narrow16(count: i32, x: usize, by: f32, out: usize): void {
  const s = f32x4.splat(by);
  for (let i = 0; i < count; i += 8) {
    const a = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x + (i << 2)), s)));
    const b = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x + (i << 2), 16), s)));
    v128.store(out + (i << 1), i16x8.narrow_i32x4_s(a, b));
  }
}

// Copies row index[i] of `from` to row i of `to`, n rows of `bytes` each.
export function gather(n: i32, index: usize, from: usize, to: usize, bytes: i32): void {
  for (let i = 0; i < n; i++) memory.copy(to + i * bytes, from + load<i32>(index + (i << 2)) * bytes, bytes);
}

// Leaky rectifier (slope 0.1) over the first `columns` (a multiple of 4) of n rows, in place.
export function leak(n: i32, columns: i32, x: usize, stride: i32): void {
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < columns; k += 4) {
      const v = v128.load(x + (k << 2));
      v128.store(x + (k << 2), f32x4.max(v, f32x4.mul(v, f32x4.splat(0.1))));
    }
    x += stride;
  }
}

// Arc scores of one sentence: out[i * (n + 1) + j + 1] = du(i) . head(j) + distance, column 0 the root; rows found by
// `index`; `distance` has 31 floats (15 to the left, 15 to the right, the root).
export function arcs(
  n: i32, width: i32, index: usize, du: usize, duStride: i32, head: usize, headStride: i32, root: usize,
  distance: usize, out: usize,
): void {
  for (let i = 0; i < n; i++) {
    const d = du + load<i32>(index + (i << 2)) * duStride;
    store<f32>(out, dot(width, d, root) + load<f32>(distance, 120));
    out += 4;
    for (let j = 0; j < n; j++) {
      if (i == j) store<f32>(out, -1e9);
      else {
        const gap = j < i ? i - j : j - i;
        const at = (gap < 46 ? <i32>load<u8>(CLASSES + gap) : 14) + (j < i ? 0 : 15);
        const s = dot(width, d, head + load<i32>(index + (j << 2)) * headStride);
        store<f32>(out, s + load<f32>(distance + (at << 2)));
      }
      out += 4;
    }
  }
}

// Distance class of a gap of 0..45 tokens.
const CLASSES: usize = memory.data<u8>([
  0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 12,
  13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
]);

// @ts-ignore: decorator
@inline
function dot(width: i32, a: usize, b: usize): f32 {
  let s = f32x4.mul(v128.load(a), v128.load(b)), t = f32x4.mul(v128.load(a, 16), v128.load(b, 16));
  for (let k = 8; k < width; k += 8) {
    s = f32x4.add(s, f32x4.mul(v128.load(a + (k << 2)), v128.load(b + (k << 2))));
    t = f32x4.add(t, f32x4.mul(v128.load(a + (k << 2), 16), v128.load(b + (k << 2), 16)));
  }
  s = f32x4.add(s, t);
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 2) + (f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 3));
}

// Joins token and head for the relation scorer: out[k] = leaky(own + his) for k < added, own * his after; head index -1
// stands for the root's row.
export function join(
  n: i32, added: i32, width: i32, own: usize, his: usize, stride: i32, heads: usize, root: usize, out: usize,
): void {
  for (let i = 0; i < n; i++) {
    const h = load<i32>(heads + (i << 2));
    const b = h < 0 ? root : his + h * stride;
    for (let k = 0; k < width; k += 4) {
      const x = v128.load(own + (k << 2)), y = v128.load(b + (k << 2));
      const sum = f32x4.add(x, y);
      v128.store(out + (k << 2), k < added ? f32x4.max(sum, f32x4.mul(sum, f32x4.splat(0.1))) : f32x4.mul(x, y));
    }
    own += stride;
    out += width << 2;
  }
}

// Index of the greatest of the columns from..to of each of n rows; the first of equals.
export function best(n: i32, from: i32, to: i32, x: usize, stride: i32, out: usize): void {
  for (let row = 0; row < n; row++) {
    let at = from, top = load<f32>(x + (from << 2));
    for (let k = from + 1; k < to; k++) {
      const v = load<f32>(x + (k << 2));
      if (v > top) { top = v; at = k; }
    }
    store<i32>(out + (row << 2), at);
    x += stride;
  }
}
