// 公示屏：逐个窗口轮换，五分钟取一次新内容，断网时说明显示的是何时的内容。
"use strict";

(() => {
  const TURN = 15000;
  const RELOAD = 300000;
  const cards = [...document.querySelectorAll("[data-window]")];
  const offline = document.getElementById("offline");
  let shown = 0;

  const show = (number) => {
    cards.forEach((card, place) => {
      card.hidden = place !== number;
    });
  };

  // 网线通着、服务器不应答，也是离线；这一问不经过离线缓存。
  const reached = async () => {
    if (!navigator.onLine) return false;
    try {
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      return answer.status < 500;
    } catch {
      return false;
    }
  };

  const say = async () => {
    offline.hidden = await reached();
  };

  if (cards.length > 1) {
    show(0);
    setInterval(() => {
      shown = (shown + 1) % cards.length;
      show(shown);
    }, TURN);
  }
  setInterval(() => location.reload(), RELOAD);
  addEventListener("online", say);
  addEventListener("offline", say);
  say();
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("worker.js");
})();
