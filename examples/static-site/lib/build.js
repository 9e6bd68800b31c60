// What a build has to do: fetch what changed, write the pages that look different, delete the rest.

import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Copy } from "./copy.js";
import { viewsOf } from "./views.js";

/**
 * Brings the copy of the content up to date. Returns the `views` of the pages that must be written,
 * and `finish`, to be called when they are.
 */
export async function startBuild(client, { cache, templates, output }) {
  const [copy, site] = [await Copy.open(cache), await client.site()];
  await copy.update(client, site.root.url);

  const look = await fingerprintOf(templates);
  const written = {};
  const views = [];
  for (const view of viewsOf(copy.pages, site)) {
    written[view.path] = fingerprint(look + JSON.stringify(view));
    if (written[view.path] !== copy.written[view.path]) views.push(view);
  }

  async function finish() {
    const gone = Object.keys(copy.written).filter((path) => !(path in written));
    await Promise.all(gone.map((path) => rm(join(output, path, "index.html"), { force: true })));
    await copy.save(written);
    console.log(
      `${copy.fetched} documents fetched, ${views.length} pages written, ${gone.length} deleted`,
    );
  }

  return { views, finish };
}

/** A change of a template changes every page. */
async function fingerprintOf(folder) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const texts = await Promise.all(names.sort().map((name) => readFile(name, "utf8")));
  return fingerprint(texts.join());
}

const fingerprint = (text) => createHash("sha256").update(text).digest("base64url");
