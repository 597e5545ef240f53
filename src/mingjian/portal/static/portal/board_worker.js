// 公示屏的离线缓存：先问服务器，问不到或者服务器出错就用上次的内容，并让页面说明是离线。
"use strict";

const STORE = "mingjian-board-2";
const PATIENCE = 5000;

// 第一次打开时页面还不归它管：先收下页面和页面用到的文件，当天断网也有内容。
const takeFirst = async () => {
  const store = await caches.open(STORE);
  const page = await fetch("./", { cache: "reload" });
  if (!page.ok) throw new Error(`board answered ${page.status}`);
  const used = [...(await page.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)];
  await store.put("./", page);
  await store.addAll([...new Set(used.map((found) => found[1]))]);
  await self.skipWaiting();
};

const dropOlder = async () => {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("mingjian-board-") && name !== STORE);
  await Promise.all(older.map((name) => caches.delete(name)));
  await self.clients.claim();
};

const fresh = async (request) => {
  const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status >= 500) throw new Error(`server answered ${answer.status}`);
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

self.addEventListener("install", (event) => event.waitUntil(takeFirst()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(fresh(request).catch(() => kept(request)));
});
