import type { PageType } from "./types.js";

/** Whether a page, or an item of a list, is of a type; narrows it to the shape of that type. */
export function isType<P extends { meta: { type: PageType } }, const T extends P["meta"]["type"]>(
  page: P,
  type: T,
): page is Extract<P, { meta: { type: T } }> {
  return page.meta.type === type;
}
