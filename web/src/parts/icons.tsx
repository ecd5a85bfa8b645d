import type { ReactNode } from 'react';

/** A drawing of 20 by 20 in the colour and size of the text beside it. Says nothing to screen readers: the words do. */
function icon(name: string, lines: ReactNode) {
  const Icon = ({ size = '1.15em' }: { size?: string | number }) => (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flexShrink: 0 }}
    >
      {lines}
    </svg>
  );
  Icon.displayName = name;
  return Icon;
}

export const SearchIcon = icon(
  'SearchIcon',
  <path d="M13 13l4.5 4.5M14.5 8.7a5.8 5.8 0 1 1-11.6 0 5.8 5.8 0 0 1 11.6 0z" />,
);
export const CopyIcon = icon('CopyIcon', <path d="M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4" />);
export const CheckIcon = icon('CheckIcon', <path d="M4 10.5l4 4 8-9" />);
export const StarIcon = icon(
  'StarIcon',
  <path d="M10 3l2.1 4.5 4.9.6-3.6 3.4.9 4.9-4.3-2.4-4.3 2.4.9-4.9L3 8.1l4.9-.6z" />,
);
export const StarFilledIcon = icon(
  'StarFilledIcon',
  <path fill="currentColor" d="M10 3l2.1 4.5 4.9.6-3.6 3.4.9 4.9-4.3-2.4-4.3 2.4.9-4.9L3 8.1l4.9-.6z" />,
);
export const PullIcon = icon('PullIcon', <path d="M10 3v10M6 9.5l4 4 4-4M3.5 17h13" />);
export const LockIcon = icon('LockIcon', <path d="M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9" />);
export const GlobeIcon = icon(
  'GlobeIcon',
  <path d="M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM3 10h14M10 3c2.6 2.2 3.2 4.5 3.2 7s-.6 4.8-3.2 7c-2.6-2.2-3.2-4.5-3.2-7s.6-4.8 3.2-7z" />,
);
export const TagIcon = icon('TagIcon', <path d="M3 3.5h6.5l7.5 7.5-6.5 6.5L3 10zM6.6 7h.01" />);
export const LayersIcon = icon(
  'LayersIcon',
  <path d="M10 3l7 3.7-7 3.7-7-3.7zM3.3 10.3l6.7 3.5 6.7-3.5M3.3 13.7l6.7 3.5 6.7-3.5" />,
);
export const PlusIcon = icon('PlusIcon', <path d="M10 4v12M4 10h12" />);
export const TrashIcon = icon(
  'TrashIcon',
  <path d="M3.5 5.5h13M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5" />,
);
export const SunIcon = icon(
  'SunIcon',
  <path d="M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1" />,
);
export const MoonIcon = icon('MoonIcon', <path d="M16.5 11.8A7 7 0 1 1 8.2 3.5a5.5 5.5 0 0 0 8.3 8.3z" />);
export const ScreenIcon = icon('ScreenIcon', <path d="M3 4h14v9.5H3zM7.5 17h5M10 13.5V17" />);
export const MenuIcon = icon('MenuIcon', <path d="M3 5.5h14M3 10h14M3 14.5h14" />);
export const PersonIcon = icon(
  'PersonIcon',
  <path d="M13.2 6.5a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0zM3.5 17c.6-3.5 3-5.3 6.5-5.3s5.9 1.8 6.5 5.3" />,
);
export const PeopleIcon = icon(
  'PeopleIcon',
  <path d="M10 7a2.8 2.8 0 1 1-5.6 0A2.8 2.8 0 0 1 10 7zM2 16.5c.5-3 2.4-4.5 5.2-4.5s4.7 1.5 5.2 4.5M12.5 4.4a2.8 2.8 0 0 1 0 5.2M14.5 12.2c1.9.5 3.1 1.9 3.5 4.3" />,
);
export const GearIcon = icon(
  'GearIcon',
  <path d="M12.6 10a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0zM10 2.5v2.3M10 15.2v2.3M2.5 10h2.3M15.2 10h2.3M4.7 4.7l1.6 1.6M13.7 13.7l1.6 1.6M4.7 15.3l1.6-1.6M13.7 6.3l1.6-1.6" />,
);
export const ClockIcon = icon('ClockIcon', <path d="M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM10 6v4.2l2.8 1.8" />);
export const WarningIcon = icon('WarningIcon', <path d="M10 3l7.5 13.5h-15zM10 8v4M10 14.3h.01" />);
export const ChevronRightIcon = icon('ChevronRightIcon', <path d="M8 5l5 5-5 5" />);
export const ChevronDownIcon = icon('ChevronDownIcon', <path d="M5 8l5 5 5-5" />);
export const ArrowUpIcon = icon('ArrowUpIcon', <path d="M10 16V4M5.5 8.5L10 4l4.5 4.5" />);
export const ArrowDownIcon = icon('ArrowDownIcon', <path d="M10 4v12M5.5 11.5L10 16l4.5-4.5" />);
export const BoxIcon = icon(
  'BoxIcon',
  <path d="M10 2.8l6.5 3.4v7.6L10 17.2l-6.5-3.4V6.2zM3.5 6.2L10 9.6l6.5-3.4M10 9.6v7.6" />,
);
export const BoltIcon = icon('BoltIcon', <path d="M11 2.5L4.5 11.5H10l-1 6 6.5-9H10z" />);
export const KeyIcon = icon(
  'KeyIcon',
  <path d="M9.5 10.5l7-7M13.5 6.5l2.5 2.5M10 13a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z" />,
);
export const ChartIcon = icon('ChartIcon', <path d="M3 17h14M5.5 14v-4M10 14V4.5M14.5 14V8" />);
export const CompareIcon = icon('CompareIcon', <path d="M7 3.5v13M13 3.5v13M3 6.5h4M3 10h4M13 10h4M13 13.5h4" />);
export const LinkIcon = icon(
  'LinkIcon',
  <path d="M8.5 11.5l3-3M9 6.5l2-2a3.2 3.2 0 0 1 4.5 4.5l-2 2M11 13.5l-2 2A3.2 3.2 0 0 1 4.5 11l2-2" />,
);
export const DotsIcon = icon('DotsIcon', <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />);
export const ShieldIcon = icon('ShieldIcon', <path d="M10 2.8l6 2.2v4.5c0 3.8-2.4 6.4-6 7.7-3.6-1.3-6-3.9-6-7.7V5z" />);
export const UndoIcon = icon('UndoIcon', <path d="M4 8h8a4.2 4.2 0 0 1 0 8.4H8M4 8l3.5-3.5M4 8l3.5 3.5" />);
export const EditIcon = icon('EditIcon', <path d="M12.5 4.5l3 3L7 16l-3.7.7L4 13z" />);
