// The npm client wagtail-js, as a front end uses it, against the server at CLINICSITE_URL.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CMSClient } from "wagtail-js";

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

test("reads the picture of a page", async () => {
  const { items } = await client.fetchPages({ type, fields: ["hero_image"], limit: 50 });
  const { hero_image: hero } = items.find((page) => page.hero_image);
  const image = await client.fetchImage(hero.id);
  const response = await fetch(client.getMediaSrc(image.meta));
  assert.equal(image.id, hero.id);
  assert.equal(response.status, 200);
});

test("tells a page that is not there from one that is", async () => {
  const page = await client.fetchPage(999_999_999);
  assert.equal(page.message, "Page not found");
});
