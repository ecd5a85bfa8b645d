import { Stack, Text } from '@mantine/core';
import { Command } from '../../parts/Command';
import { Page } from '../../parts/Page';

export default function Home() {
  const host = window.location.host;
  return (
    <Page title="Berth">
      <Stack gap="sm" maw="40rem">
        <Text>A container registry and the hub around it. Push an image with any client:</Text>
        <Command>{`docker login ${host}\ndocker tag alpine ${host}/you/alpine\ndocker push ${host}/you/alpine`}</Command>
      </Stack>
    </Page>
  );
}
