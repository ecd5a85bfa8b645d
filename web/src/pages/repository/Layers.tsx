import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Layer } from '../../api/types';
import { Digest } from '../../parts/Digest';
import { bytes, plural } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import classes from './Layers.module.css';
import { readInstruction } from './instruction';

/** The layers of an image: a picture of where its bytes are, and what made each of them. */
export function Layers({ layers }: { layers: Layer[] }) {
  const [at, setAt] = useState<number | null>(null);
  const total = layers.reduce((sum, layer) => sum + layer.size, 0);
  const filled = layers.filter((layer) => !layer.empty);
  return (
    <Panel title={`Layers: ${bytes(total)} in ${plural(filled.length, 'layer')}`} flush>
      <div className={classes.picture} aria-hidden="true">
        {layers.map(
          (layer, index) =>
            layer.size > 0 && (
              <span
                key={index}
                className={classes.part}
                data-at={at === index || undefined}
                style={{ flexGrow: layer.size }}
                title={`${bytes(layer.size)}: ${readInstruction(layer.instruction).text}`}
                onMouseEnter={() => setAt(index)}
                onMouseLeave={() => setAt(null)}
              />
            ),
        )}
      </div>
      <ol className={classes.layers}>
        {layers.map((layer, index) => {
          const { keyword, text } = readInstruction(layer.instruction);
          const share = total > 0 ? layer.size / total : 0;
          return (
            <li
              key={index}
              data-at={at === index || undefined}
              data-empty={layer.empty || undefined}
              onMouseEnter={() => setAt(index)}
              onMouseLeave={() => setAt(null)}
            >
              <span className={classes.number}>{index + 1}</span>
              <code className={classes.instruction}>
                {keyword && <b>{keyword} </b>}
                {text}
              </code>
              <span className={classes.size}>
                {layer.empty ? (
                  <Text span size="xs" c="dimmed">
                    no bytes
                  </Text>
                ) : (
                  <>
                    {bytes(layer.size)}
                    <span
                      className={classes.share}
                      style={{ width: `${Math.max(1, share * 100)}%` }}
                      aria-hidden="true"
                    />
                  </>
                )}
              </span>
              <span className={classes.digest}>{layer.digest && !layer.empty && <Digest digest={layer.digest} />}</span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
