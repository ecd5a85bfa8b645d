// The generated client at work, from signing up to a repository: its types are those of the document, so that this compiles only
// while the document says what is used here; and every answer is held against its schema.
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import createClient, { type Middleware } from 'openapi-fetch';
import { readFileSync } from 'node:fs';
import type { paths } from './target/schema.d.ts';

const [server, file] = process.argv.slice(2);
if (!server || !file) {
  throw new Error('usage: smoke.js SERVER OPENAPI.json');
}
const document = JSON.parse(readFileSync(file, 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'api');

const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

/** Fails where an answer is not what the document says. */
const asDescribed: Middleware = {
  async onResponse({ request, response, schemaPath }) {
    const method = request.method.toLowerCase();
    const pointer = [schemaPath, method].map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    const responses = document.paths[schemaPath][method].responses;
    const where = `${request.method} ${schemaPath} -> ${response.status}`;
    if (response.status < 400 && !responses[response.status]) {
      throw new Error(`${where}: this status is not described`);
    }
    const type = response.headers.get('Content-Type');
    if (response.status >= 400 && type !== 'application/problem+json') {
      throw new Error(`${where}: a problem was expected, not ${type}`);
    }
    if (response.status < 400 && type === 'application/json') {
      const at = `api#/paths/${encodeURIComponent(pointer).replaceAll('%2F', '/')}/responses/${response.status}/content/application~1json/schema`;
      const body = await response.clone().json();
      if (!ajv.validate(at, body)) {
        throw new Error(`${where}: ${ajv.errorsText()} in ${JSON.stringify(body)}`);
      }
    }
    return undefined;
  },
};

function client(authorization?: string) {
  const made = createClient<paths>({ baseUrl: server!, ...(authorization ? { headers: { authorization } } : {}) });
  made.use(asDescribed);
  return made;
}

function expect(what: boolean, otherwise: unknown): asserts what {
  if (!what) {
    throw new Error(`unexpected: ${JSON.stringify(otherwise)}`);
  }
}

const stranger = client();
const unknown = await stranger.GET('/api/v1/repositories/{name}', { params: { path: { name: 'ada/none' } } });
expect(unknown.error?.status === 404, unknown);

console.log('the generated client works');
