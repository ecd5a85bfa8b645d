/** An instruction as its author wrote it: what builders put around it is taken away. */
export function readInstruction(instruction: string | null): { keyword: string; text: string } {
  if (!instruction) {
    return { keyword: '', text: 'unknown: the image does not say' };
  }
  const plain = instruction
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .replace(/\s*# buildkit$/, '')
    .replace(/^\/bin\/sh -c /, 'RUN ')
    .replace(/^(RUN )(?:\|\d+ .*?)?\/bin\/sh -c /, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const match = /^([A-Z]{2,}) (.*)$/s.exec(plain);
  return match ? { keyword: match[1]!, text: match[2]! } : { keyword: '', text: plain };
}
