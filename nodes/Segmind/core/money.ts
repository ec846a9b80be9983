const CENT = 0.01;

/** An amount in USD as everything says it: cents, or two digits of what is less than one. */
export const money = (usd: number): string =>
	`$${usd === 0 || usd >= CENT ? usd.toFixed(2) : String(Number(usd.toPrecision(2)))}`;
