// The client against the demo, which is served at CLINICSITE_URL.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createClient, isType } from "@clinicsite/client";

const baseUrl = process.env.CLINICSITE_URL;
const client = createClient({ baseUrl });

/** A fetch that remembers the status of each answer. */
function watched() {
  const seen = [];
  const watching = async (url, init) => {
    const response = await fetch(url, init);
    seen.push({ url: new URL(url), status: response.status });
    return response;
  };
  return { seen, fetch: watching };
}

const refused = (status, pattern) => (error) => {
  assert.ok(error instanceof ApiError);
  assert.equal(error.status, status);
  assert.match(error.message, pattern);
  return true;
};

test("resolves a page, with what is asked for around it", async () => {
  const found = await client.resolve("/treatments/chemical-peel/", {
    include: ["site", "breadcrumbs", "children"],
  });
  assert.equal(found.kind, "page");
  assert.ok(isType(found.page, "treatments.TreatmentPage"));
  assert.ok(found.page.body.every(({ type }) => type === "section"));
  assert.ok(found.site.brand.name);
  assert.equal(found.breadcrumbs.at(-1).path, "/treatments/");
  assert.deepEqual(found.children, []);
  assert.deepEqual(await client.get(found.page.id), found.page);
});

test("tells a path with nothing from a redirect, and from one of another host", async () => {
  assert.equal((await client.resolve("/nowhere/")).kind, "not_found");
  assert.deepEqual(await client.resolve("/peels/"), {
    kind: "redirect",
    location: "/treatments/chemical-peel/",
    is_permanent: true,
  });
  const there = await client.resolve("/treatments/", { host: new URL(baseUrl).host });
  assert.equal(there.kind, "page");
  assert.equal((await client.resolve("/treatments/", { host: "other.example" })).kind, "not_found");
});

test("tells what was there once", async () => {
  assert.equal((await client.resolve(process.env.CLINICSITE_GONE)).kind, "gone");
});

test("lists summaries, and what is asked for beyond them", async () => {
  const lean = await client.list("treatments.TreatmentPage", { limit: 2, order: "-title" });
  assert.equal(lean.items.length, 2);
  assert.ok(lean.meta.total_count > 2);
  assert.deepEqual(Object.keys(lean.items[0]), ["id", "meta", "title"]);
  assert.ok(lean.items[0].title > lean.items[1].title);

  const rest = await client.list("treatments.TreatmentPage", { limit: 2, offset: 1, order: "-title" });
  assert.equal(rest.items[0].id, lean.items[1].id);

  const full = await client.list("treatments.TreatmentPage", { fields: ["summary", "category"] });
  assert.ok(full.items.every((item) => item.summary && "category" in item && item.title));
});

test("narrows a list by filters of one value and of several", async () => {
  const short = await client.list("treatments.TreatmentPage", {
    filters: { downtime_max: 3, comfort: ["none", "minimal", "mild"] },
    fields: ["downtime", "comfort"],
    limit: 100,
  });
  const all = await client.list("treatments.TreatmentPage");
  assert.ok(short.items.length > 0 && short.meta.total_count < all.meta.total_count);
  assert.ok(short.items.every(({ comfort }) => ["none", "minimal", "mild"].includes(comfort)));
});

test("lists several types at once", async () => {
  const { items } = await client.list(["home.HomePage", "faq.FAQIndexPage"], { limit: 50 });
  const types = new Set(items.map(({ meta }) => meta.type));
  assert.deepEqual([...types].sort(), ["faq.FAQIndexPage", "home.HomePage"]);
});

test("iterates over all of a list, part by part, each once", async () => {
  const { seen, fetch } = watched();
  const titles = [];
  const pages = createClient({ baseUrl, fetch }).iterate("faq.FAQPage", { limit: 7, order: "title" });
  for await (const { title } of pages) titles.push(title);
  const { meta } = await client.list("faq.FAQPage");
  assert.equal(titles.length, meta.total_count);
  assert.equal(seen.length, Math.ceil(meta.total_count / 7));
});

test("stops iterating when nobody wants more", async () => {
  const { seen, fetch } = watched();
  for await (const page of createClient({ baseUrl, fetch }).iterate("faq.FAQPage", { limit: 1 })) {
    assert.ok(page.id);
    break;
  }
  assert.equal(seen.length, 1);
});

test("gives a page of the type that is asked for only", async () => {
  const [{ id }] = (await client.list("faq.FAQPage", { limit: 1 })).items;
  const question = await client.get(id, { type: "faq.FAQPage", richText: "markdown" });
  assert.ok(question.answer && !question.answer.startsWith("<"));
  await assert.rejects(client.get(id, { type: "home.HomePage" }), refused(404, /./));
  await assert.rejects(client.get(999_999_999), refused(404, /No Page/));
});

test("reads everything that is published, and then what changed", async () => {
  const first = await client.changes();
  const { meta } = await client.list("wagtailcore.Page");
  assert.equal(first.items.length, meta.total_count);
  assert.ok(first.items.every(({ kind }) => kind === "published"));
  assert.deepEqual(await client.changes(first.next), { items: [], around: [], next: first.next });
  const questions = await client.changes(undefined, { type: "faq.FAQPage" });
  assert.ok(questions.items.length < first.items.length);
  await assert.rejects(client.changes("nonsense"), refused(400, /since/));
});

test("reads the site", async () => {
  const site = await client.site();
  assert.equal(site.clinics.length, 3);
  assert.ok(site.navigation.main.length > 0);
});

test("reads one site of several", async () => {
  const named = createClient({ baseUrl, site: new URL(baseUrl).host });
  assert.deepEqual((await named.site()).brand, (await client.site()).brand);
  const unknown = createClient({ baseUrl, site: "other.example" });
  await assert.rejects(unknown.list("faq.FAQPage"), refused(404, /./));
});

test("reads a draft by its token and by a link", async () => {
  const { CLINICSITE_TOKEN: token, CLINICSITE_SHARE: share } = process.env;
  const contentType = "faq.faqpage";
  assert.equal((await client.preview({ contentType, token })).answer, "<p>Not yet public.</p>");
  assert.equal((await client.preview({ share })).question, "What is shared?");
  await assert.rejects(client.preview({ contentType, token: "forged" }), (error) => {
    assert.ok(!error.url.includes("forged"));
    return refused(404, /draft/)(error);
  });
});

test("asks again with the ETag for what it has kept", async () => {
  const { seen, fetch } = watched();
  const cached = createClient({ baseUrl, fetch, cache: new Map() });
  const [first, second] = [await cached.site(), await cached.site()];
  assert.deepEqual(first, second);
  assert.deepEqual(seen.map(({ status }) => status), [200, 304]);
});

test("keeps no draft", async () => {
  const cache = new Map();
  await createClient({ baseUrl, cache }).preview({ share: process.env.CLINICSITE_SHARE });
  assert.equal(cache.size, 0);
});

test("says what is wrong with a question", async () => {
  const wrong = client.list("treatments.TreatmentPage", { filters: { downtime_max: "three" } });
  await assert.rejects(wrong, refused(400, /downtime_max: 'three' is not valid/));
});

test("takes what is no API for no document", async () => {
  const elsewhere = createClient({ baseUrl: `${baseUrl}/elsewhere` });
  await assert.rejects(elsewhere.site(), refused(404, /./));
  await assert.rejects(elsewhere.resolve("/"), refused(404, /./));
});
