// The network: two bidirectional layers of LSTM with coupled gates, heads for tag, arc and relation; forward and back.
// src/parse/neural/network.ts holds the same network for use; `parameters` below is the order in which both store it.
#pragma once
#include <cmath>
#include "data.h"
#include "matrix.h"

struct Shape {
  int hidden = 128;    // units a direction
  int embed = 96;      // width of the learned word rows
  int arc = 96;        // width of the arc scorer
  int add = 48, mul = 48;  // widths of the relation scorer's added and multiplied parts
  int vectorDim = 0, tags = 0, relations = 0, rows = 0;
  int in() const { return vectorDim + embed; }
  int gates() const { return 3 * hidden; }
  int both() const { return 2 * hidden; }
  int rel() const { return add + mul; }
  int mlp() const { return 2 * arc + 2 * rel(); }
  int tagPad() const { return (tags + 15) / 16 * 16; }
  int relPad() const { return (relations + 15) / 16 * 16; }
};

constexpr int DISTANCES = 31;  // 15 classes to the left, 15 to the right, the root

// Class of the distance from a token to its possible head; positions count from 0, -1 is the root.
static inline int distanceClass(int token, int head) {
  if (head < 0) return 30;
  const int d = head < token ? token - head : head - token;
  const int c = d <= 8 ? d - 1 : d <= 10 ? 8 : d <= 13 ? 9 : d <= 17 ? 10 : d <= 22 ? 11 : d <= 30 ? 12 : d <= 45 ? 13 : 14;
  return head < token ? c : 15 + c;
}

// Rational tanh: odd, reaches 1 with slope 0 at 3; the runtime computes exactly this.
static inline float squash(float x) {
  x = x < -3 ? -3 : x > 3 ? 3 : x;
  const float u = x * x;
  return x * (27 + u) / (27 + 9 * u);
}
static inline float squashSlope(float x) {
  x = x < -3 ? -3 : x > 3 ? 3 : x;
  const float u = x * x, s = (9 - u) / (9 + 3 * u);
  return s * s;
}
constexpr float LEAK = 0.1f;

struct Block { const char* name; size_t at, rows, cols; };

// Offsets of every dense parameter in one flat array.
struct Layout {
  std::vector<Block> blocks;
  size_t size = 0;
  size_t wx[2][2], wh[2][2], bg[2][2], wm, bm, wt, bt, bil, headBias, rootArc, rootRel, distance, wl, bl;
  size_t take(const char* name, size_t rows, size_t cols) {
    blocks.push_back({name, size, rows, cols});
    const size_t at = size;
    size += (rows * cols + 15) / 16 * 16;
    return at;
  }
  explicit Layout(const Shape& s) {
    static const char* names[2][2][3] = {{{"wx1f", "wh1f", "b1f"}, {"wx1b", "wh1b", "b1b"}}, {{"wx2f", "wh2f", "b2f"}, {"wx2b", "wh2b", "b2b"}}};
    for (int l = 0; l < 2; l++)
      for (int d = 0; d < 2; d++) {
        wx[l][d] = take(names[l][d][0], l ? s.both() : s.in(), s.gates());
        wh[l][d] = take(names[l][d][1], s.hidden, s.gates());
        bg[l][d] = take(names[l][d][2], 1, s.gates());
      }
    wm = take("wm", s.both(), s.mlp()); bm = take("bm", 1, s.mlp());
    wt = take("wt", s.both(), s.tagPad()); bt = take("bt", 1, s.tagPad());
    bil = take("bil", s.arc, s.arc);
    headBias = take("headBias", 1, s.arc);
    rootArc = take("rootArc", 1, s.arc);
    rootRel = take("rootRel", 1, s.rel());
    distance = take("distance", 1, DISTANCES);
    wl = take("wl", s.rel(), s.relPad()); bl = take("bl", 1, s.relPad());
  }
};

// One sentence of a batch: how many of its words are shown, in which dress, and its type ids where words were swapped.
struct Item { const Sentence* s; int n; int dress; std::vector<int> swapped; };

struct Rates { float input = 0.25f, layer = 0.33f, recurrent = 0.2f, mlp = 0.33f, word = 0.15f, vector = 0.1f; };

struct Scores { double loss = 0, tokens = 0, tags = 0, heads = 0, labels = 0, plain = 0, plainHeads = 0, plainLabels = 0; };

struct Soft;

struct Net {
  Shape s;
  const Soft* soft = nullptr;  // what teachers think of the batch, and the share of the target that is theirs
  float share = 0;
  Soft* record = nullptr;      // where this net, as a teacher, adds its probabilities
  Layout at;
  const Data& data;
  std::vector<float> p, g;        // dense parameters and their gradient
  std::vector<float> e, ge;       // learned rows and their gradient
  std::vector<int> touched;       // rows with a gradient
  std::vector<char> isTouched;
  std::vector<int> baseRelation;  // relation ids with the subtype dropped, for scoring

  Net(const Shape& shape, const Data& d) : s(shape), at(shape), data(d), p(at.size), g(at.size), e((size_t)shape.rows * shape.embed), ge(e.size()), isTouched(shape.rows) {}

  void init(Random& r) {
    auto glorot = [&](size_t where, int in, int out, int fanOut) {
      const float limit = std::sqrt(6.0f / (in + fanOut));
      for (size_t i = 0; i < (size_t)in * out; i++) p[where + i] = (2 * r.unit() - 1) * limit;
    };
    for (int l = 0; l < 2; l++)
      for (int d = 0; d < 2; d++) {
        glorot(at.wx[l][d], l ? s.both() : s.in(), s.gates(), s.hidden);
        glorot(at.wh[l][d], s.hidden, s.gates(), s.hidden);
        for (int i = 0; i < s.hidden; i++) p[at.bg[l][d] + i] = 1;  // remember at first
      }
    glorot(at.wm, s.both(), s.mlp(), s.arc);
    glorot(at.wt, s.both(), s.tagPad(), s.tagPad());
    for (int i = 0; i < s.arc; i++) p[at.bil + (size_t)i * s.arc + i] = 0.3f;
    for (int i = 0; i < s.arc; i++) p[at.rootArc + i] = (2 * r.unit() - 1) * 0.5f;
    for (int i = 0; i < s.rel(); i++) p[at.rootRel + i] = (2 * r.unit() - 1) * 0.5f;
    glorot(at.wl, s.rel(), s.relPad(), s.relPad());
    for (auto& x : e) x = (2 * r.unit() - 1) * 0.25f;
  }

  // ---- a batch and its buffers
  int B = 0, T = 0, N = 0;
  std::vector<int> off, act;             // per time step: first row, active sentences
  std::vector<int> len, rowTag, rowType; // per sentence, per row
  std::vector<float> x, gate[2][2], cell[2][2], prev[2][2], h[2], hd, rd, mlp, mlpRaw, tagOut, du;
  std::vector<float> dx, dgate, dh[2], dhd, drd, dmlp, dtag, ddu, carry;
  std::vector<float> maskX, maskH, maskR, maskM, maskRec[2][2];
  std::vector<int> predTag, predHead, predRel;  // per row; heads 0 the root, else 1-based position
  std::vector<float> tr;

  static void mask(std::vector<float>& m, size_t n, float rate, Random* r) {
    m.assign(n, 1.0f);
    if (!r || rate <= 0) return;
    const float keep = 1 / (1 - rate);
    for (auto& v : m) v = r->unit() < rate ? 0 : keep;
  }

  // Runs items (sorted by length, longest first). With `r` it trains: dropout, gradients; without, it predicts.
  void run(const std::vector<Item>& items, Random* r, const Rates& rates, Scores& out) {
    B = (int)items.size();
    T = items[0].n;
    off.resize(T + 1); act.resize(T + 1);
    N = 0;
    for (int t = 0; t < T; t++) {
      int a = 0;
      while (a < B && items[a].n > t) a++;
      off[t] = N; act[t] = a; N += a;
    }
    off[T] = N; act[T] = 0;
    embed(items, r, rates);
    const int H = s.hidden, both = s.both();
    mask(maskH, (size_t)B * both, rates.layer, r);
    mask(maskR, (size_t)B * both, rates.layer, r);
    mask(maskM, (size_t)B * s.mlp(), rates.mlp, r);
    for (int l = 0; l < 2; l++) for (int d = 0; d < 2; d++) mask(maskRec[l][d], (size_t)B * H, rates.recurrent, r);
    h[0].assign((size_t)N * both, 0); h[1].assign((size_t)N * both, 0);
    for (int d = 0; d < 2; d++) layerForward(0, d, x, s.in());
    masked(h[0], nullptr, maskH, both, hd);
    for (int d = 0; d < 2; d++) layerForward(1, d, hd, both);
    masked(h[1], &h[0], maskR, both, rd);
    heads(items, r != nullptr, out);
    if (!r) return;
    // back through the heads' inputs and the layers
    dh[0].assign((size_t)N * both, 0); dh[1].assign((size_t)N * both, 0);
    for (int t = 0; t < T; t++)
      for (int b = 0; b < act[t]; b++)
        for (int k = 0; k < both; k++) {
          const size_t i = (size_t)(off[t] + b) * both + k;
          const float v = drd[i] * maskR[(size_t)b * both + k];
          dh[1][i] = v; dh[0][i] = v;
        }
    dhd.assign((size_t)N * both, 0);
    for (int d = 0; d < 2; d++) layerBack(1, d, hd, both, dhd);
    for (int t = 0; t < T; t++)
      for (int b = 0; b < act[t]; b++)
        for (int k = 0; k < both; k++) {
          const size_t i = (size_t)(off[t] + b) * both + k;
          dh[0][i] += dhd[i] * maskH[(size_t)b * both + k];
        }
    dx.assign((size_t)N * s.in(), 0);
    for (int d = 0; d < 2; d++) layerBack(0, d, x, s.in(), dx);
    embedBack(items);
  }

  std::vector<int> rows;  // N x features, after word dropout
  void embed(const std::vector<Item>& items, Random* r, const Rates& rates) {
    const int F = data.features, I = s.in(), V = s.vectorDim, E = s.embed;
    x.assign((size_t)N * I, 0);
    rows.resize((size_t)N * F);
    mask(maskX, (size_t)B * I, rates.input, r);
    for (int b = 0; b < B; b++) {
      const auto& types = items[b].swapped.empty() ? items[b].s->type[items[b].dress] : items[b].swapped;
      for (int t = 0; t < items[b].n; t++) {
        const int row = off[t] + b;
        const int* tr = &data.typeRows[(size_t)types[t] * (F + 1)];
        int* to = &rows[(size_t)row * F];
        for (int k = 0; k < F; k++) to[k] = tr[k];
        if (r && r->unit() < rates.word) { to[0] = 0; to[1] = 1; }
        float* xr = &x[(size_t)row * I];
        if (tr[F] >= 0 && !(r && r->unit() < rates.vector)) memcpy(xr, &data.vectors[(size_t)tr[F] * V], V * sizeof(float));
        for (int k = 0; k < F; k++) {
          const float* er = &e[(size_t)to[k] * E];
          for (int j = 0; j < E; j++) xr[V + j] += er[j];
        }
        for (int j = 0; j < I; j++) xr[j] *= maskX[(size_t)b * I + j];
      }
    }
  }
  void embedBack(const std::vector<Item>& items) {
    const int F = data.features, I = s.in(), V = s.vectorDim, E = s.embed;
    for (int b = 0; b < B; b++)
      for (int t = 0; t < items[b].n; t++) {
        const int row = off[t] + b;
        float* d = &dx[(size_t)row * I];
        for (int j = 0; j < I; j++) d[j] *= maskX[(size_t)b * I + j];
        for (int k = 0; k < F; k++) {
          const int id = rows[(size_t)row * F + k];
          if (!isTouched[id]) { isTouched[id] = 1; touched.push_back(id); }
          float* to = &ge[(size_t)id * E];
          for (int j = 0; j < E; j++) to[j] += d[V + j];
        }
      }
  }

  void masked(const std::vector<float>& a, const std::vector<float>* plus, const std::vector<float>& m, int width, std::vector<float>& to) {
    to.resize((size_t)N * width);
    for (int t = 0; t < T; t++)
      for (int b = 0; b < act[t]; b++) {
        const size_t i = (size_t)(off[t] + b) * width, j = (size_t)b * width;
        for (int k = 0; k < width; k++) to[i + k] = (a[i + k] + (plus ? (*plus)[i + k] : 0)) * m[j + k];
      }
  }

  void layerForward(int l, int d, const std::vector<float>& in, int width) {
    const int H = s.hidden, G = s.gates(), both = s.both();
    auto& gt = gate[l][d]; auto& c = cell[l][d]; auto& pv = prev[l][d];
    gt.resize((size_t)N * G); c.resize((size_t)N * H); pv.assign((size_t)N * H, 0);
    for (int i = 0; i < N; i++) memcpy(&gt[(size_t)i * G], &p[at.bg[l][d]], G * sizeof(float));
    forward(N, width, G, in.data(), width, &p[at.wx[l][d]], gt.data(), G);
    for (int step = 0; step < T; step++) {
      const int t = d ? T - 1 - step : step, before = d ? t + 1 : t - 1, n = act[t];
      const int with = before < 0 || before >= T ? 0 : act[before] < n ? act[before] : n;
      for (int b = 0; b < with; b++)
        for (int k = 0; k < H; k++)
          pv[(size_t)(off[t] + b) * H + k] = h[l][(size_t)(off[before] + b) * both + d * H + k] * maskRec[l][d][(size_t)b * H + k];
      if (with) forward(with, H, G, &pv[(size_t)off[t] * H], H, &p[at.wh[l][d]], &gt[(size_t)off[t] * G], G);
      for (int b = 0; b < n; b++) {
        const float* a = &gt[(size_t)(off[t] + b) * G];
        float* cr = &c[(size_t)(off[t] + b) * H];
        float* hr = &h[l][(size_t)(off[t] + b) * both + d * H];
        const float* cp = b < with ? &c[(size_t)(off[before] + b) * H] : nullptr;
        for (int k = 0; k < H; k++) {
          const float f = 0.5f + 0.5f * squash(0.5f * a[k]), o = 0.5f + 0.5f * squash(0.5f * a[2 * H + k]);
          const float u = squash(a[H + k]);
          const float old = cp ? cp[k] : 0;
          cr[k] = u + f * (old - u);
          hr[k] = o * squash(cr[k]);
        }
      }
    }
  }

  void layerBack(int l, int d, const std::vector<float>& in, int width, std::vector<float>& din) {
    const int H = s.hidden, G = s.gates(), both = s.both();
    auto& gt = gate[l][d]; auto& c = cell[l][d]; auto& pv = prev[l][d];
    dgate.assign((size_t)N * G, 0);
    carry.assign((size_t)N * H, 0);  // gradient of the cell from the following step
    std::vector<float> dprev((size_t)B * H);
    std::vector<float> wht((size_t)H * G), wxt((size_t)width * G);
    transpose(H, G, &p[at.wh[l][d]], wht.data());
    transpose(width, G, &p[at.wx[l][d]], wxt.data());
    for (int step = T - 1; step >= 0; step--) {
      const int t = d ? T - 1 - step : step, before = d ? t + 1 : t - 1, n = act[t];
      const int with = before < 0 || before >= T ? 0 : act[before] < n ? act[before] : n;
      for (int b = 0; b < n; b++) {
        const size_t row = off[t] + b;
        const float* a = &gt[row * G];
        float* da = &dgate[row * G];
        const float* cr = &c[row * H];
        const float* cp = b < with ? &c[(size_t)(off[before] + b) * H] : nullptr;
        float* back = b < with ? &carry[(size_t)(off[before] + b) * H] : nullptr;
        for (int k = 0; k < H; k++) {
          const float f = 0.5f + 0.5f * squash(0.5f * a[k]), o = 0.5f + 0.5f * squash(0.5f * a[2 * H + k]);
          const float u = squash(a[H + k]), tc = squash(cr[k]);
          const float dhv = dh[l][row * both + d * H + k];
          const float dc = carry[row * H + k] + dhv * o * squashSlope(cr[k]);
          const float old = cp ? cp[k] : 0;
          da[k] = dc * (old - u) * 0.25f * squashSlope(0.5f * a[k]);
          da[H + k] = dc * (1 - f) * squashSlope(a[H + k]);
          da[2 * H + k] = dhv * tc * 0.25f * squashSlope(0.5f * a[2 * H + k]);
          if (back) back[k] = dc * f;
        }
      }
      if (!with) continue;
      memset(dprev.data(), 0, (size_t)with * H * sizeof(float));
      inputGradient(with, H, G, &dgate[(size_t)off[t] * G], G, wht.data(), dprev.data(), H);
      for (int b = 0; b < with; b++)
        for (int k = 0; k < H; k++)
          dh[l][(size_t)(off[before] + b) * both + d * H + k] += dprev[(size_t)b * H + k] * maskRec[l][d][(size_t)b * H + k];
    }
    weightGradient(N, H, G, pv.data(), H, dgate.data(), G, &g[at.wh[l][d]]);
    weightGradient(N, width, G, in.data(), width, dgate.data(), G, &g[at.wx[l][d]]);
    biasGradient(dgate, G, &g[at.bg[l][d]]);
    inputGradient(N, width, G, dgate.data(), G, wxt.data(), din.data(), width);
  }
  void biasGradient(const std::vector<float>& d, int width, float* to) {
    for (int i = 0; i < N; i++) for (int k = 0; k < width; k++) to[k] += d[(size_t)i * width + k];
  }

  void heads(const std::vector<Item>& items, bool train, Scores& out);
};
#include "heads.h"
