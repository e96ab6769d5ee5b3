import { Component, type ReactNode } from 'react'
import { BrokenPage } from './broken-page.tsx'

/** Shows that a page broke, instead of nothing. React asks for a class here. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children
  }
}
