// 时点: jump within the page; without this script the links load the page at their second.
(() => {
  "use strict";
  const player = document.querySelector("[data-player]");
  if (!player) return;

  document.querySelectorAll("[data-seek]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      player.currentTime = Number(link.dataset.seek);
      player.play().catch(() => {});
    }),
  );

  // The moment being watched is the moment to mark.
  const now = document.querySelector("[data-now]");
  if (now) {
    player.addEventListener("pause", () => {
      const second = Math.floor(player.currentTime);
      now.value = `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
    });
  }
})();
