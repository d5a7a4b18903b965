// JupyterLab moves from cell to cell by keys that a list, a radio button or a slider needs itself.
// Inside the box that this stands in, those keys stay with the control that has the focus.

const OWN = new Set([
  "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "End", "Enter", "Home", "PageDown", "PageUp", " ",
]);

function keepKeys(event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
  if (!isCommand && (OWN.has(event.key) || event.key.length === 1)) event.stopPropagation();
}

function render({ el }) {
  el.classList.add("aatu-keys");
  let box = null;
  let frame = requestAnimationFrame(function find() {
    box = el.parentElement?.closest(".widget-vbox") ?? null; // not there before it is attached
    if (box) box.addEventListener("keydown", keepKeys);
    else frame = requestAnimationFrame(find);
  });
  return () => {
    cancelAnimationFrame(frame);
    box?.removeEventListener("keydown", keepKeys);
  };
}

export default { render };
