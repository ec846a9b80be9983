/** `source_image` as its controls are labelled: "Source Image". */
export const labelOf = (name: string): string =>
	name
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
