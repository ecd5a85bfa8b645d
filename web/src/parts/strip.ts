import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** A strip of so many links that may be wider than a phone: the one to the page that is shown is brought in sight. */
export function useStrip(links: number) {
  const strip = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const shown = strip.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (strip.current && shown && strip.current.scrollWidth > strip.current.clientWidth) {
      strip.current.scrollLeft = shown.offsetLeft - strip.current.offsetLeft - 16;
    }
  }, [pathname, links]);
  return strip;
}
