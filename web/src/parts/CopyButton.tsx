import { ActionIcon, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { copyText } from './copy';
import { CheckIcon, CopyIcon } from './icons';

/** Copies a text, and says that it did, to eyes and to screen readers. */
export function CopyButton({ text, label, size = 'sm' }: { text: string; label: string; size?: 'xs' | 'sm' | 'md' }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    if (await copyText(text)) {
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    }
  }
  return (
    <>
      <Tooltip label={copied ? 'Copied' : label}>
        <ActionIcon variant="subtle" color={copied ? 'teal' : 'gray'} size={size} aria-label={label} onClick={copy}>
          {copied ? <CheckIcon /> : <CopyIcon />}
        </ActionIcon>
      </Tooltip>
      <span className="visually-hidden" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}
