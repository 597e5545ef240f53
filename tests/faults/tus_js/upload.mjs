// The official JavaScript client of tus as a program: sends a file, or stops after some blocks and
// goes on later in another process. Prints one line of JSON.
import { readFileSync } from "node:fs";
import { Upload } from "tus-js-client";

const [endpoint, path, cookie, token, block, stopAfter, url] = process.argv.slice(2);
const content = readFileSync(path);
let blocks = 0;
let resumedAt = null;

const told = (said) => {
  console.log(JSON.stringify({ url: upload.url, resumedAt, blocks, ...said }));
  process.exit(said.problem ? 1 : 0);
};
const upload = new Upload(content, {
  endpoint,
  uploadUrl: url || null,
  uploadSize: content.length,
  chunkSize: Number(block),
  retryDelays: [0, 200, 1000],
  metadata: { filename: "client.mp4", proves: "客户端测试", place: "样板路1号" },
  headers: { Cookie: cookie, "X-CSRFToken": token, Referer: endpoint },
  onBeforeRequest(request) {
    const offset = request.getHeader("Upload-Offset");
    if (request.getMethod() === "PATCH" && resumedAt === null) resumedAt = Number(offset);
  },
  onChunkComplete() {
    blocks += 1;
    if (Number(stopAfter) && blocks >= Number(stopAfter)) {
      upload.abort().then(() => told({ stopped: true }));
    }
  },
  onError: (problem) => told({ problem: String(problem) }),
  onSuccess: () => told({ stopped: false }),
});
upload.start();
