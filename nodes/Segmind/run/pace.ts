import { clock, pause } from './pause';
import { gate, type Gate } from './pool';

/**
 * The pace at which one run of the node may order images. A 429 on one order holds back all of
 * them; afterwards they go out one by one, so that the account's limit is found without a burst.
 */
export class Pace {
	private heldUntilMs = 0;

	private oneByOne: Gate | undefined;

	/** @param untilMs time since 1970 in milliseconds before which nothing more is ordered */
	hold(untilMs: number): void {
		this.heldUntilMs = Math.max(this.heldUntilMs, untilMs);
		this.oneByOne ??= gate(1);
	}

	/** Runs one order when its turn has come. @throws Stopped */
	async turn<T>(order: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
		const go = async () => {
			await this.wait(signal);
			return await order();
		};
		return this.oneByOne ? await this.oneByOne(go) : await go();
	}

	private async wait(signal: AbortSignal | undefined): Promise<void> {
		for (let left = this.left(); left > 0; left = this.left()) await pause(left, signal);
	}

	private left(): number {
		return this.heldUntilMs - clock.now();
	}
}
