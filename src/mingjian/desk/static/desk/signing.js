// 签名栏: what is written with finger, pen or mouse becomes strokes of [x, y, milliseconds], x and
// y between 0 and 1. They go into the form's own hidden field; nothing is sent before the form is.
(() => {
  "use strict";
  const canvas = document.querySelector("[data-signing-field]");
  if (!canvas) return;
  const form = canvas.closest("form");
  const field = form.querySelector("[data-strokes]");
  const told = form.querySelector("[data-signing-told]");
  const ink = canvas.getContext("2d");
  const MOST = 6000;
  let strokes = [];
  let began = null;
  let pen = null;

  const read = () => {
    try {
      const found = JSON.parse(field.value || "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  };
  const count = () => strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  const draw = () => {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    ink.lineWidth = 7;
    ink.lineCap = "round";
    ink.lineJoin = "round";
    ink.strokeStyle = "#1d2129";
    strokes.forEach((stroke) => {
      ink.beginPath();
      stroke.forEach(([x, y], index) =>
        ink[index ? "lineTo" : "moveTo"](x * canvas.width, y * canvas.height),
      );
      if (stroke.length === 1) ink.lineTo(stroke[0][0] * canvas.width, stroke[0][1] * canvas.height);
      ink.stroke();
    });
  };
  const keep = () => {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    told.textContent = strokes.length ? `已书写 ${strokes.length} 笔。` : "还没有书写。";
  };
  const within = (value) => Math.round(Math.min(1, Math.max(0, value)) * 10000) / 10000;
  const add = (event) => {
    if (count() >= MOST) return;
    const box = canvas.getBoundingClientRect();
    const x = within((event.clientX - box.left) / box.width);
    const y = within((event.clientY - box.top) / box.height);
    const last = strokes.at(-1).at(-1);
    const since = Math.max(last ? last[2] : 0, Math.round(performance.now() - began));
    strokes.at(-1).push([x, y, since]);
  };
  const lift = (event) => {
    if (event.pointerId !== pen) return;
    pen = null;
    keep();
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (pen !== null || !event.isPrimary) return;
    event.preventDefault();
    pen = event.pointerId;
    canvas.setPointerCapture(pen);
    if (began === null) {
      // A drawing taken over from a refused form goes on after its last point.
      const last = strokes.at(-1)?.at(-1);
      began = performance.now() - (last ? last[2] : 0);
    }
    strokes.push([]);
    add(event);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pen) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    (passed.length ? passed : [event]).forEach(add);
    draw();
  });
  ["pointerup", "pointercancel", "lostpointercapture"].forEach((name) =>
    canvas.addEventListener(name, lift),
  );
  form.querySelector("[data-signing-clear]").addEventListener("click", () => {
    strokes = [];
    began = null;
    draw();
    keep();
  });
  strokes = read();
  draw();
  keep();
})();
