// Small dense linear algebra: one register-tiled product, written with GCC vector types (AVX-512, AVX2 or plain).
#pragma once
#include <cstddef>
#include <cstring>

typedef float vec __attribute__((vector_size(64), aligned(4), may_alias));
constexpr int W = 16;

// C[M x N] += A[M x K] * B[K x N], A(i, k) = a[i * ai + k * ak]; B and C have row strides bs and cs.
template <int MR, int NV>
static inline void tile(int K, const float* a, size_t ai, size_t ak, const float* b, size_t bs, float* c, size_t cs) {
  vec acc[MR][NV];
  for (int i = 0; i < MR; i++)
    for (int j = 0; j < NV; j++) acc[i][j] = *(const vec*)(c + i * cs + j * W);
  for (int k = 0; k < K; k++) {
    vec bv[NV];
    for (int j = 0; j < NV; j++) bv[j] = *(const vec*)(b + k * bs + j * W);
    for (int i = 0; i < MR; i++) {
      const float x = a[i * ai + k * ak];
      for (int j = 0; j < NV; j++) acc[i][j] += x * bv[j];
    }
  }
  for (int i = 0; i < MR; i++)
    for (int j = 0; j < NV; j++) *(vec*)(c + i * cs + j * W) = acc[i][j];
}

template <int NV>
static void panel(int M, int K, const float* a, size_t ai, size_t ak, const float* b, size_t bs, float* c, size_t cs) {
  int i = 0;
  for (; i + 6 <= M; i += 6) tile<6, NV>(K, a + i * ai, ai, ak, b, bs, c + i * cs, cs);
  for (; i + 2 <= M; i += 2) tile<2, NV>(K, a + i * ai, ai, ak, b, bs, c + i * cs, cs);
  for (; i < M; i++) tile<1, NV>(K, a + i * ai, ai, ak, b, bs, c + i * cs, cs);
}

static void gemm(int M, int N, int K, const float* a, size_t ai, size_t ak, const float* b, size_t bs, float* c, size_t cs) {
  for (int k0 = 0; k0 < K; k0 += 256) {
    const int kn = K - k0 < 256 ? K - k0 : 256;
    int j = 0;
    for (; j + 64 <= N; j += 64) panel<4>(M, kn, a + k0 * ak, ai, ak, b + k0 * bs + j, bs, c + j, cs);
    for (; j + 32 <= N; j += 32) panel<2>(M, kn, a + k0 * ak, ai, ak, b + k0 * bs + j, bs, c + j, cs);
    for (; j + W <= N; j += W) panel<1>(M, kn, a + k0 * ak, ai, ak, b + k0 * bs + j, bs, c + j, cs);
    for (; j < N; j++)
      for (int i = 0; i < M; i++) {
        float s = 0;
        for (int k = k0; k < k0 + kn; k++) s += a[i * ai + k * ak] * b[k * bs + j];
        c[i * cs + j] += s;
      }
  }
}

// Y[n x out] += X[n x in] * Wt[in x out]
static inline void forward(int n, int in, int out, const float* x, size_t xs, const float* w, float* y, size_t ys) {
  gemm(n, out, in, x, xs, 1, w, out, y, ys);
}

// dW[in x out] += X^T * dY
static inline void weightGradient(int n, int in, int out, const float* x, size_t xs, const float* dy, size_t dys, float* dw) {
  gemm(in, out, n, x, 1, xs, dy, dys, dw, out);
}

// T[out x in] = transpose of Wt[in x out]
static inline void transpose(int in, int out, const float* w, float* t) {
  for (int i0 = 0; i0 < in; i0 += 16)
    for (int o0 = 0; o0 < out; o0 += 16)
      for (int i = i0; i < in && i < i0 + 16; i++)
        for (int o = o0; o < out && o < o0 + 16; o++) t[(size_t)o * in + i] = w[(size_t)i * out + o];
}

// dX[n x in] += dY[n x out] * Wt^T, given the transpose T[out x in]
static inline void inputGradient(int n, int in, int out, const float* dy, size_t dys, const float* t, float* dx, size_t dxs) {
  gemm(n, in, out, dy, dys, 1, t, in, dx, dxs);
}
