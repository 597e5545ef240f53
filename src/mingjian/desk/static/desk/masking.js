// 遮挡: draw a rectangle on the preview, take times from the player. It only writes lines into the
// form's own fields; without this script the lines are typed.
(() => {
  "use strict";
  const box = document.querySelector("[data-mask-box]");
  if (!box) return;
  const player = box.querySelector("[data-mask-player]");
  const picture = box.querySelector("video, img");
  const told = document.querySelector("[data-told]");
  let since = null;

  const clock = (seconds) => {
    const rest = (seconds % 60).toFixed(1).padStart(4, "0");
    return `${Math.floor(seconds / 60)}:${rest}`;
  };
  const say = (text) => {
    told.textContent = text;
  };
  const addLine = (name, line) => {
    const field = document.getElementById(name);
    field.value = field.value.trim() ? `${field.value.trim()}\n${line}` : line;
  };
  const span = () => {
    if (!player || since === null) return "";
    const until = player.currentTime;
    return until > since ? `${clock(since)}-${clock(until)}` : `${clock(since)}-`;
  };

  document.querySelector("[data-from]")?.addEventListener("click", () => {
    since = player.currentTime;
    say(`从 ${clock(since)} 起。播放到结束的地方，再选择遮挡、静音或者剪去。`);
  });
  document.querySelectorAll("[data-add]").forEach((button) =>
    button.addEventListener("click", () => {
      if (!span()) return say("请先点“从这一刻起”。");
      addLine(button.dataset.add, span());
      say(`已写入：${span()}。`);
      since = null;
    }),
  );

  // Where the picture itself lies within its element: object-fit leaves bars beside it.
  const shown = () => {
    const outer = picture.getBoundingClientRect();
    const width = picture.videoWidth || picture.naturalWidth || outer.width;
    const height = picture.videoHeight || picture.naturalHeight || outer.height;
    const scale = Math.min(outer.width / width, outer.height / height);
    const inner = { width: width * scale, height: height * scale };
    inner.left = outer.left + (outer.width - inner.width) / 2;
    inner.top = outer.top + (outer.height - inner.height) / 2;
    return inner;
  };

  document.querySelector("[data-draw]")?.addEventListener("click", () => {
    player?.pause();
    const sheet = document.createElement("div");
    const frame = document.createElement("div");
    sheet.className = "mask-sheet";
    frame.className = "mask-frame";
    sheet.append(frame);
    box.append(sheet);
    say("在画面上按住拖动，松开即写入；按 Esc 取消。");
    let first = null;
    const within = (event) => {
      const at = shown();
      const part = (value) => Math.min(1, Math.max(0, value));
      return { x: part((event.clientX - at.left) / at.width), y: part((event.clientY - at.top) / at.height) };
    };
    const rectangle = (one, two) => {
      const left = Math.min(one.x, two.x);
      const top = Math.min(one.y, two.y);
      return { left, top, width: Math.abs(one.x - two.x), height: Math.abs(one.y - two.y) };
    };
    const end = () => {
      sheet.remove();
      document.removeEventListener("keydown", escape);
    };
    const escape = (event) => event.key === "Escape" && end();
    document.addEventListener("keydown", escape);
    sheet.addEventListener("pointerdown", (event) => {
      first = within(event);
      sheet.setPointerCapture(event.pointerId);
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!first) return;
      const at = shown();
      const outer = sheet.getBoundingClientRect();
      const drawn = rectangle(first, within(event));
      frame.style.left = `${at.left - outer.left + drawn.left * at.width}px`;
      frame.style.top = `${at.top - outer.top + drawn.top * at.height}px`;
      frame.style.width = `${drawn.width * at.width}px`;
      frame.style.height = `${drawn.height * at.height}px`;
    });
    sheet.addEventListener("pointerup", (event) => {
      if (!first) return;
      const drawn = rectangle(first, within(event));
      end();
      if (drawn.width < 0.01 || drawn.height < 0.01) return say("方框太小，没有写入。");
      const tenth = (value) => Math.floor(value * 1000) / 10;
      const place = [drawn.left, drawn.top, drawn.width, drawn.height].map(tenth).join(",");
      addLine("regions", `${span()} ${place}`.trim());
      say(`已写入遮挡区域：${span()} ${place}。`);
      since = null;
    });
  });
})();
