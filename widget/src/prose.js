import { segments } from "./link.js";
import { node } from "./node.js";

/**
 * Text as nodes, with links where it names a page, an address or a telephone number.
 * @param {string} text
 * @param {import("./link.js").Dialling} dialling
 * @returns {(string | HTMLElement)[]}
 */
export function prose(text, dialling) {
  return segments(text, dialling).map((segment) => {
    if (!segment.address) return segment.text;
    const isPage = /^https/i.test(segment.address);
    const page = isPage ? { target: "_blank", rel: "noopener noreferrer" } : { dir: "ltr" };
    return node("a", { href: segment.address, ...page }, segment.text);
  });
}
