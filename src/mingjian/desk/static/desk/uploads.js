// 上传：tus 1.0 客户端。每块 4 MiB，带校验值；断网自动重试，关页后再选同一文件接着传。
"use strict";

(() => {
  const BLOCK = 4 * 1024 * 1024;
  const LONGEST_WAIT = 30000;
  const ASK_EVERY = 5000;
  const form = document.querySelector("form[data-uploads]");
  if (!form) return;
  const queue = form.querySelector("[data-queue]");
  const refused = form.querySelector("[data-refused]");
  const drop = form.querySelector("[data-drop]");
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;

  const encode = (text) => {
    const bytes = new TextEncoder().encode(text);
    return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
  };
  const send = (url, method, headers, body) =>
    fetch(url, {
      method, body, redirect: "error",
      headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token(), ...headers },
    });
  const sizeWords = (size) => {
    if (size < 1e6) return `${Math.max(1, Math.round(size / 1e3))} KB`;
    return size < 1e9 ? `${(size / 1e6).toFixed(1)} MB` : `${(size / 1e9).toFixed(2)} GB`;
  };

  const remembered = (file) => `upload:${form.dataset.case}:${file.name}:${file.size}:${file.lastModified}`;
  const recall = (file) => { try { return localStorage.getItem(remembered(file)); } catch { return null; } };
  const remember = (file, url) => { try { localStorage.setItem(remembered(file), url); } catch { /* 存储已满：只是不能跨页续传 */ } };
  const forget = (file) => { try { localStorage.removeItem(remembered(file)); } catch { /* 同上 */ } };

  // 记录仪的文件名：设备编号_执法证号_开始时间_段号，重点文件加 _IMP。
  const RECORDED = /^([A-Za-z0-9-]{3,40})_[A-Za-z0-9]{2,40}_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_(\d{1,6})(_IMP|_重点)?\.[^.]+$/i;
  const stemOf = (name) => name.replace(/\.[^.]+$/, "");
  const signatures = new Map();  // 同名的 .sig：设备签名
  const sourceOf = (file) => {
    const [, device, year, month, day, hour, minute, second, number] = RECORDED.exec(file.name) || [];
    if (!device) return { device: form.elements.device.value };
    const begun = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
    const captured = Number.isNaN(begun.getTime()) ? {} : { captured_at: begun.toISOString() };
    return { device, device_sequence: String(Number(number)), ...captured };
  };

  const metadata = (file) => {
    const box = (name) => form.elements[name].value.trim();
    const said = {
      filename: file.name, case: form.dataset.case, proves: box("proves"), place: box("place"),
      captured_at: new Date(file.lastModified).toISOString(),
      covert_basis: box("covert_basis"), covert_approver: box("covert_approver"),
      ...sourceOf(file),
      device_signature: signatures.get(stemOf(file.name)),
    };
    return Object.entries(said).filter(([, value]) => value).map(([key, value]) => `${key} ${encode(value)}`).join(",");
  };

  // 校验值只在安全上下文（HTTPS 或者本机）中可以计算。
  const checksum = async (block) => {
    if (!globalThis.crypto?.subtle) return {};
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await block.arrayBuffer()));
    return { "Upload-Checksum": `sha256 ${btoa(String.fromCharCode(...digest))}` };
  };

  class Refused extends Error {}

  class Line {
    constructor(file) {
      this.file = file;
      this.isPaused = false;
      this.row = document.createElement("li");
      const name = document.createElement("span");
      name.className = "upload-name";
      name.textContent = `${file.name}（${sizeWords(file.size)}）`;
      this.buttons = document.createElement("span");
      this.buttons.className = "actions";
      this.bar = document.createElement("progress");
      this.bar.max = file.size;
      this.bar.value = 0;
      this.bar.setAttribute("aria-label", `${file.name}的上传进度`);
      this.words = document.createElement("span");
      this.words.className = "small";
      this.words.setAttribute("role", "status");
      this.row.append(name, this.buttons, this.bar, this.words);
      this.pause = this.button("暂停", () => this.toggle());
      this.cancel = this.button("放弃", () => this.giveUp());
      queue.append(this.row);
    }

    button(label, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button--quiet";
      made.textContent = label;
      made.addEventListener("click", act);
      this.buttons.append(made);
      return made;
    }

    say(text) { this.words.textContent = text; }

    toggle() {
      this.isPaused = !this.isPaused;
      this.pause.textContent = this.isPaused ? "继续" : "暂停";
      if (!this.isPaused) this.wake?.();
      else this.say("已暂停");
    }

    async giveUp() {
      this.isOver = true;
      this.wake?.();
      forget(this.file);
      if (this.url) await send(this.url, "DELETE").catch(() => {});
      this.row.remove();
    }

    async wait(milliseconds) {
      await new Promise((go) => {
        this.wake = go;
        if (milliseconds) window.setTimeout(go, milliseconds);
        window.addEventListener("online", go, { once: true });
      });
    }

    async run() {
      let delay = 1000;
      while (!this.isOver) {
        try {
          if (this.isPaused) { await this.wait(0); continue; }
          if (await this.step()) return;
          delay = 1000;
        } catch (problem) {
          if (problem instanceof Refused) { this.stop(problem.message); return; }
          this.offset = null;
          this.say("连接中断，自动重试；已收到的部分不用重传");
          await this.wait(delay);
          delay = Math.min(delay * 2, LONGEST_WAIT);
        }
      }
    }

    async step() {
      if (!this.url) await this.begin();
      if (this.offset == null) await this.ask();
      if (this.offset >= this.file.size) { await this.arrived(); return true; }
      const block = this.file.slice(this.offset, this.offset + BLOCK);
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": this.offset, ...(await checksum(block)) };
      const answer = await send(this.url, "PATCH", headers, block);
      if ([409, 423, 460].includes(answer.status)) throw new Error("again");
      await this.require(answer);
      this.offset = Number(answer.headers.get("Upload-Offset"));
      this.state = answer.headers.get("Mingjian-File") || this.state;
      this.bar.value = this.offset;
      this.say(`${Math.floor((this.offset / this.file.size) * 100)}%`);
      return false;
    }

    async begin() {
      this.url = recall(this.file);
      if (this.url) {
        const known = await send(this.url, "HEAD");
        if (known.ok) return;
        this.url = null;
      }
      const answer = await send(form.dataset.uploads, "POST", { "Upload-Length": this.file.size, "Upload-Metadata": metadata(this.file) });
      await this.require(answer);
      this.url = answer.headers.get("Location");
      this.offset = 0;
      remember(this.file, this.url);
    }

    async ask() {
      const answer = await send(this.url, "HEAD");
      if (answer.status === 404) { forget(this.file); this.url = null; throw new Error("again"); }
      await this.require(answer);
      this.offset = Number(answer.headers.get("Upload-Offset"));
      this.bar.value = this.offset;
    }

    async require(answer) {
      if (answer.ok) return;
      if (answer.status >= 500 && answer.status !== 507) throw new Error("again");
      const isText = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
      throw new Refused(isText ? await answer.text() : "没有收下。请重新登录后，再选择同一文件接着传。");
    }

    stop(text) {
      this.say(text);
      this.pause.remove();
      this.isOver = true;
    }

    async arrived() {
      forget(this.file);
      this.buttons.remove();
      this.say("已落盘，等待入库；请勿删除设备上的原件");
      refreshList();
      const state = this.state || this.url.replace("uploads/", "") + "state/";
      for (let turn = 0; turn < 60; turn += 1) {
        await this.wait(ASK_EVERY);
        const answer = await fetch(state).catch(() => null);
        if (answer?.ok && (await answer.json()).may_free_space) {
          this.say("已入库，设备上的原件可以清除");
          refreshList();
          return;
        }
      }
    }
  }

  // 几个文件同时到达时，一次接一次地刷新，最后一次看到全部。
  let isRefreshing = false;
  let isStale = false;
  const refreshList = async () => {
    isStale = true;
    if (isRefreshing) return;
    isRefreshing = true;
    while (isStale) {
      isStale = false;
      await globalThis.htmx?.ajax("GET", form.dataset.list, { target: "#files", swap: "outerHTML" }).catch(() => {});
    }
    isRefreshing = false;
  };

  const isSignature = (file) => /\.sig$/i.test(file.name) && file.size < 1000;
  const take = async (files) => {
    const chosen = [...files];  // 选择框随即清空
    const missing = ["proves", "place"].find((name) => !form.elements[name].value.trim());
    refused.hidden = !missing;
    if (missing) {
      refused.textContent = missing === "proves" ? "请先写明证明对象，再选择文件。" : "请先写明采集地点，再选择文件。";
      form.elements[missing].focus();
      return;
    }
    for (const note of chosen.filter(isSignature)) signatures.set(stemOf(note.name), (await note.text()).trim());
    chosen.filter((file) => !isSignature(file)).forEach((file) => new Line(file).run());
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelectorAll("[data-pick]").forEach((box) =>
    box.addEventListener("change", () => { take(box.files); box.value = ""; }));
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.dataset.over = ""; });
  drop.addEventListener("dragleave", () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => { event.preventDefault(); delete drop.dataset.over; take(event.dataTransfer.files); });
  window.addEventListener("beforeunload", (event) => {
    if (queue.querySelector("button")) event.preventDefault();
  });
})();
