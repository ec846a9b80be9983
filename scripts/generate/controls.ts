import type { ModelFile, ModelParameter } from './modelFile';

/** What a control holds. Two parameters of one name share a control only when this is the same. */
export type ControlType = 'string' | 'number' | 'boolean' | 'strings';

export function controlType(parameter: ModelParameter): ControlType {
	if (parameter.type === 'integer' || parameter.type === 'number') return 'number';
	if (parameter.type === 'boolean') return 'boolean';
	return parameter.type.endsWith('[]') ? 'strings' : 'string';
}

const SUFFIX: Record<ControlType, string> = {
	string: 'Text',
	number: 'Number',
	boolean: 'Switch',
	strings: 'List',
};

/**
 * Gives every parameter without a role the name of its control: its own, or, when an older model
 * has a parameter of that name with another type, its own with a suffix. Saved workflows hold these
 * names, so the order of the models (oldest first) must never change.
 * @param models oldest first, as `readModels` returns them
 * @returns control names by slug and parameter name
 * @throws when a name stands for two types even so
 */
export function assignControls(models: ModelFile[]): Map<string, Map<string, string>> {
	const holder = new Map<string, ControlType>();
	const controls = new Map<string, Map<string, string>>();
	for (const model of models) {
		const own = new Map<string, string>();
		controls.set(model.slug, own);
		for (const parameter of model.parameters.filter((p) => !p.role)) {
			const type = controlType(parameter);
			const taken = holder.get(parameter.name);
			const fallback = `${parameter.name}${SUFFIX[type]}`;
			const name = parameter.control ?? (taken && taken !== type ? fallback : parameter.name);
			const held = holder.get(name);
			if (held && held !== type) {
				throw new Error(
					`${model.slug}.json: ${name} is a ${held} for another model, here a ${type}`,
				);
			}
			holder.set(name, type);
			own.set(parameter.name, name);
		}
	}
	return controls;
}
