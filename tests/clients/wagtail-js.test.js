// The npm client wagtail-js, as a front end uses it, against the server at CLINICSITE_URL.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CMSClient, FetchError } from "wagtail-js";

const type = "treatments.TreatmentPage";
const client = new CMSClient({
  baseURL: process.env.CLINICSITE_URL,
  apiPath: "/api/v2",
  cache: "no-store",
});

test("lists pages a few at a time, in the envelope it expects", async () => {
  const first = await client.fetchPages({ type, limit: 3 });
  const next = await client.fetchPages({ type, limit: 3, offset: 3 });
  assert.equal(first.items.length, 3);
  assert.ok(first.meta.total_count > 6);
  assert.equal(next.meta.total_count, first.meta.total_count);
  for (const page of first.items) {
    assert.equal(page.meta.type, type);
    assert.ok(!next.items.some((other) => other.id === page.id));
  }
});

test("orders and searches", async () => {
  const { items } = await client.fetchPages({ type, order: "-title", limit: 50 });
  const found = await client.fetchPages({ type, search: items[0].title });
  assert.ok(items.at(0).title > items.at(-1).title);
  assert.ok(found.items.some((page) => page.id === items[0].id));
});

test("filters by slug", async () => {
  const { items } = await client.fetchPages({ type, fields: ["category"], limit: 50 });
  const { slug } = items.find((page) => page.category).category;
  const filtered = await client.fetchPages({ type, category: slug, fields: ["category"], limit: 50 });
  const expected = items.filter((page) => page.category?.slug === slug);
  assert.deepEqual(
    filtered.items.map((page) => page.id).sort(),
    expected.map((page) => page.id).sort(),
  );
});

test("walks the tree", async () => {
  const [index] = (await client.fetchPages({ type: "treatments.TreatmentIndexPage" })).items;
  const children = await client.fetchPages({ child_of: index.id, limit: 50 });
  const treatments = await client.fetchPages({ type, limit: 50 });
  assert.equal(children.meta.total_count, treatments.meta.total_count);
});

test("reads one page by id and by slug", async () => {
  const { items } = await client.fetchPages({ type, limit: 1 });
  const byId = await client.fetchPage(items[0].id);
  const bySlug = await client.fetchPage(items[0].meta.slug);
  assert.equal(byId.title, items[0].title);
  assert.ok(byId.body.length > 0);
  assert.equal(bySlug.id, byId.id);
});

test("finds a page by its path", async () => {
  const { items } = await client.fetchPages({ type, limit: 1 });
  const { pathname } = new URL(items[0].meta.html_url);
  const found = await client.fetchContent("pages/find", { html_path: pathname });
  const lean = await client.fetchContent("pages/find", { html_path: pathname, fields: ["_", "title"] });
  assert.equal(found.id, items[0].id);
  assert.ok(found.body.length > 0);
  assert.deepEqual(lean, { title: items[0].title });
});

test("filters by range, by a plain field and by place in the tree, all at once", async () => {
  const fields = ["downtime"];
  const short = await client.fetchPages({ type, downtime_max: 3, fields, limit: 50 });
  const all = await client.fetchPages({ type, fields, limit: 50 });
  const page = short.items[0];
  const index = (await client.fetchPages({ type: "treatments.TreatmentIndexPage" })).items[0];
  const above = await client.fetchPages({ ancestor_of: page.id });
  const narrow = { type, downtime_max: 3, slug: page.meta.slug, descendant_of: index.id };
  assert.ok(short.meta.total_count > 0 && short.meta.total_count < all.meta.total_count);
  assert.ok(short.items.every(({ downtime }) => downtime.max !== null));
  assert.ok(above.items.some(({ id }) => id === index.id));
  assert.deepEqual((await client.fetchPages(narrow)).items.map(({ id }) => id), [page.id]);
});

test("searches for all words or for any", async () => {
  const { items } = await client.fetchPages({ type, order: "title", limit: 2 });
  const search = items.map(({ title }) => title).join(" ");
  const any = await client.fetchPages({ type, search, search_operator: "or", limit: 50 });
  const all = await client.fetchPages({ type, search, search_operator: "and", limit: 50 });
  for (const { id } of items) assert.ok(any.items.some((page) => page.id === id));
  assert.ok(all.meta.total_count < any.meta.total_count);
});

test("reads what is in the menus, on the site it names", async () => {
  const site = new URL(process.env.CLINICSITE_URL).host;
  const shown = await client.fetchPages({ show_in_menus: true, site, limit: 50 });
  const hidden = await client.fetchPages({ show_in_menus: false, site, limit: 50 });
  const all = await client.fetchPages({ limit: 50 });
  assert.equal(shown.meta.total_count + hidden.meta.total_count, all.meta.total_count);
});

test("lists, orders and searches pictures", async () => {
  const images = await client.fetchImages({ limit: 3, order: "-title", fields: ["alt", "renditions"] });
  const [first] = images.items;
  const found = await client.fetchImages({ search: first.title });
  assert.ok(images.meta.total_count >= images.items.length);
  assert.ok(first.title >= images.items.at(-1).title);
  assert.ok(first.renditions.card.width > 0);
  assert.ok(found.items.some(({ id }) => id === first.id));
});

test("lists pages by the picture that they show", async () => {
  const { items } = await client.fetchPages({ type, fields: ["hero_image"], limit: 50 });
  const page = items.find(({ hero_image: hero }) => hero);
  const found = await client.fetchPages({ type, hero_image: page.hero_image.id });
  assert.ok(found.items.some(({ id }) => id === page.id));
});

test("lists, filters and reads documents", async () => {
  const listed = await client.fetchDocuments({ tags: ["aftercare"] });
  const [leaflet] = listed.items;
  const document = await client.fetchDocument(leaflet.id);
  const response = await fetch(client.getMediaSrc(document.meta));
  assert.equal(listed.meta.total_count, 1);
  assert.equal(document.title, "Aftercare leaflet");
  assert.deepEqual(document.meta.tags, ["aftercare"]);
  assert.equal(await response.text(), "Drink water.");
  assert.equal((await client.fetchDocuments({ search: "leaflet" })).items[0].id, leaflet.id);
});

test("reads the picture of a page", async () => {
  const { items } = await client.fetchPages({ type, fields: ["hero_image"], limit: 50 });
  const { hero_image: hero } = items.find((page) => page.hero_image);
  const image = await client.fetchImage(hero.id);
  const [size] = Object.values(image.renditions);
  const response = await fetch(client.getMediaSrc({ download_url: size.url }));
  assert.equal(image.id, hero.id);
  assert.equal(response.status, 200);
});

test("tells a page that is not there from one that is", async () => {
  const page = await client.fetchPage(999_999_999);
  const image = await client.fetchImage(999_999_999);
  const document = await client.fetchDocument(999_999_999);
  assert.equal(page.message, "Page not found");
  assert.equal(image.message, "Image not found");
  assert.equal(document.message, "Document not found");
  await assert.rejects(client.fetchContent("pages/find", { html_path: "/nowhere/" }), FetchError);
});
