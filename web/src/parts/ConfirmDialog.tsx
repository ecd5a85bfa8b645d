import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { ProblemNotice } from './Notice';

export interface ConfirmProps {
  opened: boolean;
  close: () => void;
  title: string;
  children: ReactNode;
  /** What the button says, and does. */
  action: string;
  run: () => void;
  busy: boolean;
  problem: unknown;
  /** What has to be typed before, for what cannot be undone. */
  typed?: string;
  danger?: boolean;
  ready?: boolean;
}

/** Asks whether something is really meant. */
export default function ConfirmDialog({
  opened,
  close,
  title,
  children,
  action,
  run,
  busy,
  problem,
  typed,
  danger,
  ready = true,
}: ConfirmProps) {
  const [text, setText] = useState('');
  useEffect(() => {
    if (opened) setText('');
  }, [opened]);
  const allowed = ready && (typed === undefined || text.trim() === typed);
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (allowed) run();
        }}
      >
        <Stack gap="md">
          {children}
          {typed !== undefined && (
            <TextInput
              label={
                <>
                  Type <code className="mono">{typed}</code> to confirm
                </>
              }
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
            />
          )}
          {problem ? <ProblemNotice problem={problem} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" color={danger ? 'red' : undefined} loading={busy} disabled={!allowed}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
