import { ApiError } from "./errors.js";

/** An answer that may still hold, and by what it is known. */
export interface Kept {
  etag: string;
  text: string;
}
/** Where answers are kept: a `Map`, or anything that is used like one. */
export interface Store {
  get(url: string): Kept | undefined;
  set(url: string, kept: Kept): void;
}

type Value = string | number | boolean | readonly (string | number)[] | null | undefined;
export type Query = Record<string, Value>;

export interface TransportOptions {
  baseUrl: string;
  fetch?: typeof fetch;
  cache?: Store;
}

interface Answer {
  status: number;
  text: string;
}

/** Asks the API. Answers are trusted to be as the description of the API says. */
export class Transport {
  readonly #base: string;
  readonly #fetch: typeof fetch;
  readonly #cache: Store | undefined;

  constructor({ baseUrl, fetch: custom, cache }: TransportOptions) {
    this.#base = `${baseUrl.replace(/\/+$/, "")}/api/v2/`;
    // Browsers refuse a fetch that is called as a method.
    this.#fetch = custom ?? ((input, init) => fetch(input, init));
    this.#cache = cache;
  }

  /** Returns the document at a path; throws an `ApiError` for any status but these. */
  async get<T>(path: string, query: Query = {}, statuses: readonly number[] = [200]): Promise<T> {
    const url = this.#address(path, query);
    return read<T>(await this.#conditional(url), url, statuses);
  }

  /** Returns the document at a path, and neither keeps it nor lets anything else keep it. */
  async getSecret<T>(path: string, query: Query): Promise<T> {
    const url = this.#address(path, query);
    return read<T>(await this.#ask(url, { cache: "no-store" }), url, [200]);
  }

  #address(path: string, query: Query): URL {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined || value === null) continue;
      url.searchParams.set(name, Array.isArray(value) ? value.join(",") : String(value));
    }
    return url;
  }

  async #conditional(url: URL): Promise<Answer> {
    const kept = this.#cache?.get(url.href);
    const answer = await this.#ask(url, kept ? { headers: { "If-None-Match": kept.etag } } : {});
    if (answer.status === 304 && kept) return { status: 200, text: kept.text };
    if (answer.status === 200 && answer.etag) {
      this.#cache?.set(url.href, { etag: answer.etag, text: answer.text });
    }
    return answer;
  }

  async #ask(url: URL, init: RequestInit): Promise<Answer & { etag: string | null }> {
    const headers = { Accept: "application/json", ...init.headers };
    const response = await this.#fetch(url, { ...init, headers });
    const etag = response.headers.get("ETag");
    return { status: response.status, text: await response.text(), etag };
  }
}

function read<T>({ status, text }: Answer, url: URL, statuses: readonly number[]): T {
  const document = parse(text) as (T & { message?: string }) | undefined;
  if (document && statuses.includes(status)) return document;
  const message = document?.message ?? `the API answered ${status}, and not with a document`;
  throw new ApiError(status, message, url.origin + url.pathname);
}

/** What stands in front of the API may answer with anything. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
