import { safeAddress } from "./link.js";

/**
 * @typedef {string | Node | null | false | undefined} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 */

/**
 * Makes an element. Text becomes text nodes, never markup; an unsafe address is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes] functions are listeners of the event they are named by
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function node(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else setAttribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * A button with an icon, words or both. It never submits by accident.
 * @param {Attributes} attributes
 * @param {...Child} children
 * @returns {HTMLButtonElement}
 */
export function button(attributes, ...children) {
  return node("button", { type: "button", ...attributes }, ...children);
}

/**
 * @param {string} text read by screen readers, not shown
 * @returns {HTMLSpanElement}
 */
export function spoken(text) {
  return node("span", { class: "spoken" }, text);
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | number | boolean | null | undefined} value
 */
function setAttribute(element, name, value) {
  const kept = name === "href" ? safeAddress(String(value)) : value;
  if (kept === null || kept === undefined || kept === false) return;
  element.setAttribute(name, kept === true ? "" : String(kept));
}
