import type { components, operations } from "./schema.js";

/** Every shape of the API by its name in the description: `Schemas["TreatmentCard"]`. */
export type Schemas = components["schemas"];

/** The name of a page type: `"treatments.TreatmentPage"`. */
export type PageType = Schemas["PageType"];
/** The document of a page of any type, told apart by `meta.type`. */
export type Page = Schemas["Page"];
/** The document of a page of one type; pages of every type are `wagtailcore.Page`. */
export type PageOf<T extends PageType> = "wagtailcore.Page" extends T
  ? Page
  : Extract<Page, { meta: { type: T } }>;
/** What a selection of fields may leave of it: any key may be missing. */
export type PartOf<T extends PageType> = "wagtailcore.Page" extends T
  ? Schemas["PagePart"]
  : Extract<Schemas["PagePart"], { meta?: { type?: T } }>;

/** What a list gives of a page when it is not asked for more. */
export type Summary<T extends PageType> = T extends PageType
  ? Omit<Schemas["PageSummary"], "meta"> & {
      meta: Omit<Schemas["PageSummary"]["meta"], "type"> & {
        type: "wagtailcore.Page" extends T ? PageType : T;
      };
    }
  : never;

/** A block of a treatment's or of the home page's body, or within a section; see `type`. */
export type Block = Schemas["BodyBlock"] | Schemas["ContentBlock"] | Schemas["HomeBlock"];

type Names<T extends PageType> = Extract<keyof PageOf<T>, string>;
type MetaNames<T extends PageType> = Extract<keyof PageOf<T>["meta"], string>;
type Name<T extends PageType> = Names<T> | MetaNames<T>;

/** An entry of `fields`: `"summary"`, `"-title"`, `"hero_image(_,alt)"`, or `"*"` and `"_"` first. */
export type Field<T extends PageType> = Name<T> | `-${Name<T>}` | `${Names<T>}(${string})` | "*" | "_";

/** An item of a list: exact where fields are only added, and a part of the document elsewhere. */
export type Item<T extends PageType, F extends readonly string[]> = [F[number]] extends [Names<T>]
  ? WithFields<T, F[number]>
  : PartOf<T>;
type WithFields<T extends PageType, F> = T extends PageType
  ? Summary<T> & Pick<PageOf<T>, Extract<keyof PageOf<T>, Exclude<F, "meta">>>
  : never;

type PagesQuery = NonNullable<operations["list_pages"]["parameters"]["query"]>;
/** A key of `order`: `"title"`, `"-downtime"`. */
export type Order = NonNullable<PagesQuery["order"]>[number];
/** How rich text is written. */
export type RichText = NonNullable<PagesQuery["rich_text_format"]>;
/** What narrows a list; the filters of one page type need that type. */
export type Filters = Omit<
  PagesQuery,
  "type" | "fields" | "order" | "limit" | "offset" | "rich_text_format" | "site"
>;

export interface IterateOptions<T extends PageType, F extends readonly Field<T>[]> {
  filters?: Filters;
  /** What items have beyond their summary. */
  fields?: F;
  order?: Order | readonly Order[];
  /** How many items an answer holds: 20 unless told, 100 at the most. */
  limit?: number;
  richText?: RichText;
}

export interface ListOptions<T extends PageType, F extends readonly Field<T>[]>
  extends IterateOptions<T, F> {
  /** How many items come before these. */
  offset?: number;
}

/** A part of a list, and how many items there are in all. */
export interface List<I> {
  meta: Schemas["ListMeta"];
  items: I[];
}

/** What `resolve` may be asked to add to a page. */
export type Include = keyof Omit<Schemas["PageView"], "kind" | "page">;
/** What stands at a path; `kind` tells which. */
export type Resolved<I extends Include = never> =
  | (Omit<Schemas["PageView"], Include> & Required<Pick<Schemas["PageView"], I>>)
  | Schemas["RedirectView"]
  | Schemas["GoneView"]
  | Schemas["NotFoundView"];

export type Site = Schemas["Site"];
export type Change = Schemas["Change"];
export type SiteChange = Schemas["SiteChange"];

/** What happened since a cursor, each page once, and the cursor to go on from. */
export interface Changes {
  items: Change[];
  /** What has changed of all that stands around pages: brand, menus and clinics, or redirects. */
  around: SiteChange[];
  next: string;
}

/** What a front end's page for drafts is opened with. */
export type PreviewOf = { contentType: string; token: string } | { share: string };
