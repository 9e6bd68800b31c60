import { createClient } from "@clinicsite/client";
import { startBuild } from "./lib/build.js";

const client = createClient({
  baseUrl: process.env.CLINICSITE_URL ?? "http://127.0.0.1:8000",
  ...(process.env.CLINICSITE_SITE ? { site: process.env.CLINICSITE_SITE } : {}),
});
const folders = { cache: ".cache", templates: "src", output: "_site" };
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export default function (config) {
  // Eleventy writes the pages that it is given, and leaves the others as they stand.
  let build;
  config.on("eleventy.before", async () => {
    build = await startBuild(client, folders);
  });
  config.addGlobalData("views", () => build.views);
  config.on("eleventy.after", () => build.finish());

  config.addFilter("day", (number) => days[number - 1]);
  config.addPassthroughCopy("src/style.css");
  return { dir: { input: folders.templates, output: folders.output } };
}
