import { useMemo } from 'react'
import { encode } from 'uqr'

/** How wide the empty edge must be that scanners look for, in modules (ISO/IEC 18004). */
const border = 4

/** A QR code, dark on light in both themes, as scanners expect it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawn(text), [text])
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      data-testid="image-portal-qr-code"
    >
      <path className="qr-code-ground" d={`M0 0h${size}v${size}H0z`} />
      <path className="qr-code-modules" d={path} />
    </svg>
  )
}

function drawn(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { size, path }
}
