// A labelled range and its number.  The input is the browser's own: its keys, its touch, its name.

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "aatu-slider";
  const label = document.createElement("label");
  const words = document.createElement("span");
  const range = document.createElement("input");
  range.type = "range";
  const number = document.createElement("span"); // for the eye; a reader hears the range itself
  number.className = "aatu-slider-value";
  number.ariaHidden = "true";
  label.append(words, range);
  root.append(label, number);
  el.append(root);

  const show = () => {
    words.textContent = model.get("description");
    words.style.width = model.get("label_width");
    range.title = model.get("tooltip");
    range.min = model.get("min");
    range.max = model.get("max");
    range.value = model.get("value");
    const plain = String(model.get("value")).replace("-", "\u2212");
    const text = model.get("labels")[model.get("value") - model.get("min")] ?? plain;
    number.textContent = text;
    const longest = Math.max(0, ...model.get("labels").map((one) => one.length));
    number.style.minWidth = `${longest}ch`; // so that nothing moves while it changes
    range.setAttribute("aria-valuetext", text);
  };
  range.addEventListener("input", () => {
    model.set("value", Number(range.value));
    model.save_changes();
  });
  range.addEventListener("keydown", (event) => {
    // JupyterLab would move to the next cell; Ctrl+S and Shift+Enter stay JupyterLab's
    const isCommand = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (!isCommand) event.stopPropagation();
  });
  model.on("change", show);
  show();
  return () => model.off("change", show);
}

export default { render };
