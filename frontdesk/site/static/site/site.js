// The page's own buttons that open the chat. They are shown only where there is a chat to open.
const chat = document.querySelector("needlewise-chat");

customElements.whenDefined("needlewise-chat").then(() => {
  for (const opener of document.querySelectorAll("[data-opens-chat]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      chat.open = true;
    });
  }
});
