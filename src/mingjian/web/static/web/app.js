// What the pages gain with JavaScript. Everything works without it; nothing here decides anything.
// Loaded without defer: the reader's type size must stand before the first paint.
"use strict";

(() => {
  const root = document.documentElement;
  const ELDER = "mingjian-elder";

  const remembered = () => {
    try {
      return localStorage.getItem(ELDER) === "1";
    } catch {
      return false; // storage may be shut off; the switch then holds for this page only
    }
  };

  const remember = (on) => {
    try {
      localStorage.setItem(ELDER, on ? "1" : "0");
    } catch {
      // nothing to remember with
    }
  };

  root.classList.add("js");
  root.classList.toggle("elder", remembered());

  // 长者模式
  const wireElderSwitch = () => {
    const box = document.getElementById("elder-switch");
    if (!box) return;
    box.checked = remembered();
    box.addEventListener("change", () => {
      root.classList.toggle("elder", box.checked);
      remember(box.checked);
    });
  };

  // 手机上，筛选和导航先收起；转成横屏或者放大窗口，又展开
  const narrow = window.matchMedia("(max-width: 60rem)");
  const foldDrawers = () => {
    document.querySelectorAll("details[data-drawer]").forEach((drawer) => {
      drawer.open = !narrow.matches;
    });
    root.classList.add("settled");
  };

  const focusErrorSummary = (within) => {
    const summary = within.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  };

  const isTyping = (element) =>
    element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  const closeFloating = (except) => {
    document.querySelectorAll("details.deadline[open]").forEach((note) => {
      if (note !== except) note.open = false;
    });
  };

  const pressKey = (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.deadline[open]");
      if (open) open.querySelector("summary").focus();
      closeFloating(null);
    }
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
    // 审核七项：按 1–7 到该项
    const point = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (point) point.focus();
  };

  const copyText = async (button) => {
    const said = button.querySelector("[data-said]") || button;
    const before = said.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = "已复制";
    } catch {
      said.textContent = "未能复制，请手工选取";
    }
    setTimeout(() => {
      said.textContent = before;
    }, 2000);
  };

  // 勾选本表单中看得见的全部，再按一次全部取消
  const tickAll = (button) => {
    const boxes = [...button.form.querySelectorAll("input.pick")];
    const wanted = boxes.some((box) => !box.checked);
    boxes.forEach((box) => {
      box.checked = wanted;
    });
  };

  const click = (event) => {
    closeFloating(event.target.closest("details.deadline"));
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.copy) copyText(button);
    if ("print" in button.dataset) window.print();
    if ("tickAll" in button.dataset) tickAll(button);
  };

  // 片段没有取回时，告诉读者，不留空白
  const tellFailure = () => {
    const toast = document.querySelector("[data-toast]");
    if (toast) toast.textContent = "没有取得服务器的答复，内容未更新。请检查网络后重试。";
  };

  document.addEventListener("DOMContentLoaded", () => {
    wireElderSwitch();
    foldDrawers();
    narrow.addEventListener("change", foldDrawers);
    focusErrorSummary(document);
    document.addEventListener("keydown", pressKey);
    document.addEventListener("click", click);
    document.body.addEventListener("htmx:responseError", tellFailure);
    document.body.addEventListener("htmx:sendError", tellFailure);
    document.body.addEventListener("htmx:afterSwap", (event) => focusErrorSummary(event.target));
  });

  // 打印时展开全部条文
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details.clause").forEach((clause) => {
      clause.dataset.was = clause.open ? "open" : "";
      clause.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll("details.clause").forEach((clause) => {
      clause.open = clause.dataset.was === "open";
    });
  });
})();
