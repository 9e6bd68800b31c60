// Compiled, never run: what a front end may rely on when it reads the generated types.
import type { components } from "./api.js";

type Schemas = components["schemas"];
type PageOf<Type extends Schemas["PageType"]> = Extract<Schemas["Page"], { meta: { type: Type } }>;
type IsAny<T> = 0 extends 1 & T ? true : false;

export function words(block: Schemas["ContentBlock"]): string | null {
  switch (block.type) {
    case "paragraph":
      return block.value;
    case "callout":
      return block.value.tone satisfies "info" | "tip" | "warning" | "emergency";
    case "steps":
      return block.value.items.map((step) => step.title).join();
    case "image":
      return block.value.image?.renditions.card?.url ?? null;
    case "contact_panel":
      return block.value.clinics.map((clinic) => clinic.phone?.display).join();
    case "treatment_cards":
      return block.value.treatments.map((card) => card.type).join();
    case "do_and_dont":
    case "table":
    case "quote":
    case "before_after":
    case "video":
    case "call_to_action":
      return null;
    default:
      return block satisfies never;
  }
}

export const downtime = (page: PageOf<"treatments.TreatmentPage">): string | undefined =>
  page.downtime?.unit satisfies "minute" | "hour" | "day" | "week" | "month" | "year" | undefined;

export const amount = (page: PageOf<"treatments.ClinicTreatmentPage">): string | undefined =>
  page.prices.current[0]?.price.amount;

export const since = (page: PageOf<"treatments.ClinicTreatmentPage">): string | null =>
  page.provenance.summary.since;

// Neither `any` nor a missing field goes unnoticed.
export const exact: IsAny<PageOf<"locations.LocationPage">["hours"]> = false;
// @ts-expect-error  a question has no prices
export const prices = (page: PageOf<"faq.FAQPage">) => page.prices;
