// Usage: node netlify.js ROOT HEADERS REDIRECTS   Prints what Netlify understands of netlify.toml, _headers and _redirects as JSON.
import { resolveConfig } from "@netlify/config";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";

const [root, headersFile, redirectsFile] = process.argv.slice(2);
const { config } = await resolveConfig({ repositoryRoot: root, cwd: root, offline: true, context: "production", branch: "main", env: {}, mode: "cli", quiet: true });
const headers = await parseAllHeaders({ headersFiles: [headersFile], configHeaders: [], minimal: true });
const redirects = await parseAllRedirects({ redirectsFiles: [redirectsFile], configRedirects: [], minimal: true });
console.log(
  JSON.stringify({
    config,
    headers: headers.headers,
    redirects: redirects.redirects.map((r) => ({ from: r.from ?? r.path, to: r.to, status: r.status, query: r.query ?? r.params })),
    errors: [...headers.errors, ...redirects.errors].map(String),
  }),
);
