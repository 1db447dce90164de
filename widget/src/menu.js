import { disclosure } from "./contact.js";
import { icon } from "./icon.js";
import { button, node } from "./node.js";

/** @typedef {import("./chat.js").Chat} Chat */

/**
 * What a patient can do with the conversation as a whole.
 * @param {Chat} chat
 * @returns {HTMLElement}
 */
export function menu(chat) {
  const { words, conversation } = chat;
  return disclosure(words.menu, icon("menu"), (close) => {
    const question = deletion(chat, close);
    const ask = () => (question.hidden = false, question.querySelector("button")?.focus());
    return [
      button({ class: "plain", click: () => (conversation.restart(), close()) }, words.newChat),
      button({ class: "plain", click: () => (download(chat), close()) }, words.transcript),
      button({ class: "plain", click: ask }, words.forget),
      question,
    ];
  }, "bare");
}

/**
 * @param {Chat} chat
 * @param {() => void} close
 * @returns {HTMLElement} asks before it deletes
 */
function deletion({ words, conversation, announce }, close) {
  const failed = node("p", { class: "failed" });
  const hide = () => (box.hidden = true, failed.textContent = "", close());
  const forget = async () => {
    try {
      await conversation.forget();
      hide();
    } catch {
      failed.textContent = words.forgetFailed;
      announce(words.forgetFailed);
    }
  };
  const box = node(
    "div",
    { class: "confirm", role: "group", "aria-label": words.forget, hidden: true },
    node("p", { id: "forget-question" }, words.forgetQuestion),
    button({ class: "quiet", "aria-describedby": "forget-question", click: hide }, words.cancel),
    button({ class: "danger", click: forget }, words.forgetConfirm),
    failed,
  );
  return box;
}

/**
 * @param {Chat} chat
 */
async function download({ words, conversation, announce }) {
  try {
    const address = URL.createObjectURL(await conversation.transcript());
    const link = document.createElement("a");
    link.href = address;
    link.download = words.transcriptFile;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } catch {
    announce(words.transcriptFailed);
  }
}
