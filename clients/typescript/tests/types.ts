// Compiled, never run: what a front end may rely on.

import {
  type Block,
  type Client,
  createClient,
  isType,
  type Page,
  type PageOf,
  type Schemas,
} from "../src/index.js";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function holds<T extends true>(): T;

const client: Client = createClient({ baseUrl: "https://cms.example", site: "clinic.example" });

// Blocks narrow by type, and no type is left over.
export function words(block: Block): string | null {
  switch (block.type) {
    case "section":
      return block.value.content.map(words).join();
    case "paragraph":
      return block.value;
    case "callout":
      return block.value.tone satisfies "info" | "tip" | "warning" | "emergency";
    case "steps":
      return block.value.items.map(({ title, text }) => title + text).join();
    case "do_and_dont":
      return [...block.value.do, ...block.value.dont].join();
    case "image":
      return block.value.image?.renditions.card?.url ?? null;
    case "before_after":
      return block.value.disclaimer;
    case "quote":
      return block.value.text;
    case "video":
      return block.value.url;
    case "table":
      return block.value?.columns.map(({ heading }) => heading).join() ?? null;
    case "treatment_cards":
      return block.value.treatments.map(({ title }) => title).join();
    case "contact_panel":
      return block.value.clinics.map(({ phone }) => phone?.display).join();
    case "call_to_action":
      return block.value.page?.path ?? block.value.url;
    default:
      return block satisfies never;
  }
}

// What stands at a path narrows by kind, a page by its type; what is included is there.
export async function resolved(): Promise<string> {
  const found = await client.resolve("/treatments/", { host: "x", include: ["site", "children"] });
  // @ts-expect-error  it may be a redirect
  found.page;
  switch (found.kind) {
    case "redirect":
      return found.location;
    case "gone":
    case "not_found":
      return found.message;
    case "page": {
      holds<Same<typeof found.site, Schemas["Site"]>>();
      holds<Same<typeof found.children, Schemas["PageReference"][]>>();
      // @ts-expect-error  it was not asked for
      found.breadcrumbs;
      const { page } = found;
      // @ts-expect-error  it may be a page of another type
      page.question;
      if (isType(page, "faq.FAQPage")) return page.question;
      return page.title;
    }
  }
}

export function narrowed(page: Page): string | undefined {
  if (isType(page, "treatments.ClinicTreatmentPage")) {
    holds<Same<typeof page, PageOf<"treatments.ClinicTreatmentPage">>>();
    return page.clinic?.title ?? page.title;
  }
  // @ts-expect-error  that type is ruled out
  return isType(page, "treatments.ClinicTreatmentPage") ? page.clinic?.title : page.title;
}

// A list is typed by its type and its fields.
export async function listed(): Promise<void> {
  const lean = await client.list("treatments.TreatmentPage");
  holds<Same<(typeof lean.items)[0]["meta"]["type"], "treatments.TreatmentPage">>();
  // @ts-expect-error  it was not asked for
  lean.items[0]?.summary;

  const { items } = await client.list("treatments.TreatmentPage", {
    fields: ["summary", "category"],
    filters: { downtime_max: 3, comfort: ["none", "mild"], search: "acne" },
    order: ["-downtime", "title"],
    limit: 5,
  });
  for (const item of items) {
    holds<Same<typeof item.summary, PageOf<"treatments.TreatmentPage">["summary"]>>();
    item.category?.slug satisfies string | undefined;
    // @ts-expect-error  it was not asked for
    item.body;
  }

  const parts = await client.list("faq.FAQPage", { fields: ["_", "question"] });
  parts.items[0]?.question satisfies string | undefined;
  // @ts-expect-error  it may be left out
  parts.items[0]?.question satisfies string;

  const both = await client.list(["faq.FAQPage", "home.HomePage"]);
  holds<Same<(typeof both.items)[0]["meta"]["type"], "faq.FAQPage" | "home.HomePage">>();

  for await (const clinic of client.iterate("locations.LocationPage", { fields: ["hours"] })) {
    holds<Same<typeof clinic.hours, Schemas["Hours"]>>();
  }

  // @ts-expect-error  there is no such type
  await client.list("treatments.Treatment");
  // @ts-expect-error  no such field
  await client.list("faq.FAQPage", { fields: ["prices"] });
  // @ts-expect-error  no such filter
  await client.list("faq.FAQPage", { filters: { topics: ["safety"] } });
  // @ts-expect-error  no such value
  await client.list("treatments.TreatmentPage", { filters: { comfort: ["some"] } });
  // @ts-expect-error  parts of a list are chosen by the iteration itself
  client.iterate("faq.FAQPage", { offset: 3 });
}

export async function one(): Promise<void> {
  holds<Same<Awaited<ReturnType<typeof client.site>>, Schemas["Site"]>>();
  const clinic = await client.get(7, { type: "locations.LocationPage" });
  holds<Same<typeof clinic, Schemas["LocationPage"]>>();
  holds<Same<Schemas["Page"], Awaited<ReturnType<typeof client.preview>>>>();
  // @ts-expect-error  a token goes with its content type
  await client.preview({ token: "x" });
}
