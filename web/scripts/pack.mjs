// Makes of what Vite built what the server serves: every file once, compressed where that helps, and a table of them. Ends
// with a failure when a page would load more than it may.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync, constants } from 'node:zlib';

const LIMIT = 200_000;
const BUILT = 'target/built';
const PACKED = 'target/pages/pages';
const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = new Set(['css', 'html', 'js', 'svg', 'txt']);

const files = readdirSync(BUILT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(BUILT, join(entry.parentPath, entry.name)))
  .filter((name) => name !== 'manifest.json')
  .sort();

rmSync('target/pages', { recursive: true, force: true });
const sizes = new Map();
const rows = files.map((name) => {
  const kind = name.slice(name.lastIndexOf('.') + 1);
  const type = TYPES[kind];
  if (!type) {
    throw new Error(`${name}: no content type is known for .${kind}`);
  }
  const bytes = readFileSync(join(BUILT, name));
  const compressed = COMPRESSIBLE.has(kind);
  const packed = compressed ? gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }) : bytes;
  const target = join(PACKED, compressed ? `${name}.gz` : name);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, packed);
  sizes.set(name, packed.length);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return [name, compressed ? 'gzip' : 'identity', hash, type].join('\t');
});
writeFileSync(join(PACKED, 'files.tsv'), rows.join('\n') + '\n');

const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8'));

// Everything that a module brings with it before it runs.
function closure(key, into) {
  const chunk = manifest[key];
  if (!into.has(chunk.file)) {
    into.add(chunk.file);
    chunk.css?.forEach((css) => into.add(css));
    chunk.imports?.forEach((imported) => closure(imported, into));
  }
  return into;
}

const weigh = (names) => [...names].reduce((sum, name) => sum + sizes.get(name), 0);
const start = closure('index.html', new Set(['index.html', 'scheme.js', 'favicon.svg']));

// A page within a page, as a tab of a repository, needs both.
const parents = (key) =>
  Object.keys(manifest).filter((other) => other !== 'index.html' && manifest[other].dynamicImports?.includes(key));
const pages = Object.keys(manifest)
  .filter((key) => manifest[key].isDynamicEntry && key.startsWith('src/pages/'))
  .map((key) => {
    const needed = closure(key, new Set(start));
    parents(key).forEach((parent) => closure(parent, needed));
    return { key, bytes: weigh(needed) };
  })
  .sort((a, b) => b.bytes - a.bytes);

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`every page: ${kilobytes(weigh(start))}; everything: ${kilobytes(weigh(files))} (gzip)`);
for (const { key, bytes } of pages) {
  console.log(`  ${kilobytes(bytes).padStart(9)}  ${key.replace('src/pages/', '')}`);
}
const heavy = pages.filter(({ bytes }) => bytes > LIMIT);
if (heavy.length > 0) {
  console.error(`too heavy, more than ${kilobytes(LIMIT)}: ${heavy.map(({ key }) => key).join(', ')}`);
  process.exit(1);
}
