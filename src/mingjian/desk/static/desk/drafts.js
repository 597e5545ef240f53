// 草稿：填写的内容自动保存在服务器上（加密），断网时暂存在本标签页，重新打开时可以恢复。
"use strict";

(() => {
  const SAVE_AFTER = 2500;
  const RETRY_AFTER = 8000;
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const path = location.pathname;
  const here = `draft:${path}`;
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  let timer = 0;

  const isKept = (box) =>
    box.name && box.form === form &&
    !["hidden", "password", "file", "submit", "button"].includes(box.type);

  const fieldsNow = () =>
    [...form.elements].filter(isKept).flatMap((box) => {
      if ((box.type === "checkbox" || box.type === "radio") && !box.checked) return [];
      if (box.multiple) return [...box.selectedOptions].map((one) => [box.name, one.value]);
      return [[box.name, box.value]];
    });

  const untouched = JSON.stringify(fieldsNow());

  const say = (text, tone) => {
    status.textContent = text;
    status.dataset.tone = tone || "plain";
  };

  const hold = (fields) => {
    try {
      sessionStorage.setItem(here, JSON.stringify({ fields, stamp: Date.now() }));
    } catch { /* 存储已满：服务器上仍有草稿 */ }
  };
  const held = () => {
    try {
      return JSON.parse(sessionStorage.getItem(here) || "null");
    } catch {
      return null;
    }
  };
  const letGo = () => sessionStorage.removeItem(here);

  const post = (url, values) =>
    fetch(url, {
      method: "POST",
      body: new URLSearchParams({ path, ...values }),
      headers: { "X-CSRFToken": token() },
      redirect: "manual",
    });

  const save = async () => {
    const fields = fieldsNow();
    try {
      const answer = await post(form.dataset.draft, { fields: JSON.stringify(fields) });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        say("登录已经结束，内容暂存在本页。请在新标签页登录，再回到本页刷新后恢复。", "warn");
      } else if (answer.ok) {
        say(`已自动保存 ${(await answer.json()).kept}`);
      } else {
        say((await answer.json()).message || "没有保存成功，请先在其他地方留存。", "warn");
      }
    } catch {
      say("网络中断，内容暂存在本页，恢复后自动保存。", "warn");
      timer = window.setTimeout(save, RETRY_AFTER);
    }
  };

  const changed = (event) => {
    if (!isKept(event.target)) return;
    hold(fieldsNow());
    window.clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_AFTER);
  };

  const fill = (fields) => {
    const wanted = new Map();
    fields.forEach(([name, value]) => wanted.set(name, [...(wanted.get(name) || []), value]));
    [...form.elements].filter(isKept).forEach((box) => {
      const values = wanted.get(box.name) || [];
      if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
      else if (box.multiple) [...box.options].forEach((one) => { one.selected = values.includes(one.value); });
      else if (values.length) box.value = values[0];
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  const offer = (draft) => {
    const note = document.createElement("div");
    note.className = "notice notice--info draft-offer";
    note.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = `您在${draft.kept}填写过本页，还没有提交。`;
    const row = document.createElement("div");
    row.className = "actions";
    const button = (label, kind, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `button ${kind}`;
      made.textContent = label;
      made.addEventListener("click", () => { act(); note.remove(); });
      row.append(made);
    };
    button("恢复填写的内容", "button--primary", () => fill(draft.fields));
    button("不要了", "button--quiet", () => {
      letGo();
      post(form.dataset.draftDrop, {}).catch(() => {});
    });
    note.append(words, row);
    form.before(note);
  };

  const clock = (stamp) => {
    const at = new Date(stamp);
    const two = (number) => String(number).padStart(2, "0");
    return `${at.getMonth() + 1}月${at.getDate()}日 ${two(at.getHours())}:${two(at.getMinutes())}`;
  };

  const look = async () => {
    let kept = null;
    try {
      const answer = await fetch(`${form.dataset.draft}?path=${encodeURIComponent(path)}`);
      if (answer.status === 200) kept = await answer.json();
    } catch { /* 断网：只看本页暂存的 */ }
    const local = held();
    if (local && (!kept || local.stamp > kept.stamp)) kept = { ...local, kept: clock(local.stamp) };
    if (kept && JSON.stringify(kept.fields) !== untouched) offer(kept);
  };

  const status = document.createElement("p");
  status.className = "draft-status";
  status.setAttribute("role", "status");
  (form.querySelector(".form-foot") || form).append(status);
  const page = document.createElement("input");
  page.type = "hidden";
  page.name = "draft";
  page.value = path;
  form.append(page);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => window.clearTimeout(timer));
  if (!form.hasAttribute("data-draft-filled")) look();
})();
