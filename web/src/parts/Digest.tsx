import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton';
import { shortDigest } from './format';

/** A digest, short to look at and whole to copy. */
export function Digest({ digest, to }: { digest: string; to?: (short: string) => ReactNode }) {
  const short = shortDigest(digest);
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 2, whiteSpace: 'nowrap' }}>
      <code className="mono" title={digest}>
        {to ? to(short) : short}
      </code>
      <CopyButton text={digest} label={`Copy digest ${short}`} size="xs" />
    </span>
  );
}
