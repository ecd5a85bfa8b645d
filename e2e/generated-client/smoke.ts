// The generated client at work, from signing up to the end of a repository: its types are those of the document, so that this
// compiles only while the document says what is used here; and every answer is held against its schema.
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import createClient, { type Middleware } from 'openapi-fetch';
import { readFileSync } from 'node:fs';
import type { paths } from './target/schema.d.ts';

const [server, file, adminPassword] = process.argv.slice(2);
if (!server || !file || !adminPassword) {
  throw new Error('usage: smoke.js SERVER OPENAPI.json PASSWORD-OF-ADMIN');
}
const document = JSON.parse(readFileSync(file, 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'api');

const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

/** The operations that were called. */
const called = new Set<string>();

/** Fails where an answer is not what the document says. */
const asDescribed: Middleware = {
  async onResponse({ request, response, schemaPath }) {
    const method = request.method.toLowerCase();
    const pointer = [schemaPath, method].map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    const responses = document.paths[schemaPath][method].responses;
    const where = `${request.method} ${schemaPath} -> ${response.status}`;
    called.add(`${request.method} ${schemaPath}`);
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

/** What was answered, when all was well. */
function data<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  done(answer);
  if (answer.data === undefined) {
    throw new Error(`${answer.response.url} -> ${answer.response.status} without a body`);
  }
  return answer.data;
}

/** Passes what was done. */
function done(answer: { error?: unknown; response: Response }): void {
  if (answer.error !== undefined) {
    throw new Error(`${answer.response.url} -> ${answer.response.status}: ${JSON.stringify(answer.error)}`);
  }
}

const password = 'a long enough pass phrase';
const stranger = client();
const anna = client(basic('anna', password));
const admin = client(basic('admin', adminPassword));
const acme = { org: 'acme' };
const app = { name: 'acme/app' };

async function accounts(): Promise<void> {
  const made = data(await stranger.POST('/api/v1/users', { body: { username: 'anna', email: 'anna@example.org', password } }));
  expect(made.username === 'anna', made);
  const session = data(await stranger.POST('/api/v1/session', { body: { name: 'anna', password } }));
  expect(session.user?.username === 'anna' && !!session.csrf_token, session);
  expect(data(await stranger.GET('/api/v1/session')).user === null, 'nobody');
  expect(data(await anna.GET('/api/v1/sessions')).items.length === 1, 'a session');
  done(await anna.DELETE('/api/v1/sessions'));

  expect(data(await anna.PATCH('/api/v1/user', { body: { display_name: 'Anna' } })).display_name === 'Anna', 'a name');
  expect(data(await anna.GET('/api/v1/user')).email === 'anna@example.org', 'an address');
  expect(data(await stranger.GET('/api/v1/users/{username}', { params: { path: { username: 'anna' } } })).display_name === 'Anna', 'a profile');
  expect(!data(await anna.GET('/api/v1/user/second-factor')).enabled, 'no second factor');

  const token = data(await anna.POST('/api/v1/tokens', { body: { label: 'ci', scopes: ['read'] } }));
  const path = { id: token.id };
  expect(data(await anna.GET('/api/v1/tokens')).tokens.length === 1, 'a token');
  expect(data(await anna.GET('/api/v1/tokens/{id}', { params: { path } })).scopes.includes('read'), token);
  expect(data(await anna.PATCH('/api/v1/tokens/{id}', { params: { path }, body: { label: 'cd' } })).label === 'cd', token);
  const limited = await client(basic('anna', token.token)).POST('/api/v1/tokens', { body: { label: 'more' } });
  expect(limited.error?.status === 403, limited);
  done(await anna.DELETE('/api/v1/tokens/{id}', { params: { path } }));
}

async function organisations(): Promise<void> {
  expect(data(await anna.POST('/api/v1/orgs', { body: { name: 'acme' } })).role === 'owner', 'an owner');
  expect(data(await anna.PATCH('/api/v1/orgs/{org}', { params: { path: acme }, body: { display_name: 'Acme' } })).display_name === 'Acme', 'a name');
  expect(data(await anna.GET('/api/v1/orgs/{org}', { params: { path: acme } })).members === 1, 'a member');
  expect(data(await anna.GET('/api/v1/orgs')).items.length === 1, 'an organisation');
  expect(data(await anna.GET('/api/v1/user/orgs'))[0]?.name === 'acme', 'an organisation of hers');
  expect(data(await anna.GET('/api/v1/orgs/{org}/members', { params: { path: acme, query: { n: 10 } } })).next === null, 'one page');

  const invited = data(await anna.POST('/api/v1/orgs/{org}/invitations', { params: { path: acme }, body: { email: 'robert@example.org' } }));
  expect(data(await anna.GET('/api/v1/orgs/{org}/invitations', { params: { path: acme } })).length === 1, 'an invitation');
  expect(data(await anna.GET('/api/v1/user/invitations')).length === 0, 'none for her');
  done(await anna.DELETE('/api/v1/orgs/{org}/invitations/{id}', { params: { path: { ...acme, id: invited.invitation.id } } }));

  const { robot } = data(await anna.POST('/api/v1/orgs/{org}/robots', {
    params: { path: acme },
    body: { label: 'builder', repositories: [{ name: 'acme/*', scopes: ['read', 'write'] }] },
  }));
  const path = { ...acme, id: robot.id };
  expect(data(await anna.GET('/api/v1/orgs/{org}/robots', { params: { path: acme } })).length === 1, 'a robot');
  expect(data(await anna.GET('/api/v1/orgs/{org}/robots/{id}', { params: { path } })).enabled, robot);
  expect(!data(await anna.PATCH('/api/v1/orgs/{org}/robots/{id}', { params: { path }, body: { enabled: false } })).enabled, robot);
  done(await anna.DELETE('/api/v1/orgs/{org}/robots/{id}', { params: { path } }));
}

async function teams(): Promise<void> {
  const path = { ...acme, team: 'makers' };
  data(await anna.POST('/api/v1/orgs/{org}/teams', { params: { path: acme }, body: { name: 'makers' } }));
  data(await anna.PATCH('/api/v1/orgs/{org}/teams/{team}', { params: { path }, body: { description: 'they make it' } }));
  done(await anna.PUT('/api/v1/orgs/{org}/teams/{team}/members/{username}', { params: { path: { ...path, username: 'anna' } } }));
  done(await anna.PUT('/api/v1/orgs/{org}/teams/{team}/repositories/{name}', { params: { path: { ...path, ...app } }, body: { role: 'write' } }));
  const team = data(await anna.GET('/api/v1/orgs/{org}/teams/{team}', { params: { path } }));
  expect(team.members === 1 && team.repositories === 1, team);
  expect(data(await anna.GET('/api/v1/orgs/{org}/teams', { params: { path: acme } })).items.length === 1, 'a team');
  expect(data(await anna.GET('/api/v1/orgs/{org}/teams/{team}/members', { params: { path } })).items[0]?.username === 'anna', team);
  expect(data(await anna.GET('/api/v1/orgs/{org}/teams/{team}/repositories', { params: { path } })).items[0]?.role === 'write', team);
  done(await anna.DELETE('/api/v1/orgs/{org}/teams/{team}/repositories/{name}', { params: { path: { ...path, ...app } } }));
  done(await anna.DELETE('/api/v1/orgs/{org}/teams/{team}/members/{username}', { params: { path: { ...path, username: 'anna' } } }));
  done(await anna.DELETE('/api/v1/orgs/{org}/teams/{team}', { params: { path } }));
}

/** Pushes an index of nothing as a client of the registry does, and answers its digest. */
async function push(tag: string, note: string): Promise<string> {
  const type = 'application/vnd.oci.image.index.v1+json';
  const response = await fetch(`${server}/v2/acme/app/manifests/${tag}`, {
    method: 'PUT',
    headers: { authorization: basic('anna', password), 'content-type': type },
    body: JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [], annotations: { note } }),
  });
  expect(response.status === 201, await response.text());
  return response.headers.get('Docker-Content-Digest') ?? '';
}

async function repositories(): Promise<void> {
  const made = data(await anna.POST('/api/v1/repositories', { body: { name: app.name, visibility: 'private', description: 'an app' } }));
  expect(made.role === 'admin' && made.pushed_at === null, made);
  const at = { params: { path: app } };
  expect(data(await anna.PATCH('/api/v1/repositories/{name}', { ...at, body: { readme: '# App' } })).readme_html.includes('<h1>'), 'a page');
  expect(data(await anna.GET('/api/v1/repositories/{name}', at)).description === 'an app', made);
  expect(data(await anna.GET('/api/v1/repositories', { params: { query: { namespace: 'acme' } } })).items.length === 1, made);
  const unknown = await stranger.GET('/api/v1/repositories/{name}', at);
  expect(unknown.error?.status === 404, unknown);

  done(await anna.PUT('/api/v1/repositories/{name}/-/star', at));
  expect(data(await anna.GET('/api/v1/user/starred')).items[0]?.stars === 1, 'a star');
  done(await anna.DELETE('/api/v1/repositories/{name}/-/star', at));
  const collaborator = { params: { path: { ...app, username: 'admin' } } };
  done(await anna.PUT('/api/v1/repositories/{name}/-/collaborators/{username}', { ...collaborator, body: { role: 'read' } }));
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/collaborators', at)).items.length === 1, 'a collaborator');
  done(await anna.DELETE('/api/v1/repositories/{name}/-/collaborators/{username}', collaborator));
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/permissions', at)).owner.kind === 'organisation', 'an organisation');
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/permissions/{username}', collaborator)).reasons.length > 0, 'a reason');
}

async function tags(): Promise<void> {
  const first = await push('latest', 'one');
  const second = await push('latest', 'two');
  const at = { params: { path: app } };
  const latest = { params: { path: { ...app, tag: 'latest' } } };
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/tags', at)).items.length === 1, 'a tag');
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/tags/{tag}', latest)).digest === second, 'the second push');
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/tags/{tag}/history', latest)).items.length === 2, 'two pushes');
  done(await anna.POST('/api/v1/repositories/{name}/-/tags/{tag}/rollback', { ...latest, body: { digest: first } }));
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/tags/{tag}', latest)).digest === first, 'the first push');
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/manifests/{digest}', { params: { path: { ...app, digest: second } } })).annotations.note === 'two', second);
  data(await anna.GET('/api/v1/repositories/{name}/-/compare', { params: { path: app, query: { from: first, to: second } } }));
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/pulls', at)).items.length > 0, 'days');
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/activity', { params: { path: app, query: { n: 2 } } })).next !== null, 'more than two events');
  expect(data(await anna.GET('/api/v1/orgs/{org}/audit', { params: { path: acme } })).items.length > 0, 'events');
  expect(data(await anna.DELETE('/api/v1/repositories/{name}/-/tags', { ...at, body: { names: ['latest'], dry_run: true } })).dry_run, 'a rehearsal');
}

async function webhooks(): Promise<void> {
  const made = data(await anna.POST('/api/v1/repositories/{name}/-/webhooks', {
    params: { path: app },
    body: { name: 'deploy', url: 'https://hook.invalid/', events: ['tag.pushed'], format: 'cloudevents' },
  }));
  expect(!!made.secret, made);
  const path = { ...app, id: made.id };
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/webhooks', { params: { path: app } })).items.length === 1, made);
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/webhooks/{id}', { params: { path } })).secret === null, made);
  expect(data(await anna.PATCH('/api/v1/repositories/{name}/-/webhooks/{id}', { params: { path }, body: { name: 'ship' } })).name === 'ship', made);
  const sent = data(await anna.POST('/api/v1/repositories/{name}/-/webhooks/{id}/test', { params: { path } }));
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/webhooks/{id}/deliveries', { params: { path } })).items.length === 1, sent);
  const delivery = { params: { path: { ...path, delivery: sent.id } } };
  expect(data(await anna.GET('/api/v1/repositories/{name}/-/webhooks/{id}/deliveries/{delivery}', delivery)).event === sent.event, sent);
  done(await anna.DELETE('/api/v1/repositories/{name}/-/webhooks/{id}', { params: { path } }));
}

async function search(): Promise<void> {
  expect(data(await stranger.GET('/api/v1/search', { params: { query: { q: 'app' } } })).items.length === 0, 'nothing for strangers');
  expect(data(await anna.GET('/api/v1/search', { params: { query: { q: 'app', sort: 'relevance' } } })).items[0]?.name === app.name, 'the repository');
  expect(data(await stranger.GET('/api/v1/categories')).length > 0, 'categories');
}

async function administration(): Promise<void> {
  const refused = await anna.GET('/api/v1/admin/users');
  expect(refused.error?.status === 403, refused);
  expect(data(await admin.GET('/api/v1/admin/users', { params: { query: { q: 'anna' } } })).items.length === 1, 'an account');
  const settings = data(await admin.GET('/api/v1/admin/settings'));
  expect(data(await admin.PATCH('/api/v1/admin/settings', { body: {} })).sign_up === settings.sign_up, settings);
  expect(data(await admin.POST('/api/v1/admin/invitations', { body: {} })).url.startsWith(server!), 'a link');
  const robert = { username: 'robert', email: 'robert@example.org', password };
  data(await admin.POST('/api/v1/users', { body: robert }));
  const path = { username: 'robert' };
  data(await admin.POST('/api/v1/admin/users/{username}/password-reset', { params: { path } }));
  expect(!data(await admin.PATCH('/api/v1/admin/users/{username}', { params: { path }, body: { enabled: false } })).enabled, robert);
  expect(data(await admin.GET('/api/v1/admin/audit')).items.length > 0, 'events');
}

async function end(): Promise<void> {
  done(await anna.DELETE('/api/v1/repositories/{name}', { params: { path: app, query: { confirm: app.name } } }));
  done(await anna.DELETE('/api/v1/orgs/{org}', { params: { path: acme } }));
  done(await anna.DELETE('/api/v1/user', { body: { username: 'anna', password } }));
}

for (const area of [accounts, organisations, repositories, teams, tags, webhooks, search, administration, end]) {
  await area();
}
console.log(`the generated client works, with ${called.size} operations`);
