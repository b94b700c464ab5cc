// The heads of the network: tag, arc and relation scores, their loss and gradient, and greedy predictions.
#pragma once

// What teachers think of a batch: probabilities of tags and relations (at the gold head) by row, of heads by sentence.
struct Soft {
  std::vector<float> tag, relation;
  std::vector<std::vector<float>> arc;
};

// Softmax cross-entropy in place: scores become (probability - target) * scale; returns the loss, best index in `best`.
// With `soft` the target is `share` of it and the rest of the gold; with `record`, probabilities are added there.
static inline float crossEntropy(float* v, int n, int target, float scale, int& best, const float* soft, float share, float* record) {
  best = 0;
  for (int i = 1; i < n; i++) if (v[i] > v[best]) best = i;
  const float top = v[best], gold = target >= 0 ? v[target] : 0;
  float sum = 0;
  for (int i = 0; i < n; i++) sum += v[i] = std::exp(v[i] - top);
  if (record) for (int i = 0; i < n; i++) record[i] += v[i] / sum;
  if (target < 0) { for (int i = 0; i < n; i++) v[i] = 0; return 0; }
  for (int i = 0; i < n; i++) v[i] *= scale / sum;
  v[target] -= soft ? scale * (1 - share) : scale;
  if (soft) for (int i = 0; i < n; i++) v[i] -= scale * share * soft[i];
  return std::log(sum) + top - gold;
}

inline void Net::heads(const std::vector<Item>& items, bool train, Scores& out) {
  const int both = s.both(), M = s.mlp(), A = s.arc, R = s.rel(), TP = s.tagPad(), RP = s.relPad();
  const int depArc = 0, headArc = A, depRel = 2 * A, headRel = 2 * A + R;
  const float scale = 1.0f / N;
  mlpRaw.resize((size_t)N * M);
  for (int i = 0; i < N; i++) memcpy(&mlpRaw[(size_t)i * M], &p[at.bm], M * sizeof(float));
  forward(N, both, M, rd.data(), both, &p[at.wm], mlpRaw.data(), M);
  // the arc parts are leaky-rectified; the relation parts stay linear until token and head are joined
  mlp.resize((size_t)N * M);
  for (int t = 0; t < T; t++)
    for (int b = 0; b < act[t]; b++) {
      const size_t i = (size_t)(off[t] + b) * M, j = (size_t)b * M;
      for (int k = 0; k < M; k++) {
        const float v = mlpRaw[i + k];
        mlp[i + k] = (k >= 2 * A || v > 0 ? v : LEAK * v) * maskM[j + k];
      }
    }
  tagOut.resize((size_t)N * TP);
  for (int i = 0; i < N; i++) memcpy(&tagOut[(size_t)i * TP], &p[at.bt], TP * sizeof(float));
  forward(N, both, TP, rd.data(), both, &p[at.wt], tagOut.data(), TP);
  du.assign((size_t)N * A, 0);
  forward(N, A, A, mlp.data() + depArc, M, &p[at.bil], du.data(), A);
  for (int i = 0; i < N; i++) for (int k = 0; k < A; k++) du[(size_t)i * A + k] += p[at.headBias + k];

  if (record && record->tag.empty()) {
    record->tag.assign((size_t)N * TP, 0);
    record->relation.assign((size_t)N * RP, 0);
    record->arc.clear();
    for (auto& item : items) record->arc.emplace_back((size_t)item.n * (item.n + 1), 0.0f);
  }
  predTag.assign(N, 0); predHead.assign(N, 0); predRel.assign(N, 0);
  dmlp.assign((size_t)N * M, 0); ddu.assign((size_t)N * A, 0);
  std::vector<float> ht, sc, dep, dht, hrow, q(R), dq(R), ls(RP);
  for (int b = 0; b < B; b++) {
    const int n = items[b].n, C = (n + 1 + 15) / 16 * 16;
    const Sentence& gold = *items[b].s;
    // heads transposed: column 0 the root, column j + 1 token j
    ht.assign((size_t)A * C, 0); sc.assign((size_t)n * C, 0); dep.resize((size_t)n * A);
    for (int k = 0; k < A; k++) ht[(size_t)k * C] = p[at.rootArc + k];
    for (int j = 0; j < n; j++) {
      const size_t row = off[j] + b;
      for (int k = 0; k < A; k++) ht[(size_t)k * C + j + 1] = mlp[row * M + headArc + k];
      memcpy(&dep[(size_t)j * A], &du[row * A], A * sizeof(float));
    }
    gemm(n, C, A, dep.data(), A, 1, ht.data(), C, sc.data(), C);
    for (int i = 0; i < n; i++) {
      float* v = &sc[(size_t)i * C];
      const size_t row = off[i] + b;
      for (int j = 0; j <= n; j++) v[j] = j == i + 1 ? -1e9f : v[j] + p[at.distance + distanceClass(i, j - 1)];
      const int tag = gold.tag[i], head = gold.head[i], relation = gold.relation[i];
      int best;
      out.loss += crossEntropy(&tagOut[row * TP], s.tags, tag, scale, best, soft ? &soft->tag[row * TP] : nullptr, share, record ? &record->tag[row * TP] : nullptr);
      for (int k = s.tags; k < TP; k++) tagOut[row * TP + k] = 0;
      predTag[row] = best;
      out.loss += crossEntropy(v, n + 1, head, scale, best, soft ? &soft->arc[b][(size_t)i * (n + 1)] : nullptr, share, record ? &record->arc[b][(size_t)i * (n + 1)] : nullptr);
      for (int j = n + 1; j < C; j++) v[j] = 0;
      predHead[row] = best;
      // the relation is learned at the gold head and predicted at the chosen one
      const int to = train || record ? head : best;
      const float* own = &mlp[row * M + depRel];
      const float* his = to ? &mlp[(off[to - 1] + b) * (size_t)M + headRel] : &p[at.rootRel];
      for (int k = 0; k < R; k++) {
        const float sum = own[k] + his[k];
        q[k] = k < s.add ? (sum > 0 ? sum : LEAK * sum) : own[k] * his[k];
      }
      memcpy(ls.data(), &p[at.bl], RP * sizeof(float));
      forward(1, R, RP, q.data(), R, &p[at.wl], ls.data(), RP);
      out.loss += crossEntropy(ls.data(), s.relations, relation, scale, best, soft ? &soft->relation[row * RP] : nullptr, share, record ? &record->relation[row * RP] : nullptr);
      predRel[row] = best;
      if (!train) continue;
      for (int k = s.relations; k < RP; k++) ls[k] = 0;
      weightGradient(1, R, RP, q.data(), R, ls.data(), RP, &g[at.wl]);
      for (int k = 0; k < RP; k++) g[at.bl + k] += ls[k];
      float* dOwn = &dmlp[row * M + depRel];
      float* dHis = to ? &dmlp[(off[to - 1] + b) * (size_t)M + headRel] : &g[at.rootRel];
      for (int k = 0; k < R; k++) {
        float v2 = 0;
        const float* w = &p[at.wl + (size_t)k * RP];
        for (int c = 0; c < RP; c++) v2 += w[c] * ls[c];
        if (k < s.add) {
          v2 *= own[k] + his[k] > 0 ? 1 : LEAK;
          dOwn[k] += v2; dHis[k] += v2;
        } else {
          dOwn[k] += v2 * his[k]; dHis[k] += v2 * own[k];
        }
      }
    }
    if (!train) continue;
    for (int i = 0; i < n; i++) {
      const float* v = &sc[(size_t)i * C];
      for (int j = 0; j <= n; j++) if (j != i + 1) g[at.distance + distanceClass(i, j - 1)] += v[j];
    }
    // gradients of du (n x A) and of the heads (C x A)
    hrow.resize((size_t)C * A);
    transpose(A, C, ht.data(), hrow.data());
    std::vector<float> dd((size_t)n * A, 0);
    gemm(n, A, C, sc.data(), C, 1, hrow.data(), A, dd.data(), A);
    dht.assign((size_t)C * A, 0);
    gemm(C, A, n, sc.data(), 1, C, dep.data(), A, dht.data(), A);
    for (int k = 0; k < A; k++) g[at.rootArc + k] += dht[k];
    for (int j = 0; j < n; j++) {
      const size_t row = off[j] + b;
      memcpy(&ddu[row * A], &dd[(size_t)j * A], A * sizeof(float));
      for (int k = 0; k < A; k++) dmlp[row * M + headArc + k] += dht[(size_t)(j + 1) * A + k];
    }
  }
  for (int b = 0; b < B; b++)
    for (int i = 0; i < items[b].n; i++) {
      const size_t row = off[i] + b;
      const Sentence& gold = *items[b].s;
      const bool head = predHead[row] == gold.head[i], rel = head && predRel[row] == gold.relation[i];
      out.tokens++; out.tags += predTag[row] == gold.tag[i]; out.heads += head; out.labels += rel;
    }
  if (!train) return;
  biasGradient(ddu, A, &g[at.headBias]);
  weightGradient(N, A, A, mlp.data() + depArc, M, ddu.data(), A, &g[at.bil]);
  tr.resize((size_t)A * A);
  transpose(A, A, &p[at.bil], tr.data());
  inputGradient(N, A, A, ddu.data(), A, tr.data(), dmlp.data() + depArc, M);
  for (int t = 0; t < T; t++)
    for (int b = 0; b < act[t]; b++) {
      const size_t i = (size_t)(off[t] + b) * M, j = (size_t)b * M;
      for (int k = 0; k < M; k++) dmlp[i + k] *= maskM[j + k] * (k >= 2 * A || mlpRaw[i + k] > 0 ? 1 : LEAK);
    }
  drd.assign((size_t)N * both, 0);
  weightGradient(N, both, M, rd.data(), both, dmlp.data(), M, &g[at.wm]);
  biasGradient(dmlp, M, &g[at.bm]);
  tr.resize((size_t)both * M);
  transpose(both, M, &p[at.wm], tr.data());
  inputGradient(N, both, M, dmlp.data(), M, tr.data(), drd.data(), both);
  weightGradient(N, both, TP, rd.data(), both, tagOut.data(), TP, &g[at.wt]);
  biasGradient(tagOut, TP, &g[at.bt]);
  tr.resize((size_t)both * TP);
  transpose(both, TP, &p[at.wt], tr.data());
  inputGradient(N, both, TP, tagOut.data(), TP, tr.data(), drd.data(), both);
}
