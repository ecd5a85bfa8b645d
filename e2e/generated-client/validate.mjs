// Says what is wrong with an OpenAPI document, and nothing where nothing is.
import { Validator } from '@seriousme/openapi-schema-validator';
import { readFileSync } from 'node:fs';

const outcome = await new Validator().validate(JSON.parse(readFileSync(process.argv[2], 'utf8')));
if (!outcome.valid) {
  console.error(JSON.stringify(outcome.errors, null, 2));
  process.exit(1);
}
