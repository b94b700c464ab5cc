// Trains the neural tagger and parser on one core: main DATA OUT [name=value ...]; prints dev figures as it goes.
// init=FILE starts from weights, init=teacher from the first teacher's heaviest units, teacher=FILE:hidden:arc:add:mul adds a teacher, dump=FILE only answers set 1.
// raw=N says that set N is text without trees: the teachers read it, and a portion of
// it is learned beside set 0 in each epoch.
// OUT gets every parameter as 32-bit floats: the learned rows first, then the blocks of `Layout` in order, unpadded.
#include <algorithm>
#include <chrono>
#include <map>
#include "narrow.h"
#include "teachers.h"

static double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

using Batch = std::vector<Item>;

constexpr int LONGEST = 160;  // longer sentences are not learned from

// Sentences of like length together, about `tokens` in a batch; without `r` in plain order of length.
static std::vector<Batch> batches(std::vector<Item> items, int tokens, Random* r) {
  std::vector<std::pair<float, Item>> keyed;
  for (auto& item : items) keyed.push_back({item.n * (r ? 0.8f + 0.4f * r->unit() : 1.0f), item});
  std::stable_sort(keyed.begin(), keyed.end(), [](auto& a, auto& b) { return a.first < b.first; });
  std::vector<Batch> all;
  int sum = 0;
  for (auto& [key, item] : keyed) {
    if (all.empty() || sum + item.n > tokens) { all.push_back({}); sum = 0; }
    all.back().push_back(item);
    sum += item.n;
  }
  for (auto& batch : all) std::stable_sort(batch.begin(), batch.end(), [](const Item& a, const Item& b) { return a.n > b.n; });
  if (r) for (size_t i = all.size(); i > 1; i--) std::swap(all[i - 1], all[r->below((int)i)]);
  return all;
}

static const std::vector<Batch> plainBatches(const std::vector<Sentence>& set) {
  std::vector<Item> items;
  for (auto& s : set) items.push_back({&s, s.n, 0, {}});
  return batches(items, 2000, nullptr);
}

static Scores evaluate(Net& net, const std::vector<Sentence>& set) {
  Scores scores;
  for (auto& batch : plainBatches(set)) net.run(batch, nullptr, Rates(), scores);
  return scores;
}

// Adam with bias correction over a range of parameters.
static void adam(float* p, float* g, float* m, float* v, size_t n, float rate, float b1, float b2, float fix1, float fix2, float clip) {
  for (size_t i = 0; i < n; i++) {
    const float d = g[i] * clip;
    m[i] = b1 * m[i] + (1 - b1) * d;
    v[i] = b2 * v[i] + (1 - b2) * d * d;
    p[i] -= rate * (m[i] * fix1) / (std::sqrt(v[i] * fix2) + 1e-8f);
    g[i] = 0;
  }
}

static void write(const Net& net, const char* path) {
  FILE* f = fopen(path, "wb");
  if (!f) { fprintf(stderr, "cannot write %s\n", path); exit(2); }
  fwrite(net.e.data(), 4, net.e.size(), f);
  for (auto& b : net.at.blocks) fwrite(&net.p[b.at], 4, b.rows * b.cols, f);
  fclose(f);
}

static void read(Net& net, const std::string& path) {
  FILE* f = fopen(path.c_str(), "rb");
  size_t got = f ? fread(net.e.data(), 4, net.e.size(), f) : 0, want = net.e.size();
  for (auto& b : net.at.blocks) { got += f ? fread(&net.p[b.at], 4, b.rows * b.cols, f) : 0; want += b.rows * b.cols; }
  if (got != want || fgetc(f) != EOF) { fprintf(stderr, "%s holds no weights of this shape\n", path.c_str()); exit(2); }
  fclose(f);
}

// For the parity test: tag, greedy head and relation of every token of set 1, as 32-bit integers.
static void dump(Net& net, const std::vector<Sentence>& set, const std::string& path) {
  FILE* f = fopen(path.c_str(), "wb");
  if (!f) { fprintf(stderr, "cannot write %s\n", path.c_str()); exit(2); }
  Scores unused;
  for (auto& s : set) {
    net.run({{&s, s.n, 0, {}}}, nullptr, Rates(), unused);
    for (int i = 0; i < s.n; i++) {
      const int answer[3] = {net.predTag[i], net.predHead[i], net.predRel[i]};
      fwrite(answer, 4, 3, f);
    }
  }
  fclose(f);
}

int main(int argc, char** argv) {
  if (argc < 3) { fprintf(stderr, "usage: main DATA OUT [name=value ...]\n"); return 2; }
  std::map<std::string, double> opt = {{"epochs", 20}, {"rate", 0.002}, {"batch", 700}, {"seed", 1}, {"hidden", 128}, {"embed", 96}, {"arc", 96},
    {"add", 48}, {"mul", 48}, {"input", 0.25}, {"layer", 0.33}, {"recurrent", 0.2}, {"mlp", 0.33}, {"word", 0.15}, {"vector", 0.1},
    {"dress", 0.08}, {"chop", 0.06}, {"average", 0.98}, {"minutes", 1e9}, {"every", 1}, {"share", 0.6}, {"swap", 0}, {"raw", 0}, {"portion", 0.4}, {"stop", 1e9}};
  std::string init, answers;
  std::vector<std::string> teacherFiles;  // teacher=FILE:hidden:arc:add:mul
  for (int i = 3; i < argc; i++) {
    const std::string a = argv[i];
    const size_t eq = a.find('=');
    if (a.rfind("init=", 0) == 0) { init = a.substr(5); continue; }
    if (a.rfind("dump=", 0) == 0) { answers = a.substr(5); continue; }
    if (a.rfind("teacher=", 0) == 0) { teacherFiles.push_back(a.substr(8)); continue; }
    if (eq == std::string::npos || !opt.count(a.substr(0, eq))) { fprintf(stderr, "unknown option %s\n", argv[i]); return 2; }
    opt[a.substr(0, eq)] = atof(a.c_str() + eq + 1);
  }
  const Data data = readData(argv[1]);
  Shape shape;
  shape.hidden = opt["hidden"]; shape.embed = opt["embed"]; shape.arc = opt["arc"]; shape.add = opt["add"]; shape.mul = opt["mul"];
  shape.vectorDim = data.vectorDim; shape.tags = data.tags; shape.relations = data.relations; shape.rows = data.rows;
  Net net(shape, data);
  Random r{(uint64_t)opt["seed"] * 7919};
  net.init(r);
  if (!init.empty() && init != "teacher") read(net, init);
  if (!answers.empty()) { dump(net, data.sets.at(1), answers); return 0; }
  Teachers teachers;
  for (auto& t : teacherFiles) {
    const size_t colon = t.find(':');
    Shape own = shape;
    if (colon == std::string::npos || sscanf(t.c_str() + colon, ":%d:%d:%d:%d", &own.hidden, &own.arc, &own.add, &own.mul) != 4) {
      fprintf(stderr, "teacher=%s: expected FILE:hidden:arc:add:mul\n", t.c_str());
      return 2;
    }
    teachers.nets.emplace_back(own, data);
    read(teachers.nets.back(), t.substr(0, colon));
  }
  if (init == "teacher") {
    if (teachers.nets.empty() || teachers.nets[0].s.hidden < shape.hidden || teachers.nets[0].s.arc < shape.arc ||
        teachers.nets[0].s.add < shape.add || teachers.nets[0].s.mul < shape.mul) {
      fprintf(stderr, "init=teacher: expected a teacher at least as wide\n");
      return 2;
    }
    Narrowing{teachers.nets[0], net}.run();
  }
  const double start = seconds();
  std::vector<Sentence> learned;  // the sentences of set 0 and, after them, those the teachers read
  const size_t raw = opt["raw"];
  if (raw > 0 && (teachers.nets.empty() || raw >= data.sets.size())) {
    fprintf(stderr, "raw=%zu: expected the number of a set, and a teacher to read it\n", raw);
    return 2;
  }
  learned.reserve(data.sets[0].size() + (raw > 0 ? data.sets[raw].size() : 0));
  for (auto& s : data.sets[0]) if (s.n <= LONGEST) learned.push_back(s);
  const size_t gold = learned.size();
  if (!teachers.nets.empty()) teachers.remember(plainBatches(learned));
  if (raw > 0) {
    teachers.label(data.sets[raw], plainBatches, learned);
    printf("read %zu sentences of %zu, %.0f s\n", learned.size() - gold, data.sets[raw].size(), seconds() - start);
    fflush(stdout);
  }
  // words by tag, for swapping: as often as they occur
  std::vector<std::vector<int>> byTag(data.tags);
  for (auto& s : data.sets[0]) for (int i = 0; i < s.n; i++) byTag[s.tag[i]].push_back(s.type[0][i]);
  for (auto& types : byTag) {
    std::vector<int> distinct = types;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    if (distinct.size() < 400) types.clear();  // a closed class: its words are not exchangeable
    else types.insert(types.end(), distinct.begin(), distinct.end());
  }
  const Rates rates{(float)opt["input"], (float)opt["layer"], (float)opt["recurrent"], (float)opt["mlp"], (float)opt["word"], (float)opt["vector"]};
  std::vector<float> m(net.p.size()), v(net.p.size()), em(net.e.size()), ev(net.e.size()), avgP = net.p, avgE = net.e;
  const float b1 = 0.9f, b2 = 0.98f;
  long step = 0;
  const int epochs = opt["epochs"];
  double done = 0;  // share of the schedule
  for (int epoch = 1; epoch <= epochs; epoch++) {
    std::vector<Item> items;
    for (size_t at = 0; at < learned.size(); at++) {
      const Sentence& s = learned[at];
      if (at >= gold && r.unit() >= opt["portion"]) continue;
      Item item{&s, s.n, 0, {}};
      if (r.unit() < opt["dress"]) item.dress = 1 + r.below(3);
      // now and then the last stop goes, as in headlines
      if (s.n > 3 && r.unit() < opt["chop"]) {
        bool leaf = true;
        for (int i = 0; i < s.n; i++) leaf = leaf && s.head[i] != s.n;
        if (leaf && s.relation[s.n - 1] == 0) item.n = s.n - 1;  // relation 0, the most frequent, is punct
      }
      if (at < gold && item.dress == 0 && opt["swap"] > 0 && r.unit() < opt["swap"]) {
        item.swapped = s.type[0];
        for (int i = 0; i < s.n; i++) {
          const auto& words = byTag[s.tag[i]];
          if (!words.empty() && r.unit() < 0.2f) item.swapped[i] = words[r.below((int)words.size())];
        }
      }
      items.push_back(std::move(item));
    }
    Scores train;
    const auto all = batches(items, opt["batch"], &r);
    for (size_t k = 0; k < all.size(); k++) {
      Soft soft;
      if (!teachers.nets.empty()) {
        soft = teachers.of(all[k]);
        net.soft = &soft;
        net.share = opt["share"];
      }
      net.run(all[k], &r, rates, train);
      net.soft = nullptr;
      step++;
      done = (epoch - 1 + (double)k / all.size()) / epochs;
      const float warm = step < 300 ? step / 300.0f : 1;
      const float rate = opt["rate"] * warm * (0.02 + 0.98 * 0.5 * (1 + std::cos(3.14159265 * done)));
      const float fix1 = 1 / (1 - std::pow(b1, step)), fix2 = 1 / (1 - std::pow(b2, step));
      double norm = 0;
      for (float x : net.g) norm += (double)x * x;
      for (int id : net.touched) for (int j = 0; j < shape.embed; j++) { const float x = net.ge[(size_t)id * shape.embed + j]; norm += (double)x * x; }
      norm = std::sqrt(norm);
      const float clip = norm > 2 ? 2 / norm : 1;
      adam(net.p.data(), net.g.data(), m.data(), v.data(), net.p.size(), rate, b1, b2, fix1, fix2, clip);
      for (int id : net.touched) {
        const size_t o = (size_t)id * shape.embed;
        adam(&net.e[o], &net.ge[o], &em[o], &ev[o], shape.embed, rate, b1, b2, fix1, fix2, clip);
        net.isTouched[id] = 0;
      }
      net.touched.clear();
      if (step % 10 == 0) {
        const float keep = std::min((double)opt["average"], step / 10.0 / (step / 10.0 + 10));
        for (size_t i = 0; i < avgP.size(); i++) avgP[i] = net.p[i] + keep * (avgP[i] - net.p[i]);
        for (size_t i = 0; i < avgE.size(); i++) avgE[i] = net.e[i] + keep * (avgE[i] - net.e[i]);
      }
    }
    printf("epoch %d  %.0f s  loss %.4f  train tag %.2f uas %.2f las(gold head) %.2f", epoch, seconds() - start, train.loss / train.tokens,
      100 * train.tags / train.tokens, 100 * train.heads / train.tokens, 100 * train.labels / train.tokens);
    if (epoch % (int)opt["every"] == 0 || epoch == epochs) {
      std::swap(avgP, net.p); std::swap(avgE, net.e);
      for (size_t k = 1; k < data.sets.size(); k++) {
        if (k == raw) continue;
        const Scores x = evaluate(net, data.sets[k]);
        printf("  | dev%zu tag %.2f uas %.2f las %.2f", k, 100 * x.tags / x.tokens, 100 * x.heads / x.tokens, 100 * x.labels / x.tokens);
      }
      write(net, argv[2]);
      std::swap(avgP, net.p); std::swap(avgE, net.e);
    }
    printf("\n");
    fflush(stdout);
    if (epoch >= opt["stop"] || seconds() - start > opt["minutes"] * 60) break;
  }
  return 0;
}
