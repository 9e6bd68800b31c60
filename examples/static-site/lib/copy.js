// A copy of everything that is published, kept up to date by `/changes/`.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ApiError } from "@clinicsite/client";

const AT_ONCE = 6;
const EMPTY = { source: null, cursor: undefined, pages: {}, written: {} };

/**
 * `pages` are the documents by id, each with its path: `{"7": {"path": "/faq/", "document": {…}}}`.
 * `written` says what the last build wrote: a fingerprint by path.
 *
 * Documents are files of their own in the folder; `state.json`, with the cursor, is written last, so
 * that after a build that failed the next one reads the same changes again.
 */
export class Copy {
  pages = new Map();
  fetched = 0;

  static async open(folder) {
    const copy = new Copy();
    copy.folder = folder;
    const state = (await json(join(folder, "state.json"))) ?? EMPTY;
    copy.source = state.source;
    copy.cursor = state.cursor;
    copy.written = state.written;
    for (const [id, path] of Object.entries(state.pages)) {
      const document = await json(copy.file(id));
      // Without one of its files a copy is none.
      if (!document) return Object.assign(copy, { cursor: undefined, pages: new Map() });
      copy.pages.set(Number(id), { path, document });
    }
    return copy;
  }

  /** Fetches what changed since the last build; everything when there was none, or of another site. */
  async update(client, source) {
    if (source !== this.source) this.forget();
    this.source = source;
    const { items, next } = await this.changes(client);
    this.cursor = next;
    await mkdir(join(this.folder, "pages"), { recursive: true });
    for (let start = 0; start < items.length; start += AT_ONCE) {
      await Promise.all(items.slice(start, start + AT_ONCE).map((item) => this.apply(client, item)));
    }
  }

  async changes(client) {
    try {
      return await client.changes(this.cursor);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 410) throw error;
      this.forget();
      return client.changes();
    }
  }

  async apply(client, { id, kind, path }) {
    const document = kind === "removed" ? null : await client.get(id).catch(nothingIfGone);
    if (document) {
      this.fetched += 1;
      this.pages.set(id, { path, document });
      await writeFile(this.file(id), JSON.stringify(document));
    } else {
      this.pages.delete(id);
      await rm(this.file(id), { force: true });
    }
  }

  async save(written) {
    const { source, cursor } = this;
    const pages = Object.fromEntries([...this.pages].map(([id, { path }]) => [id, path]));
    await writeFile(join(this.folder, "state.json"), JSON.stringify({ source, cursor, pages, written }));
  }

  forget() {
    this.cursor = undefined;
    this.pages.clear();
  }

  file(id) {
    return join(this.folder, "pages", `${id}.json`);
  }
}

/** What was removed after the changes were read is among the next changes. */
function nothingIfGone(error) {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}

async function json(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}
