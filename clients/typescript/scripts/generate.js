// Writes the types of the API that the description on standard input tells of:
//   python manage.py openapi | npm run generate

import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";

const [output] = process.argv.slice(2);
const description = JSON.parse(await text(process.stdin));
const types = astToString(await openapiTS(description));
// Of headers that are not described, all that can be said is that they are text.
const exact = types.replaceAll("[name: string]: unknown;", "[name: string]: string;");
await writeFile(output, COMMENT_HEADER + exact);
