import { Badge, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/client';
import { useList } from '../../api/lists';
import type { Repository, TagMove } from '../../api/types';
import { Ago } from '../../parts/Ago';
import { Confirm } from '../../parts/Confirm';
import { Digest } from '../../parts/Digest';
import { shortDigest } from '../../parts/format';
import { UndoIcon } from '../../parts/icons';
import { More } from '../../parts/More';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';
import { repositoryApi } from './address';
import { may } from './queries';
import classes from './TagHistory.module.css';

/** What a tag pointed to before, and the way back. */
export function TagHistory({ repository, tag, current }: { repository: Repository; tag: string; current: string }) {
  const list = useList<TagMove>(repositoryApi(repository.name, 'tags', tag, 'history'));
  const [target, setTarget] = useState<string | null>(null);
  const queries = useQueryClient();
  const rollback = useMutation({
    mutationFn: (digest: string) => post(repositoryApi(repository.name, 'tags', tag, 'rollback'), { digest }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['repository', repository.name] });
      void queries.invalidateQueries({ queryKey: ['list'] });
    },
  });

  function roll(digest: string) {
    rollback.mutate(digest, {
      onSuccess: () => {
        setTarget(null);
        done(`${tag} points to ${shortDigest(digest)} again.`, {
          label: 'Undo',
          run: () => rollback.mutate(current, { onError: failed, onSuccess: () => done(`${tag} is back.`) }),
        });
      },
    });
  }

  if (list.isPending || list.problem || list.items.length === 0) {
    return null;
  }
  return (
    <Panel title={`History of ${tag}`} flush>
      <ol className={classes.moves}>
        {list.items.map((move) => (
          <li key={move.at + move.digest}>
            <span>
              <Ago at={move.at} />
              {move.by && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  by {move.by}
                </Text>
              )}
            </span>
            {move.digest ? <Digest digest={move.digest} /> : <Text c="dimmed">deleted</Text>}
            <span className={classes.action}>
              {move.digest === current ? (
                <Badge variant="light" tt="none" size="sm">
                  now
                </Badge>
              ) : (
                move.digest &&
                may(repository, 'write') &&
                move.available !== false && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    leftSection={<UndoIcon />}
                    onClick={() => setTarget(move.digest)}
                  >
                    Roll back
                  </Button>
                )
              )}
            </span>
          </li>
        ))}
      </ol>
      <More more={list.more} busy={list.isFetchingMore} />
      <Confirm
        opened={target !== null}
        close={() => setTarget(null)}
        title={`Roll ${tag} back?`}
        action="Roll back"
        run={() => target && roll(target)}
        busy={rollback.isPending}
        problem={rollback.error}
      >
        <Text size="sm">
          Whoever pulls <b>{tag}</b> from now on gets <code className="mono">{target && shortDigest(target)}</code>{' '}
          instead of <code className="mono">{shortDigest(current)}</code>. Nothing is deleted.
        </Text>
      </Confirm>
    </Panel>
  );
}
