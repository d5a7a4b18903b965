/* Small things that every part of the chart needs: elements, days in words, keys that stay here. */

const SVG = "http://www.w3.org/2000/svg";
const DAY_MS = 86400000;

function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function draw(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children); // texts become text nodes, never markup
  return element;
}

function written(day) {
  return new Date(day * DAY_MS).toLocaleDateString("en-GB", {
    day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
  });
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

/** JupyterLab moves from cell to cell by keys that the chart needs; commands stay JupyterLab's. */
function keepKeys(event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
  if (!isCommand && event.key !== "Tab") event.stopPropagation();
}
