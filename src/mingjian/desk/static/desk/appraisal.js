// 评分表：进度，数字键评分并到下一项。没有脚本时照常填写和提交。
"use strict";

(() => {
  const items = [...document.querySelectorAll("[data-item]")];
  const bar = document.querySelector("[data-progress]");
  const words = document.querySelector("[data-progress-text]");
  if (!bar) return;

  const tell = () => {
    const done = items.filter((item) => item.querySelector("input[type=radio]:checked")).length;
    bar.value = done;
    words.textContent = `已评 ${done} 项，共 ${items.length} 项`;
  };

  const isSeen = (item) => item.getClientRects().length > 0;

  document.addEventListener("keydown", (event) => {
    if (!["1", "2", "3"].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    const item = event.target.closest("[data-item]");
    if (!item || event.target.type !== "radio") return;
    event.preventDefault();
    const choice = item.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    if (event.key === "2") {
      item.querySelector(".item-points input, .item-reason input").focus();
      return;
    }
    const next = items.slice(items.indexOf(item) + 1).find(isSeen);
    const radio = next && (next.querySelector("input[type=radio]:checked") || next.querySelector("input[type=radio]"));
    (radio || choice).focus();
  });
  document.addEventListener("change", tell);
  tell();
})();
