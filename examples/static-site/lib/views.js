// What the templates are given: one view for each page, which holds all that the page shows.

import { isType } from "@clinicsite/client";

/**
 * Gives the views of all pages:
 * `{path, template, page, site, breadcrumbs: [{title, path}], children: [card]}`.
 */
export function* viewsOf(pages, site) {
  const { name, locale, brand, navigation } = site;
  const paths = new Set([...pages.values()].map(({ path }) => path));
  const below = childrenOf(pages);
  for (const [id, { path, document }] of [...pages].sort(([a], [b]) => a - b)) {
    yield {
      path,
      template: document.meta.type.split(".")[1],
      page: withLocalLinks(document, new URL(site.root.url).origin, paths),
      // Whether a clinic is open now is for a page that is made when it is asked for.
      site: { name, locale, brand, navigation },
      breadcrumbs: breadcrumbsOf(document, pages),
      children: below.get(id) ?? [],
    };
  }
}

function childrenOf(pages) {
  const below = new Map();
  for (const { path, document } of pages.values()) {
    const parent = document.meta.parent?.id;
    if (!below.has(parent)) below.set(parent, []);
    below.get(parent).push(card(document, path));
  }
  for (const cards of below.values()) {
    cards.sort((a, b) => (a.group ?? "").localeCompare(b.group ?? "") || a.title.localeCompare(b.title));
  }
  return below;
}

/** What a page shows of the pages below it, and no more: the rest may change without it. */
function card(page, path) {
  const { title } = page;
  if (isType(page, "treatments.TreatmentPage")) {
    return { title, path, group: page.category?.title, text: page.summary, image: page.hero_image };
  }
  if (isType(page, "faq.FAQPage")) return { title: page.question, path, group: page.topic?.title };
  if (isType(page, "locations.LocationPage")) {
    return { title, path, text: page.trading_name, address: page.address, phone: page.phone };
  }
  return { title, path };
}

function breadcrumbsOf(document, pages) {
  const parent = pages.get(document.meta.parent?.id);
  if (!parent) return [];
  const { title } = parent.document;
  return [...breadcrumbsOf(parent.document, pages), { title, path: parent.path }];
}

/** Links in rich text lead to the pages that are built here, whichever host the site has. */
function withLocalLinks(document, origin, paths) {
  return JSON.parse(JSON.stringify(document), (key, value) =>
    typeof value === "string" && value.includes(origin)
      ? value.replace(/ href="([^"]*)"/g, (link, url) => {
          const path = url.startsWith(`${origin}/`) ? url.slice(origin.length) : null;
          return paths.has(path) ? ` href="${path}"` : link;
        })
      : value,
  );
}
