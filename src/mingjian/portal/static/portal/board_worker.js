// 公示屏的离线缓存：先问服务器，问不到就用上次的内容，并让页面说明是离线。
"use strict";

const STORE = "mingjian-board-1";
const PATIENCE = 5000;

const fresh = async (request) => {
  const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  if (answer.ok) {
    const store = await caches.open(STORE);
    await store.put(request, answer.clone());
  }
  return answer;
};

const kept = async (request) => {
  const answer = await caches.match(request);
  return answer || Response.error();
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(fresh(request).catch(() => kept(request)));
});
