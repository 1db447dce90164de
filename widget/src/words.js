/**
 * Every word that the element itself says. Clinical words come from the front desk only.
 * Braces stand for what is filled in. A page can replace words: `element.words = {send: "Go"}`.
 */
const ENGLISH = {
  launcher: "Ask a question",
  launcherNews: "{count} new",
  closeLabel: "Close the chat",
  assistant: "Automated assistant",
  conversation: "Conversation",
  messages: "Messages",
  youSaid: "You said:",
  assistantSaid: "Assistant said:",

  emergency: "Emergency {number}",
  emergencyLabel: "In an emergency, call {number}",
  person: "Talk to a person",
  personCall: "Call {phone}",
  personAsk: "Ask for a person here",
  personMessage: "I would like to talk to a person",

  noticeTitle: "Before you start",
  inputLabel: "Your question",
  inputHint: "Ask about dry needling…",
  send: "Send",
  privacy: "Please share personal details only if we ask for them.",
  tooLong: "{count} characters too long",
  charactersLeft: "{count} characters left",
  restoring: "Opening the chat…",
  answering: "The assistant is writing…",
  waiting: "We have your message. The answer will appear here.",
  jump: "New answer",

  emergencyTitle: "Please get help now",
  call: "Call {number}",
  callClinic: "Call the clinic: {number}",
  clarificationTitle: "Did you mean…",
  limitsTitle: "For you and your clinician",
  suggestions: "You could ask",
  chosen: "(chosen)",
  more: "Tell me more",
  guidance: "What public guidance says",
  sources: "Sources",
  source: "Source {numbers}",
  profile: "The clinic’s own details",
  section: "Section “{section}”",
  paragraph: "paragraph {number}",
  reviewed: "Reviewed {date}",
  newTab: "(opens in a new tab)",

  helpful: "Did this help?",
  yes: "Yes, this helped",
  no: "No, this did not help",
  comment: "What could be better? (optional)",
  sendComment: "Send comment",
  thanks: "Thank you.",
  feedbackFailed: "That could not be sent. Please try again.",

  menu: "Chat options",
  newChat: "Start a new chat",
  transcript: "Download this chat",
  forget: "Delete this chat",
  forgetQuestion: "Delete what was said in this chat, here and at the clinic? This can’t be undone.",
  forgetConfirm: "Delete",
  cancel: "Keep it",
  forgotten: "This chat was deleted.",
  forgetFailed: "The chat could not be deleted. Please try again, or call us.",
  transcriptFailed: "The chat could not be downloaded. Please try again.",
  transcriptFile: "chat-with-the-clinic.txt",

  lost: "No connection. Your message is kept, and we keep trying.",
  busy: "Many people are writing just now. Your message is kept and will be sent shortly.",
  retryNow: "Try now",
  refused: "This message could not be sent: {reason}",
  refusedTooLong: "it is too long.",
  refusedOther: "please write it in other words, or call us.",
  editMessage: "Write it again",
  ended: "The earlier chat had ended, so this is a new one.",
  offlineTitle: "The assistant can’t be reached just now",
  offlineText: "You can still call us. In an emergency, don’t wait for this chat.",
  tryAgain: "Try again",
};

/** @typedef {typeof ENGLISH} Words */

/** @type {Record<string, Words>} */
const LANGUAGES = { en: ENGLISH };

/**
 * @param {string} language a language tag such as "en-GB"
 * @param {Partial<Words>} replaced
 * @returns {Words}
 */
export function wordsFor(language, replaced) {
  const words = LANGUAGES[language.toLowerCase().split("-")[0] ?? "en"] ?? ENGLISH;
  return { ...words, ...replaced };
}

/**
 * @param {string} text with names in braces
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
