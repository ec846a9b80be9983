/** Whether an operation of the interface offers a model. The generator goes by the same rule. */
export const offers = (
	operation: string,
	model: { readonly operation: string; readonly also?: readonly string[] },
): boolean => model.operation === operation || (model.also ?? []).includes(operation);

/** Whether an operation serves a parameter. Pictures made from words alone take no pictures. */
export const serves = (operation: string, { role }: { readonly role?: string }): boolean =>
	operation !== 'generate' || role === undefined || role === 'prompt';
