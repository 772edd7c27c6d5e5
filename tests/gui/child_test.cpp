#include "gui/client/child_client.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QThread>

#include <memory>

using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

struct Fixture {
  QTemporaryDir folder;
  QThread thread;
  std::unique_ptr<ChildClient> client;
  std::vector<ChildOutcome> outcomes;
  ChildProgress last;

  Fixture() {
    thread.start();
    client = std::make_unique<ChildClient>(thread);
    QObject::connect(client.get(), &ChildClient::ended, [this](const ChildOutcome& outcome) { outcomes.push_back(outcome); });
    QObject::connect(client.get(), &ChildClient::progressed, [this](const ChildProgress& progress) { last = progress; });
  }
  ~Fixture() {
    thread.quit();
    thread.wait();
  }
  ChildOutcome play(const QString& body, bool stream = true) {
    client->start({{}, stream, script(folder, "child", body)});
    REQUIRE(wait_for([this] { return !client->running(); }));
    REQUIRE(outcomes.size() == 1);
    return outcomes.front();
  }
};

constexpr const char* good_end = R"(echo '{"kind":"hello","run":0,"seq":0,"t":0,"seed":1}'; echo '{"kind":"result","run":-1,"seq":0,"t":5,"result":{"goodput":0.5}}')";

} // namespace

TEST_CASE_METHOD(Fixture, "a child that plays well gives its result") {
  const ChildOutcome outcome = play(good_end);
  CHECK(outcome.end == ChildOutcome::End::finished);
  CHECK(outcome.message.isEmpty());
  REQUIRE(outcome.document);
  CHECK((*outcome.document)["goodput"] == 0.5);
}

TEST_CASE_METHOD(Fixture, "a child that crashes is told as such, with its last words") {
  const ChildOutcome outcome = play("echo '{\"kind\":\"hello\",\"run\":0,\"seq\":0,\"t\":0,\"seed\":1}'; echo 'archipelago: out of luck' >&2; kill -SEGV $$");
  CHECK(outcome.end == ChildOutcome::End::crashed);
  CHECK(outcome.message.contains("crashed"));
  CHECK(outcome.message.contains("out of luck"));
}

TEST_CASE_METHOD(Fixture, "a child that prints garbage ends in a message that shows it") {
  const ChildOutcome outcome = play("echo 'hello world'; printf '\\001\\377{]\\n'; echo '[1,2]'; echo '{\"kind\":7}'");
  CHECK(outcome.end == ChildOutcome::End::failed);
  CHECK(outcome.message.contains("without a result"));
  CHECK(outcome.message.contains("4 lines were no records"));
  CHECK(outcome.message.contains("hello world"));
}

TEST_CASE_METHOD(Fixture, "garbage between records is counted and does not hide the result") {
  const ChildOutcome outcome = play(QString("echo noise; ") + good_end);
  CHECK(outcome.end == ChildOutcome::End::finished);
  CHECK(outcome.document);
  CHECK(last.garbage == 1);
}

TEST_CASE_METHOD(Fixture, "a child that hangs is silent, can be cancelled, and is killed if it will not listen") {
  client->start({{}, true, script(folder, "child", "trap '' TERM; echo '{\"kind\":\"hello\",\"run\":0,\"seq\":0,\"t\":0,\"seed\":1}'; while :; do sleep 0.1; done")});
  REQUIRE(wait_for([this] { return last.silent_s > 0.3; }));
  client->cancel();
  REQUIRE(wait_for([this] { return !client->running(); }));
  CHECK(outcomes.front().end == ChildOutcome::End::cancelled);
}

TEST_CASE_METHOD(Fixture, "a program that is not there is said") {
  client->start({{}, true, folder.filePath("nothing")});
  REQUIRE(wait_for([this] { return !client->running(); }));
  CHECK(outcomes.front().end == ChildOutcome::End::not_started);
  CHECK(outcomes.front().message.contains("Cannot start"));
}

TEST_CASE_METHOD(Fixture, "what an earlier job still says is dropped") {
  client->start({{}, true, script(folder, "slow", QString("sleep 0.3; ") + good_end)});
  client->start({{}, true, script(folder, "quick", R"(echo '{"kind":"result","run":-1,"seq":0,"t":5,"result":{"goodput":0.9}}')")});
  REQUIRE(wait_for([this] { return !client->running(); }));
  wait_for([] { return false; }, 600);
  REQUIRE(outcomes.size() == 1);
  CHECK((*outcomes.front().document)["goodput"] == 0.9);
}

TEST_CASE_METHOD(Fixture, "a flood of marks is counted whole, kept in bounds, and ends") {
  const ChildOutcome outcome = play("i=0; line='{\"kind\":\"mark\",\"run\":0,\"seq\":1,\"t\":1,\"mark\":\"slice lost\",\"learner\":\"a\"}'\n"
                                    "block=\"$line\"; for k in 1 2 3 4 5 6 7 8 9 10; do block=\"$block\n$block\"; done\n"
                                    "while [ $i -lt 100 ]; do printf '%s\\n' \"$block\"; i=$((i+1)); done\n" + QString(good_end));
  CHECK(outcome.end == ChildOutcome::End::finished);
  CHECK(last.marks == 102400);
  CHECK(last.garbage == 0);
}

TEST_CASE_METHOD(Fixture, "an exit code becomes words") {
  CHECK(play("echo 'archipelago: x.json:3:1: no such key' >&2; exit 3").message.contains("no such key"));
}
