// A narrower network begun from a wider one: the units that weigh most are kept. Training with dropout makes the wide one bear the loss.
#pragma once
#include <algorithm>
#include <numeric>
#include "net.h"

struct Narrowing {
  const Net& from;
  Net& to;

  // The `keep` heaviest of the indices 0..weights.size(), in order.
  static std::vector<int> heaviest(const std::vector<double>& weights, int keep) {
    std::vector<int> order(weights.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return weights[a] > weights[b]; });
    order.resize(keep);
    std::sort(order.begin(), order.end());
    return order;
  }

  // Adds the squares of a block's numbers to `sums`, by row or by column, of the rows or columns from `first` on.
  void weigh(std::vector<double>& sums, size_t block, int rows, int cols, bool byRow, int first) const {
    for (int r = 0; r < rows; r++)
      for (int c = 0; c < cols; c++) {
        const int k = (byRow ? r : c) - first;
        if (k < 0 || k >= (int)sums.size()) continue;
        const double w = from.p[block + (size_t)r * cols + c];
        sums[k] += w * w;
      }
  }

  void copy(size_t src, int srcCols, size_t dst, const std::vector<int>& rows, const std::vector<int>& cols) const {
    for (size_t r = 0; r < rows.size(); r++)
      for (size_t c = 0; c < cols.size(); c++) to.p[dst + r * cols.size() + c] = from.p[src + (size_t)rows[r] * srcCols + cols[c]];
  }

  static std::vector<int> all(int n) {
    std::vector<int> list(n);
    std::iota(list.begin(), list.end(), 0);
    return list;
  }

  static std::vector<int> shifted(std::vector<int> list, const std::vector<int>& more, int by) {
    for (int k : more) list.push_back(k + by);
    return list;
  }

  void run() const {
    const Shape &a = from.s, &b = to.s;
    const Layout &src = from.at, &dst = to.at;
    to.e = from.e;
    const int H = a.hidden, A = a.arc, R = a.rel();
    // units of a direction: what reads them decides; both layers keep the same ones, for their outputs are added
    std::vector<int> unit[2], gates[2], both;
    for (int d = 0; d < 2; d++) {
      std::vector<double> sums(H);
      for (int l = 0; l < 2; l++) weigh(sums, src.wh[l][d], H, a.gates(), true, 0);
      for (int e = 0; e < 2; e++) weigh(sums, src.wx[1][e], a.both(), a.gates(), true, d * H);
      weigh(sums, src.wm, a.both(), a.mlp(), true, d * H);
      weigh(sums, src.wt, a.both(), a.tagPad(), true, d * H);
      unit[d] = heaviest(sums, b.hidden);
      gates[d] = shifted(shifted(unit[d], unit[d], H), unit[d], 2 * H);
    }
    both = shifted(unit[0], unit[1], H);
    for (int l = 0; l < 2; l++)
      for (int d = 0; d < 2; d++) {
        copy(src.wx[l][d], a.gates(), dst.wx[l][d], l ? both : all(a.in()), gates[d]);
        copy(src.wh[l][d], a.gates(), dst.wh[l][d], unit[d], gates[d]);
        copy(src.bg[l][d], a.gates(), dst.bg[l][d], {0}, gates[d]);
      }
    // the scorers' widths: dependents and heads of arcs on their own, the relation's parts in pairs
    std::vector<double> dep(A), head(A), added(a.add), multiplied(a.mul);
    weigh(dep, src.bil, A, A, true, 0);
    weigh(head, src.bil, A, A, false, 0);
    weigh(added, src.wl, R, a.relPad(), true, 0);
    weigh(multiplied, src.wl, R, a.relPad(), true, a.add);
    const std::vector<int> deps = heaviest(dep, b.arc), heads = heaviest(head, b.arc);
    const std::vector<int> rel = shifted(heaviest(added, b.add), heaviest(multiplied, b.mul), a.add);
    const std::vector<int> mlp = shifted(shifted(shifted(deps, heads, A), rel, 2 * A), rel, 2 * A + R);
    copy(src.wm, a.mlp(), dst.wm, both, mlp);
    copy(src.bm, a.mlp(), dst.bm, {0}, mlp);
    copy(src.wt, a.tagPad(), dst.wt, both, all(a.tagPad()));
    copy(src.bt, a.tagPad(), dst.bt, {0}, all(a.tagPad()));
    copy(src.bil, A, dst.bil, deps, heads);
    copy(src.headBias, A, dst.headBias, {0}, heads);
    copy(src.rootArc, A, dst.rootArc, {0}, heads);
    copy(src.rootRel, R, dst.rootRel, {0}, rel);
    copy(src.distance, DISTANCES, dst.distance, {0}, all(DISTANCES));
    copy(src.wl, a.relPad(), dst.wl, rel, all(a.relPad()));
    copy(src.bl, a.relPad(), dst.bl, {0}, all(a.relPad()));
  }
};
