import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Conversation } from "../src/conversation.js";
import { DeskError } from "../src/desk.js";
import { Memory } from "../src/memory.js";

const CONFIG = { name: "Clinic", suggestions: [], limits: { characters: 2_000 } };
const answer = (/** @type {string} */ id) => ({ id, kind: "answer", suggestions: [] });
const settled = async () => {
  for (let round = 0; round < 20; round += 1) await Promise.resolve();
};

/** A front desk that replies by a script: each entry is a reply or an error. */
function scripted(/** @type {any[]} */ replies, history = []) {
  const sent = /** @type {any[]} */ ([]);
  let sessions = 0;
  const send = async (/** @type {string} */ token, /** @type {any} */ body, /** @type {any} */ onAnswer) => {
    sent.push({ token, ...body });
    const reply = replies.shift() ?? { answers: [answer(`to ${body.id}`)], pending: false };
    if (reply instanceof Error) throw reply;
    reply.answers.forEach(onAnswer);
    return reply;
  };
  const desk = {
    config: async () => CONFIG,
    session: async () => ({ token: `token ${(sessions += 1)}` }),
    history: async () => history,
    forget: async () => undefined,
    send,
  };
  return { desk, sent };
}

async function opened(/** @type {any[]} */ replies, memory = new Memory("")) {
  const { desk, sent } = scripted(replies);
  const conversation = new Conversation(/** @type {any} */ (desk), memory, () => {});
  await conversation.open();
  return { conversation, sent, memory };
}

test("a message is sent under a UUID and answered", async () => {
  const { conversation, sent, memory } = await opened([]);
  conversation.say("Does it hurt?");
  await settled();
  assert.match(sent[0].id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(conversation.state.turns[0]?.answers.length, 1);
  assert.deepEqual(memory.kept.outgoing, []);
});

test("opening the chat starts no session", async () => {
  const { memory } = await opened([]);
  assert.equal(memory.kept.token, "");
});

test("a choice is sent as a choice, a starter as its title", async () => {
  const { conversation, sent } = await opened([]);
  conversation.choose({ title: "How many?", choice: "opaque" });
  await settled();
  conversation.choose({ title: "Is it safe?", topic: "is_it_safe" });
  await settled();
  assert.equal(sent[0].choice, "opaque");
  assert.equal(sent[1].text, "Is it safe?");
});

test("a lost message is sent again under its id", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { conversation, sent } = await opened([new DeskError(0), new DeskError(503)]);
  conversation.say("Hello");
  await settled();
  assert.equal(conversation.state.trouble, "lost");
  mock.timers.tick(1_000);
  await settled();
  mock.timers.tick(2_000);
  await settled();
  mock.timers.reset();
  assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
  assert.equal(sent.length, 3);
  assert.equal(conversation.state.trouble, null);
  assert.equal(conversation.state.turns[0]?.answers.length, 1);
});

test("a busy front desk is left alone as long as it asks", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { conversation, sent } = await opened([new DeskError(429, 20_000)]);
  conversation.say("Hello");
  await settled();
  assert.equal(conversation.state.trouble, "busy");
  mock.timers.tick(19_000);
  await settled();
  assert.equal(sent.length, 1);
  mock.timers.tick(1_000);
  await settled();
  mock.timers.reset();
  assert.equal(sent.length, 2);
});

test("a pending answer takes the notice's place, and others need not wait", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const notice = { answers: [answer("notice")], pending: true };
  const { conversation, sent } = await opened([notice]);
  conversation.say("First");
  await settled();
  conversation.say("Second");
  await settled();
  assert.deepEqual(conversation.state.turns.map(({ status }) => status), ["pending", "sent"]);
  mock.timers.tick(2_000);
  await settled();
  mock.timers.reset();
  assert.equal(sent.length, 3);
  assert.equal(sent[2].id, sent[0].id);
  assert.deepEqual(conversation.state.turns[0]?.answers.map(({ id }) => id), [`to ${sent[0].id}`]);
});

test("an ended session is renewed and the message sent again", async () => {
  const { conversation, sent, memory } = await opened([null, new DeskError(401)].filter(Boolean));
  memory.keep({ token: "old" });
  conversation.say("Hello");
  await settled();
  assert.deepEqual(sent.map(({ token }) => token), ["old", "token 1"]);
  assert.equal(conversation.state.note, "ended");
  assert.equal(conversation.state.turns[0]?.answers.length, 1);
});

test("a refused message is not sent again", async () => {
  const { conversation, sent, memory } = await opened([new DeskError(413)]);
  conversation.say("Too long");
  await settled();
  assert.equal(conversation.state.refused?.text, "Too long");
  assert.equal(conversation.state.turns[0]?.status, "failed");
  assert.equal(sent.length, 1);
  assert.deepEqual(memory.kept.outgoing, []);
});

test("a message left unsent by the last page is sent by this one", async () => {
  const memory = new Memory("");
  memory.keep({ token: "token", outgoing: [{ id: "m1", title: "Hello", body: { text: "Hello" } }] });
  const { conversation, sent } = await opened([], memory);
  await settled();
  assert.equal(sent[0].id, "m1");
  assert.equal(conversation.state.turns.length, 1);
  assert.equal(conversation.state.turns[0]?.answers.length, 1);
});

test("a front desk that can't be reached is said to be so, and tried again", async () => {
  const { desk } = scripted([]);
  const broken = { ...desk, config: async () => Promise.reject(new DeskError(0)) };
  const conversation = new Conversation(/** @type {any} */ (broken), new Memory(""), () => {});
  await conversation.open();
  assert.equal(conversation.state.phase, "unreachable");
  broken.config = desk.config;
  conversation.retry();
  await settled();
  assert.equal(conversation.state.phase, "ready");
});

test("a conversation that the clinic did not erase is not said to be forgotten", async () => {
  const { desk } = scripted([]);
  const memory = new Memory("");
  const refusing = { ...desk, forget: async () => Promise.reject(new DeskError(401)) };
  const conversation = new Conversation(/** @type {any} */ (refusing), memory, () => {});
  await conversation.open();
  memory.keep({ token: "expired" });
  await assert.rejects(conversation.forget(), DeskError);
  assert.equal(conversation.state.note, null);
  assert.equal(memory.kept.token, "expired");
});

test("a forgotten conversation leaves nothing", async () => {
  const { conversation, memory } = await opened([]);
  conversation.say("Hello");
  await settled();
  await conversation.forget();
  assert.deepEqual(conversation.state.turns, []);
  assert.equal(memory.kept.token, "");
  assert.equal(conversation.state.note, "forgotten");
});
