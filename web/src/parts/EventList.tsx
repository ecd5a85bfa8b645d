import { Badge, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { useList } from '../api/lists';
import type { HappenedEvent } from '../api/types';
import { repositoryPath } from '../pages/repository/address';
import { Ago } from './Ago';
import { eventDetails, eventText } from './eventText';
import classes from './EventList.module.css';
import { shortDigest } from './format';
import { More } from './More';
import { ProblemNotice } from './Notice';
import { Rows } from './PageSkeleton';

/** What happened, the newest first. */
export function EventList({
  list,
  empty,
  showRepository = false,
}: {
  list: ReturnType<typeof useList<HappenedEvent>>;
  empty: ReactNode;
  showRepository?: boolean;
}) {
  if (list.problem && list.items.length === 0) {
    return <ProblemNotice problem={list.problem} retry={list.retry} />;
  }
  if (list.isPending) {
    return <Rows count={6} height={48} />;
  }
  if (list.items.length === 0) {
    return <div className={classes.events}>{empty}</div>;
  }
  return (
    <>
      <ol className={classes.events}>
        {list.items.map((event) => (
          <li key={event.id}>
            <span className={classes.what}>
              {event.actor ? (
                <Link to={`/u/${event.actor}`} className={classes.actor}>
                  {event.actor}
                </Link>
              ) : (
                <span className={classes.actor}>Somebody</span>
              )}{' '}
              {eventText(event.kind)}{' '}
              {showRepository && event.repository && (
                <Link to={repositoryPath(event.repository)} className={classes.link}>
                  {event.repository}
                </Link>
              )}{' '}
              {event.tag && (
                <Badge variant="light" size="sm" tt="none">
                  {event.tag}
                </Badge>
              )}
              {event.digest && event.repository && (
                <Link to={repositoryPath(event.repository, 'manifests', event.digest)} className={classes.digest}>
                  {event.previous && event.previous !== event.digest && (
                    <>
                      {shortDigest(event.previous)} <span aria-label="to">→</span>{' '}
                    </>
                  )}
                  {shortDigest(event.digest)}
                </Link>
              )}
            </span>
            <Details event={event} />
            <span className={classes.at}>
              <Ago at={event.at} />
            </span>
          </li>
        ))}
      </ol>
      <More more={list.more} busy={list.isFetchingMore} />
    </>
  );
}

function Details({ event }: { event: HappenedEvent }) {
  const details = eventDetails(event);
  return details.length === 0 ? null : (
    <Text size="xs" c="dimmed" className={classes.details}>
      {details.join(' · ')}
    </Text>
  );
}
