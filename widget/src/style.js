import text from "./style/index.css";

/**
 * Gives a shadow root its style in a way that a strict content security policy allows.
 * @param {ShadowRoot} root
 */
export function dress(root) {
  if ("adoptedStyleSheets" in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  // Safari before 16.4; there the page's policy must allow styles.
  const style = document.createElement("style");
  style.textContent = text;
  /** @type {ShadowRoot} */ (root).append(style);
}
