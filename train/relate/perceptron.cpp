// Trains a perceptron with one hidden layer over rows of bytes: perceptron DATA OUT hidden=N epochs=N rate=F input=F layer=F seed=N.
// DATA: int32 rows, inputs, columns; then for each row float weight, uint32 the columns it may be (one bit each); then rows x inputs of int8 (one is 1/64).
// Where several columns are allowed the target is the net's own distribution over them. OUT: float32 w1[inputs x hidden], b1, w2[hidden x columns], b2.
// The figures repeat on one kind of processor; between kinds fused multiplication moves them by a hair.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>
#include "../neural/matrix.h"

struct Random {
  uint64_t state;
  explicit Random(uint64_t seed) : state(seed * 0x9e3779b97f4a7c15ull + 1) {}
  uint64_t next() {
    state ^= state << 13; state ^= state >> 7; state ^= state << 17;
    return state * 0x2545f4914f6cdd1dull;
  }
  float unit() { return (next() >> 40) / 16777216.0f; }
  int below(int n) { return (int)((next() >> 33) % (uint64_t)n); }
};

static float option(int count, char** words, const char* name, float otherwise) {
  const std::string head = std::string(name) + "=";
  for (int i = 3; i < count; i++) if (!strncmp(words[i], head.c_str(), head.size())) return (float)atof(words[i] + head.size());
  return otherwise;
}

struct Weights {
  size_t n;
  std::vector<float> p, g, m, v;
  explicit Weights(size_t size) : n(size), p(size), g(size), m(size), v(size) {}
  void step(float rate, float fix1, float fix2) {
    for (size_t i = 0; i < n; i++) {
      const float d = g[i];
      m[i] = 0.9f * m[i] + 0.1f * d;
      v[i] = 0.999f * v[i] + 0.001f * d * d;
      p[i] -= rate * (m[i] * fix1) / (std::sqrt(v[i] * fix2) + 1e-8f);
      g[i] = 0;
    }
  }
};

int main(int count, char** words) {
  if (count < 3) { fprintf(stderr, "perceptron DATA OUT [name=value ...]\n"); return 2; }
  FILE* f = fopen(words[1], "rb");
  int32_t head[3];
  if (!f || fread(head, 4, 3, f) != 3) { fprintf(stderr, "perceptron: cannot read %s\n", words[1]); return 2; }
  const int N = head[0], K = head[1], C = head[2];
  struct Label { float weight; uint32_t allowed; };
  std::vector<Label> labels(N);
  std::vector<int8_t> x((size_t)N * K);
  if (fread(labels.data(), sizeof(Label), N, f) != (size_t)N || fread(x.data(), 1, x.size(), f) != x.size()) {
    fprintf(stderr, "perceptron: %s is cut short\n", words[1]);
    return 2;
  }
  fclose(f);
  const int H = (int)option(count, words, "hidden", 128), epochs = (int)option(count, words, "epochs", 8);
  const float rate = option(count, words, "rate", 0.002f), dropIn = option(count, words, "input", 0.2f), drop = option(count, words, "layer", 0.4f);
  Random random((uint64_t)option(count, words, "seed", 1));
  const int CP = (C + 15) / 16 * 16, batch = 384;
  Weights w1((size_t)K * H), b1(H), w2((size_t)H * CP), b2(CP);
  const float limit1 = std::sqrt(1.0f / K), limit2 = std::sqrt(1.0f / H);
  for (auto& w : w1.p) w = (2 * random.unit() - 1) * limit1;
  for (int h = 0; h < H; h++) for (int c = 0; c < C; c++) w2.p[(size_t)h * CP + c] = (2 * random.unit() - 1) * limit2;
  std::vector<int> order(N);
  for (int i = 0; i < N; i++) order[i] = i;
  std::vector<float> in((size_t)batch * K), hid((size_t)batch * H), mask((size_t)batch * H), out((size_t)batch * CP), dh((size_t)batch * H), t2((size_t)H * CP);
  const int steps = epochs * ((N + batch - 1) / batch);
  int step = 0;
  float power1 = 1, power2 = 1;
  for (int epoch = 0; epoch < epochs; epoch++) {
    for (int i = N; i > 1; i--) std::swap(order[i - 1], order[random.below(i)]);
    double loss = 0, sum = 0;
    for (int from = 0; from < N; from += batch, step++) {
      const int n = std::min(batch, N - from);
      const float keepIn = 1 / (1 - dropIn) / 64, keep = 1 / (1 - drop);
      for (int r = 0; r < n; r++) {
        const int8_t* row = &x[(size_t)order[from + r] * K];
        float* to = &in[(size_t)r * K];
        for (int k = 0; k < K; k++) to[k] = random.unit() < dropIn ? 0 : row[k] * keepIn;
        memcpy(&hid[(size_t)r * H], b1.p.data(), H * sizeof(float));
        memcpy(&out[(size_t)r * CP], b2.p.data(), CP * sizeof(float));
      }
      forward(n, K, H, in.data(), K, w1.p.data(), hid.data(), H);
      for (size_t i = 0; i < (size_t)n * H; i++) {
        mask[i] = hid[i] > 0 && random.unit() >= drop ? keep : 0;
        hid[i] *= mask[i];
      }
      forward(n, H, CP, hid.data(), H, w2.p.data(), out.data(), CP);
      for (int r = 0; r < n; r++) {
        float* o = &out[(size_t)r * CP];
        const Label& label = labels[order[from + r]];
        float top = o[0], total = 0, mass = 0;
        for (int c = 1; c < C; c++) top = std::max(top, o[c]);
        for (int c = 0; c < C; c++) { o[c] = std::exp(o[c] - top); total += o[c]; }
        for (int c = 0; c < C; c++) { o[c] /= total; if (label.allowed >> c & 1) mass += o[c]; }
        loss -= label.weight * std::log(mass + 1e-12f);
        sum += label.weight;
        const float scale = label.weight / n;
        for (int c = 0; c < CP; c++) o[c] = c >= C ? 0 : scale * (o[c] - (label.allowed >> c & 1 ? o[c] / (mass + 1e-12f) : 0));
      }
      weightGradient(n, H, CP, hid.data(), H, out.data(), CP, w2.g.data());
      for (int r = 0; r < n; r++) for (int c = 0; c < CP; c++) b2.g[c] += out[(size_t)r * CP + c];
      transpose(H, CP, w2.p.data(), t2.data());
      memset(dh.data(), 0, (size_t)n * H * sizeof(float));
      inputGradient(n, H, CP, out.data(), CP, t2.data(), dh.data(), H);
      for (size_t i = 0; i < (size_t)n * H; i++) dh[i] *= mask[i];
      weightGradient(n, K, H, in.data(), K, dh.data(), H, w1.g.data());
      for (int r = 0; r < n; r++) for (int h = 0; h < H; h++) b1.g[h] += dh[(size_t)r * H + h];
      power1 *= 0.9f; power2 *= 0.999f;
      const float now = rate * std::max(0.02f, 1 - (float)step / steps);
      for (Weights* w : {&w1, &b1, &w2, &b2}) w->step(now, 1 / (1 - power1), 1 / (1 - power2));
    }
    printf("epoch %d loss %.4f\n", epoch + 1, loss / sum);
    fflush(stdout);
  }
  f = fopen(words[2], "wb");
  if (!f) { fprintf(stderr, "perceptron: cannot write %s\n", words[2]); return 2; }
  fwrite(w1.p.data(), 4, w1.n, f);
  fwrite(b1.p.data(), 4, H, f);
  for (int h = 0; h < H; h++) fwrite(&w2.p[(size_t)h * CP], 4, C, f);
  fwrite(b2.p.data(), 4, C, f);
  fclose(f);
}
