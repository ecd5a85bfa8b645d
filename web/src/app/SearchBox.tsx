import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { SearchIcon } from '../parts/icons';
import classes from './Header.module.css';

/** The search of the header; a slash leads to it from anywhere. */
export function SearchBox() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  const asked = pathname === '/explore' ? (parameters.get('q') ?? '') : '';
  const [text, setText] = useState(asked);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(asked), [asked]);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const target = event.target as HTMLElement;
      const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.current?.focus();
      }
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <form
      role="search"
      className={classes.search}
      onSubmit={(event) => {
        event.preventDefault();
        void navigate(text.trim() ? `/explore?q=${encodeURIComponent(text.trim())}` : '/explore');
      }}
    >
      <TextInput
        ref={input}
        type="search"
        size="sm"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        leftSection={<SearchIcon />}
        placeholder="Search images"
        aria-label="Search images: name, description, name:tag or digest"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        maxLength={400}
      />
    </form>
  );
}
