// The trainer's input as train/neural/dataset.ts writes it.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

struct Sentence {
  int n = 0;
  std::vector<int> type[4];  // type ids in each dress: as written, lower case, capitals, headline
  std::vector<int> tag, head, relation;
};

struct Data {
  int tags, relations, types, features, rows, vectorRows, vectorDim;
  float vectorStep;
  std::vector<int> typeRows;    // types x (features + 1); the last is the vector row or -1
  std::vector<float> vectors;   // vectorRows x vectorDim
  std::vector<std::vector<Sentence>> sets;
};

static Data readData(const char* path) {
  FILE* f = fopen(path, "rb");
  if (!f) { fprintf(stderr, "data: cannot open %s; the TypeScript side writes it first\n", path); exit(2); }
  fseek(f, 0, SEEK_END);
  const size_t size = ftell(f);
  fseek(f, 0, SEEK_SET);
  std::vector<int32_t> raw(size / 4);
  if (fread(raw.data(), 4, raw.size(), f) != raw.size()) { fprintf(stderr, "data: %s is cut short\n", path); exit(2); }
  fclose(f);
  Data d;
  const int32_t* p = raw.data();
  d.tags = p[0]; d.relations = p[1]; d.types = p[2]; d.features = p[3]; d.rows = p[4]; d.vectorRows = p[5]; d.vectorDim = p[6];
  memcpy(&d.vectorStep, p + 7, 4);
  const int sets = p[8];
  p += 9;
  d.typeRows.assign(p, p + (size_t)d.types * (d.features + 1));
  p += d.typeRows.size();
  const int8_t* q = (const int8_t*)p;
  const size_t count = (size_t)d.vectorRows * d.vectorDim;
  d.vectors.resize(count);
  for (size_t i = 0; i < count; i++) d.vectors[i] = q[i] * d.vectorStep;
  p += (count + 3) / 4;
  for (int s = 0; s < sets; s++) {
    std::vector<Sentence> set(*p++);
    for (auto& x : set) {
      x.n = *p++;
      for (int i = 0; i < x.n; i++) {
        for (int k = 0; k < 4; k++) x.type[k].push_back(*p++);
        x.tag.push_back(*p++); x.head.push_back(*p++); x.relation.push_back(*p++);
      }
    }
    d.sets.push_back(std::move(set));
  }
  return d;
}

// A small reproducible generator (splitmix64).
struct Random {
  uint64_t state;
  uint64_t next() {
    uint64_t z = (state += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  float unit() { return (next() >> 40) * (1.0f / 16777216.0f); }
  int below(int n) { return (int)(next() % (uint64_t)n); }
};
