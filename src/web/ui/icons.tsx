import type { ReactNode } from 'react'

/** A drawing on a grid of 20, in the colour of the text around it. It says nothing that the text does not. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

export const TicketIcon = () => (
  <Icon>
    <path d="M3 5.5h14v3a1.6 1.6 0 0 0 0 3v3H3v-3a1.6 1.6 0 0 0 0-3zM12.5 6v1.6M12.5 9.2v1.6M12.5 12.4V14" />
  </Icon>
)
export const BookIcon = () => (
  <Icon>
    <path d="M10 5.5C8.3 4.2 5.8 3.9 3 4v11.500c2.8-.1 5.3.2 7 1.5 1.7-1.3 4.2-1.6 7-1.500V4c-2.8-.1-5.3.2-7 1.500zm0 0V17" />
  </Icon>
)
export const ChevronDownIcon = () => (
  <Icon>
    <path d="m5.5 8 4.5 4.500L14.5 8" />
  </Icon>
)
export const ChevronRightIcon = () => (
  <Icon>
    <path d="m8 5.5 4.5 4.500L8 14.5" />
  </Icon>
)
export const ChevronLeftIcon = () => (
  <Icon>
    <path d="M12 5.5 7.5 10l4.5 4.5" />
  </Icon>
)
export const ArrowUpIcon = () => (
  <Icon>
    <path d="M10 15.500v-11M5.5 9 10 4.5 14.5 9" />
  </Icon>
)
export const ArrowDownIcon = () => (
  <Icon>
    <path d="M10 4.500v11M5.5 11l4.5 4.5 4.5-4.5" />
  </Icon>
)
export const SortIcon = () => (
  <Icon>
    <path d="m6.5 8 3.5-3.500L13.5 8M6.5 12l3.5 3.5 3.5-3.5" />
  </Icon>
)
export const SearchIcon = () => (
  <Icon>
    <path d="M9 3.500a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zm4 9.5 3.5 3.5" />
  </Icon>
)
export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
)
export const CloseIcon = () => (
  <Icon>
    <path d="m5.5 5.5 9 9m0-9-9 9" />
  </Icon>
)
export const CheckIcon = () => (
  <Icon>
    <path d="m4.5 10.5 3.5 3.5 7.5-8" />
  </Icon>
)
export const LinkIcon = () => (
  <Icon>
    <path d="m8.5 11.5 3-3M9.5 6l1.3-1.300a3.2 3.2 0 0 1 4.5 4.500L14 10.500M10.5 14l-1.3 1.300a3.2 3.2 0 0 1-4.5-4.500L6 9.5" />
  </Icon>
)
export const ExternalIcon = () => (
  <Icon>
    <path d="M8 5H4.500v10.500H15V12M11 4.500h4.500V9M15.5 4.5 9.5 10.5" />
  </Icon>
)
export const WarningIcon = () => (
  <Icon>
    <path d="M10 3.5 17.5 16h-15zM10 8.500V12M10 14v.1" />
  </Icon>
)
export const InfoIcon = () => (
  <Icon>
    <path d="M10 2.800a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.400zM10 9.500v4M10 6.700v.1" />
  </Icon>
)
export const LockIcon = () => (
  <Icon>
    <path d="M4.5 9h11v7.500h-11zM7 9V6.500a3 3 0 0 1 6 0V9" />
  </Icon>
)
export const SendIcon = () => (
  <Icon>
    <path d="M17 3 9 11M17 3l-5.5 14-2.5-6-6-2.500z" />
  </Icon>
)
export const OfflineIcon = () => (
  <Icon>
    <path d="M3 3l14 14M7 8.500A8 8 0 0 0 4 10.300M10 7.500a9 9 0 0 1 6 2.800M7.2 12.800a4 4 0 0 1 3.6-1M10 15.500v.1" />
  </Icon>
)
export const SignOutIcon = () => (
  <Icon>
    <path d="M8 3.500H4v13h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5" />
  </Icon>
)
export const SunIcon = () => (
  <Icon>
    <path d="M10 6.800a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.400zM10 2.500v1.300M10 16.200v1.300M2.5 10h1.300M16.2 10h1.300M4.7 4.700l.9.9M14.4 14.400l.9.9M4.7 15.300l.9-.9M14.4 5.600l.9-.9" />
  </Icon>
)
export const MoonIcon = () => (
  <Icon>
    <path d="M16.5 11.800A7 7 0 0 1 8.2 3.500a7 7 0 1 0 8.3 8.300z" />
  </Icon>
)
export const MonitorIcon = () => (
  <Icon>
    <path d="M3 4.500h14v9H3zM7.5 16.500h5" />
  </Icon>
)
export const EyeIcon = () => (
  <Icon>
    <path d="M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" />
  </Icon>
)
export const EyeOffIcon = () => (
  <Icon>
    <path d="M3.5 3.500l13 13M8 5.300A8 8 0 0 1 10 5c5 0 7.5 5 7.5 5a13 13 0 0 1-2 2.700M5.3 6.500A12 12 0 0 0 2.5 10S5 15 10 15a8 8 0 0 0 3.7-.9" />
  </Icon>
)
export const BrokenIcon = () => (
  <Icon>
    <path d="M10 2.800a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.400zM11 5.5 8 10.500h4l-3 4.5" />
  </Icon>
)
export const ChangeIcon = () => (
  <Icon>
    <path d="M4 7.500h10.500M11.5 4.500l3 3-3 3M16 12.500H5.500M8.5 9.500l-3 3 3 3" />
  </Icon>
)

// States: the shape tells them apart, not only the colour.
export const OpenStateIcon = () => (
  <Icon>
    <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12z" />
  </Icon>
)
export const ProgressStateIcon = () => (
  <Icon>
    <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12z" />
    <path className="icon-filled" d="M10 6.500v7a3.5 3.5 0 0 0 0-7z" />
  </Icon>
)
export const PendingStateIcon = () => (
  <Icon>
    <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM8.5 8v4M11.5 8v4" />
  </Icon>
)
export const ResolvedStateIcon = () => (
  <Icon>
    <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM7.5 10l1.8 1.800L12.5 8.5" />
  </Icon>
)
export const ClosedStateIcon = () => (
  <Icon>
    <path d="M5 9h10v7H5zM7 9V7a3 3 0 0 1 6 0v2" />
  </Icon>
)
export const CancelledStateIcon = () => (
  <Icon>
    <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM6 14 14 6" />
  </Icon>
)

/** Four bars, as many filled as the priority is high. */
export function PriorityIcon({ level }: { level: number }) {
  return (
    <svg className="icon icon-bars" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {[0, 1, 2, 3].map((bar) => (
        <rect
          key={bar}
          className={bar < level ? 'bar bar-filled' : 'bar'}
          x={2.5 + bar * 4}
          y={12 - bar * 2.7}
          width="2.8"
          height={4 + bar * 2.7}
          rx="1"
        />
      ))}
    </svg>
  )
}

export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className="logo-ground" width="32" height="32" rx="9" />
      <path className="logo-arch" d="M9.5 24V14a6.5 6.5 0 0 1 13 0v10" />
      <circle className="logo-dot" cx="16" cy="20.5" r="2.6" />
    </svg>
  )
}
