import { Badge, Tooltip } from '@mantine/core';
import type { Platform } from '../../api/types';
import { bytes } from '../../parts/format';

/** A platform as docker writes it, with linux left out, as that is what almost all are. */
export function platformName({ os, architecture, variant }: Pick<Platform, 'os' | 'architecture' | 'variant'>): string {
  const name = variant ? `${architecture}/${variant}` : architecture;
  return os === 'linux' ? name : `${os}/${name}`;
}

export function Platforms({ platforms, most = 4 }: { platforms: Platform[]; most?: number }) {
  const shown = platforms.slice(0, most);
  const hidden = platforms.slice(most);
  return (
    <span style={{ display: 'flex', flexWrap: 'wrap', gap: 4 }}>
      {shown.map((platform) => (
        <Tooltip key={platform.digest + platformName(platform)} label={`${platform.os}, ${bytes(platform.size)}`}>
          <Badge variant="default" size="sm" tt="none" fw={400}>
            {platformName(platform)}
          </Badge>
        </Tooltip>
      ))}
      {hidden.length > 0 && (
        <Tooltip label={hidden.map(platformName).join(', ')} multiline maw={280}>
          <Badge variant="default" size="sm" tt="none" fw={400} tabIndex={0}>
            +{hidden.length}
          </Badge>
        </Tooltip>
      )}
    </span>
  );
}
