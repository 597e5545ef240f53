// 在浏览器里核验一条公示信息：承诺、日志叶、路径、检查点签名。文件不离开本机。
"use strict";

(() => {
  const utf8 = new TextEncoder();
  const LEAF = "mingjian:leaf:1\n";
  const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", join(parts)));
  const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
  const unbase64 = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

  function join(parts) {
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => { joined.set(part, at); return at + part.length; }, 0);
    return joined;
  }

  // RFC 8785：键排序，不留空白。
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }

  async function rootOf(part) {
    let node = await sha256(Uint8Array.of(0), utf8.encode(part.leaf));
    let index = part.leaf_index;
    let last = part.tree_size - 1;
    if (!Number.isSafeInteger(index) || index < 0 || index > last) return "";
    for (const step of part.path.map(unhex)) {
      if (last === 0) return "";
      if (index % 2 || index === last) {
        node = await sha256(Uint8Array.of(1), step, node);
        while (index % 2 === 0 && index) { index = Math.floor(index / 2); last = Math.floor(last / 2); }
      } else {
        node = await sha256(Uint8Array.of(1), node, step);
      }
      index = Math.floor(index / 2);
      last = Math.floor(last / 2);
    }
    return last === 0 ? hex(node) : "";
  }

  function readCheckpoint(note) {
    const cut = note.lastIndexOf("\n\n");
    const [origin, size, root] = note.slice(0, cut).split("\n");
    const lines = note.slice(cut + 2).split("\n").filter(Boolean).map((line) => line.split(" "));
    return { text: note.slice(0, cut + 1), origin, size: Number(size), root: hex(unbase64(root)), lines };
  }

  // 浏览器不支持 Ed25519 时返回 null：不说符合，也不说不符合。
  async function isSigned(checkpoint, keyText) {
    const [name, , encoded] = keyText.trim().split(/\+([0-9a-f]{8})\+/);
    const raw = unbase64(encoded || "");
    if (raw.length !== 33 || raw[0] !== 1) return false;
    let key;
    try {
      key = await crypto.subtle.importKey("raw", raw.slice(1), "Ed25519", false, ["verify"]);
    } catch {
      return null;
    }
    const own = hex((await sha256(utf8.encode(`${name}\n`), raw)).slice(0, 4));
    for (const [, who, signature] of checkpoint.lines) {
      const bytes = unbase64(signature);
      if (who !== name || hex(bytes.slice(0, 4)) !== own) continue;
      if (await crypto.subtle.verify("Ed25519", key, bytes.slice(4), utf8.encode(checkpoint.text))) {
        return name === checkpoint.origin;
      }
    }
    return false;
  }

  const statementOf = (part) => JSON.parse(part.leaf.slice(LEAF.length));

  async function checkPart(part, checkpoint, proof) {
    const said = statementOf(part);
    const sound = part.leaf === LEAF + canonical(said) && said.id === proof.public_id;
    const placed = part.tree_size === checkpoint.size && await rootOf(part) === checkpoint.root;
    return { said, sound, placed };
  }

  async function check(given, keyText) {
    const proof = given.proof || given;
    const checkpoint = readCheckpoint(proof.checkpoint);
    const found = [];
    found.push(["检查点由该公钥签署", await isSigned(checkpoint, keyText)]);
    const published = await checkPart(proof.publication, checkpoint, proof);
    found.push(["日志叶写的是这一条", published.sound]);
    found.push([`日志叶在检查点之下（第 ${proof.publication.leaf_index} 号，共 ${checkpoint.size} 条）`, published.placed]);
    if (proof.withdrawal) {
      const ended = await checkPart(proof.withdrawal, checkpoint, proof);
      const previous = hex(await sha256(Uint8Array.of(0), utf8.encode(proof.publication.leaf)));
      found.push(["撤下也记在日志中", ended.sound && ended.placed && ended.said.previous === previous]);
      found.push(["内容和盐已经删除", proof.content === null && proof.salt === null]);
      return found;
    }
    const content = utf8.encode(`mingjian:projection:1\n${canonical(proof.content)}`);
    const commitment = hex(await sha256(unhex(proof.salt), content));
    found.push(["内容与日志中的承诺一致", commitment === published.said.commitments.sha256]);
    if (given.proof) {
      found.push(["文件中的内容就是所证明的内容", canonical(given.content) === canonical(proof.content)]);
    }
    return found;
  }

  const WORDS = new Map([[true, "符合"], [false, "不符合"], [null, "未核验"]]);

  function show(list, found) {
    list.replaceChildren(...found.map(([sentence, holds]) => {
      const line = document.createElement("li");
      const word = document.createElement("b");
      word.textContent = WORDS.get(holds);
      line.dataset.holds = String(holds);
      const note = holds === null ? "（本浏览器不支持 Ed25519，请用核验程序）" : "";
      line.append(word, ` ${sentence}${note}`);
      return line;
    }));
  }

  async function read(file, list, key) {
    if (!crypto.subtle) {
      show(list, [["浏览器只在 HTTPS 网页中提供核验所需的算法。请用核验程序。", null]]);
      return;
    }
    try {
      show(list, await check(JSON.parse(await file.text()), key.value));
    } catch {
      show(list, [["文件读不懂：请选择 proof.json 或者决定的 JSON 数据。", false]]);
    }
  }

  const zone = document.querySelector("[data-drop]");
  if (!zone) return;
  const list = document.querySelector("[data-results]");
  const key = document.getElementById("log-key");
  zone.querySelector("input").addEventListener("change", (event) => {
    if (event.target.files.length) read(event.target.files[0], list, key);
  });
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("drop--over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drop--over");
    if (event.dataTransfer.files.length) read(event.dataTransfer.files[0], list, key);
  });
})();
