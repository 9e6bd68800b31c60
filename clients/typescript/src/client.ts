import { Transport, type TransportOptions } from "./transport.js";
import type {
  Change,
  Changes,
  Field,
  Include,
  Item,
  IterateOptions,
  List,
  ListOptions,
  Page,
  PageOf,
  PageType,
  PreviewOf,
  Resolved,
  RichText,
  Schemas,
  Site,
  SiteChange,
} from "./types.js";

export interface ClientOptions extends TransportOptions {
  /** The host whose site is read, `clinic.example`; that of `baseUrl` unless told. */
  site?: string;
}

const PARTS = 1_000;

/**
 * Returns a client of the content API at `baseUrl`.
 *
 * With a `cache`, such as `new Map()`, what was read is asked for again with its ETag and comes from
 * there while it holds.
 */
export function createClient({ site, ...options }: ClientOptions) {
  const api = new Transport(options);

  /** Returns what stands at a path; with `host`, on the site of that host. */
  async function resolve<const I extends Include = never>(
    path: string,
    { host, include }: { host?: string; include?: readonly I[] } = {},
  ): Promise<Resolved<I>> {
    const query = { path, include, ...(host === undefined ? { site } : { host }) };
    return api.get("resolve/", query, [200, 404, 410]);
  }

  /** Returns the whole document of a page; with `type`, only if it is of that type. */
  async function get<T extends PageType = "wagtailcore.Page">(
    id: number,
    { type, richText }: { type?: T; richText?: RichText } = {},
  ): Promise<PageOf<T>> {
    return api.get(`pages/${id}/`, { type, rich_text_format: richText, site });
  }

  /** Returns a part of the list of all pages of a type, or of several. */
  async function list<T extends PageType, const F extends readonly Field<T>[] = readonly []>(
    type: T | readonly T[],
    { filters, fields, order, limit, offset, richText }: ListOptions<T, F> = {},
  ): Promise<List<Item<T, F>>> {
    return api.get("pages/", {
      ...filters,
      type,
      fields: fields?.length ? fields : undefined,
      order,
      limit,
      offset,
      rich_text_format: richText,
      site,
    });
  }

  /** Gives all pages of a type, or of several, and reads the list part by part as it goes. */
  async function* iterate<T extends PageType, const F extends readonly Field<T>[] = readonly []>(
    type: T | readonly T[],
    options: IterateOptions<T, F> = {},
  ): AsyncGenerator<Item<T, F>, void, undefined> {
    let offset = 0;
    while (true) {
      const { meta, items } = await list<T, F>(type, { limit: 100, ...options, offset });
      yield* items;
      offset += items.length;
      if (items.length === 0 || offset >= meta.total_count) return;
    }
  }

  /**
   * Returns what happened since a cursor; without one, all that is published now.
   *
   * Throws an `ApiError` with status 410 when the cursor is of other content: start over without.
   */
  async function changes(
    since?: string,
    { type }: { type?: PageType | readonly PageType[] } = {},
  ): Promise<Changes> {
    const items = new Map<number, Change>();
    const around = new Map<SiteChange["kind"], SiteChange>();
    let next = since;
    while (true) {
      const query = { since: next, limit: PARTS, type, site };
      const part: Omit<Changes, "next"> & { meta: Schemas["ChangesMeta"] } = await api.get(
        "changes/",
        query,
      );
      // What changes while it is read comes again, further on.
      for (const item of part.items) items.set(item.id, item);
      for (const item of part.around) around.set(item.kind, item);
      next = part.meta.next;
      if (!part.meta.has_more) return { items: [...items.values()], around: [...around.values()], next };
    }
  }

  /** Returns the document of a draft; throws an `ApiError` with status 404 if it may not be seen. */
  async function preview(of: PreviewOf): Promise<Page> {
    const query =
      "share" in of ? { share: of.share } : { content_type: of.contentType, token: of.token };
    return api.getSecret("preview/", query);
  }

  /** Returns what surrounds every page: brand, menus, clinics in brief. */
  async function getSite(): Promise<Site> {
    return api.get("site/", { site });
  }

  return { resolve, get, list, iterate, changes, preview, site: getSite };
}

export type Client = ReturnType<typeof createClient>;
