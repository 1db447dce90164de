const SVG = "http://www.w3.org/2000/svg";

/** Drawn on a grid of 24 by 24 with round strokes. */
const PATHS = {
  chat: "M4 5.5h16v11H11l-4.5 3.5v-3.5H4z M8 9.5h8 M8 12.7h5",
  close: "M6 6l12 12 M18 6L6 18",
  down: "M12 5v14 M6 13l6 6 6-6",
  menu: "M5 12h.01 M12 12h.01 M19 12h.01",
  person: "M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5",
  phone: "M6.5 4h3l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5v3c0 1-.8 1.8-1.8 1.7C11.3 18.7 5.3 12.7 4.8 5.8 4.7 4.8 5.5 4 6.5 4z",
  send: "M12 19V5 M6 11l6-6 6 6",
  thumb: "M7 10v9.5H4.5V10z M7 11l4.5-7c1.6 0 2.3 1 2.1 2.5L13 10h5a2 2 0 0 1 2 2.4l-1.1 5.5a2 2 0 0 1-1.9 1.6H7",
  warning: "M12 4L2.8 20h18.4z M12 10v4.5 M12 17.3h.01",
};

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGSVGElement} decoration: its button or heading has the words
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
