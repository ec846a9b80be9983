/** JSON type that a parameter has in the request. `list` is a list of URLs, `objects` of {url, label}. */
export type WireType = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'objects';

/**
 * A parameter that one of the shared controls serves, or none. `image` is one of several images
 * with different roles; it has controls of its own.
 */
export type Role = 'prompt' | 'images' | 'mask' | 'image';

export type Scalar = string | number | boolean | null;

/** One documented parameter, reduced to what is needed to read, check and send it. */
export interface ParameterFacts {
	/** Segmind's name, which is the key in the request body. */
	readonly name: string;
	readonly type: WireType;
	/** Name of the control in the interface, where it has one of its own; for `image`, how its controls' names begin. */
	readonly control?: string;
	readonly place?: 'top' | 'additional';
	readonly role?: Role;
	/** Label of the controls of an `image`. */
	readonly label?: string;
	/** Name with which the control for the field of an `image` starts. */
	readonly field?: string;
	readonly required: boolean;
	readonly nullable?: boolean;
	readonly default?: Scalar;
	readonly allowed?: readonly Scalar[];
	/** The documentation cuts the list of allowed values: others may be valid. */
	readonly open?: boolean;
	readonly minimum?: number;
	readonly maximum?: number;
	/** Keys of one entry where the type is `objects`. */
	readonly shape?: { readonly url: string; readonly label?: string };
	/** The API takes base64 text here instead of a URL. */
	readonly base64?: boolean;
}

/** One model, as its JSON file states it. Generated into `catalog.generated.ts`. */
export interface ModelFacts {
	readonly slug: string;
	readonly displayName: string;
	/** retired: Segmind lists it as retired; unconfirmed: Segmind's directory does not list it. */
	readonly status?: 'retired' | 'unconfirmed';
	readonly operation: string;
	/** Further operations that offer the model. */
	readonly also?: readonly string[];
	/** Path of the synchronous endpoint on the API host, as documented. */
	readonly endpoint: string;
	/** Documented average duration in seconds; null where the page prints none. */
	readonly typicalSeconds: number | null;
	/** Documented average price in USD; null where the page prints none. */
	readonly typicalUsd: number | null;
	readonly parameters: readonly ParameterFacts[];
}

export const parameterWithRole = (
	{ parameters }: Pick<ModelFacts, 'parameters'>,
	role: Role,
): ParameterFacts | undefined => parameters.find((parameter) => parameter.role === role);

export const parameterNamed = (
	{ parameters }: Pick<ModelFacts, 'parameters'>,
	name: string,
): ParameterFacts | undefined => parameters.find((parameter) => parameter.name === name);

/** Whether an operation of the interface offers a model. The generator goes by the same rule. */
export const offers = (
	operation: string,
	model: { readonly operation: string; readonly also?: readonly string[] },
): boolean => model.operation === operation || (model.also ?? []).includes(operation);

/** Whether an operation serves a parameter. Generating from a prompt takes no images. */
export const serves = (operation: string, { role }: { readonly role?: string }): boolean =>
	operation !== 'generate' || role === undefined || role === 'prompt';

/** The parameters of a model that an operation serves. */
export const servedBy = ({ parameters }: ModelFacts, operation: string): ParameterFacts[] =>
	parameters.filter((parameter) => serves(operation, parameter));
