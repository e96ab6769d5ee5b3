/** Says no to an operator, in words that tell what to do. */
export class Refusal extends Error {}
