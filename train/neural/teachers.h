// What teachers think of sentences, averaged: asked once of each sentence as written, anew where words were changed.
#pragma once
#include <unordered_map>
#include "net.h"

// One sentence's opinion, token by token: probabilities of tags, of relations at the given head, and of heads.
struct Opinion { std::vector<float> tag, relation, arc; };

struct Teachers {
  std::vector<Net> nets;
  std::unordered_map<const Sentence*, Opinion> known;

  // First row of each time step in a batch sorted by length; token t of item b stands in row `rows[t] + b`.
  static std::vector<int> firstRows(const std::vector<Item>& items) {
    std::vector<int> rows;
    int sum = 0;
    for (int t = 0; t < items[0].n; t++) {
      rows.push_back(sum);
      for (auto& item : items) sum += item.n > t;
    }
    return rows;
  }

  std::vector<Opinion> ask(const std::vector<Item>& items) {
    Soft soft;
    Scores unused;
    for (auto& net : nets) { net.record = &soft; net.run(items, nullptr, Rates(), unused); }
    const std::vector<int> rows = firstRows(items);
    const int TP = nets[0].s.tagPad(), RP = nets[0].s.relPad();
    const float part = 1.0f / nets.size();
    std::vector<Opinion> all(items.size());
    for (size_t b = 0; b < items.size(); b++) {
      Opinion& to = all[b];
      for (int t = 0; t < items[b].n; t++) {
        const size_t row = rows[t] + b;
        to.tag.insert(to.tag.end(), &soft.tag[row * TP], &soft.tag[row * TP] + TP);
        to.relation.insert(to.relation.end(), &soft.relation[row * RP], &soft.relation[row * RP] + RP);
      }
      to.arc = std::move(soft.arc[b]);
      for (auto* list : {&to.tag, &to.relation, &to.arc}) for (auto& x : *list) x *= part;
    }
    return all;
  }

  void remember(const std::vector<std::vector<Item>>& batches) {
    for (auto& items : batches) {
      std::vector<Opinion> said = ask(items);
      for (size_t b = 0; b < items.size(); b++) known[items[b].s] = std::move(said[b]);
    }
  }

  // The batch's targets: what is known of its plain sentences, what is asked now of the changed ones.
  Soft of(const std::vector<Item>& items) {
    std::vector<Item> changed;
    for (auto& item : items) if (isChanged(item)) changed.push_back(item);
    std::vector<Opinion> fresh;
    if (!changed.empty()) fresh = ask(changed);
    const std::vector<int> rows = firstRows(items);
    const int TP = nets[0].s.tagPad(), RP = nets[0].s.relPad();
    int N = 0;
    for (auto& item : items) N += item.n;
    Soft soft;
    soft.tag.resize((size_t)N * TP);
    soft.relation.resize((size_t)N * RP);
    size_t next = 0;
    for (size_t b = 0; b < items.size(); b++) {
      const Opinion& from = isChanged(items[b]) ? fresh[next++] : known.at(items[b].s);
      for (int t = 0; t < items[b].n; t++) {
        const size_t row = rows[t] + b;
        memcpy(&soft.tag[row * TP], &from.tag[(size_t)t * TP], TP * sizeof(float));
        memcpy(&soft.relation[row * RP], &from.relation[(size_t)t * RP], RP * sizeof(float));
      }
      soft.arc.push_back(from.arc);
    }
    return soft;
  }

  static bool isChanged(const Item& item) { return item.dress > 0 || !item.swapped.empty() || item.n < item.s->n; }

  // Reads raw sentences: fills tags, heads and relations with what the teachers hold likeliest. Those that got one rooted tree are appended
  // to `to`, which must have room for them, and their opinions remembered.
  void label(std::vector<Sentence> raw, const std::vector<std::vector<Item>> (*batch)(const std::vector<Sentence>&), std::vector<Sentence>& to) {
    const int TP = nets[0].s.tagPad(), RP = nets[0].s.relPad();
    auto best = [](const float* v, int n) { int at = 0; for (int i = 1; i < n; i++) if (v[i] > v[at]) at = i; return at; };
    for (auto& items : batch(raw)) {
      std::vector<Opinion> said = ask(items);
      for (size_t b = 0; b < items.size(); b++) {
        Sentence& s = raw[items[b].s - raw.data()];
        for (int t = 0; t < s.n; t++) {
          s.tag[t] = best(&said[b].tag[(size_t)t * TP], nets[0].s.tags);
          s.head[t] = best(&said[b].arc[(size_t)t * (s.n + 1)], s.n + 1);
        }
      }
      said = ask(items);  // once more, for the relations at these heads
      for (size_t b = 0; b < items.size(); b++) {
        Sentence& s = raw[items[b].s - raw.data()];
        if (!isTree(s)) continue;
        for (int t = 0; t < s.n; t++) s.relation[t] = best(&said[b].relation[(size_t)t * RP], nets[0].s.relations);
        to.push_back(s);
        known[&to.back()] = std::move(said[b]);
      }
    }
  }

  static bool isTree(const Sentence& s) {
    int roots = 0;
    for (int i = 0; i < s.n; i++) {
      roots += s.head[i] == 0;
      int at = i + 1;
      for (int steps = 0; at > 0; at = s.head[at - 1]) if (++steps > s.n) return false;
    }
    return roots == 1;
  }
};
