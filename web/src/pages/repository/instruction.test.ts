import { expect, it } from 'vitest';
import { readInstruction } from './instruction';

it.each([
  ['/bin/sh -c #(nop)  CMD ["/bin/sh"]', 'CMD', '["/bin/sh"]'],
  ['/bin/sh -c apt-get update', 'RUN', 'apt-get update'],
  ['RUN /bin/sh -c make   install # buildkit', 'RUN', 'make install'],
  ['RUN |1 VERSION=3 /bin/sh -c make # buildkit', 'RUN', 'make'],
  ['COPY /app /app # buildkit', 'COPY', '/app /app'],
  ['/bin/sh -c #(nop) ADD file:0123 in / ', 'ADD', 'file:0123 in /'],
  ['bazel build ...', '', 'bazel build ...'],
])('readInstruction of %s', (instruction, keyword, text) => {
  expect(readInstruction(instruction)).toEqual({ keyword, text });
});
