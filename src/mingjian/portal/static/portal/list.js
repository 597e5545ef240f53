// 手机上，检索换下结果以后，筛选仍然先收起（页面打开时由 web/app.js 收起）。
"use strict";

document.addEventListener("htmx:afterSwap", () => {
  if (!window.matchMedia("(max-width: 60rem)").matches) return;
  document.querySelectorAll("#results details[data-drawer]").forEach((drawer) => {
    drawer.open = false;
  });
});
