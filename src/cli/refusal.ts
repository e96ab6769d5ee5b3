/** Says no to an operator, in words that tell what to do. */
export class Refusal extends Error {
  /** 1 where something cannot be done, 2 where the call itself is wrong. */
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The refusal of a call that is wrong as it stands. */
export function wrongCall(message: string): Refusal {
  return new Refusal(message, 2)
}
