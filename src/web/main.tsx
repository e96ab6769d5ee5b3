import './styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { configureClient } from './api/client.ts'
import { App } from './app.tsx'
import { reloadWhenOutdated } from './reload-when-outdated.ts'

configureClient()
reloadWhenOutdated()

const root = document.getElementById('portal')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
