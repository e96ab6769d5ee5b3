import { useSyncExternalStore } from 'react'
import { read, write } from './storage.ts'

/** Something that a person chose and this browser remembers. */
export interface Setting<Value extends string> {
  get(): Value
  set(value: Value): void
  /** Called after every change. @returns how to stop it */
  subscribe(listener: () => void): () => void
}

/**
 * @param key where it is stored
 * @param values what it can be
 * @param fallback what it is until somebody chooses
 */
export function createSetting<Value extends string>(
  key: string,
  values: readonly Value[],
  fallback: () => Value,
): Setting<Value> {
  const stored = read(key)
  let current = values.find((value) => value === stored) ?? fallback()
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set: (value) => {
      current = value
      write(key, value)
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useSetting<Value extends string>({ get, subscribe }: Setting<Value>): Value {
  return useSyncExternalStore(subscribe, get)
}
