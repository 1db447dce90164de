import { NeedlewiseChat } from "./element.js";

const script = document.currentScript;

if (script instanceof HTMLScriptElement && script.src) {
  NeedlewiseChat.server = new URL(script.src).origin;
}
if (!customElements.get("needlewise-chat")) {
  customElements.define("needlewise-chat", NeedlewiseChat);
}
