import { Button, Center } from '@mantine/core';

/** Fetches the next part of a list. */
export function More({ more, busy }: { more: (() => void) | undefined; busy: boolean }) {
  return more ? (
    <Center mt="md">
      <Button variant="default" onClick={more} loading={busy}>
        Show more
      </Button>
    </Center>
  ) : null;
}
