/** A typed client of Clinicsite's content API: see `createClient`. */

export { type Client, type ClientOptions, createClient } from "./client.js";
export { ApiError } from "./errors.js";
export { isType } from "./pages.js";
export type { components, operations, paths } from "./schema.js";
export type { Kept, Store } from "./transport.js";
export type * from "./types.js";
